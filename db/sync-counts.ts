import { z } from 'zod'
import { conflictField, isRowEntity } from '../core/sync/conflicts.ts'
import { entityNameSchema } from '../core/sync/entities.ts'
import { createCountToSend } from './blobs.ts'
import type { Connection } from './connect.ts'

export interface SyncCounts {
  readonly waitingChangeSets: number
  /** Visits that a waiting change set belongs to. */
  readonly waitingVisits: number
  /** Change sets that wait and belong to no visit. */
  readonly waitingOther: number
  /** Pictures whose bytes are here and not known to be at head office: they wait apart from the records. */
  readonly waitingPictures: number
  /** Change sets that head office refused; they stay on this laptop. */
  readonly refusedChangeSets: number
  /**
   * Head office has every record of this laptop up to this instant, but for the bytes of pictures: nothing earlier waits
   * or was refused. Never later than now. `null` where it was given nothing and no round has ended yet.
   */
  readonly everythingUpTo: number | null
  readonly lastReceiptAt: number | null
  /** Fields with more than one value standing; those that go together count once. */
  readonly conflicts: number
  /** Rows from head office that wait or are quarantined. */
  readonly aside: number
}

const countsRow = z.object({
  waiting: z.int(),
  visits: z.int(),
  other: z.int(),
  refused: z.int(),
  held_from: z.int().nullable(),
  held_occurred_at: z.int().nullable(),
  last_receipt_at: z.int().nullable(),
  aside: z.int(),
  synced_at: z.int().nullable(),
  epoch: z.string().nullable(),
})
type CountsRow = z.infer<typeof countsRow>
const conflictRow = z
  .object({ entity: entityNameSchema, row_id: z.string(), field: z.string() })
  .transform(({ entity, row_id, field }) =>
    [entity, row_id, isRowEntity(entity) ? conflictField(entity, field) : field].join(' '),
  )
const instantRow = z.object({ occurred_at: z.int() })

/** So far back a record of a time that has come is looked for, past those of a clock that was ahead. */
const lookedBack = 5_000

/** What there is to say about sync, read from the tables each time. */
export function createSyncCounts(connection: Connection): {
  /** @param now UTC milliseconds, by this laptop's clock */
  readonly read: (now: number) => SyncCounts
} {
  const countToSend = createCountToSend(connection)
  const counts = connection.prepare(
    // What was folded is as far as what it was folded into, and outlives it by years: it is looked for from there.
    `WITH held AS (
       SELECT change_set_position AS position FROM outbox
       UNION ALL
       SELECT cs.position FROM receipt r JOIN change_set cs ON cs.id = r.change_set_id WHERE r.outcome = 'refused'
       UNION ALL
       SELECT f.change_set_position FROM outbox o CROSS JOIN folded f ON f.into_position = o.change_set_position
       UNION ALL
       SELECT f.change_set_position FROM receipt r CROSS JOIN change_set cs ON cs.id = r.change_set_id
       CROSS JOIN folded f ON f.into_position = cs.position WHERE r.outcome = 'refused')
     SELECT
       (SELECT count(*) FROM outbox) AS waiting,
       (SELECT count(DISTINCT visit_id) FROM outbox) AS visits,
       (SELECT count(*) FROM outbox WHERE visit_id IS NULL) AS other,
       (SELECT count(*) FROM receipt WHERE outcome = 'refused') AS refused,
       (SELECT min(position) FROM held) AS held_from,
       (SELECT min(cs.occurred_at) FROM held JOIN change_set cs USING (position)) AS held_occurred_at,
       (SELECT max(received_at) FROM receipt) AS last_receipt_at,
       (SELECT count(*) FROM feed_aside) AS aside,
       synced_at, epoch
     FROM feed_position`,
  )
  const inConflict = connection.prepare(
    "SELECT DISTINCT entity, row_id, field FROM field_beside WHERE reason IN ('conflict', 'refused')",
  )
  const last = connection.prepare('SELECT occurred_at FROM change_set ORDER BY position DESC LIMIT 1')
  const lastBefore = connection.prepare(
    `SELECT occurred_at FROM (
       SELECT position, occurred_at FROM change_set WHERE position < ? ORDER BY position DESC LIMIT ${lookedBack})
     WHERE occurred_at <= ? ORDER BY position DESC LIMIT 1`,
  )

  return {
    read(now) {
      const row = countsRow.parse(counts.get())
      const found = row.held_from === null ? last.get() : lastBefore.get(row.held_from, now)
      const lastAt = instantRow.optional().parse(found)?.occurred_at ?? null
      return {
        waitingChangeSets: row.waiting,
        waitingVisits: row.visits,
        waitingOther: row.other,
        waitingPictures: countToSend(row.epoch),
        refusedChangeSets: row.refused,
        everythingUpTo: row.epoch === null ? null : upTo(row, lastAt, now),
        lastReceiptAt: row.last_receipt_at,
        conflicts: new Set(z.array(conflictRow).parse(inConflict.all())).size,
        aside: row.aside,
      }
    },
  }
}

/**
 * With nothing held up, head office has everything up to the last full round or the last record, whichever is later, and
 * where a clock that was ahead wrote those, up to the last receipt, or at any rate up to now. Otherwise up to the last
 * record before the first held up, but never past one entered later for an earlier time.
 */
function upTo(row: CountsRow, last: number | null, now: number): number | null {
  if (row.held_from !== null) return last === null ? null : Math.min(last, row.held_occurred_at ?? last)
  const isAhead = row.synced_at !== null && row.synced_at > now
  const instants = [last, row.synced_at, ...(isAhead ? [row.last_receipt_at] : [])].filter(
    (at) => at !== null,
  )
  if (instants.length === 0) return null
  const past = instants.filter((at) => at <= now)
  return past.length === 0 ? now : Math.max(...past)
}
