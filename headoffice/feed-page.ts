import { z } from 'zod'
import type { StoreId } from '../core/ids.ts'
import type { FeedRow, PullResponse } from '../core/sync/protocol.ts'
import { first, type Sql } from './sql.ts'
import { fedFields, rowStateFromText } from './stored-rows.ts'

/** A page carries no more than this beyond its first feed position. */
const pageBytes = 1_000_000

const storedRow = z.object({
  seq: z.coerce.number().int(),
  entity: z.string(),
  row_id: z.string(),
  fields: z.string(),
})
type StoredRow = z.infer<typeof storedRow>

/** The next page of a store's feed after `cursor`: whole feed positions, at most `limit` rows beyond the first one's. */
export async function readFeedPage(
  sql: Sql,
  { storeId, cursor, limit }: { readonly storeId: StoreId; readonly cursor: number; readonly limit: number },
): Promise<PullResponse> {
  const read = await sql.query(
    storedRow,
    `SELECT seq, entity, row_id, fields FROM feed_row
     WHERE store_id = $1 AND seq > $2 ORDER BY seq, place LIMIT $3`,
    [storeId, cursor, limit + 1],
  )
  const isCut = read.length > limit
  const firstSeq = read[0]?.seq
  const lastSeq = read.at(-1)?.seq
  const whole = !isCut
    ? read
    : firstSeq === lastSeq
      ? await sql.query(
          storedRow,
          'SELECT seq, entity, row_id, fields FROM feed_row WHERE store_id = $1 AND seq = $2 ORDER BY place',
          [storeId, firstSeq],
        )
      : read.filter(({ seq }) => seq !== lastSeq)
  const page = withinBytes(whole)
  const reached = page.at(-1)?.seq ?? cursor
  return {
    rows: page.map(toFeedRow),
    cursor: reached,
    hash: await hashAt(sql, storeId, reached),
    end: !isCut && page.length === whole.length,
  }
}

function withinBytes(rows: readonly StoredRow[]): readonly StoredRow[] {
  let bytes = 0
  const over = rows.find(({ seq, fields }) => {
    bytes += Buffer.byteLength(fields)
    return bytes > pageBytes && seq !== rows[0]?.seq
  })
  return over ? rows.filter(({ seq }) => seq < over.seq) : rows
}

function toFeedRow({ seq, entity, row_id, fields }: StoredRow): FeedRow {
  return { seq, entity, rowId: row_id, fields: fedFields(rowStateFromText(fields)) }
}

async function hashAt(sql: Sql, storeId: StoreId, seq: number): Promise<string> {
  if (seq === 0) return ''
  const logged = await first(
    sql.query(z.object({ hash: z.string() }), 'SELECT hash FROM feed_log WHERE store_id = $1 AND seq = $2', [
      storeId,
      seq,
    ]),
  )
  if (!logged) throw new Error(`Feed position ${seq} has no hash in the log`)
  return logged.hash
}
