import type { StoreId } from '../core/ids.ts'
import { type EntityName, entities, entityNames, isEntityName } from '../core/sync/entities.ts'
import type { FeedPage, FeedRow } from '../core/sync/protocol.ts'
import { column, idsIn } from './columns.ts'
import { isUuid } from './hangs-on.ts'
import { fedRow, idOf, rowKey, shownValue } from './row-now.ts'
import type { Sql } from './sql.ts'
import { rowsFrom, type StoredRow } from './stored-rows.ts'

/** An open visit further back than this is one that was forgotten. */
const visitsLookedAt = 200
/** What a page at the head carries, in the text that its rows are kept in: some seconds at 256 kbit/s, once packed. */
const headCharacters = 150_000

/**
 * What a laptop needs first: the open visits with what they hang on, the people of the store, then the newest rows with
 * what these hang on; a row comes after those it refers to. It stands at cursor 0, and the feed begins behind it.
 */
export async function readHeadPage(sql: Sql, storeId: StoreId, limit: number): Promise<FeedPage> {
  const taken = new Map<string, StoredRow>()
  let characters = 0
  /** Takes each row with all it refers to, as long as both fit. */
  const take = async (rows: readonly StoredRow[]): Promise<void> => {
    const known = await withReferences(sql, storeId, rows)
    for (const row of rows) {
      const whole = closureOf(row, known).filter((each) => !taken.has(keyOf(each)))
      const size = whole.reduce((sum, each) => sum + each.characters, 0)
      if (taken.size + whole.length > limit || (characters + size > headCharacters && taken.size > 0)) return
      characters += size
      for (const each of whole) taken.set(keyOf(each), each)
    }
  }
  const newest = (entity: EntityName, count: number) =>
    rowsFrom(sql, storeId, 'WHERE store_id = $1 AND entity = $2 ORDER BY seq DESC, place LIMIT $3', [
      entity,
      count,
    ])

  const visits = await newest('visit', visitsLookedAt)
  await take(visits.filter(({ row }) => shownValue(row, 'endedAt') === null))
  await take(await newest('consultant', limit))
  await take(await rowsFrom(sql, storeId, 'WHERE store_id = $1 ORDER BY seq DESC, place LIMIT $2', [limit]))
  const rows = [...taken.values()].sort(byReference).map(({ seq, row }): FeedRow => ({ seq, ...fedRow(row) }))
  return { rows, cursor: 0, hash: '', end: false, digest: null }
}

const keyOf = ({ row }: StoredRow) => rowKey(idOf(row))

/** These rows and all that they refer to, directly or not, by `rowKey`. */
async function withReferences(
  sql: Sql,
  storeId: StoreId,
  rows: readonly StoredRow[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const known = new Map(rows.map((row) => [keyOf(row), row]))
  const asked = new Set<string>()
  let next = rows.flatMap(referencesOf)
  while (next.length > 0) {
    const ids = [...new Set(next.filter((key) => !known.has(key)).map(idIn))].filter((id) => !asked.has(id))
    for (const id of ids) asked.add(id)
    const found =
      ids.length === 0
        ? []
        : await rowsFrom(sql, storeId, `WHERE store_id = $1 AND row_id = ANY(${idsIn(2)})`, [column(ids)])
    for (const row of found) known.set(keyOf(row), row)
    next = found.flatMap(referencesOf)
  }
  return known
}

/** A row after all that it refers to; each once, for references have no cycles. */
function closureOf(row: StoredRow, known: ReadonlyMap<string, StoredRow>): readonly StoredRow[] {
  const referred = referencesOf(row).flatMap((key) => {
    const target = known.get(key)
    return target ? closureOf(target, known) : []
  })
  return [...new Map([...referred, row].map((each) => [keyOf(each), each])).values()]
}

/** The rows that a row refers to by the registry, by `rowKey`. */
function referencesOf({ row }: StoredRow): readonly string[] {
  const { entity } = idOf(row)
  if (!isEntityName(entity)) return []
  return Object.entries(entities[entity].references).flatMap(([field, target]) => {
    const rowId = shownValue(row, field)
    return isUuid(rowId) ? [rowKey({ entity: target, rowId })] : []
  })
}

const idIn = (key: string): string => key.slice(key.indexOf(' ') + 1)

/** How many references lie between an entity and one that refers to nothing; what is not known comes last. */
const depthOf = (entity: string): number => {
  if (!isEntityName(entity)) return entityNames.length
  return Math.max(0, ...Object.values(entities[entity].references).map((target) => depthOf(target) + 1))
}

function byReference(a: StoredRow, b: StoredRow): number {
  const [one, other] = [depthOf(idOf(a.row).entity), depthOf(idOf(b.row).entity)]
  return one - other || a.seq - b.seq || a.place - b.place
}
