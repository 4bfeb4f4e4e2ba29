import { z } from 'zod'
import type { StoreId } from '../core/ids.ts'
import { column, idsIn } from './columns.ts'
import type { Sql } from './sql.ts'

/** For so few ids it is as quick to look each of them up. */
const fewIds = 50
/** So many ids between the least and the greatest of those asked for are read before each is looked up instead. */
const mostBetween = 4

const idRow = z.object({ id: z.string() })

/**
 * Those of these ids that a store has. Ids of one time lie side by side, so where nearly all are new, one look between
 * the least and the greatest of them tells as much as a look for each.
 */
export async function readKnownIds(
  sql: Sql,
  storeId: StoreId,
  { table, key }: { readonly table: 'change_set' | 'feed_row'; readonly key: 'change_set_id' | 'row_id' },
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const select = `SELECT ${key} AS id FROM ${table} WHERE store_id = $1 AND ${key}`
  if (ids.length > fewIds) {
    const sorted = ids.toSorted()
    const limit = mostBetween * ids.length
    const between = await sql.query(idRow, `${select} BETWEEN $2::uuid AND $3::uuid LIMIT $4`, [
      storeId,
      sorted[0],
      sorted.at(-1),
      limit,
    ])
    if (between.length < limit) {
      const asked = new Set(ids)
      return new Set(between.map(({ id }) => id).filter((id) => asked.has(id)))
    }
  }
  const found = await sql.query(idRow, `${select} = ANY(${idsIn(2)})`, [storeId, column(ids)])
  return new Set(found.map(({ id }) => id))
}

/** The digits of a UUIDv7 that tell when it was made. */
const timeDigits = 12

/** Ids apart: those made when others of these were made, in one unbroken time, and those from elsewhere. */
export function byTime(
  ids: readonly string[],
  made: readonly string[],
): { readonly near: readonly string[]; readonly far: readonly string[] } {
  const times = made.map((id) => id.slice(0, timeDigits)).sort()
  const [first = '', last = ''] = [times[0], times.at(-1)]
  const isNear = (id: string) => {
    const time = id.slice(0, timeDigits)
    return time >= first && time <= last
  }
  return { near: ids.filter(isNear), far: ids.filter((id) => !isNear(id)) }
}
