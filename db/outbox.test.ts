import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeSetIdSchema, type VisitId, visitIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { Receipt } from '../core/sync/protocol.ts'
import { createFeedPosition } from './feed-position.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { createSyncCounts } from './sync-counts.ts'
import { openTestDatabase, type TestFolder, testFolder } from './test-database.ts'

const tenMs = Date.UTC(2026, 10, 22, 5)
const noon = Date.UTC(2026, 10, 22, 7)
let folder: TestFolder
let db: ShowroomDatabase
let outbox: Outbox
let counts: ReturnType<typeof createSyncCounts>
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
  outbox = createOutbox(db.connection)
  counts = createSyncCounts(db.connection)
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

function addCustomer({ name = 'Ayesha', occurredAt = tenMs, visitId = null as VisitId | null } = {}): string {
  const { changeSetId } = db.changeSets.commit({
    authorId: null,
    occurredAt,
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId,
    edits: [{ entity: 'customer', rowId: v7(), fields: { name, phone: null, language: 'ur' } }],
  })
  return changeSetId
}

const receiptFor = (changeSetId: string, outcome: Receipt['outcome'] = 'accepted'): Receipt => ({
  changeSetId: changeSetIdSchema.parse(changeSetId),
  outcome,
  seq: outcome === 'refused' ? null : 1,
  mark: 'durable',
  receivedAt: tenMs + 1,
  reason: outcome === 'refused' ? 'not-readable' : null,
})
const kept = () =>
  db.connection
    .prepare(
      `SELECT change_set_id AS changeSetId, outcome, seq, mark, received_at AS receivedAt, reason FROM receipt`,
    )
    .all()
const waiting = () => outbox.nextPage(1_000_000).changeSets.map(({ id }) => id)

describe('the outbox', () => {
  test('gives pages in the order of writing, cut between change sets, and never none while something waits', () => {
    const ids = ['a'.repeat(400), 'b'.repeat(400), 'c'.repeat(400)].map((name) => addCustomer({ name }))
    expect(outbox.nextPage(1).changeSets.map(({ id }) => id)).toEqual(ids.slice(0, 1))
    expect(outbox.nextPage(2_000).changeSets.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    expect(waiting()).toEqual(ids)
  })

  test.each(['accepted', 'conflict', 'refused'] as const)(
    'lets go of a change set by a receipt that is %s',
    (outcome) => {
      const [first, second] = [addCustomer(), addCustomer()]
      expect(outbox.recordReceipts([receiptFor(first, outcome)], 'epoch')).toBe(1)
      expect(waiting()).toEqual([second])
      expect(kept()).toEqual([receiptFor(first, outcome)])
    },
  )

  test('passes over a receipt for what it never wrote', () => {
    const mine = addCustomer()
    expect(outbox.recordReceipts([receiptFor(v7())], 'epoch')).toBe(0)
    expect(waiting()).toEqual([mine])
    expect(kept()).toEqual([])
  })

  test('makes everything with a receipt of another epoch wait again, visits included', () => {
    const visitId = visitIdSchema.parse(v7())
    const [first, second] = [addCustomer({ visitId }), addCustomer()]
    outbox.recordReceipts([receiptFor(first)], 'old')
    outbox.recordReceipts([receiptFor(second)], 'new')
    expect(outbox.requeueForNewEpoch('new')).toBe(1)
    expect(waiting()).toEqual([first])
    expect(counts.read(noon)).toMatchObject({ waitingChangeSets: 1, waitingVisits: 1 })
    outbox.recordReceipts([receiptFor(first)], 'new')
    expect(outbox.requeueForNewEpoch('new')).toBe(0)
  })
})

describe('what head office has', () => {
  const at = (minutes: number) => tenMs + minutes * 60_000
  beforeEach(() => createFeedPosition(db.connection).start('e', 'durable'))

  test('is nothing before its first receipt', () => {
    addCustomer()
    expect(counts.read(noon).everythingUpTo).toBeNull()
  })

  test('reaches to the last record before the first that waits', () => {
    const ids = [at(0), at(5), at(9)].map((occurredAt) => addCustomer({ occurredAt }))
    for (const id of [ids[0], ids[2]]) if (id) outbox.recordReceipts([receiptFor(id)], 'e')
    expect(counts.read(noon).everythingUpTo).toBe(at(0))
    if (ids[1]) outbox.recordReceipts([receiptFor(ids[1])], 'e')
    expect(counts.read(noon).everythingUpTo).toBe(at(9))
  })

  test('does not reach past a record it refused', () => {
    const [first, second] = [addCustomer({ occurredAt: at(0) }), addCustomer({ occurredAt: at(5) })]
    outbox.recordReceipts([receiptFor(first), receiptFor(second, 'refused')], 'e')
    expect(counts.read(noon)).toMatchObject({
      everythingUpTo: at(0),
      refusedChangeSets: 1,
      waitingChangeSets: 0,
    })
  })

  test('does not reach past something that waits and was entered later for an earlier time', () => {
    outbox.recordReceipts([receiptFor(addCustomer({ occurredAt: at(30) }))], 'e')
    addCustomer({ occurredAt: at(10) })
    expect(counts.read(noon).everythingUpTo).toBe(at(10))
  })
})
