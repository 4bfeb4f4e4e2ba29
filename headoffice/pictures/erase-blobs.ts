import type { StoreId } from '../../core/ids.ts'
import { entitiesWithBlobs } from '../../core/sync/names-blob.ts'
import { rowsOf } from '../columns.ts'
import type { Sql } from '../sql.ts'
import { rowsFrom } from '../stored-rows.ts'
import { hashesOfRow } from './picture-hashes.ts'

/**
 * Takes the bytes of an erased customer's pictures away, and sees to it that they do not come back; all but those that a
 * picture of somebody else names too. The rows are to be stripped already: what a row still names is not erased.
 */
export async function eraseBlobs(sql: Sql, storeId: StoreId, hashes: readonly string[]): Promise<void> {
  const named = await stillNamed(sql, storeId, hashes)
  const erased = [...new Set(hashes)].filter((hash) => !named.has(hash))
  if (erased.length === 0) return
  const rows = rowsOf(2, { hash: erased })
  await sql.run(`INSERT INTO erased_blob SELECT $1, r.hash FROM ${rows.sql} ON CONFLICT DO NOTHING`, [
    storeId,
    ...rows.values,
  ])
  await sql.run(
    'DELETE FROM blob WHERE store_id = $1 AND hash IN (SELECT hash FROM erased_blob WHERE store_id = $1)',
    [storeId],
  )
}

/** Lets bytes come again that a picture which is not erased names from now on. */
export async function allowBlobs(sql: Sql, storeId: StoreId, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  const rows = rowsOf(2, { hash: [...new Set(hashes)] })
  await sql.run(`DELETE FROM erased_blob WHERE store_id = $1 AND hash IN (SELECT r.hash FROM ${rows.sql})`, [
    storeId,
    ...rows.values,
  ])
}

/** From the registry, never from outside. */
const blobEntities = entitiesWithBlobs.map((entity) => `'${entity}'`).join(', ')

/** Those of these hashes that a row in the feed names. */
async function stillNamed(
  sql: Sql,
  storeId: StoreId,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const asked = rowsOf(2, { hash: [...new Set(hashes)] })
  const mayName = await rowsFrom(
    sql,
    storeId,
    `WHERE store_id = $1 AND entity IN (${blobEntities}) AND EXISTS (
       SELECT 1 FROM ${asked.sql} WHERE strpos(coalesce(feed_row.state, (
         SELECT content FROM change_set kept
         WHERE kept.store_id = feed_row.store_id AND kept.seq = feed_row.seq)), r.hash) > 0)`,
    asked.values,
  )
  return new Set(mayName.flatMap(({ row }) => hashesOfRow(row)))
}
