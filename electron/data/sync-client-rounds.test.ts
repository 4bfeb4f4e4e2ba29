import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeIdSchema } from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import type { SyncClient } from './sync-client.ts'
import type { fakeLine } from './test-line.ts'
import { openTestSyncClient, type TestSyncClient } from './test-sync-client.ts'

let opened: TestSyncClient
let clock: TestSyncClient['clock']
let db: TestSyncClient['db']
let line: ReturnType<typeof fakeLine>
let client: SyncClient
let addCustomer: TestSyncClient['addCustomer']
let goOff: TestSyncClient['goOff']
beforeEach(() => {
  opened = openTestSyncClient()
  ;({ clock, db, line, client, addCustomer, goOff } = opened)
})
afterEach(() => opened.end())

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
