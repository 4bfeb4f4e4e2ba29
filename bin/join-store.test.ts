import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testClock, testFolder } from '../db/test-database.ts'
import { refusal, refusalCode } from '../electron/data/test-laptop.ts'
import {
  openTestService,
  personId,
  setUp,
  type TestClient,
  testPin,
  walkIn,
} from '../electron/data/test-service.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { resources } from './resources.ts'

const officeFolder = await freshTrialFolder()
const language = 'en'
const otherPin = '314159'
let office: Headoffice

beforeAll(async () => {
  office = await startHeadoffice({
    folder: officeFolder,
    port: 0,
    resources,
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
  })
})
afterAll(async () => {
  await office.close()
  rmSync(officeFolder, { recursive: true, force: true })
})

/** A laptop of its own, not set up. */
function openLaptop() {
  const place = testFolder()
  const wall = testClock()
  const monotonic = testClock(0)
  const told: (string | null)[] = []
  const open = () =>
    openTestService(place.folder, {
      clock: wall.clock,
      monotonicMs: monotonic.clock,
      onOtherMarket: (signedIn) => told.push(signedIn),
    })
  let service = open()
  return {
    client: service.client,
    advance: monotonic.advance,
    /** Who was to be signed in, each time that the data was to be opened with another market. */
    told,
    async reopen() {
      await service.close()
      service = open()
      return service.client
    },
    async [Symbol.asyncDispose]() {
      await service.close()
      place[Symbol.dispose]()
    },
  }
}

const codeOf = (storeCode: string) => office.operator.newEnrolmentCode({ storeCode })
let stores = 0

/** The first laptop of a store: set up on its own by Ayesha, who is a manager, and enrolled. */
async function openFirstLaptop() {
  stores += 1
  const storeCode = `JOIN-${stores}`
  const laptop = openLaptop()
  await setUp(laptop.client)
  await laptop.client.enrolment.enrol({ url: office.url, code: await codeOf(storeCode) })
  await walkIn(laptop.client)
  await laptop.client.sync.now({ language })
  return { ...laptop, storeCode }
}

const joinStore = async (client: TestClient, storeCode: string, yourName = 'Bilal Ahmed') =>
  client.enrolment.join({ url: office.url, code: await codeOf(storeCode), yourName, pin: testPin })

/** Waits for the people of the store. */
async function peopleThere(client: TestClient): Promise<readonly string[]> {
  for (;;) {
    if ((await client.enrolment.joining())?.isWhole) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return (await client.session.state()).people.map(({ name }) => name).sort()
}

describe('a laptop that is set up', () => {
  test('is enrolled by a manager, and says so', async () => {
    await using laptop = await openFirstLaptop()
    const { client } = laptop
    const state = await client.enrolment.state()
    expect(state).toMatchObject({
      state: 'enrolled',
      headofficeUrl: office.url,
      rotatedAt: null,
      hasEscrow: false,
    })
    expect((await client.app.state()).store?.code).toBe(laptop.storeCode)
    const renamed = { storeName: 'Another name', storeCode: 'OTHER' }
    expect(await refusalCode(client.settings.renameStore(renamed))).toBe('STORE_OF_HEADOFFICE')
    const again = client.enrolment.enrol({ url: office.url, code: await codeOf(laptop.storeCode) })
    expect(await refusalCode(again)).toBe('ALREADY_ENROLLED')
    await client.enrolment.rotate()
    expect((await client.enrolment.state()).rotatedAt).not.toBeNull()
    expect((await client.sync.now({ language })).state).not.toBe('not-enrolled')
    const { entries } = await client.access.log({ before: null, limit: 50, customerId: null })
    const settings = entries.map(({ detail }) => detail.setting).filter((setting) => setting !== undefined)
    expect(settings).toEqual(['device-keys', 'enrolled'])
  })

  test('takes up the zone of the store with it, and is opened anew for that', async () => {
    await using laptop = openLaptop()
    const consultants = [{ name: 'Dana Reyes', role: 'manager' as const, pin: testPin }]
    const own = { storeName: 'Lakeside Motors', storeCode: 'JOIN-LA', language, consultants } as const
    await laptop.client.setup.complete({ ...own, market: 'us', timeZone: 'America/Los_Angeles' })
    const client = await laptop.reopen()
    const dana = await personId(client, 'Dana Reyes')
    await client.session.signIn({ consultantId: dana, pin: testPin })
    const store = { name: 'Lakeside Motors', market: 'us', timeZone: 'America/Denver', language } as const
    const code = await office.operator.newEnrolmentCode({ storeCode: 'JOIN-LA', ...store })
    await client.enrolment.enrol({ url: office.url, code })
    expect(laptop.told).toEqual([dana, dana])
    expect((await (await laptop.reopen()).app.state()).store?.timeZone).toBe('America/Denver')
  })

  test('cannot be joined to another store by whoever stands before it', async () => {
    await using laptop = await openFirstLaptop()
    expect(await refusalCode(joinStore(laptop.client, laptop.storeCode))).toBe('ALREADY_SET_UP')
    const place = laptop.client.enrolment.takePlace({
      consultantId: await personId(laptop.client, 'Ayesha Malik'),
      isNew: false,
      pin: testPin,
    })
    expect(await refusalCode(place)).toBe('NOT_ALLOWED')
  })
})

describe('a laptop that joins a store', () => {
  test('has the store’s people and visits, and lets in the manager who joined by the PIN chosen then', async () => {
    await using first = await openFirstLaptop()
    await using laptop = openLaptop()
    const { client } = laptop
    await joinStore(client, first.storeCode, 'Ayesha Malik')
    expect(await peopleThere(client)).toEqual(['Ayesha Malik', 'Imran Sheikh'])
    const { people, signedIn } = await client.session.state()
    expect(signedIn).toBeNull()
    // The laptop is whose who joined: nobody else becomes the first by standing before it.
    expect(people.map(({ mayBeFirst }) => mayBeFirst)).toEqual([false, false])
    const ayesha = await personId(client, 'Ayesha Malik')
    const first_ = { consultantId: ayesha, pin: otherPin, allowedBy: { type: 'first' as const } }
    expect(await refusalCode(client.session.setPin(first_))).toBe('NOT_ALLOWED')

    const takePlace = (consultantId: string, pin: string) =>
      client.enrolment.takePlace({ consultantId, isNew: false, pin })
    expect(await refusalCode(takePlace(await personId(client, 'Imran Sheikh'), testPin))).toBe('NOT_ALLOWED')
    expect(await refusal(takePlace(ayesha, otherPin))).toMatchObject({
      code: 'PIN_WRONG',
      detail: { left: '9' },
    })
    await takePlace(ayesha, testPin)
    expect((await client.session.state()).signedIn?.consultantId).toBe(ayesha)
    expect(await client.enrolment.joining()).toBeNull()
    const { businessDay, catalogue } = await client.app.state()
    expect((await client.visits.list({ businessDay })).length).toBe(1)
    expect(catalogue).not.toBeNull()
    expect(await refusalCode(takePlace(ayesha, testPin))).toBe('NOT_ALLOWED')
    // From now on it is their PIN here.
    await client.session.signOut({ because: 'signed-out' })
    await client.session.signIn({ consultantId: ayesha, pin: testPin })
  })

  test('adds whoever joined as a manager when they were not there yet, for every laptop', async () => {
    await using first = await openFirstLaptop()
    await using laptop = openLaptop()
    const { client } = laptop
    await joinStore(client, first.storeCode, 'Bilal Ahmed')
    await peopleThere(client)
    const consultantId = v7()
    await client.enrolment.takePlace({ consultantId, isNew: true, pin: testPin })
    expect((await client.session.state()).signedIn).toMatchObject({ consultantId, role: 'manager' })
    await client.sync.now({ language })
    await first.client.sync.now({ language })
    expect(await personId(first.client, 'Bilal Ahmed')).toBe(consultantId)
  })

  test('takes up the store’s market and time, whichever it was opened with', async () => {
    await using laptop = openLaptop()
    const store = { name: 'Lakeside Motors', market: 'us', timeZone: 'America/Denver', language } as const
    const code = await office.operator.newEnrolmentCode({ storeCode: 'JOIN-US', ...store })
    await laptop.client.enrolment.join({ url: office.url, code, yourName: 'Dana Reyes', pin: testPin })
    expect(laptop.told).toEqual([null])
    const client = await laptop.reopen()
    const { market, store: joined, catalogue } = await client.app.state()
    expect([market.id, joined?.name, joined?.timeZone]).toEqual(['us', 'Lakeside Motors', 'America/Denver'])
    expect(catalogue?.variants).toBeGreaterThan(0)
    await peopleThere(client)
    await client.enrolment.takePlace({ consultantId: v7(), isNew: true, pin: testPin })
    expect((await client.session.state()).signedIn?.role).toBe('manager')
  })

  test('is locked after ten wrong PINs, until head office gives another code', async () => {
    await using first = await openFirstLaptop()
    await using laptop = openLaptop()
    const { client, advance } = laptop
    await joinStore(client, first.storeCode, 'Ayesha Malik')
    await peopleThere(client)
    const consultantId = await personId(client, 'Ayesha Malik')
    const guess = (pin: string) =>
      refusalCode(client.enrolment.takePlace({ consultantId, isNew: false, pin }))
    for (let wrong = 1; wrong < 10; wrong += 1) {
      expect(await guess(otherPin)).toBe('PIN_WRONG')
      if (wrong === 3) expect(await guess(testPin)).toBe('PIN_WAIT')
      advance(3_600_000)
    }
    expect(await guess(otherPin)).toBe('JOIN_PIN_LOCKED')
    expect(await guess(testPin)).toBe('JOIN_PIN_LOCKED')
    expect(await client.enrolment.joining()).toMatchObject({ isLocked: true, waitMs: 0 })
    await joinStore(client, first.storeCode, 'Ayesha Malik')
    expect(await guess(testPin)).toBe('nothing was refused')
  })

  test('is as it was when the code is not good or the PIN would be tried first', async () => {
    await using laptop = openLaptop()
    const { client } = laptop
    const tried = (code: string, pin: string) =>
      refusalCode(client.enrolment.join({ url: office.url, code, yourName: 'Bilal', pin }))
    expect(await tried('0000-0000-0000', testPin)).toBe('ENROLMENT_CODE_NOT_GOOD')
    expect(await tried(await codeOf('JOIN-NONE'), '111111')).toBe('PIN_NOT_VALID')
    expect(await tried(await codeOf('JOIN-NONE'), testPin)).toBe('ENROLMENT_STORE_NOT_DESCRIBED')
    expect((await client.app.state()).store).toBeNull()
    await setUp(client)
    expect((await client.app.state()).store?.name).toBe('Clifton Motors')
  })
})
