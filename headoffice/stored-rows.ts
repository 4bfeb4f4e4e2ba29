import { z } from 'zod'
import { changeIdSchema, type StoreId } from '../core/ids.ts'
import type { RowState } from '../core/sync/merge.ts'
import type { Change, FeedRow } from '../core/sync/protocol.ts'
import type { Sql } from './sql.ts'

const saidSchema = z.object({
  value: z.json(),
  changeId: changeIdSchema,
  parents: z.array(changeIdSchema),
  same: z.array(changeIdSchema),
  held: z.boolean(),
})
const rowStateSchema = z.record(z.string(), z.object({ shown: saidSchema, others: z.array(saidSchema) }))

const storedRow = z.object({ entity: z.string(), row_id: z.string(), fields: z.string() })

export const rowKey = (row: { readonly entity: string; readonly rowId: string }) =>
  `${row.entity} ${row.rowId}`

export const rowStateFromText = (text: string): RowState => rowStateSchema.parse(JSON.parse(text))

/** The rows that these changes write, as they are now, by `rowKey`; those not there are left out. */
export async function readRows(
  sql: Sql,
  storeId: StoreId,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, RowState>> {
  const rows = await sql.query(
    storedRow,
    `SELECT entity, row_id, fields FROM feed_row
     WHERE store_id = $1 AND (entity, row_id) IN (SELECT * FROM unnest($2::text[], $3::uuid[]))`,
    [storeId, changes.map(({ entity }) => entity), changes.map(({ rowId }) => rowId)],
  )
  return new Map(
    rows.map(({ entity, row_id, fields }) => [rowKey({ entity, rowId: row_id }), rowStateFromText(fields)]),
  )
}

/** A row's fields as they are fed: the values, without what only head office needs to merge. */
export function fedFields(row: RowState): FeedRow['fields'] {
  return Object.fromEntries(
    Object.entries(row).map(([field, { shown, others }]) => [
      field,
      {
        value: shown.value,
        changeId: shown.changeId,
        ...(others.length > 0 && {
          others: others.map(({ value, changeId, same }) => ({
            value,
            changeId,
            ...(same.length > 0 && { same: [...same] }),
          })),
        }),
      },
    ]),
  )
}
