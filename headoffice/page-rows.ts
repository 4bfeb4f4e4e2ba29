import type { StoreId } from '../core/ids.ts'
import { isEntityName } from '../core/sync/entities.ts'
import { customerPath } from '../core/sync/erased-values.ts'
import { rowHashText } from '../core/sync/row-hash.ts'
import { type BoundRows, rowsOf } from './columns.ts'
import { rowHash } from './content-hash.ts'
import type { DigestChange } from './digest-change.ts'
import { isUuid, namedRows } from './hangs-on.ts'
import { byTime, readKnownIds } from './known-ids.ts'
import { fedRow, idOf, type RowNow, rowKey, shownOf, shownValue } from './row-now.ts'
import type { Sql } from './sql.ts'
import { readRows } from './stored-rows.ts'

/** The rows of a store that a page reads and writes: as they were, and as they are after what was put. */
export interface PageRows {
  /**
   * Reads rows by their id, once each.
   * @param madeWith ids made when most of these were, where most are new
   */
  readonly load: (rowIds: Iterable<string>, madeWith?: readonly string[]) => Promise<void>
  /** By `rowKey`, of those loaded and those put. */
  readonly now: ReadonlyMap<string, RowNow>
  /** Whether it is in the database, or prepared to be. */
  readonly isStored: (key: string) => boolean
  /** A row as it is from this feed position on. */
  readonly put: (row: RowNow, at: { readonly seq: number; readonly place: number }) => void
  /** Writes a row that is there as it is, where it is. */
  readonly putAgain: (key: string) => void
  /**
   * Works out what is to be written, once for each row that was put since the last time, and what that does to the digest.
   * @returns writes it; nothing that is prepared later may be written before
   */
  readonly prepare: (digest: DigestChange) => () => Promise<void>
}

/** Of a row that the first version kept, until it is completed. */
const noHash = ''

interface Put {
  readonly row: RowNow
  readonly seq: number
  readonly place: number
}

interface Written extends Put {
  readonly hash: string
}

/** Makes the rows of one page, inside its transaction: the caller holds the store's counter row. */
export function createPageRows(sql: Sql, storeId: StoreId): PageRows {
  const asked = new Set<string>()
  const stored = new Map<string, Written>()
  const now = new Map<string, RowNow>()
  const puts = new Map<string, Put>()

  return {
    now,
    isStored: (key) => stored.has(key),
    async load(rowIds, madeWith = []) {
      const missing = [...new Set(rowIds)].filter((rowId) => !asked.has(rowId))
      for (const rowId of missing) asked.add(rowId)
      const { near, far } = byTime(missing, madeWith)
      const known = await readKnownIds(sql, storeId, { table: 'feed_row', key: 'row_id' }, near)
      for (const [key, found] of await readRows(sql, storeId, [...known, ...far])) {
        stored.set(key, found)
        now.set(key, found.row)
      }
    },
    put(row, { seq, place }) {
      const key = rowKey(idOf(row))
      now.set(key, row)
      puts.set(key, { row, seq, place })
    },
    putAgain(key) {
      const found = stored.get(key)
      if (found) puts.set(key, found)
    },
    prepare(digest) {
      const [fresh, changed]: [Written[], Written[]] = [[], []]
      for (const [key, put] of puts) {
        const before = stored.get(key)
        const written = { ...put, hash: rowHash(rowHashText(fedRow(put.row))) }
        if (before && before.hash !== noHash) digest.turn(before.hash)
        digest.turn(written.hash)
        if (before) changed.push(written)
        else fresh.push(written)
        stored.set(key, written)
      }
      puts.clear()
      return async () => {
        if (fresh.length > 0) await insert(sql, storeId, fresh)
        if (changed.length > 0) await update(sql, storeId, changed)
        await writeNamed(sql, storeId, [...fresh, ...changed])
      }
    },
  }
}

const values = `r.seq::bigint, r.place::integer, decode(r.hash, 'hex'), r.hangs_on::uuid, r.state,
  string_to_array(r.written_by, ',')::uuid[]`

function insert(sql: Sql, storeId: StoreId, written: readonly Written[]): Promise<void> {
  const rows = boundRows(written)
  return sql.run(`INSERT INTO feed_row SELECT $1, r.entity, r.row_id::uuid, ${values} FROM ${rows.sql}`, [
    storeId,
    ...rows.values,
  ])
}

function update(sql: Sql, storeId: StoreId, written: readonly Written[]): Promise<void> {
  const rows = boundRows(written)
  return sql.run(
    `UPDATE feed_row SET (seq, place, hash, hangs_on, state, written_by) = (SELECT ${values}) FROM ${rows.sql}
     WHERE store_id = $1 AND feed_row.row_id = r.row_id::uuid AND feed_row.entity = r.entity`,
    [storeId, ...rows.values],
  )
}

function boundRows(rows: readonly Written[]): BoundRows {
  const ids = rows.map(({ row }) => idOf(row))
  return rowsOf(2, {
    entity: ids.map(({ entity }) => entity),
    row_id: ids.map(({ rowId }) => rowId),
    seq: rows.map(({ seq }) => seq),
    place: rows.map(({ place }) => place),
    hash: rows.map(({ hash }) => hash),
    hangs_on: rows.map(({ row }) => hangsOn(row)),
    state: rows.map(({ row }) => (row.type === 'plain' ? null : JSON.stringify(row.state))),
    written_by: rows.map(({ row }) => (row.type === 'plain' ? null : row.writtenBy.join(',') || null)),
  })
}

function hangsOn(row: RowNow): string | null {
  const { entity } = idOf(row)
  const path = isEntityName(entity) ? customerPath(entity) : null
  const rowId = path?.type === 'through' ? shownValue(row, path.field) : null
  return isUuid(rowId) ? rowId : null
}

async function writeNamed(sql: Sql, storeId: StoreId, rows: readonly Written[]): Promise<void> {
  const named = rows.flatMap(({ row }) => {
    const id = idOf(row)
    if (isEntityName(id.entity)) return []
    return namedRows({ ...id, said: shownOf(row) }).map((namedId) => ({ ...id, namedId }))
  })
  if (named.length === 0) return
  const bound = rowsOf(2, {
    named_id: named.map(({ namedId }) => namedId),
    entity: named.map(({ entity }) => entity),
    row_id: named.map(({ rowId }) => rowId),
  })
  await sql.run(
    `INSERT INTO named_by SELECT $1, r.named_id::uuid, r.entity, r.row_id::uuid FROM ${bound.sql}
     ON CONFLICT DO NOTHING`,
    [storeId, ...bound.values],
  )
}
