import { hash } from 'node:crypto'
import { z } from 'zod'
import { bucketOf } from '../core/sync/digest.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import { rowHashText } from '../core/sync/row-hash.ts'
import type { Connection } from './connect.ts'

const hashBytes = 16

/** A fed row's hash: what a store's digest is the exclusive-or of. */
export const rowHash = (row: FeedRow): Buffer =>
  hash('sha256', rowHashText(row), 'buffer').subarray(0, hashBytes)

/** Adds a row's hash to a digest in place, or takes it away: it is the same. */
export function xorInto(digest: Buffer, other: Buffer): void {
  for (let at = 0; at < hashBytes; at += 1) digest[at] = (digest[at] ?? 0) ^ (other[at] ?? 0)
}

/** So many rows are read at once: an answer must not wait for them. */
const rowsAtOnce = 4000

const fedRow = z.object({ entity: z.string(), row_id: z.string(), fed_hash: z.instanceof(Buffer) })
const lastRow = z.object({ last: z.int() })

/** Reads every row fed in an era, in parts, and lets go between two of them. */
export function createFedRows(connection: Connection) {
  const part = connection.prepare<[number, number, number]>(
    `SELECT entity, row_id, fed_hash FROM row_state WHERE position > ? AND position <= ? AND fed_era = ?`,
  )
  const partOfBucket = connection.prepare<[number, number, number, string]>(
    `SELECT entity, row_id, fed_hash FROM row_state
     WHERE position > ? AND position <= ? AND fed_era = ? AND substr(row_id, 25, 3) = ?`,
  )
  const last = connection.prepare('SELECT coalesce(max(position), 0) AS last FROM row_state')

  async function* parts(read: (after: number, upTo: number) => unknown[], yieldTo: () => Promise<void>) {
    for (let after = 0; after < lastRow.parse(last.get()).last; after += rowsAtOnce) {
      if (after > 0) await yieldTo()
      yield* z.array(fedRow).parse(read(after, after + rowsAtOnce))
    }
  }

  return {
    /** The digest of each bucket that holds a row, and of all, from the rows themselves. */
    async digests(
      era: number,
      yieldTo: () => Promise<void>,
    ): Promise<{ readonly buckets: ReadonlyMap<number, Buffer>; readonly store: Buffer }> {
      const buckets = new Map<number, Buffer>()
      const store = Buffer.alloc(hashBytes)
      for await (const { row_id, fed_hash } of parts((...range) => part.all(...range, era), yieldTo)) {
        const bucket = bucketOf(row_id)
        const digest = buckets.get(bucket) ?? Buffer.alloc(hashBytes)
        xorInto(digest, fed_hash)
        xorInto(store, fed_hash)
        buckets.set(bucket, digest)
      }
      return { buckets, store }
    },
    async ofBucket(era: number, bucket: number, yieldTo: () => Promise<void>) {
      const rows: { readonly entity: string; readonly rowId: string }[] = []
      const digits = bucket.toString(16).padStart(3, '0')
      const read = (after: number, upTo: number) => partOfBucket.all(after, upTo, era, digits)
      for await (const { entity, row_id } of parts(read, yieldTo)) rows.push({ entity, rowId: row_id })
      return rows
    },
  }
}
