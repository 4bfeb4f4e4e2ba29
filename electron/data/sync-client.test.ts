import { pino } from 'pino'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeIdSchema } from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import {
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testClock,
  testFolder,
} from '../../db/test-database.ts'
import { HeadofficeFailure } from './call-failure.ts'
import { createSyncClient, type SyncClient, type SyncIdentity } from './sync-client.ts'
import { fakeLine, fakeNetwork } from './test-line.ts'

let clock: ReturnType<typeof testClock>
let folder: TestFolder
let db: ShowroomDatabase
let timers: { readonly pauseMs: number; readonly run: () => void }[]
let line: ReturnType<typeof fakeLine>
let network: ReturnType<typeof fakeNetwork>
let identity: { state: ReturnType<SyncIdentity['state']>; refused: string[] }
let learned: number[]
let lanes: string[]
let client: SyncClient

beforeEach(() => {
  clock = testClock()
  folder = testFolder()
  db = openTestDatabase(folder.folder, clock.clock)
  setUpStore(db)
  db.device.update({ headofficeUrl: 'https://headoffice.example' })
  timers = []
  line = fakeLine(clock.clock)
  network = fakeNetwork()
  identity = { state: 'enrolled', refused: [] }
  learned = []
  lanes = []
  client = createSyncClient({
    db,
    clock: clock.clock,
    monotonicMs: clock.clock,
    random: () => 0.5,
    log: pino({ level: 'silent' }),
    headoffice: () => line.client,
    identity: {
      state: () => identity.state,
      token: async () => 'token',
      refuse: (because) => identity.refused.push(because),
    },
    headofficeClock: {
      offsetMs: () => (learned.length === 0 ? null : (learned.at(-1) ?? 0) - clock.clock()),
      learned: (headofficeNow) => learned.push(headofficeNow),
    },
    network,
    lanes: [
      async (_, signal) => {
        lanes.push('begun')
        if (line.holdsLanes) await new Promise((resolve) => signal.addEventListener('abort', resolve))
        lanes.push(signal.aborted ? 'called off' : 'done')
      },
    ],
    after(pauseMs, run) {
      const timer = { pauseMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  })
})
afterEach(async () => {
  line.open()
  await client.stop()
  db.close()
  folder[Symbol.dispose]()
})

const addCustomer = () =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: clock.clock(),
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits: [
      {
        entity: 'customer',
        rowId: v7(),
        fields: { name: 'Ali', phone: null, language: 'ur', note: null, alsoPhones: [] },
      },
    ],
  })
const pauses = () => timers.map(({ pauseMs }) => pauseMs)
/** Lets the next timer go off and waits until the round it began has set the next one. */
async function goOff() {
  const timer = timers.shift()
  if (!timer) throw new Error('no timer is set')
  timer.run()
  while (timers.length === 0) await new Promise((resolve) => setImmediate(resolve))
}

test('one round at a time: who asks meanwhile gets one more after it, shared', async () => {
  line.close()
  const first = client.round()
  addCustomer()
  const second = client.round()
  const third = client.round()
  expect(client.status('en').state).toBe('working')
  line.open()
  await Promise.all([first, second, third])
  expect(line.calls.filter((name) => name === 'handshake')).toHaveLength(2)
  expect(line.mostUnder()).toBe(1)
  expect(client.status('en')).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
})

test('syncs at once, then regularly, and sooner when something was recorded', async () => {
  client.start()
  expect(pauses()).toEqual([0])
  await goOff()
  expect(pauses()).toEqual([30_000])
  client.wake()
  expect(pauses()).toEqual([250])
})

test('tries a head office that is down less and less often and is not hurried by records, but by another network', async () => {
  line.failing = 'headoffice-down'
  client.start()
  const tried: number[] = []
  for (let n = 0; n < 8; n++) {
    await goOff()
    tried.push(...pauses())
    client.wake()
    expect(pauses()).toHaveLength(1)
  }
  expect(tried).toEqual(tried.toSorted((a, b) => a - b))
  expect(Math.max(...tried)).toBeLessThanOrEqual(4 * 60_000)
  line.failing = null
  clock.advance(60_000)
  network.change()
  expect(pauses()).toEqual([250])
  await goOff()
  expect(client.status('en').state).toBe('up-to-date')
})

test('turns to another address at once, although the one before was failing', async () => {
  line.failing = 'headoffice-down'
  client.start()
  await goOff()
  expect(client.status('en').state).toBe('headoffice-down')
  db.device.update({ headofficeUrl: 'https://other.example' })
  client.wake()
  expect(pauses()).toEqual([250])
  expect(client.status('en').state).toBe('waiting')
})

describe('calls nobody', () => {
  test('without an address, and says so', async () => {
    db.device.update({ headofficeUrl: null })
    await client.round()
    expect(line.calls).toEqual([])
    expect(client.status('en')).toMatchObject({ state: 'not-set', waitingChangeSets: 1 })
  })

  test.each(['not-enrolled', 'revoked', 'cloned'] as const)('while it is %s, and says so', async (state) => {
    identity.state = state
    await client.round()
    expect(line.calls).toEqual([])
    const said = client.status('en')
    expect(said.state).toBe(state === 'not-enrolled' ? 'not-enrolled' : 'refused')
    expect(said.advice).not.toBeNull()
    identity.state = 'enrolled'
    client.start()
    client.settled()
    await goOff()
    expect(client.status('en').state).toBe('up-to-date')
  })

  test('while there is no network, but for a head office on this machine', async () => {
    network.up = false
    await client.round()
    expect(line.calls).toEqual([])
    expect(client.status('en')).toMatchObject({ state: 'no-network', waitingChangeSets: 1 })
    db.device.update({ headofficeUrl: 'http://127.0.0.1:4700' })
    await client.round()
    expect(client.status('en').state).toBe('up-to-date')
  })
})

test.each(['not-known', 'revoked', 'cloned'] as const)(
  'tells whoever keeps this laptop’s identity that head office calls it %s',
  async (because) => {
    line.failing = because
    await client.round()
    expect(identity.refused).toEqual([because])
    expect(client.status('en').state).toBe('refused')
  },
)

test('says that there is no network when it went in the middle of a call', async () => {
  line.failing = 'line-broke'
  await client.round()
  expect(client.status('en').state).toBe('poor-line')
  line.close()
  const round = client.round()
  network.up = false
  line.open()
  await round
  expect(client.status('en').state).toBe('no-network')
})

test('learns head office’s time at each handshake and says when this laptop’s clock is far from it', async () => {
  line.offsetMs = 3 * 3_600_000
  await client.round()
  expect(learned).toEqual([clock.clock() + line.offsetMs])
  const { state, sentence } = client.status('en')
  expect(state).toBe('clock-wrong')
  expect(sentence).toContain('3 hours behind')
  expect(client.status('en').waitingChangeSets).toBe(0)
})

test('warns from the third day without a whole round', async () => {
  await client.round()
  line.failing = 'no-internet'
  clock.advance(3.5 * 86_400_000)
  await client.round()
  expect(client.status('en')).toMatchObject({ state: 'no-internet', daysApart: 3, isLongApart: true })
  expect(client.status('en').sentence).toContain('Last in step 3 days ago.')
})

describe('a line that is paid for by use', () => {
  test('is told by the laptop, or set by a person', () => {
    expect(client.status('en').metered).toEqual({ setting: 'auto', inForce: false })
    network.metered = true
    expect(client.status('en').metered.inForce).toBe(true)
    client.setMetered('unmetered')
    expect(client.status('en').metered).toEqual({ setting: 'unmetered', inForce: false })
    network.metered = false
    client.setMetered('metered')
    expect(client.status('en').metered).toEqual({ setting: 'metered', inForce: true })
  })

  test('is used less often, and for records only', async () => {
    client.setMetered('metered')
    client.start()
    await goOff()
    expect(pauses()).toEqual([5 * 60_000])
    client.wake()
    expect(pauses()).toEqual([60_000])
    expect(lanes).toEqual([])
  })
})

describe('what goes after the records', () => {
  test('goes when a round came to its end, and not after one that did not', async () => {
    line.failing = 'headoffice-down'
    await client.round()
    expect(lanes).toEqual([])
    line.failing = null
    await client.round()
    await new Promise((resolve) => setImmediate(resolve))
    expect(lanes).toEqual(['begun', 'done'])
  })

  test('never keeps a record waiting: it is called off when the next round begins', async () => {
    line.holdsLanes = true
    await client.round()
    await new Promise((resolve) => setImmediate(resolve))
    addCustomer()
    await client.round()
    expect(client.status('en').waitingChangeSets).toBe(0)
    await client.stop()
    expect(lanes).toEqual(['begun', 'called off', 'begun', 'called off'])
  })
})

test('goes on recording while head office keeps it waiting', async () => {
  line.close()
  const round = client.round()
  for (let n = 0; n < 10; n++) addCustomer()
  expect(db.customerSearch.find('ali', 50).total).toBe(10)
  line.open()
  await round
  expect(client.status('en').waitingChangeSets).toBe(0)
})

test('says a page again, smaller, when the line broke, and gives up in bounds', async () => {
  const push = line.client.push
  let broken = 2
  line.client = {
    ...line.client,
    push: async (request, signal) => {
      if (broken-- > 0) throw new HeadofficeFailure('line-broke', 'cut')
      return push(request, signal)
    },
  }
  await client.round()
  expect(client.status('en')).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
  broken = Number.POSITIVE_INFINITY
  addCustomer()
  await client.round()
  expect(client.status('en')).toMatchObject({ state: 'poor-line', waitingChangeSets: 1 })
})

describe('a round that this laptop itself cannot finish', () => {
  /** A row larger than what is left of a database that may not grow: what a full disk does. */
  const feedMoreThanFits = () => {
    const changeId = changeIdSchema.parse(v7())
    const fields = { name: 'A'.repeat(500_000), phone: null, language: 'ur' }
    const said = Object.entries(fields).map(([field, value]) => [field, { value, changeId }])
    line.pages.push({
      rows: [{ seq: 1, entity: 'customer', rowId: v7(), fields: Object.fromEntries(said) }],
      cursor: 1,
      hash: 'hash 1',
      end: true,
      digest: null,
    })
  }
  const mayGrowTo = (pages: number) => db.connection.pragma(`max_page_count = ${pages}`)

  test('is a state of its own that never claims to be up to date, until a round comes to its end', async () => {
    await client.round()
    expect(client.status('en').state).toBe('up-to-date')
    mayGrowTo(1)
    feedMoreThanFits()
    client.start()
    await goOff()
    for (const language of ['en', 'ur'] as const) {
      const { state, sentence, advice } = client.status(language)
      expect(state).toBe('failed-here')
      expect(sentence).toContain(
        language === 'en' ? 'could not write what head office sent' : 'لیپ ٹاپ پر لکھ نہیں سکا',
      )
      expect(advice).not.toBeNull()
    }
    expect(db.customerSearch.find('aaa', 5).total).toBe(0)
    line.close()
    const again = client.round()
    await new Promise((resolve) => setImmediate(resolve))
    expect(client.status('en').state).toBe('failed-here')
    mayGrowTo(1_000_000)
    feedMoreThanFits()
    line.open()
    await again
    expect(client.status('en').state).toBe('up-to-date')
    expect(db.customerSearch.find('aaa', 5).total).toBe(1)
  })

  test('says of a fault that is not the disk’s only what is true of it', async () => {
    line.failing = new TypeError('a bug')
    await client.round()
    const { state, sentence } = client.status('en')
    expect(state).toBe('failed-here')
    expect(sentence).toContain('Sync broke off inside this laptop. Nothing is lost.')
  })
})

describe('where the versions have no protocol in common', () => {
  test.each([
    [{ oldest: 9, newest: 9 }, 'This Northstar is too old'],
    [{ oldest: 1, newest: 1 }, 'Head office is too old'],
  ])('says which of the two is to be renewed: %j', async (versions, words) => {
    line.welcome = { type: 'protocol-not-accepted', ...versions }
    await client.round()
    expect(client.status('en').state).toBe('too-old')
    expect(client.status('en').sentence).toContain(words)
  })
})

test('sets no more timers once it is stopped', async () => {
  client.start()
  await goOff()
  await client.stop()
  client.wake()
  expect(pauses()).toEqual([])
})

describe('what no round may run beside', () => {
  test('waits for the round under way, and rounds wait for it', async () => {
    addCustomer()
    line.close()
    const round = client.round()
    const order: string[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    const alone = client.alone(async ({ outbox }) => {
      order.push(`alone, ${outbox.count()} waiting`)
      await promise
      order.push('alone no more')
    })
    await Promise.resolve()
    expect(order).toEqual([])
    line.open()
    await round
    const next = client.round().then(() => order.push('another round'))
    resolve()
    await Promise.all([alone, next])
    expect(order).toEqual(['alone, 0 waiting', 'alone no more', 'another round'])
  })

  test('lets rounds go on when it fails', async () => {
    await expect(client.alone(() => Promise.reject(new Error('torn')))).rejects.toThrow('torn')
    await client.round()
    expect(line.calls).toContain('pull')
  })
})

describe('records that differ from head office’s and stay so', () => {
  /** Head office's last page says another digest than this laptop's. */
  const round = async () => {
    const cursor = Number(db.connection.prepare('SELECT max(seq) FROM receipt').pluck().get() ?? 0)
    line.pages.push({ rows: [], cursor, hash: '', end: true, digest: 'f'.repeat(32) })
    await client.round()
  }
  const compared = () => line.calls.filter((call) => call === 'digest').length

  test('are compared once at a feed position, and again when it moves or an hour is over', async () => {
    await client.round()
    await round()
    expect(compared()).toBe(1)
    expect(client.status('en').checked?.outcome).toBe('differs')
    await round()
    await round()
    expect(compared()).toBe(1)
    db.changeSets.commit({
      authorId: null,
      occurredAt: clock.clock(),
      businessDay: businessDaySchema.parse('2026-11-22'),
      visitId: null,
      edits: [{ entity: 'customer', rowId: v7(), fields: { name: 'Ali', phone: null, language: 'ur' } }],
    })
    await client.round()
    await round()
    expect(compared()).toBe(2)
    clock.advance(59 * 60_000)
    await round()
    expect(compared()).toBe(2)
    clock.advance(60_000)
    await round()
    expect(compared()).toBe(3)
  })

  test('are not compared on a line that is paid for', async () => {
    await client.round()
    client.setMetered('metered')
    await round()
    expect(compared()).toBe(0)
    client.setMetered('unmetered')
    await round()
    expect(compared()).toBe(1)
  })
})

test('what other laptops wrote and a new epoch lacks is said in words, in both languages', async () => {
  const row = (name: string) => {
    const changeId = changeIdSchema.parse(v7())
    const fields = Object.entries({ name, phone: null, language: 'ur' })
    return {
      seq: 100,
      entity: 'customer',
      rowId: v7(),
      fields: Object.fromEntries(fields.map(([field, value]) => [field, { value, changeId }])),
    }
  }
  line.pages.push({ rows: [row('Ali'), row('Sana')], cursor: 100, hash: 'h', end: true, digest: null })
  await client.round()
  expect(client.status('en').onlyHere).toBeNull()
  line.welcome = { epoch: 'another', newEpoch: true, seq: 1 }
  await client.round()
  expect(client.status('en').onlyHere).toMatch(
    /^2 records that other laptops wrote are on this laptop and no longer at head office/,
  )
  expect(client.status('ur').onlyHere).toContain('2')
  expect(db.customerSearch.find('sana', 5).total).toBe(1)
})
