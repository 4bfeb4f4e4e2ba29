import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { changeSetIdSchema, deviceIdSchema, storeIdSchema, type VisitId, visitIdSchema } from '../core/ids.ts'
import { createBlobs } from './blobs.ts'
import { createFeedPosition } from './feed-position.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { createSyncCounts } from './sync-counts.ts'
import { takeUpStore } from './take-up-store.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder } from './test-database.ts'
import { testBusinessDay } from './test-day.ts'

const now = Date.UTC(2026, 10, 22, 7)
const minuteMs = 60_000
const yearMs = 365 * 24 * 60 * minuteMs
let folder: TestFolder
let db: ShowroomDatabase
let outbox: Outbox
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
  outbox = createOutbox(db.connection)
  createFeedPosition(db.connection).start('e', 'durable')
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

const read = (at = now) => createSyncCounts(db.connection).read(at)
const record = (occurredAt: number, { visitId = null as VisitId | null, rowId = v7(), name = 'Ali' } = {}) =>
  db.changeSets.commit({
    authorId: null,
    occurredAt,
    businessDay: testBusinessDay,
    visitId,
    edits: [{ entity: 'customer', rowId, fields: { name, phone: null, language: 'ur' } }],
  }).changeSetId
const acknowledge = (changeSetId: string, receivedAt = now, seq = 1) =>
  outbox.recordReceipts(
    [
      {
        changeSetId: changeSetIdSchema.parse(changeSetId),
        outcome: 'accepted',
        seq,
        mark: 'durable',
        receivedAt,
        reason: null,
      },
    ],
    'e',
  )
const synced = (at: number) => createFeedPosition(db.connection).finish(at, 0)

describe('the pictures that wait', () => {
  const put = (content: string, isNamed = true) => {
    const bytes = Buffer.from(content)
    const hash = createHash('sha256').update(bytes).digest('hex')
    createBlobs(db.connection).put(hash, bytes)
    if (isNamed)
      db.connection
        .prepare("INSERT INTO picture VALUES (?, ?, ?, ?, ?, 'image/png', '', ?, 1)")
        .run(v7(), v7(), v7(), hash, bytes.length, v7())
    return hash
  }
  beforeEach(() => void db.connection.pragma('foreign_keys = OFF'))

  test('are those that are whole here, named, and not known to be at the head office of this epoch', () => {
    const [there, before] = [put('at head office'), put('at the one before')]
    put('nowhere else')
    put('named by no record', false)
    const blobs = createBlobs(db.connection)
    blobs.markAtHeadoffice(there, 'e')
    blobs.markAtHeadoffice(before, 'an epoch before')
    expect(read().waitingPictures).toBe(2)
    blobs.markAtHeadoffice(before, 'e')
    expect(read().waitingPictures).toBe(1)
  })

  test('are all of them before the first handshake', () => {
    const hash = put('nowhere else')
    db.connection.exec('UPDATE feed_position SET epoch = NULL, mark = NULL')
    expect(read().waitingPictures).toBe(1)
    createBlobs(db.connection).markAtHeadoffice(hash, 'an epoch before')
    expect(read().waitingPictures).toBe(1)
  })

  test('are counted without reading their bytes', () => {
    const plans = plansOf(() => read()).filter((plan) => plan.includes('SEARCH b '))
    expect(plans).not.toEqual([])
    for (const plan of plans) expect(plan).toContain('SEARCH b USING COVERING INDEX')
  })
})

describe('what waits', () => {
  test('is counted by visit, and apart from that what belongs to none', () => {
    const visitId = visitIdSchema.parse(v7())
    record(now, { visitId })
    record(now, { visitId })
    for (let count = 0; count < 3; count++) record(now)
    expect(read()).toMatchObject({ waitingVisits: 1, waitingOther: 3, waitingChangeSets: 5 })
  })

  test('is everything after the move to another store, before its head office was heard', () => {
    setUpStore(db)
    for (const id of outbox.nextPage(1_000_000).changeSets.map((one) => one.id)) acknowledge(id)
    const all = read()
    expect([all.waitingChangeSets, all.everythingUpTo]).toEqual([0, expect.any(Number)])
    const store = { id: storeIdSchema.parse(v7()), code: 'LHR-02', name: 'Gulberg Motors' }
    db.connection.transaction(() =>
      takeUpStore(db.connection, { deviceId: deviceIdSchema.parse(v7()), store, at: now }),
    )()
    expect(read()).toMatchObject({ waitingChangeSets: 1, everythingUpTo: null })
  })

  test('has nothing at head office while no epoch is known, whatever receipts there are', () => {
    acknowledge(record(now - minuteMs))
    db.connection.exec('UPDATE feed_position SET epoch = NULL, mark = NULL')
    expect(read().everythingUpTo).toBeNull()
  })
})

describe('after a clock that was ahead was set right, head office has everything', () => {
  test('up to the last receipt, where the last round ended at a time that has not come', () => {
    acknowledge(record(now - 5 * minuteMs), now - 4 * minuteMs)
    synced(now + yearMs)
    expect(read().everythingUpTo).toBe(now - 4 * minuteMs)
  })

  test('up to now, where all that it got is of a time that has not come', () => {
    acknowledge(record(now + yearMs), now + yearMs)
    synced(now + yearMs)
    expect(read().everythingUpTo).toBe(now)
  })

  test('up to the last record of a time that has come, before the first that waits', () => {
    acknowledge(record(now - 9 * minuteMs), now, 1)
    acknowledge(record(now + yearMs), now, 2)
    record(now + yearMs)
    expect(read().everythingUpTo).toBe(now - 9 * minuteMs)
  })
})

describe('what was folded', () => {
  test('is as far as what it was folded into', () => {
    const rowId = v7()
    acknowledge(record(now - 9 * minuteMs))
    record(now - 8 * minuteMs, { rowId })
    record(now - 7 * minuteMs, { rowId, name: 'Ali Raza' })
    expect(db.connection.prepare('SELECT count(*) FROM folded').pluck().get()).toBe(1)
    expect(read().everythingUpTo).toBe(now - 9 * minuteMs)
  })

  test('is looked for by what is held up, so that no fold of the past is read', () => {
    const plans = plansOf(() => read()).filter((plan) => /\bf\b/.test(plan))
    expect(plans).not.toEqual([])
    for (const plan of plans) expect(plan).toMatch(/SEARCH f USING .*INDEX folded_by_into/)
  })
})

/** How SQLite goes about every statement that `work` prepares: one line for each table it turns to. */
function plansOf(work: () => unknown): readonly string[] {
  const prepare = vi.spyOn(db.connection, 'prepare')
  work()
  const statements = prepare.mock.calls.map(([sql]) => sql)
  prepare.mockRestore()
  return statements.flatMap((sql) =>
    db.connection
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => null))
      .map(({ detail }) => detail),
  )
}
