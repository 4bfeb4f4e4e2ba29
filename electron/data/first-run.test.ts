import { describe, expect, test } from 'vitest'
import { isPinAllowed } from '../../core/people/pin.ts'
import { connectReader, connectWriter } from '../../db/connect.ts'
import { testFolder, testKey } from '../../db/test-database.ts'
import { refusal, refusalCode } from './test-laptop.ts'
import { openTestService, personId, signIn, type TestClient, testPin, walkIn } from './test-service.ts'

type SetUp = Parameters<TestClient['setup']['complete']>[0]

const manager = { name: 'Ayesha Malik', role: 'manager' as const, pin: testPin }
const store: SetUp = {
  storeName: 'Clifton Motors',
  storeCode: 'KHI-01',
  language: 'en',
  consultants: [manager],
}
const inTheStates: SetUp = { ...store, market: 'us', timeZone: 'America/Los_Angeles' }

/** A laptop without a store, alone with its service. */
function openEmpty(options: Parameters<typeof openTestService>[1] = {}) {
  const place = testFolder()
  const told: (string | null)[] = []
  const open = () =>
    openTestService(place.folder, { onOtherMarket: (signedIn) => told.push(signedIn), ...options })
  let service = open()
  return {
    client: () => service.client,
    /** Who was to be signed in, each time that another market was asked for. */
    told,
    async reopen() {
      await service.close()
      service = open()
      return service.client
    },
    rows(sql: string): readonly unknown[] {
      const connection = connectReader(place.folder, testKey)
      try {
        return connection.prepare(sql).all()
      } finally {
        connection.close()
      }
    },
    async [Symbol.asyncDispose]() {
      await service.close()
      place[Symbol.dispose]()
    },
  }
}

describe('before set-up', () => {
  test('the markets of the installation are told as they are chosen by, the usual one first', async () => {
    await using laptop = openEmpty()
    const { markets } = await laptop.client().setup.markets()
    expect(markets.map(({ id }) => id)).toEqual(['pk', 'us'])
    const [pakistan, states] = markets
    expect(pakistan).toMatchObject({
      name: { en: 'Pakistan', ur: 'پاکستان' },
      languages: ['en', 'ur'],
      timeZones: ['Asia/Karachi'],
      country: 'PK',
      priceExample: { en: expect.stringMatching(/^Rs .*crore\)$/) },
    })
    expect(states?.timeZones.slice(0, 2)).toEqual(['America/New_York', 'America/Chicago'])
    for (const { catalogue } of markets) {
      expect(catalogue.variants).toBeGreaterThan(catalogue.models)
      expect(catalogue.from <= catalogue.to).toBe(true)
    }
  })

  test('a PIN is made for who chooses none, another each time, and kept nowhere', async () => {
    await using laptop = openEmpty()
    const [first, second] = [await laptop.client().setup.makePin(), await laptop.client().setup.makePin()]
    expect(isPinAllowed(first.pin)).toBe(true)
    expect(second.pin).not.toBe(first.pin)
    expect(laptop.rows('SELECT * FROM pin')).toEqual([])
  })
})

describe('set-up', () => {
  test('gives PINs to those who chose one, and the others theirs later', async () => {
    await using laptop = openEmpty()
    const client = laptop.client()
    const consultants = [
      manager,
      { name: 'Imran Sheikh', role: 'consultant' as const, pin: '314159' },
      { name: 'Bilal Ahmed', role: 'service-adviser' as const },
    ]
    await client.setup.complete({ ...store, consultants })
    const { people, signedIn } = await client.session.state()
    expect(signedIn?.consultantId).toBe(await personId(client, 'Ayesha Malik'))
    expect(people.map(({ name, role, hasPin }) => [name, role, hasPin])).toEqual([
      ['Ayesha Malik', 'manager', true],
      ['Bilal Ahmed', 'service-adviser', false],
      ['Imran Sheikh', 'consultant', true],
    ])
    await client.session.signIn({ consultantId: await personId(client, 'Imran Sheikh'), pin: '314159' })
    expect((await client.session.state()).signedIn?.role).toBe('consultant')
    expect(laptop.told).toEqual([])
  })

  test('begins without vehicles where none are wanted', async () => {
    await using laptop = openEmpty()
    await laptop.client().setup.complete({ ...store, catalogue: 'none' })
    expect((await laptop.client().app.state()).catalogue).toBeNull()
  })

  test('refuses a market of which there is no pack, a second set-up and a PIN for it, and leaves nothing', async () => {
    await using laptop = openEmpty()
    const client = laptop.client()
    expect(await refusal(client.setup.complete({ ...store, market: 'xx' }))).toEqual({
      code: 'MARKET_MISSING',
      detail: { market: 'xx' },
    })
    expect(await refusalCode(client.setup.complete({ ...store, timeZone: 'Europe/Paris' }))).toBe('BUG')
    expect(laptop.rows('SELECT * FROM device')).toEqual([])
    await client.setup.complete(store)
    expect(await refusalCode(client.setup.complete(store))).toBe('ALREADY_SET_UP')
    expect(await refusalCode(client.setup.makePin())).toBe('ALREADY_SET_UP')
  })

  test('of another market has its time, words and vehicles as soon as the data is opened again', async () => {
    const midnight = Date.UTC(2026, 10, 23, 7, 30)
    await using laptop = openEmpty({ clock: () => midnight })
    await laptop.client().setup.complete(inTheStates)
    expect(laptop.told).toEqual([await personId(laptop.client(), 'Ayesha Malik')])
    expect((await laptop.client().session.state()).signedIn).toBeNull()
    const client = await laptop.reopen()
    const { market, store: known, catalogue, businessDay } = await client.app.state()
    expect([market.id, market.currency.code, known?.timeZone]).toEqual(['us', 'USD', 'America/Los_Angeles'])
    expect(businessDay).toBe('2026-11-22')
    expect(catalogue?.variants).toBeGreaterThan(0)
    await signIn(client)
    expect((await walkIn(client)).businessDay).toBe('2026-11-22')
    expect(laptop.rows('SELECT DISTINCT business_day FROM change_set')).toEqual([
      { business_day: '2026-11-22' },
    ])
  })

  test('of the market that the laptop was opened with goes on at once', async () => {
    await using laptop = openEmpty({ market: 'us' })
    const { market } = await laptop.client().app.state()
    expect(market.id).toBe('us')
    await laptop.client().setup.complete(store)
    expect(laptop.told).toEqual([])
    expect((await laptop.client().app.state()).store?.timeZone).toBe(market.timeZone)
  })

  test('of a market that a later installation has no pack of is safe, and says so', async () => {
    using place = testFolder()
    const first = openTestService(place.folder)
    await first.client.setup.complete(store)
    await first.close()
    const beside = connectWriter(place.folder, testKey)
    beside.exec("UPDATE device SET market = 'xx'")
    beside.close()
    expect(() => openTestService(place.folder)).toThrow(/no data of the market “xx”/)
  })
})

describe('the name of a store', () => {
  test('and its code are changed by a manager, and no closed day is told as changed for it', async () => {
    await using laptop = openEmpty()
    const client = laptop.client()
    await client.setup.complete(store)
    await walkIn(client)
    const { businessDay } = await client.app.state()
    await client.reports.close({ businessDay, language: 'en' })
    await client.settings.renameStore({ storeName: 'Gulberg Motors', storeCode: 'LHE-02' })
    expect((await client.app.state()).store).toMatchObject({ name: 'Gulberg Motors', code: 'LHE-02' })
    expect(await client.reports.daily({ businessDay, language: 'en' })).toMatchObject({
      storeCode: 'LHE-02',
      changedSinceClosed: false,
      difference: [],
    })
    expect(await refusalCode(client.reports.close({ businessDay, language: 'en' }))).toBe('DAY_UNCHANGED')
    const { entries } = await client.access.log({ before: null, limit: 10, customerId: null })
    expect(entries.map(({ detail }) => detail.setting)).toContain('store-name')
  })
})
