import { pino } from 'pino'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeIdSchema } from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import type { PullResponse } from '../../core/sync/protocol.ts'
import { receiptWords } from '../../core/sync/receipt-words.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import {
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testClock,
  testFolder,
} from '../../db/test-database.ts'
import { type HeadofficeClient, HeadofficeFailure } from './headoffice-client.ts'
import { createSyncClient, type SyncClient } from './sync-client.ts'

const { clock } = testClock()
let folder: TestFolder
let db: ShowroomDatabase
let timers: { readonly pauseMs: number; readonly run: () => void }[]
let network: ReturnType<typeof fakeNetwork>
let client: SyncClient

beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder, clock)
  setUpStore(db)
  db.device.update({ headofficeUrl: 'http://127.0.0.1:4700' })
  timers = []
  network = fakeNetwork()
  client = createSyncClient({
    db,
    clock,
    log: pino({ level: 'silent' }),
    headoffice: () => network.client,
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
  network.open()
  await client.stop()
  db.close()
  folder[Symbol.dispose]()
})

/** A network that answers as a head office that takes everything, is down, or keeps one waiting. */
function fakeNetwork() {
  let gate: { readonly wait: Promise<void>; readonly open: () => void } | null = null
  const calls: string[] = []
  const pages: PullResponse[] = []
  let seq = 0
  let broken: Error | null = null
  let under = 0
  let mostUnder = 0
  const network = {
    down: false,
    calls,
    /** What is fed by the next pulls, one page each; nothing after them. */
    pages,
    mostUnder: () => mostUnder,
    close() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = { wait: promise, open: resolve }
    },
    open: () => gate?.open(),
  }
  const through = async <T>(name: string, answer: () => T): Promise<T> => {
    calls.push(name)
    under += 1
    mostUnder = Math.max(mostUnder, under)
    await gate?.wait
    under -= 1
    if (broken) throw broken
    if (network.down) throw new HeadofficeFailure('unreachable', 'down')
    return answer()
  }
  const headoffice: HeadofficeClient = {
    health: () => through('health', () => ({ name: 'northstar-headoffice', epoch: 'e', mark: 'durable' })),
    handshake: () =>
      through('handshake', () => ({ type: 'welcome', epoch: 'e', mark: 'durable', newEpoch: false, seq })),
    push: ({ changeSets }) =>
      through('push', () => ({
        receipts: changeSets.map((changeSet) => ({
          changeSetId: changeSet.id,
          outcome: 'accepted',
          seq: ++seq,
          mark: 'durable',
          receivedAt: clock(),
          words: receiptWords({
            changeSet,
            storeName: 'Clifton Motors',
            mark: 'durable',
            outcome: 'accepted',
          }),
        })),
      })),
    pull: ({ cursor }) =>
      through('pull', () => network.pages.shift() ?? { rows: [], cursor, hash: '', end: true }),
  }
  const breakWith = (error: Error) => {
    broken = error
  }
  const setDown = (down: boolean) => {
    network.down = down
  }
  return { ...network, client: headoffice, setDown, break: breakWith }
}

const addCustomer = () =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: clock(),
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits: [{ entity: 'customer', rowId: v7(), fields: { name: 'Ali', phone: null, language: 'ur' } }],
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
  network.close()
  const first = client.round()
  addCustomer()
  const second = client.round()
  expect(client.round()).toBe(second)
  expect(client.status('en').state).toBe('working')
  network.open()
  await Promise.all([first, second])
  expect(network.mostUnder()).toBe(1)
  expect(network.calls.filter((name) => name === 'handshake')).toHaveLength(2)
  expect(client.status('en')).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0 })
})

test('syncs at once, then regularly, and sooner when something was recorded', async () => {
  client.start()
  expect(pauses()).toEqual([0])
  await goOff()
  const [regular = 0] = pauses()
  expect(regular).toBeGreaterThanOrEqual(27_000)
  expect(regular).toBeLessThanOrEqual(33_000)
  client.wake()
  expect(pauses()).toEqual([250])
})

test('tries a head office that is down less and less often, never less than regularly, and is not hurried by records', async () => {
  network.setDown(true)
  client.start()
  const tried: number[] = []
  for (let n = 0; n < 6; n++) {
    await goOff()
    tried.push(...pauses())
    client.wake()
    expect(pauses()).toHaveLength(1)
  }
  const [regular = 0] = tried.slice(-1)
  expect(tried[0]).toBeLessThan(4_000)
  expect(tried).toEqual(tried.toSorted((a, b) => a - b))
  expect(regular).toBeLessThanOrEqual(33_000)
  network.setDown(false)
  await goOff()
  expect(client.status('en').state).toBe('up-to-date')
})

test('turns to another address at once, although the one before was failing', async () => {
  network.setDown(true)
  client.start()
  await goOff()
  expect(client.status('en').state).toBe('unreachable')
  db.device.update({ headofficeUrl: 'http://127.0.0.1:4701' })
  client.wake()
  expect(pauses()).toEqual([250])
  expect(client.status('en').state).toBe('waiting')
})

test('does nothing without an address, and says so', async () => {
  db.device.update({ headofficeUrl: null })
  await client.round()
  expect(network.calls).toEqual([])
  expect(client.status('en')).toMatchObject({ state: 'not-set', waitingChangeSets: 1 })
})

test('goes on recording while head office keeps it waiting', async () => {
  network.close()
  const round = client.round()
  for (let n = 0; n < 10; n++) addCustomer()
  expect(db.customerSearch.find('ali', 50).total).toBe(10)
  network.open()
  await round
  expect(client.status('en').waitingChangeSets).toBe(0)
})

describe('a round that this laptop itself cannot finish', () => {
  /** A row larger than what is left of a database that may not grow: what a full disk does. */
  const feedMoreThanFits = () => {
    const rowId = v7()
    const changeId = changeIdSchema.parse(v7())
    const fields = { name: 'A'.repeat(500_000), phone: null, language: 'ur' }
    const said = Object.entries(fields).map(([field, value]) => [field, { value, changeId }])
    network.pages.push({
      rows: [{ seq: 1, entity: 'customer', rowId, fields: Object.fromEntries(said) }],
      cursor: 1,
      hash: 'hash 1',
      end: true,
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
      expect(sentence).not.toContain('12:00')
      expect(advice).not.toBeNull()
    }
    expect(db.customerSearch.find('aaa', 5).total).toBe(0)
    network.close()
    const again = client.round()
    await new Promise((resolve) => setImmediate(resolve))
    expect(client.status('en').state).toBe('failed-here')
    mayGrowTo(1_000_000)
    feedMoreThanFits()
    network.open()
    await again
    expect(client.status('en').state).toBe('up-to-date')
    expect(db.customerSearch.find('aaa', 5).total).toBe(1)
  })

  test('is said to who asked for it, not thrown at them', async () => {
    mayGrowTo(1)
    feedMoreThanFits()
    await client.round()
    expect(client.status('en')).toMatchObject({ state: 'failed-here' })
  })

  test('says of a fault that is not the disk’s only what is true of it', async () => {
    network.break(new TypeError('a bug'))
    await client.round()
    const { state, sentence } = client.status('en')
    expect(state).toBe('failed-here')
    expect(sentence).toContain('Sync broke off inside this laptop. Nothing is lost.')
  })
})

test('sets no more timers once it is stopped', async () => {
  client.start()
  await goOff()
  await client.stop()
  client.wake()
  expect(pauses()).toEqual([])
})
