import { z } from 'zod'
import { conflictField, isRowEntity } from '../core/sync/conflicts.ts'
import { entityNameSchema } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'

export interface SyncCounts {
  readonly waitingChangeSets: number
  /** Visits that a waiting change set belongs to. */
  readonly waitingVisits: number
  /** Change sets that head office refused; they stay on this laptop. */
  readonly refusedChangeSets: number
  /**
   * Head office has everything that this laptop recorded up to this instant: nothing earlier waits or was refused.
   * `null` where it was given nothing and no round has ended yet.
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
  refused: z.int(),
  held_from: z.int().nullable(),
  held_occurred_at: z.int().nullable(),
  last_receipt_at: z.int().nullable(),
  aside: z.int(),
  synced_at: z.int().nullable(),
})
const conflictRow = z
  .object({ entity: entityNameSchema, row_id: z.string(), field: z.string() })
  .transform(({ entity, row_id, field }) =>
    [entity, row_id, isRowEntity(entity) ? conflictField(entity, field) : field].join(' '),
  )
const instantRow = z.object({ occurred_at: z.int() })

/** What there is to say about sync, read from the tables each time. */
export function createSyncCounts(connection: Connection): {
  readonly read: () => SyncCounts
} {
  const counts = connection.prepare(
    `WITH held AS (
       SELECT change_set_position AS position FROM outbox
       UNION ALL
       SELECT cs.position FROM receipt r JOIN change_set cs ON cs.id = r.change_set_id WHERE r.outcome = 'refused'
       UNION ALL
       -- What was folded is as far as what it was folded into.
       SELECT f.change_set_position FROM folded f
       JOIN change_set cs ON cs.position = f.into_position
       LEFT JOIN receipt r ON r.change_set_id = cs.id
       LEFT JOIN outbox o ON o.change_set_position = cs.position
       WHERE o.change_set_position IS NOT NULL OR r.outcome = 'refused')
     SELECT
       (SELECT count(*) FROM outbox) AS waiting,
       (SELECT count(DISTINCT visit_id) FROM outbox) AS visits,
       (SELECT count(*) FROM receipt WHERE outcome = 'refused') AS refused,
       (SELECT min(position) FROM held) AS held_from,
       (SELECT min(cs.occurred_at) FROM held JOIN change_set cs USING (position)) AS held_occurred_at,
       (SELECT max(received_at) FROM receipt) AS last_receipt_at,
       (SELECT count(*) FROM feed_aside) AS aside,
       (SELECT synced_at FROM feed_position) AS synced_at`,
  )
  const inConflict = connection.prepare(
    "SELECT DISTINCT entity, row_id, field FROM field_beside WHERE reason IN ('conflict', 'refused')",
  )
  const lastBefore = connection.prepare(
    'SELECT occurred_at FROM change_set WHERE position < ? ORDER BY position DESC LIMIT 1',
  )

  return {
    read() {
      const row = countsRow.parse(counts.get())
      const last = instantRow.optional().parse(lastBefore.get(row.held_from ?? Number.MAX_SAFE_INTEGER))
      return {
        waitingChangeSets: row.waiting,
        waitingVisits: row.visits,
        refusedChangeSets: row.refused,
        everythingUpTo: upTo({ ...row, last: last?.occurred_at ?? null }),
        lastReceiptAt: row.last_receipt_at,
        conflicts: new Set(z.array(conflictRow).parse(inConflict.all())).size,
        aside: row.aside,
      }
    },
  }
}

/**
 * With nothing held up, head office has everything up to the last full round or the last record, whichever is later.
 * Otherwise up to the last record before the first held up, but never past one entered later for an earlier time.
 */
function upTo(row: {
  readonly held_from: number | null
  readonly held_occurred_at: number | null
  readonly last: number | null
  readonly synced_at: number | null
}): number | null {
  if (row.held_from !== null)
    return row.last === null ? null : Math.min(row.last, row.held_occurred_at ?? row.last)
  return row.last === null ? row.synced_at : Math.max(row.last, row.synced_at ?? row.last)
}
