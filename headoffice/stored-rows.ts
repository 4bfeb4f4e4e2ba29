import { z } from 'zod'
import { changeIdSchema, changeSetIdSchema, consultantIdSchema, type StoreId } from '../core/ids.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import { column, idsIn, numbersIn, queryColumns } from './columns.ts'
import { type RowNow, rowKey } from './row-now.ts'
import type { Sql } from './sql.ts'

/** A row with its place in the feed and its hash in the digest, in hexadecimal. */
export interface StoredRow {
  readonly seq: number
  readonly place: number
  readonly hash: string
  /** About how much text it takes to keep. */
  readonly characters: number
  readonly row: RowNow
}

const saidSchema = z.object({
  value: z.json(),
  changeId: changeIdSchema,
  same: z.array(changeIdSchema),
  by: consultantIdSchema.nullable().exactOptional(),
  at: z.int().exactOptional(),
})
const besideSchema = saidSchema.extend({ parents: z.array(changeIdSchema), held: z.boolean() })
const rowStateSchema = z.record(z.string(), z.object({ shown: saidSchema, others: z.array(besideSchema) }))

const storedRow = z.object({
  seq: z.coerce.number().int(),
  place: z.coerce.number().int(),
  entity: z.string(),
  row_id: z.string(),
  hash: z.string(),
  state: z.string().nullable(),
  written_by: z.string().nullable(),
})
const rowColumns = {
  seq: 'seq',
  place: 'place',
  entity: 'entity',
  row_id: 'row_id',
  hash: "encode(hash, 'hex')",
  state: 'state',
  written_by: "array_to_string(written_by, ',')",
}

const contentRow = z.object({ seq: z.coerce.number().int(), content: z.string() })
const contentColumns = { seq: 'seq', content: 'content' }

/** Those of these rows that are there, by `rowKey`; ids of one entity may name rows of another. */
export async function readRows(
  sql: Sql,
  storeId: StoreId,
  rowIds: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  if (rowIds.length === 0) return new Map()
  const rows = await rowsFrom(sql, storeId, `WHERE store_id = $1 AND row_id = ANY(${idsIn(2)})`, [
    column(rowIds),
  ])
  return new Map(rows.map((stored) => [rowKey(idOf(stored)), stored]))
}

const idOf = ({ row }: StoredRow) => (row.type === 'plain' ? row.change : row)

/**
 * The rows that a condition picks, each whole.
 * @param condition begins with WHERE; `$1` is the store
 */
export async function rowsFrom(
  sql: Sql,
  storeId: StoreId,
  condition: string,
  values: readonly unknown[],
): Promise<readonly StoredRow[]> {
  const rows = await queryColumns(sql, storedRow, rowColumns, `feed_row ${condition}`, [storeId, ...values])
  const plain = rows.filter(({ state }) => state === null).map(({ seq }) => seq)
  const keptBySeq = await readKept(sql, storeId, [...new Set(plain)])
  return rows.map(({ seq, place, hash, entity, row_id: rowId, state, written_by }): StoredRow => {
    const at = { seq, place, hash }
    if (state !== null) {
      const writtenBy = written_by ? written_by.split(',').map((id) => changeSetIdSchema.parse(id)) : []
      const row = { entity, rowId, state: rowStateSchema.parse(JSON.parse(state)), writtenBy }
      return { ...at, characters: state.length, row: { type: 'merged', ...row } }
    }
    const kept = keptBySeq.get(seq)
    const change = kept?.changeSet.changes[place]
    if (!kept || !change || change.rowId !== rowId || change.entity !== entity)
      throw new Error(`Row ${entity} ${rowId} is not what position ${seq} said of it`)
    const { changeSet, characters } = kept
    return { ...at, characters, row: { type: 'plain', change, changeSet } }
  })
}

/**
 * Change sets by their seq, as kept: without the words of customers erased since; with the characters of each change, on
 * the average.
 */
async function readKept(sql: Sql, storeId: StoreId, seqs: readonly number[]) {
  if (seqs.length === 0) return new Map<number, never>()
  const rows = await queryColumns(
    sql,
    contentRow,
    contentColumns,
    `change_set WHERE store_id = $1 AND seq = ANY(${numbersIn(2)})`,
    [storeId, column(seqs)],
  )
  return new Map(
    rows.map(({ seq, content }) => {
      const changeSet = changeSetInShape.parse(JSON.parse(content))
      return [seq, { changeSet, characters: Math.ceil(content.length / changeSet.changes.length) }]
    }),
  )
}

/** Parsed whole when it was received, and written by head office alone: every row of a feed passes here again. */
const changeSetInShape = z.custom<ChangeSet>(
  (value) =>
    isObject(value) &&
    typeof value.id === 'string' &&
    Number.isSafeInteger(value.occurredAt) &&
    Array.isArray(value.changes) &&
    value.changes.length > 0 &&
    value.changes.every(isChangeInShape),
  'A change set is not as it was kept',
)

const isChangeInShape = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.id === 'string' &&
  typeof value.entity === 'string' &&
  typeof value.rowId === 'string' &&
  isObject(value.fields)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
