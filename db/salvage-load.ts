import { z } from 'zod'
import { type Connection, sqliteCode } from './connect.ts'
import { quoted, type Relation } from './salvage-relations.ts'
import type { FoundRow } from './salvage-survey.ts'

export interface Loader {
  /** Puts a row in its table; one whose key is there already is passed over. */
  readonly load: (row: FoundRow) => void
  /** Rows that their table refused, by table. */
  readonly refused: ReadonlyMap<string, number>
}

/** Makes the function that copies rows into tables of the same version, as they stood, row ids and all. */
export function createLoader(connection: Connection, tables: readonly Relation[]): Loader {
  const statements = new Map<string, ReturnType<Connection['prepare']>>()
  const refused = new Map<string, number>()
  const seeded = seededTables(connection, tables)
  const prepared = (relation: Relation, count: number) => {
    const key = `${relation.name} ${count}`
    const known = statements.get(key)
    if (known) return known
    const isSeeded = seeded.has(relation.name)
    const names = namesOf(relation, count)
    const statement = connection.prepare(
      `INSERT ${isSeeded ? 'OR REPLACE ' : ''}INTO ${quoted(relation.name)} (${names.join(', ')})
       VALUES (${names.map(() => '?').join(', ')})${isSeeded ? '' : ' ON CONFLICT DO NOTHING'}`,
    )
    statements.set(key, statement)
    return statement
  }
  return {
    refused,
    load({ relation, rowId, values }) {
      // A row that is older than its newest columns has only the first of them; the others take their defaults.
      const own = relation.columns
        .slice(0, values.length)
        .map((column, index) => (column.isRowId ? rowId : (values[index] ?? null)))
      try {
        prepared(relation, values.length).run(...(needsRowId(relation) ? [rowId, ...own] : own))
      } catch (error) {
        if (!sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) throw error
        refused.set(relation.name, (refused.get(relation.name) ?? 0) + 1)
      }
    },
  }
}

/** A table with row ids but none of its columns for them keeps them too, so that what is missing can be told by them. */
const needsRowId = ({ kind, columns }: Relation): boolean =>
  kind === 'table' && columns.every(({ isRowId }) => !isRowId)

function namesOf(relation: Relation, count: number): readonly string[] {
  const names = relation.columns.slice(0, count).map(({ name }) => quoted(name))
  return needsRowId(relation) ? ['rowid', ...names] : names
}

/** Tables that a migration puts a row in, which the row that was read goes before. */
function seededTables(connection: Connection, tables: readonly Relation[]): ReadonlySet<string> {
  const countRow = z.object({ count: z.int() })
  return new Set(
    tables
      .map(({ name }) => name)
      .filter((name) => {
        const { count } = countRow.parse(
          connection.prepare(`SELECT count(*) AS count FROM ${quoted(name)}`).get(),
        )
        return count > 0
      }),
  )
}
