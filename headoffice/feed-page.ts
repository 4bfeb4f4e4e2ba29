import { z } from 'zod'
import type { StoreId } from '../core/ids.ts'
import type { FeedPage, FeedRow, PullRequest } from '../core/sync/protocol.ts'
import { readHeadPage } from './head-page.ts'
import type { Caller } from './identity/caller.ts'
import { fedRow } from './row-now.ts'
import { readSnapshot } from './snapshot.ts'
import { first, type Sql, type SqlDoor } from './sql.ts'
import { readCounter } from './store-counter.ts'
import { rowsFrom, type StoredRow } from './stored-rows.ts'

/** A page carries no more than this beyond its first feed position, in the text that its rows are kept in. */
const pageCharacters = 1_000_000

/**
 * The next page of a store's feed after the cursor: whole feed positions, at most `limit` rows beyond the first one's;
 * or, where it is asked for at cursor 0, one head page, which leaves the cursor there. Who asks does not always have what
 * lies before: the next page is asked for while one is being written.
 */
export function readFeedPage(
  door: SqlDoor,
  { storeId }: Pick<Caller, 'storeId'>,
  request: Pick<PullRequest, 'cursor' | 'limit' | 'newestFirst'>,
): Promise<FeedPage> {
  const { cursor, limit } = request
  return readSnapshot(door, async (sql) => {
    if (request.newestFirst === true && cursor === 0) return readHeadPage(sql, storeId, limit)
    const counter = await readCounter(sql, storeId)
    const { rows, isCut } = await readWhole(sql, storeId, { cursor, limit })
    const fitting = thatFit(rows)
    const page = fitting.map(toFeedRow)
    const end = !isCut && page.length === rows.length
    if (end) return { rows: page, cursor: counter.seq, hash: counter.hash, end, digest: counter.digest }
    const reached = page.at(-1)?.seq ?? cursor
    return { rows: page, cursor: reached, hash: await hashAt(sql, storeId, reached), end, digest: null }
  })
}

export const toFeedRow = ({ seq, row }: StoredRow): FeedRow => ({ seq, ...fedRow(row) })

/** The rows after the cursor, those of the last position left out where not all of them fit. */
async function readWhole(
  sql: Sql,
  storeId: StoreId,
  { cursor, limit }: { readonly cursor: number; readonly limit: number },
): Promise<{ readonly rows: readonly StoredRow[]; readonly isCut: boolean }> {
  const read = await rowsFrom(sql, storeId, 'WHERE store_id = $1 AND seq > $2 ORDER BY seq, place LIMIT $3', [
    cursor,
    limit + 1,
  ])
  if (read.length <= limit) return { rows: read, isCut: false }
  const [firstSeq, lastSeq] = [read[0]?.seq, read.at(-1)?.seq]
  const isCut = true
  if (firstSeq !== lastSeq) return { rows: read.filter(({ seq }) => seq !== lastSeq), isCut }
  const whole = await rowsFrom(sql, storeId, 'WHERE store_id = $1 AND seq = $2 ORDER BY place', [firstSeq])
  return { rows: whole, isCut }
}

function thatFit(rows: readonly StoredRow[]): readonly StoredRow[] {
  let characters = 0
  const over = rows.find((row) => {
    characters += row.characters
    return characters > pageCharacters && row.seq !== rows[0]?.seq
  })
  return over ? rows.filter(({ seq }) => seq < over.seq) : rows
}

async function hashAt(sql: Sql, storeId: StoreId, seq: number): Promise<string> {
  if (seq === 0) return ''
  const found = await first(
    sql.query(
      z.object({ hash: z.string() }),
      "SELECT encode(running_hash, 'hex') AS hash FROM change_set WHERE store_id = $1 AND seq = $2",
      [storeId, seq],
    ),
  )
  if (!found) throw new Error(`Feed position ${seq} has no hash`)
  return found.hash
}
