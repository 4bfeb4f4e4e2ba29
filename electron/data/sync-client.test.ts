import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HeadofficeFailure } from './call-failure.ts'
import type { SyncClient } from './sync-client.ts'
import type { fakeLine } from './test-line.ts'
import { openTestSyncClient, type TestSyncClient } from './test-sync-client.ts'

let opened: TestSyncClient
let clock: TestSyncClient['clock']
let db: TestSyncClient['db']
let line: ReturnType<typeof fakeLine>
let network: TestSyncClient['network']
let identity: TestSyncClient['identity']
let learned: TestSyncClient['learned']
let lanes: TestSyncClient['lanes']
let client: SyncClient
let addCustomer: TestSyncClient['addCustomer']
let pauses: TestSyncClient['pauses']
let goOff: TestSyncClient['goOff']
beforeEach(() => {
  opened = openTestSyncClient()
  ;({ clock, db, line, network, identity, learned, lanes, client, addCustomer, pauses, goOff } = opened)
})
afterEach(() => opened.end())

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

  test.each(['not-enrolled', 'revoked'] as const)('while it is %s, and says so', async (state) => {
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

test('one of two copies goes on asking, and hears that it is revoked', async () => {
  identity.state = 'cloned'
  line.failing = 'revoked'
  await client.round()
  expect(identity.refused).toEqual(['revoked'])
})

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

  /** What a call under way in a lane comes to, and how its lane ends when a round begins meanwhile. */
  async function callUnderWay() {
    const said: string[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    line.lane = async (headoffice, signal) => {
      for (const part of ['first part', 'second part']) {
        said.push(
          await headoffice.call(signal, async (_, options) => {
            const off = new Promise<void>((_, reject) =>
              options.signal.addEventListener('abort', () => reject(new Error('called off'))),
            )
            await Promise.race([promise, off])
            return part
          }),
        )
      }
    }
    await client.round()
    await new Promise((done) => setImmediate(done))
    return { said, answer: resolve }
  }

  test('keeps the part that is under way when a round begins, and asks for no further one', async () => {
    const { said, answer } = await callUnderWay()
    line.lane = async () => {}
    addCustomer()
    await client.round()
    expect(client.status('en').waitingChangeSets).toBe(0)
    expect(said).toEqual([])
    answer()
    await new Promise((done) => setImmediate(done))
    expect(said).toEqual(['first part'])
  })

  test('does not keep sync from stopping', async () => {
    const { said } = await callUnderWay()
    await client.stop()
    expect(said).toEqual([])
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

test('sets no more timers once it is stopped', async () => {
  client.start()
  await goOff()
  await client.stop()
  client.wake()
  expect(pauses()).toEqual([])
})
