import { z } from 'zod'
import { changeSetIdSchema } from '../core/ids.ts'
import {
  type ChangeSet,
  changeSetSchema,
  type HandshakeRequest,
  type Receipt,
} from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'

export interface Outbox {
  /** The next waiting change sets in the order they were written, up to `maxBytes` of JSON but at least one; none when nothing waits. */
  readonly nextPage: (maxBytes: number) => readonly ChangeSet[]
  /**
   * Keeps each receipt and takes the change set it names out of the outbox, in one transaction.
   * A receipt for a change set that is not waiting is passed over.
   * @returns how many change sets left the outbox
   */
  readonly recordReceipts: (receipts: readonly Receipt[], epoch: string) => number
  /**
   * Makes every change set that has its receipt from another epoch wait again.
   * @returns how many
   */
  readonly requeueForNewEpoch: (epoch: string) => number
  /** The receipt of this epoch with the highest `seq`: what head office must still have if it did not go back. */
  readonly newestReceipt: (epoch: string) => HandshakeRequest['newestReceipt']
}

/** More than these are never pushed at once, however small. */
const pageChangeSets = 200

const waitingRow = z.object({
  position: z.int(),
  id: z.string(),
  author_id: z.string().nullable(),
  occurred_at: z.int(),
  business_day: z.string(),
})
const newestReceiptRow = z
  .object({ seq: z.int(), change_set_id: changeSetIdSchema })
  .transform(({ seq, change_set_id }) => ({ seq, changeSetId: change_set_id }))
const changeRow = z.object({ id: z.string(), entity: z.string(), row_id: z.string(), fields: z.string() })

/** The change sets that head office has given no receipt for. */
export function createOutbox(connection: Connection): Outbox {
  const waiting = connection.prepare<[number]>(
    `SELECT cs.* FROM outbox o JOIN change_set cs ON cs.position = o.change_set_position
     ORDER BY o.change_set_position LIMIT ?`,
  )
  const changesOf = connection.prepare<[{ readonly position: number }]>(
    `SELECT id, entity, row_id, fields FROM change
     WHERE place BETWEEN @position * 1024 AND @position * 1024 + 1023 ORDER BY place`,
  )
  const entry = connection.prepare<[string], { position: number; visit_id: string | null }>(
    `SELECT cs.position, o.visit_id FROM outbox o JOIN change_set cs ON cs.position = o.change_set_position
     WHERE cs.id = ?`,
  )
  const keepReceipt = connection.prepare(
    `INSERT INTO receipt (change_set_id, outcome, seq, mark, epoch, received_at, words, visit_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (change_set_id) DO UPDATE SET outcome = excluded.outcome, seq = excluded.seq, mark = excluded.mark,
       epoch = excluded.epoch, received_at = excluded.received_at, words = excluded.words`,
  )
  const takeOut = connection.prepare('DELETE FROM outbox WHERE change_set_position = ?')
  // Head office took our value after the one it had: what was masked is the past.
  const forgetMasked = connection.prepare(
    `DELETE FROM field_beside WHERE reason = 'masked' AND (entity, row_id, field) IN (
       SELECT c.entity, c.row_id, f.key FROM change c, json_each(c.fields) f
       WHERE c.place BETWEEN @position * 1024 AND @position * 1024 + 1023)`,
  )
  // A change set that lost its changes to damage has nothing left to send.
  const requeue = connection.prepare(
    `INSERT OR IGNORE INTO outbox (change_set_position, visit_id)
     SELECT cs.position, r.visit_id FROM receipt r JOIN change_set cs ON cs.id = r.change_set_id
     WHERE r.epoch <> ? AND EXISTS (
       SELECT 1 FROM change c WHERE c.place BETWEEN cs.position * 1024 AND cs.position * 1024 + 1023)`,
  )
  const newest = connection.prepare(
    'SELECT seq, change_set_id FROM receipt WHERE epoch = ? AND seq IS NOT NULL ORDER BY seq DESC LIMIT 1',
  )

  const readChangeSet = (row: z.infer<typeof waitingRow>): ChangeSet =>
    changeSetSchema.parse({
      id: row.id,
      authorId: row.author_id,
      occurredAt: row.occurred_at,
      businessDay: row.business_day,
      changes: z
        .array(changeRow)
        .parse(changesOf.all({ position: row.position }))
        .map(({ id, entity, row_id, fields }) => ({ id, entity, rowId: row_id, fields: JSON.parse(fields) })),
    })

  const record = connection.transaction((receipts: readonly Receipt[], epoch: string): number => {
    let taken = 0
    for (const receipt of receipts) {
      const found = entry.get(receipt.changeSetId)
      if (!found) continue
      const { changeSetId, outcome, seq, mark, receivedAt, words } = receipt
      keepReceipt.run(changeSetId, outcome, seq, mark, epoch, receivedAt, words, found.visit_id)
      takeOut.run(found.position)
      if (outcome === 'accepted') forgetMasked.run({ position: found.position })
      taken += 1
    }
    return taken
  })

  return {
    nextPage(maxBytes) {
      const page: ChangeSet[] = []
      let bytes = 0
      for (const row of z.array(waitingRow).parse(waiting.all(pageChangeSets))) {
        const changeSet = readChangeSet(row)
        bytes += Buffer.byteLength(JSON.stringify(changeSet))
        if (page.length > 0 && bytes > maxBytes) break
        page.push(changeSet)
      }
      return page
    },
    recordReceipts: (receipts, epoch) => record.immediate(receipts, epoch),
    requeueForNewEpoch: (epoch) => requeue.run(epoch).changes,
    newestReceipt: (epoch) => newestReceiptRow.optional().parse(newest.get(epoch)) ?? null,
  }
}
