import { z } from 'zod'
import { type ChangeSetId, changeSetIdSchema, type StoreId } from '../core/ids.ts'
import { type ChangeSet, changeSetSchema, type Receipt, receiptSchema } from '../core/sync/protocol.ts'
import { column, idsIn } from './columns.ts'
import { readKnownIds } from './known-ids.ts'
import type { Sql } from './sql.ts'
import { isStrippedRepeat } from './stripped-repeat.ts'

/** What a page brings of one change set. */
export interface Received {
  readonly changeSet: ChangeSet
  /** Its canonical JSON, and that text's hash. */
  readonly text: string
  readonly contentHash: string
}

/** What became of a change set that was received before. */
export interface EarlierOutcome {
  readonly receipt: Receipt
  /** Whether this is the same one again: as it was, or as erasing its customer makes it. */
  readonly isRepeat: (received: Received) => boolean
}

const outcomeRow = z.object({
  change_set_id: changeSetIdSchema,
  content_hash: z.string(),
  outcome: receiptSchema.shape.outcome,
  seq: z.coerce.number().int().nullable(),
  mark: receiptSchema.shape.mark,
  received_at: z.coerce.number().int(),
  reason: receiptSchema.shape.reason,
  is_stripped: z.boolean(),
})
const contentRow = z.object({ change_set_id: changeSetIdSchema, content: z.string() })

/** Those of a page's change sets that were received before. */
export async function readEarlierOutcomes(
  sql: Sql,
  storeId: StoreId,
  page: readonly Received[],
): Promise<ReadonlyMap<ChangeSetId, EarlierOutcome>> {
  const pageIds = page.map(({ changeSet }) => changeSet.id)
  const known = await readKnownIds(sql, storeId, { table: 'change_set', key: 'change_set_id' }, pageIds)
  if (known.size === 0) return new Map()
  const rows = await sql.query(
    outcomeRow,
    `SELECT change_set_id, encode(content_hash, 'hex') AS content_hash, outcome, seq, mark, received_at, reason, is_stripped
     FROM change_set WHERE store_id = $1 AND change_set_id = ANY(${idsIn(2)})`,
    [storeId, column([...known])],
  )
  const hashById = new Map(rows.map((row) => [row.change_set_id, row.content_hash]))
  const others = page.filter(({ changeSet, contentHash }) => {
    const known = hashById.get(changeSet.id)
    return known !== undefined && known !== contentHash
  })
  const contentById = await readContents(
    sql,
    storeId,
    others.map(({ changeSet }) => changeSet.id),
  )
  return new Map(
    rows.map((row) => {
      const { change_set_id: changeSetId, outcome, seq, mark, received_at: receivedAt, reason } = row
      const kept = contentById.get(changeSetId)
      return [
        changeSetId,
        {
          receipt: { changeSetId, outcome, seq, mark, receivedAt, reason },
          isRepeat: ({ changeSet, contentHash }) =>
            contentHash === row.content_hash ||
            (kept !== undefined && isStrippedRepeat(changeSet, kept, { isKeptStripped: row.is_stripped })),
        },
      ]
    }),
  )
}

/** Change sets as kept: without the words of customers erased since. Those that were refused are not kept. */
export async function readContents(
  sql: Sql,
  storeId: StoreId,
  ids: readonly ChangeSetId[],
): Promise<ReadonlyMap<ChangeSetId, ChangeSet>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.query(
    contentRow,
    `SELECT change_set_id, content FROM change_set
     WHERE store_id = $1 AND change_set_id = ANY(${idsIn(2)}) AND content IS NOT NULL`,
    [storeId, column(ids)],
  )
  return new Map(
    rows.map(({ change_set_id, content }) => [change_set_id, changeSetSchema.parse(JSON.parse(content))]),
  )
}
