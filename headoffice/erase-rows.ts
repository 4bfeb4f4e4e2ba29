import { z } from 'zod'
import { canonicalJson } from '../core/canonical-json.ts'
import type { ChangeSetId, StoreId } from '../core/ids.ts'
import { changeSetText } from '../core/sync/change-set-text.ts'
import { erasedFields } from '../core/sync/erased-values.ts'
import type { FieldState, RowState, Said } from '../core/sync/merge.ts'
import { column, idsIn, rowsOf } from './columns.ts'
import type { DigestChange } from './digest-change.ts'
import { readContents } from './earlier-outcomes.ts'
import { createPageRows } from './page-rows.ts'
import { eraseBlobs } from './pictures/erase-blobs.ts'
import { hashesOfRow } from './pictures/picture-hashes.ts'
import { idOf, type RowNow, rowKey, stateOf, writersOf } from './row-now.ts'
import type { Sql } from './sql.ts'

interface Erasing {
  readonly storeId: StoreId
  /** The rows that are about an erased customer, or have just become so. */
  readonly roots: readonly { readonly entity: string; readonly rowId: string }[]
  /** The feed position of the change set that erases, and the first free place there. */
  readonly seq: number
  readonly place: number
}

/**
 * Takes an erased customer's words out of these rows, out of all that hang on them, and out of every change set behind,
 * and feeds the rows again. Ids, parents, days, coded answers and counts stay. Done twice, it changes nothing but places.
 */
export async function eraseRows(sql: Sql, erasing: Erasing, digest: DigestChange): Promise<void> {
  const { storeId, roots, seq, place } = erasing
  const rows = createPageRows(sql, storeId)
  const keys = new Set(roots.map(rowKey))
  let ids = roots.map(({ rowId }) => rowId)
  await rows.load(ids)
  while (ids.length > 0) {
    const hanging = (await readHanging(sql, storeId, ids)).filter((row) => !keys.has(rowKey(row)))
    for (const row of hanging) keys.add(rowKey(row))
    ids = hanging.map(({ rowId }) => rowId)
    await rows.load(ids)
  }
  const about = [...keys].flatMap((key) => rows.now.get(key) ?? [])
  for (const [index, row] of about.entries()) rows.put(strippedRow(row), { seq, place: place + index })
  await rows.prepare(digest)()
  await stripChangeSets(sql, storeId, new Set(about.flatMap(writersOf)), keys)
  await eraseBlobs(sql, storeId, about.flatMap(hashesOfRow))
}

/**
 * Notes who is erased: from now on what is about them is stripped as it arrives.
 * @returns those who were not before
 */
export async function markErased(
  sql: Sql,
  storeId: StoreId,
  customerIds: readonly string[],
  seq: number,
): Promise<readonly string[]> {
  if (customerIds.length === 0) return []
  const rows = rowsOf(3, { customer_id: [...new Set(customerIds)] })
  const marked = await sql.query(
    z.object({ customer_id: z.string() }),
    `INSERT INTO erased_customer SELECT $1, r.customer_id::uuid, $2 FROM ${rows.sql}
     ON CONFLICT (store_id, customer_id) DO NOTHING RETURNING customer_id`,
    [storeId, seq, ...rows.values],
  )
  return marked.map(({ customer_id }) => customer_id)
}

const rowIdRow = z
  .object({ entity: z.string(), row_id: z.string() })
  .transform(({ entity, row_id }) => ({ entity, rowId: row_id }))

const readHanging = (sql: Sql, storeId: StoreId, ids: readonly string[]) =>
  sql.query(
    rowIdRow,
    `SELECT entity, row_id FROM feed_row WHERE store_id = $1 AND hangs_on = ANY(${idsIn(2)})
     UNION SELECT entity, row_id FROM named_by WHERE store_id = $1 AND named_id = ANY(${idsIn(2)})
     ORDER BY entity, row_id`,
    [storeId, column(ids)],
  )

function strippedRow(row: RowNow): RowNow {
  const { entity, rowId } = idOf(row)
  const state: RowState = Object.fromEntries(
    Object.entries(stateOf(row)).map(([field, said]) => [field, strippedField(entity, field, said)]),
  )
  return { type: 'merged', entity, rowId, state, writtenBy: writersOf(row) }
}

/** Sides that come to the same once stripped are one. */
function strippedField(entity: string, field: string, { shown, others }: FieldState): FieldState {
  const stripped = <T extends Said>(said: T) => erasedFields(entity, { [field]: said })[field] ?? said
  const [first, rest] = [stripped(shown), others.map(stripped)]
  const isTwin = ({ value }: Said) => canonicalJson(value) === canonicalJson(first.value)
  const twins = rest.filter(isTwin).flatMap(({ changeId, same }) => [changeId, ...same])
  return {
    shown: { ...first, same: [...first.same, ...twins] },
    others: rest.filter((other) => !isTwin(other)),
  }
}

async function stripChangeSets(
  sql: Sql,
  storeId: StoreId,
  ids: ReadonlySet<ChangeSetId>,
  keys: ReadonlySet<string>,
): Promise<void> {
  const contents = [...(await readContents(sql, storeId, [...ids])).values()]
  if (contents.length === 0) return
  const stripped = contents.map((changeSet) => ({
    ...changeSet,
    changes: changeSet.changes.map((change) =>
      keys.has(rowKey(change)) ? { ...change, fields: erasedFields(change.entity, change.fields) } : change,
    ),
  }))
  const rows = rowsOf(2, { id: stripped.map(({ id }) => id), content: stripped.map(changeSetText) })
  await sql.run(
    `UPDATE change_set SET content = r.content, content_hash = '', is_stripped = true FROM ${rows.sql}
     WHERE store_id = $1 AND change_set_id = r.id::uuid`,
    [storeId, ...rows.values],
  )
}
