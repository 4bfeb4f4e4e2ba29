import { z } from 'zod'
import { changeSetIdSchema } from '../core/ids.ts'
import type { ChangeSet, HandshakeRequest, Receipt } from '../core/sync/protocol.ts'
import { placedColumns, readPlaced } from './change-set-rows.ts'
import type { Connection } from './connect.ts'
import { createFedBeforeReceipt } from './fed-before-receipt.ts'

/** Change sets that go out together. */
interface OutboxPage {
  readonly changeSets: readonly ChangeSet[]
  /** The position of the last of them, 0 where there are none. */
  readonly upTo: number
  /** About what they take as JSON. */
  readonly bytes: number
}

export interface Outbox {
  /**
   * The next waiting change sets in the order they were written, up to about `maxBytes` of JSON but at least one; none
   * when nothing waits.
   * @param after the position that they come after, 0 for the first
   * @param most no more change sets than these
   */
  readonly nextPage: (maxBytes: number, after?: number, most?: number) => OutboxPage
  /**
   * Notes that a page goes out, on the disk when it returns: from then on nothing of it is folded, whatever comes back.
   */
  readonly markSent: (page: Pick<OutboxPage, 'upTo'>) => void
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
  /** How many change sets wait. */
  readonly count: () => number
}

/** More than these are never pushed at once, however small. */
const pageChangeSets = 2000

const newestReceiptRow = z
  .object({ seq: z.int(), change_set_id: changeSetIdSchema })
  .transform(({ seq, change_set_id }) => ({ seq, changeSetId: change_set_id }))
const countRow = z.object({ count: z.int() })

/** The change sets that head office has given no receipt for. */
export function createOutbox(connection: Connection): Outbox {
  // What lost its changes to damage has nothing to send, and stands in nobody's way.
  const waiting = connection.prepare(
    `SELECT ${placedColumns} FROM outbox o
     JOIN change_set cs ON cs.position = o.change_set_position
     JOIN change c ON c.place BETWEEN o.change_set_position * 1024 AND o.change_set_position * 1024 + 1023
     WHERE o.change_set_position > ?
     ORDER BY o.change_set_position, c.place`,
  )
  const markSent = connection.prepare('UPDATE feed_position SET sent_up_to = max(sent_up_to, ?)')
  const keepReceipts = connection.prepare(
    `INSERT INTO receipt (change_set_id, outcome, seq, mark, epoch, received_at, reason, visit_id)
     SELECT cs.id, r.value ->> '$.outcome', r.value ->> '$.seq', r.value ->> '$.mark', @epoch,
       r.value ->> '$.receivedAt', r.value ->> '$.reason', o.visit_id
     FROM json_each(@receipts) r
     JOIN change_set cs ON cs.id = r.value ->> '$.changeSetId'
     JOIN outbox o ON o.change_set_position = cs.position
     WHERE true
     ON CONFLICT (change_set_id) DO UPDATE SET outcome = excluded.outcome, seq = excluded.seq, mark = excluded.mark,
       epoch = excluded.epoch, received_at = excluded.received_at, reason = excluded.reason`,
  )
  const positionsOf = `SELECT cs.position FROM json_each(@receipts) r
    JOIN change_set cs ON cs.id = r.value ->> '$.changeSetId'
    JOIN outbox o ON o.change_set_position = cs.position`
  // Head office took our value after the one it had: what was masked is the past.
  const forgetMasked = connection.prepare(
    `DELETE FROM field_beside WHERE reason = 'masked' AND (entity, row_id, field) IN (
       SELECT c.entity, c.row_id, f.key FROM (${positionsOf} WHERE r.value ->> '$.outcome' = 'accepted') taken
       JOIN change c ON c.place BETWEEN taken.position * 1024 AND taken.position * 1024 + 1023,
         json_each(c.fields) f)`,
  )
  // Another head office has taken what the one before refused.
  const forgetRefused = connection.prepare(
    `DELETE FROM field_beside WHERE reason = 'refused' AND change_id IN (
       SELECT c.id FROM (${positionsOf} WHERE r.value ->> '$.outcome' <> 'refused') taken
       JOIN change c ON c.place BETWEEN taken.position * 1024 AND taken.position * 1024 + 1023)`,
  )
  const isAnyRefused = connection.prepare("SELECT 1 FROM field_beside WHERE reason = 'refused' LIMIT 1")
  const isAnyMasked = connection.prepare("SELECT 1 FROM field_beside WHERE reason = 'masked' LIMIT 1")
  const takeOut = connection.prepare(`DELETE FROM outbox WHERE change_set_position IN (${positionsOf})`)
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
  const count = connection.prepare('SELECT count(*) AS count FROM outbox')

  const fedBeforeReceipt = createFedBeforeReceipt(connection)
  const record = connection.transaction((receipts: string, epoch: string): number => {
    fedBeforeReceipt(receipts)
    keepReceipts.run({ receipts, epoch })
    if (isAnyMasked.get() !== undefined) forgetMasked.run({ receipts })
    if (isAnyRefused.get() !== undefined) forgetRefused.run({ receipts })
    return takeOut.run({ receipts }).changes
  })

  return {
    nextPage(maxBytes, after = 0, most = pageChangeSets) {
      const changeSets: ChangeSet[] = []
      let [bytes, upTo] = [0, 0]
      for (const next of readPlaced(waiting.iterate(after))) {
        const isFull = changeSets.length === Math.min(most, pageChangeSets) || bytes + next.bytes > maxBytes
        if (isFull && changeSets.length > 0) break
        changeSets.push(next.changeSet)
        bytes += next.bytes
        upTo = next.position
      }
      return { changeSets, upTo, bytes }
    },
    markSent: ({ upTo }) => void markSent.run(upTo),
    recordReceipts: (receipts, epoch) => record.immediate(JSON.stringify(receipts), epoch),
    requeueForNewEpoch: (epoch) => requeue.run(epoch).changes,
    newestReceipt: (epoch) => newestReceiptRow.optional().parse(newest.get(epoch)) ?? null,
    count: () => countRow.parse(count.get()).count,
  }
}
