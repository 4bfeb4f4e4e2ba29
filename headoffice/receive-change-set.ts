import { z } from 'zod'
import type { ChangeId, StoreId } from '../core/ids.ts'
import { type ChangeSet, type Receipt, type ReceiptMark, receiptSchema } from '../core/sync/protocol.ts'
import { receiptWords } from '../core/sync/receipt-words.ts'
import { acceptChangeSet } from './accept.ts'
import { contentHash } from './content-hash.ts'
import { first, type Sql } from './sql.ts'
import { readRows } from './stored-rows.ts'
import { isStrippedRepeat } from './stripped-repeat.ts'
import { type Sender, writeChanges, writeConflicts, writeFeed, writeOutcome } from './write-accepted.ts'

const counterRow = z.object({ seq: z.coerce.number().int(), hash: z.string(), name: z.string() })
const outcomeRow = z.object({ content_hash: z.string(), receipt: z.string() })
const parentRow = z.object({ parent_id: z.string(), field: z.string() })

/**
 * Takes one change set in and gives its receipt, inside the caller's transaction.
 *
 * The one dangerous transaction of head office: under the store's locked counter row it looks for an earlier outcome,
 * decides, and writes rows, feed position, hash and receipt. Split, two laptops could take one `seq`, a row could
 * appear behind a cursor already handed out, or a receipt could outlive what it is for.
 */
export async function receiveChangeSet(
  sql: Sql,
  sender: Sender,
  changeSet: ChangeSet,
  { mark, now }: { readonly mark: ReceiptMark; readonly now: number },
): Promise<Receipt> {
  const { storeId } = sender
  const counter = await first(
    sql.query(
      counterRow,
      `SELECT seq, hash, name FROM store_counter JOIN store USING (store_id)
       WHERE store_id = $1 FOR UPDATE OF store_counter`,
      [storeId],
    ),
  )
  if (!counter) throw new Error('A change set came from a store that never shook hands')
  const receiptOf = (outcome: Receipt['outcome'], seq: number | null, refusal?: string): Receipt => ({
    changeSetId: changeSet.id,
    outcome,
    seq,
    mark,
    receivedAt: now,
    words: receiptWords({
      changeSet,
      storeName: counter.name,
      mark,
      outcome,
      ...(refusal !== undefined && { refusal }),
    }),
  })

  const hash = contentHash(changeSet)
  const earlier = await first(
    sql.query(
      outcomeRow,
      'SELECT content_hash, receipt FROM change_set WHERE store_id = $1 AND change_set_id = $2',
      [storeId, changeSet.id],
    ),
  )
  if (earlier && (earlier.content_hash === hash || (await isStrippedRepeat(sql, sender, changeSet))))
    return receiptSchema.parse(JSON.parse(earlier.receipt))
  if (earlier) return receiptOf('refused', null, 'its id was used before for other content')

  const acceptance = (await usesKnownChangeId(sql, storeId, changeSet))
    ? { type: 'refused' as const, refusal: 'the id of a change in it was used before' }
    : acceptChangeSet(
        changeSet,
        await readRows(sql, storeId, changeSet.changes),
        await followedChanges(sql, storeId, changeSet),
      )
  if (acceptance.type === 'refused') {
    const refused = receiptOf('refused', null, acceptance.refusal)
    await writeOutcome(sql, sender, changeSet, hash, refused)
    return refused
  }
  const seq = counter.seq + 1
  const receipt = receiptOf(acceptance.conflict ? 'conflict' : 'accepted', seq)
  await writeOutcome(sql, sender, changeSet, hash, receipt)
  await writeChanges(sql, storeId, changeSet)
  await writeFeed(sql, storeId, { changeSet, seq, hashBefore: counter.hash, rows: acceptance.rows })
  await writeConflicts(sql, storeId, seq, acceptance.rows)
  return receipt
}

async function usesKnownChangeId(sql: Sql, storeId: StoreId, { changes }: ChangeSet): Promise<boolean> {
  const ids = changes.map(({ id }) => id)
  if (new Set(ids).size < ids.length) return true
  const known = await sql.query(
    z.object({ change_id: z.string() }),
    'SELECT change_id FROM change WHERE store_id = $1 AND change_id = ANY($2::uuid[]) LIMIT 1',
    [storeId, ids],
  )
  return known.length > 0
}

async function followedChanges(
  sql: Sql,
  storeId: StoreId,
  { changes }: ChangeSet,
): Promise<(changeId: ChangeId, field: string) => boolean> {
  const rows = await sql.query(
    parentRow,
    'SELECT DISTINCT parent_id, field FROM change_parent WHERE store_id = $1 AND parent_id = ANY($2::uuid[])',
    [storeId, changes.map(({ id }) => id)],
  )
  const followed = new Set(rows.map(({ parent_id, field }) => `${parent_id} ${field}`))
  return (changeId, field) => followed.has(`${changeId} ${field}`)
}
