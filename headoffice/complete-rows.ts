import { z } from 'zod'
import { type StoreId, storeIdSchema } from '../core/ids.ts'
import { createDigestChange } from './digest-change.ts'
import { eraseRows, markErased } from './erase-rows.ts'
import { createPageRows } from './page-rows.ts'
import { rowKey, shownValue } from './row-now.ts'
import type { Sql } from './sql.ts'
import { moveCounter, readCounter } from './store-counter.ts'
import { rowsFrom } from './stored-rows.ts'

/** So many rows are held in memory at once. */
const rowsAtOnce = 2000

const storeRow = z.object({ store_id: storeIdSchema })
const incompleteRow = z.object({ row_id: z.string(), entity: z.string() })

/**
 * Completes what the first version kept, in the transaction that migrates it: each row's hash and what it hangs on, the
 * digest, and the erasures, which the first version fed and did not do itself.
 */
export async function completeRows(sql: Sql): Promise<void> {
  const stores = await sql.query(storeRow, "SELECT DISTINCT store_id FROM feed_row WHERE hash = ''")
  for (const { store_id: storeId } of stores) {
    await completeStore(sql, storeId)
    await eraseLate(sql, storeId)
  }
}

async function completeStore(sql: Sql, storeId: StoreId): Promise<void> {
  for (;;) {
    const found = await sql.query(
      incompleteRow,
      "SELECT row_id, entity FROM feed_row WHERE store_id = $1 AND hash = '' LIMIT $2",
      [storeId, rowsAtOnce],
    )
    if (found.length === 0) return
    const keys = new Set(found.map(({ entity, row_id }) => rowKey({ entity, rowId: row_id })))
    const digest = createDigestChange()
    const rows = createPageRows(sql, storeId)
    await rows.load(found.map(({ row_id }) => row_id))
    for (const key of keys) rows.putAgain(key)
    await rows.prepare(digest)()
    const counter = await readCounter(sql, storeId)
    await moveCounter(sql, storeId, { ...counter, digest: digest.after(counter.digest) })
  }
}

async function eraseLate(sql: Sql, storeId: StoreId): Promise<void> {
  const erasures = await rowsFrom(
    sql,
    storeId,
    "WHERE store_id = $1 AND entity = 'erasure' ORDER BY seq, place",
    [],
  )
  for (const { seq, row } of erasures) {
    const customerId = z.uuid().lowercase().safeParse(shownValue(row, 'customerId'))
    if (!customerId.success) continue
    const newly = await markErased(sql, storeId, [customerId.data], seq)
    const digest = createDigestChange()
    const roots = newly.map((rowId) => ({ entity: 'customer', rowId }))
    await eraseRows(sql, { storeId, roots, seq, place: await freePlace(sql, storeId, seq) }, digest)
    const counter = await readCounter(sql, storeId)
    await moveCounter(sql, storeId, { ...counter, digest: digest.after(counter.digest), hasErased: true })
  }
}

async function freePlace(sql: Sql, storeId: StoreId, seq: number): Promise<number> {
  const [found] = await sql.query(
    z.object({ place: z.int() }),
    'SELECT max(place) + 1 AS place FROM feed_row WHERE store_id = $1 AND seq = $2',
    [storeId, seq],
  )
  return found?.place ?? 0
}
