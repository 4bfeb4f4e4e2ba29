import { z } from 'zod'
import type { StoreId } from '../core/ids.ts'
import { emptyDigest } from '../core/sync/digest.ts'
import { first, type Sql } from './sql.ts'

/** Where a store's feed stands, its running hash there, the digest of its rows, and whether it has erased anybody. */
export interface StoreCounter {
  readonly seq: number
  readonly hash: string
  readonly digest: string
  readonly hasErased: boolean
}

const counterRow = z
  .object({ seq: z.coerce.number().int(), hash: z.string(), digest: z.string(), has_erased: z.boolean() })
  .transform(({ has_erased, ...counter }): StoreCounter => ({ ...counter, hasErased: has_erased }))

const select = 'SELECT seq, hash, digest, has_erased FROM store_counter WHERE store_id = $1'

/** The counter of a store as a reader sees it; that of a store of which nothing has come yet is at 0. */
export async function readCounter(sql: Sql, storeId: StoreId): Promise<StoreCounter> {
  const counter = await first(sql.query(counterRow, select, [storeId]))
  return counter ?? { seq: 0, hash: '', digest: emptyDigest, hasErased: false }
}

/**
 * Takes the store's counter row for this transaction alone. Everything that a page must know is read after it, or
 * stands in the row: what is read beside the lock may be older than what the transaction before committed.
 */
export async function holdCounter(sql: Sql, storeId: StoreId): Promise<StoreCounter> {
  const held = () => first(sql.query(counterRow, `${select} FOR UPDATE`, [storeId]))
  const counter = (await held()) ?? (await makeCounter(sql, storeId).then(held))
  if (!counter) throw new Error('A store has no counter')
  return counter
}

/** Keeps every page of the store waiting until this transaction ends, so that what they change stays as it is read. */
export async function shareCounter(sql: Sql, storeId: StoreId): Promise<void> {
  const share = () => first(sql.query(counterRow, `${select} FOR SHARE`, [storeId]))
  if (!(await share())) await makeCounter(sql, storeId).then(share)
}

/** Moves the counter row that this transaction holds. */
export async function moveCounter(sql: Sql, storeId: StoreId, counter: StoreCounter): Promise<void> {
  await sql.run(
    'UPDATE store_counter SET seq = $2, hash = $3, digest = $4, has_erased = $5 WHERE store_id = $1',
    [storeId, counter.seq, counter.hash, counter.digest, counter.hasErased],
  )
}

const makeCounter = (sql: Sql, storeId: StoreId): Promise<void> =>
  sql.run(
    "INSERT INTO store_counter (store_id, seq, hash) VALUES ($1, 0, '') ON CONFLICT (store_id) DO NOTHING",
    [storeId],
  )
