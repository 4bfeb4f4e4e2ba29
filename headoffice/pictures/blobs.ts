import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StoreId } from '../../core/ids.ts'
import { mostPartBytes, mostPictureBytes } from '../../core/pictures/picture-bytes.ts'
import { first, type Sql, type SqlDoor } from '../sql.ts'
import { shareCounter } from '../store-counter.ts'

interface BlobState {
  readonly received: number
  readonly total: number
}

/** `refused`: the part does not go on from what there is, or the whole has not the hash that names it. */
type PutBlob =
  | { readonly type: 'taken'; readonly received: number }
  | { readonly type: 'refused'; readonly received: number }

export interface Blobs {
  /** How much of each picture is here, in the order of the hashes; `null` where nothing is known of one. */
  readonly state: (storeId: StoreId, hashes: readonly string[]) => Promise<readonly (BlobState | null)[]>
  /** Takes the next part; one that is here already is taken again. */
  readonly put: (
    storeId: StoreId,
    part: {
      readonly hash: string
      readonly offset: number
      readonly total: number
      /** Base64. */
      readonly content: string
    },
    now: number,
  ) => Promise<PutBlob>
  /** The part of a whole picture from an offset; `null` where there is none. */
  readonly get: (
    storeId: StoreId,
    of: { readonly hash: string; readonly offset: number; readonly atMost?: number | undefined },
  ) => Promise<{ readonly offset: number; readonly total: number; readonly content: string } | null>
}

const number = z.coerce.number().int()
const stateRow = z.object({ hash: z.string(), received: number, total: number })
const heldRow = z.object({ received: number, total: number })
const partRow = z.object({ total: number, content: z.string() })

/** The bytes of pictures, of each store apart, named by their hash. */
export function createBlobs(door: SqlDoor): Blobs {
  return {
    async state(storeId, hashes) {
      const rows = await door.query(
        stateRow,
        'SELECT hash, received, total FROM blob WHERE store_id = $1 AND hash = ANY($2::text[])',
        [storeId, hashes],
      )
      const known = new Map(rows.map(({ hash, ...state }) => [hash, state]))
      return hashes.map((hash) => known.get(hash) ?? null)
    },
    put: (storeId, { hash, offset, total, content }, now) =>
      door.transaction(async (sql) => {
        // An erasure that is under way would not see the bytes, nor these it.
        await shareCounter(sql, storeId)
        // Nothing of an erased customer is kept, and a laptop that does not know it yet has no more to send.
        if (await isErased(sql, storeId, hash)) return { type: 'taken', received: total }
        const bytes = Buffer.from(content, 'base64')
        await sql.run(
          `INSERT INTO blob (store_id, hash, total, received, content, changed_at)
           SELECT $1, $2, $3, 0, ''::bytea, $4 WHERE $3 BETWEEN 1 AND $5 ON CONFLICT DO NOTHING`,
          [storeId, hash, total, now, mostPictureBytes],
        )
        const held = await heldOf(sql, storeId, hash)
        if (held === undefined) return { type: 'refused', received: 0 }
        if (held.received === held.total) return { type: 'taken', received: held.total }
        const end = offset + bytes.length
        const fits =
          bytes.length > 0 && bytes.length <= mostPartBytes && end <= held.total && total === held.total
        if (fits && end <= held.received) return { type: 'taken', received: held.received }
        if (!fits || offset !== held.received) return { type: 'refused', received: held.received }
        await sql.run(
          `UPDATE blob SET content = content || decode($3, 'base64'), received = $4, changed_at = $5
           WHERE store_id = $1 AND hash = $2`,
          [storeId, hash, bytes.toString('base64'), end, now],
        )
        if (end < held.total || (await hashOf(sql, storeId, hash)) === hash)
          return { type: 'taken', received: end }
        // Something in it was wrong, and nobody can tell which part: it is begun anew.
        await sql.run('DELETE FROM blob WHERE store_id = $1 AND hash = $2', [storeId, hash])
        return { type: 'refused', received: 0 }
      }),
    async get(storeId, { hash, offset, atMost = mostPartBytes }) {
      const found = await first(
        door.query(
          partRow,
          `SELECT total, encode(substring(content FROM $3 + 1 FOR $4), 'base64') AS content FROM blob
           WHERE store_id = $1 AND hash = $2 AND received = total AND total > $3`,
          [storeId, hash, offset, Math.min(atMost, mostPartBytes)],
        ),
      )
      // PostgreSQL breaks base64 into lines.
      return found ? { offset, total: found.total, content: found.content.replaceAll('\n', '') } : null
    },
  }
}

const isErased = async (sql: Sql, storeId: StoreId, hash: string): Promise<boolean> =>
  (await first(
    sql.query(z.object({}), 'SELECT 1 FROM erased_blob WHERE store_id = $1 AND hash = $2', [storeId, hash]),
  )) !== undefined

const heldOf = (sql: Sql, storeId: StoreId, hash: string) =>
  first(
    sql.query(heldRow, 'SELECT received, total FROM blob WHERE store_id = $1 AND hash = $2 FOR UPDATE', [
      storeId,
      hash,
    ]),
  )

async function hashOf(sql: Sql, storeId: StoreId, hash: string): Promise<string | null> {
  const row = await first(
    sql.query(
      z.object({ content: z.string() }),
      "SELECT encode(content, 'base64') AS content FROM blob WHERE store_id = $1 AND hash = $2",
      [storeId, hash],
    ),
  )
  return row ? createHash('sha256').update(Buffer.from(row.content, 'base64')).digest('hex') : null
}
