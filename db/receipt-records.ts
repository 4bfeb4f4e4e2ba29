import { z } from 'zod'
import { receiptSchema } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'

/** A receipt with what its change set wrote: how many rows of each entity. */
export type ReceiptRecord = z.infer<typeof receiptRow>

const contentsSchema = z.array(z.object({ entity: z.string(), count: z.int() }))
const receiptRow = receiptSchema
  .pick({ changeSetId: true, outcome: true, mark: true, receivedAt: true, reason: true })
  .extend({ contents: z.string().transform((text) => contentsSchema.parse(JSON.parse(text))) })

/** Reads the newest receipts first. */
export function createReceiptRecords(connection: Connection): {
  readonly newest: (limit: number) => readonly ReceiptRecord[]
} {
  const newest = connection.prepare<[number]>(
    `SELECT r.change_set_id AS changeSetId, r.outcome, r.mark, r.received_at AS receivedAt, r.reason,
       (SELECT json_group_array(json_object('entity', entity, 'count', count)) FROM (
          SELECT entity, count(DISTINCT row_id) AS count, min(ordinal) AS first FROM change
          WHERE place BETWEEN cs.position * 1024 AND cs.position * 1024 + 1023
          GROUP BY entity ORDER BY first)) AS contents
     FROM receipt r JOIN change_set cs ON cs.id = r.change_set_id
     ORDER BY r.received_at DESC, cs.position DESC LIMIT ?`,
  )
  return { newest: (limit) => z.array(receiptRow).parse(newest.all(limit)) }
}
