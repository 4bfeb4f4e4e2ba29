import { z } from 'zod'
import type { StoreId } from '../core/ids.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import { toFeedRow } from './feed-page.ts'
import type { Caller } from './identity/caller.ts'
import { readSnapshot } from './snapshot.ts'
import type { Sql, SqlDoor } from './sql.ts'
import { readCounter } from './store-counter.ts'
import { rowsFrom } from './stored-rows.ts'

/** The bucket of a row in SQL, as core/sync/digest.ts has it, in hexadecimal. */
const bucketOfRow = 'substr(row_id::text, 25, 3)'

/**
 * The digest of every bucket of the caller's store that is not empty, in hexadecimal, and the position it is of. The
 * store's digest is kept; the buckets' are told from the rows' hashes when a laptop's differs, which should be never.
 */
export function readDigest(
  door: SqlDoor,
  { storeId }: Caller,
): Promise<{ readonly seq: number; readonly buckets: [number, string][] }> {
  return readSnapshot(door, async (sql) => {
    const { seq } = await readCounter(sql, storeId)
    const buckets = await readBuckets(sql, storeId)
    return { seq, buckets: buckets.map(({ bucket, digest }) => [bucket, digest]) }
  })
}

/** Every row of one bucket in feed order, and the position they are of. */
export function readBucket(
  door: SqlDoor,
  { storeId }: Caller,
  bucket: number,
): Promise<{ readonly seq: number; readonly rows: readonly FeedRow[] }> {
  return readSnapshot(door, async (sql) => {
    const { seq } = await readCounter(sql, storeId)
    const condition = `WHERE store_id = $1 AND ${bucketOfRow} = lpad(to_hex($2::integer), 3, '0')`
    const rows = await rowsFrom(sql, storeId, `${condition} ORDER BY feed_row.seq, place`, [bucket])
    return { seq, rows: rows.map(toFeedRow) }
  })
}

const [hexadecimal, digestDigits] = [16, 32]

const bucketRow = z.object({
  bucket: z.string().transform((digits) => Number.parseInt(digits, hexadecimal)),
  digest: z
    .string()
    .transform((bits) => BigInt(`0b${bits}`).toString(hexadecimal).padStart(digestDigits, '0')),
})

const readBuckets = (sql: Sql, storeId: StoreId) =>
  sql.query(
    bucketRow,
    `SELECT ${bucketOfRow} AS bucket, bit_xor(('x' || encode(hash, 'hex'))::bit(128))::text AS digest
     FROM feed_row WHERE store_id = $1 GROUP BY 1 ORDER BY 1`,
    [storeId],
  )
