import { z } from 'zod'
import type { Connection } from './connect.ts'

const schemaRowSchema = z.object({ type: z.string(), name: z.string(), sql: z.string() })
const tableSchema = z.object({ name: z.string(), type: z.string(), wr: z.int() })
const columnSchema = z.object({ name: z.string(), type: z.string(), pk: z.int() })
const countSchema = z.object({ n: z.int() })

/** A table with the columns that hold its rows, in an order that is the same in every copy. */
interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly order: readonly string[]
}

/** Rows between two reports of how far it is, and in one transaction. */
const batch = 5_000

/** Told now and then how many more rows are done. */
type OnRows = (rows: number) => void

/**
 * Copies every table with its rows, and the indexes, views and triggers, into an empty database. Row by row over two
 * connections, because neither SQLite's backup nor VACUUM INTO leads from a plain file to an encrypted one.
 * Full-text tables are copied as the tables they consist of, so that nothing is indexed anew.
 */
export function copyDatabase(from: Connection, to: Connection, onRows: OnRows): void {
  const schema = schemaOf(from)
  to.pragma('foreign_keys = OFF')
  // The tables behind a full-text table can be written only so.
  to.unsafeMode(true)
  const virtual = schema.filter(({ sql }) => isVirtual(sql))
  // First: each makes the tables behind it, which are then there already.
  for (const { sql } of virtual) to.exec(sql)
  const behind = new Set(tablesOf(to).map(({ name }) => name))
  for (const { type, name, sql } of schema)
    if (type === 'table' && !isVirtual(sql) && !behind.has(name)) to.exec(sql)
  for (const name of behind) to.exec(`DELETE FROM ${quoted(name)}`)
  for (const table of tablesOf(from)) copyRows(from, to, table, onRows)
  // Indexes are quicker made over rows that are there, and triggers must not run for a copy.
  for (const { type, sql } of schema) if (type !== 'table') to.exec(sql)
  for (const pragma of ['application_id', 'user_version'])
    to.pragma(`${pragma} = ${Number(from.pragma(pragma, { simple: true }))}`)
  to.unsafeMode(false)
}

/**
 * Compares two databases table by table and row by row.
 * @returns what differs first, in words without any of its values; `null` when they hold the same
 */
export function differenceBetween(one: Connection, other: Connection, onRows: OnRows): string | null {
  for (const pragma of ['application_id', 'user_version'])
    if (one.pragma(pragma, { simple: true }) !== other.pragma(pragma, { simple: true })) return pragma
  if (!isSame(namedSchema(one), namedSchema(other))) return 'the tables'
  for (const table of tablesOf(one)) {
    if (countOf(one, table) !== countOf(other, table)) return `the count of ${table.name}`
    const rows = rowsOf(other, table)
    let compared = 0
    for (const row of rowsOf(one, table)) {
      const { value } = rows.next()
      if (!isSame(row, value)) {
        rows.return?.()
        return `a row of ${table.name}`
      }
      compared += 1
      if (compared % batch === 0) onRows(batch)
    }
    rows.return?.()
    onRows(compared % batch)
  }
  return null
}

/** How many rows all tables have together. */
export function countRows(connection: Connection): number {
  return tablesOf(connection).reduce((sum, table) => sum + countOf(connection, table), 0)
}

function copyRows(from: Connection, to: Connection, table: Table, onRows: OnRows): void {
  const { name, columns } = table
  const insert = to.prepare(
    `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  let pending: unknown[][] = []
  const write = to.transaction(() => {
    for (const row of pending) insert.run(...row)
  })
  const flush = (): void => {
    write()
    onRows(pending.length)
    pending = []
  }
  for (const row of rowsOf(from, table)) {
    pending.push(row)
    if (pending.length === batch) flush()
  }
  flush()
}

/** Whole numbers come as BigInt, so that none is rounded and a real number stays one. */
function rowsOf(connection: Connection, { name, columns, order }: Table): IterableIterator<unknown[]> {
  return connection
    .prepare<[], unknown[]>(
      `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${order.map(quoted).join(', ')}`,
    )
    .raw()
    .safeIntegers()
    .iterate()
}

function countOf(connection: Connection, { name }: Table): number {
  return countSchema.parse(connection.prepare(`SELECT count(*) AS n FROM ${quoted(name)}`).get()).n
}

function tablesOf(connection: Connection): readonly Table[] {
  return z
    .array(tableSchema)
    .parse(connection.prepare("SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'").all())
    .filter(({ name, type }) => (type === 'table' || type === 'shadow') && !name.startsWith('sqlite_'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, wr }) => {
      const columns = z
        .array(columnSchema)
        .parse(connection.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(name))
      const keys = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
      const names = columns.map((column) => column.name)
      if (wr === 1) return { name, columns: names, order: keys.map((key) => key.name) }
      const [only, second] = keys
      const isRowId = only?.type.toUpperCase() === 'INTEGER' && second === undefined
      // A row keeps its number, because others may refer to it.
      return { name, columns: isRowId ? names : ['rowid', ...names], order: ['rowid'] }
    })
}

/** In the order they were made in. What SQLite makes by itself has no text of its own. */
function schemaOf(connection: Connection): readonly z.infer<typeof schemaRowSchema>[] {
  return z
    .array(schemaRowSchema)
    .parse(
      connection
        .prepare(
          "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
        )
        .all(),
    )
}

const namedSchema = (connection: Connection): readonly string[] =>
  schemaOf(connection)
    .map(({ type, name, sql }) => `${type} ${name} ${sql}`)
    .toSorted()

const isVirtual = (sql: string): boolean => /^\s*CREATE\s+VIRTUAL\s+TABLE/i.test(sql)

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

function isSame(one: unknown, other: unknown): boolean {
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other) === 0
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]))
  return Object.is(one, other)
}
