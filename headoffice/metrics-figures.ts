import { z } from 'zod'
import { fieldKind } from '../core/sync/entities.ts'
import type { Sql } from './sql.ts'

const [hourMs, dayMs] = [3_600_000, 24 * 3_600_000]

/** How long ago a laptop was last heard of. From the third day on it says so itself, and an operator should know too. */
const ages = [
  { lastSeen: 'within-an-hour', mostMs: hourMs },
  { lastSeen: 'within-a-day', mostMs: dayMs },
  { lastSeen: 'within-three-days', mostMs: 3 * dayMs },
  { lastSeen: 'within-a-week', mostMs: 7 * dayMs },
  { lastSeen: 'longer-ago', mostMs: Number.POSITIVE_INFINITY },
] as const
type LastSeen = (typeof ages)[number]['lastSeen'] | 'never'

/** What the database has for the metrics, by the code of each store. */
export interface Figures {
  readonly laptops: readonly { readonly store: string; readonly lastSeen: LastSeen; readonly count: number }[]
  readonly stores: readonly StoreFigures[]
}
interface StoreFigures {
  readonly store: string
  /** Change sets that wait on laptops, as each said at its last handshake. */
  readonly waiting: number
  /** Rows with a conflict that is not settled. */
  readonly conflicts: number
  /** Erasures that some laptop has yet to do. */
  readonly erasures: number
}

/** @param now UTC milliseconds */
export async function readFigures(sql: Sql, now: number): Promise<Figures> {
  const conflicts = await readConflicts(sql)
  const stores = await readStores(sql)
  return {
    laptops: await readLaptops(sql, now),
    stores: stores.map(({ storeId, ...figures }) => ({ ...figures, conflicts: conflicts.get(storeId) ?? 0 })),
  }
}

const laptopRow = z.object({ store: z.string(), seen_at: z.coerce.number().nullable() })

/** Revoked laptops are not waited for. */
async function readLaptops(sql: Sql, now: number): Promise<Figures['laptops']> {
  const rows = await sql.query(
    laptopRow,
    `SELECT store.code AS store, greatest(enrolled.token_at, device.last_seen_at) AS seen_at
     FROM enrolled_device enrolled JOIN store USING (store_id) LEFT JOIN device USING (store_id, device_id)
     WHERE enrolled.revoked_at IS NULL`,
  )
  const counts = new Map<string, { readonly store: string; readonly lastSeen: LastSeen; count: number }>()
  for (const { store, seen_at } of rows) {
    const lastSeen = seen_at === null ? 'never' : ageOf(now - seen_at)
    const key = `${store} ${lastSeen}`
    const counted = counts.get(key) ?? { store, lastSeen, count: 0 }
    counted.count += 1
    counts.set(key, counted)
  }
  return [...counts.values()]
}

const ageOf = (ms: number): LastSeen => ages.find(({ mostMs }) => ms <= mostMs)?.lastSeen ?? 'longer-ago'

const count = z.coerce.number().int()
const storeRow = z.object({ store_id: z.string(), code: z.string(), waiting: count, erasures: count })

async function readStores(sql: Sql) {
  const rows = await sql.query(
    storeRow,
    `WITH laptop AS (
       SELECT enrolled.store_id, coalesce(device.waiting, 0) AS waiting,
         CASE WHEN device.cursor_epoch = epoch.epoch THEN device.cursor ELSE 0 END AS cursor
       FROM enrolled_device enrolled CROSS JOIN epoch LEFT JOIN device USING (store_id, device_id)
       WHERE enrolled.revoked_at IS NULL
     )
     SELECT store.store_id, store.code, coalesce(sum(laptop.waiting), 0) AS waiting,
       (SELECT count(*) FROM erased_customer erased WHERE erased.store_id = store.store_id
         AND erased.seq > (SELECT min(cursor) FROM laptop behind WHERE behind.store_id = store.store_id)) AS erasures
     FROM store LEFT JOIN laptop USING (store_id) GROUP BY store.store_id, store.code ORDER BY store.code`,
  )
  return rows.map(({ store_id, code, waiting, erasures }) => ({
    storeId: store_id,
    store: code,
    waiting,
    erasures,
  }))
}

const conflictRow = z.object({ store_id: z.string(), entity: z.string(), state: z.string() })
const stateSchema = z.record(z.string(), z.looseObject({ others: z.array(z.unknown()) }))

/** Rows in conflict by store. What a `set` holds beside the value shown adds up with it and is none. */
async function readConflicts(sql: Sql): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query(
    conflictRow,
    `SELECT store_id, entity, state FROM feed_row WHERE state LIKE '%"others":[{%'`,
  )
  const countByStore = new Map<string, number>()
  for (const { store_id, entity, state } of rows) {
    const fields = Object.entries(stateSchema.parse(JSON.parse(state)))
    if (fields.some(([field, { others }]) => others.length > 0 && fieldKind(entity, field) !== 'set'))
      countByStore.set(store_id, (countByStore.get(store_id) ?? 0) + 1)
  }
  return countByStore
}
