import { z } from 'zod'
import type { Connection } from './connect.ts'
import type { SqlValue } from './salvage-record.ts'
import type { TreeKind } from './salvage-tree.ts'

interface Column {
  readonly name: string
  readonly type: 'TEXT' | 'INTEGER' | 'REAL' | 'BLOB' | 'ANY'
  readonly isNullable: boolean
  /** Stands for the row id, so the row itself holds nothing there. */
  readonly isRowId: boolean
}

/** What has a tree of its own in the file. */
export interface Relation {
  readonly name: string
  readonly kind: TreeKind
  /** `table`: its rows are data. An index and the parts of the full-text index are told from tables. */
  readonly holds: 'table' | 'index' | 'full-text'
  /** In the order in which a row holds them. */
  readonly columns: readonly Column[]
}

const tableRows = z.array(z.object({ name: z.string(), type: z.string(), wr: z.int(), schema: z.string() }))
const columnRows = z.array(z.object({ name: z.string(), type: z.string(), notnull: z.int(), pk: z.int() }))
const indexRows = z.array(z.object({ name: z.string(), origin: z.string() }))
const indexColumnRows = z.array(z.object({ cid: z.int() }))

/** The tables and indexes of a database that is whole, as those of a damaged one of the same version must be. */
export function readRelations(connection: Connection): readonly Relation[] {
  return tableRows
    .parse(connection.pragma('table_list'))
    .filter(({ name, schema }) => schema === 'main' && !name.startsWith('sqlite_'))
    .flatMap(({ name, type, wr }) => {
      if (type === 'table') return relationsOf(connection, { table: name, isWithoutRowId: wr === 1 })
      // The full-text index keeps itself in tables of its own.
      if (type !== 'shadow') return []
      return relationsOf(connection, { table: name, isWithoutRowId: wr === 1 }).map(
        (relation): Relation => ({ ...relation, holds: 'full-text' }),
      )
    })
}

function relationsOf(
  connection: Connection,
  { table, isWithoutRowId }: { readonly table: string; readonly isWithoutRowId: boolean },
): readonly Relation[] {
  const declared = columnRows.parse(connection.pragma(`table_xinfo(${quoted(table)})`))
  const keyColumns = declared.filter(({ pk }) => pk > 0)
  const columns = declared.map((column): Column => {
    const isRowId = !isWithoutRowId && keyColumns.length === 1 && column.pk === 1 && column.type === 'INTEGER'
    return {
      name: column.name,
      type: types.get(column.type) ?? 'ANY',
      isNullable: isRowId || (column.notnull === 0 && !(isWithoutRowId && column.pk > 0)),
      isRowId,
    }
  })
  const indexes = indexRows.parse(connection.pragma(`index_list(${quoted(table)})`))
  const indexOf = (index: string): readonly Column[] =>
    indexColumnRows
      .parse(connection.pragma(`index_xinfo(${quoted(index)})`))
      .map(({ cid }) => columns[cid] ?? rowIdColumn)
  const key = indexes.find(({ origin }) => origin === 'pk')
  const isKeyedByIndex = isWithoutRowId && key !== undefined
  const own: Relation = {
    name: table,
    kind: isKeyedByIndex ? 'index' : 'table',
    holds: 'table',
    columns: isKeyedByIndex ? indexOf(key.name) : columns,
  }
  const others = indexes.filter((index) => !(isKeyedByIndex && index === key))
  return [
    own,
    ...others.map(
      ({ name }): Relation => ({
        name,
        kind: 'index',
        holds: 'index',
        columns: indexOf(name).map((column) => ({ ...column, isRowId: false })),
      }),
    ),
  ]
}

const rowIdColumn: Column = { name: 'rowid', type: 'INTEGER', isNullable: false, isRowId: false }

/** A name of the schema as SQL takes it; names come from our own migrations. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const types: ReadonlyMap<string, Column['type']> = new Map([
  ['INT', 'INTEGER'],
  ['INTEGER', 'INTEGER'],
  ['TEXT', 'TEXT'],
  ['REAL', 'REAL'],
  ['BLOB', 'BLOB'],
])

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Whether values can be a row of the relation: as many as its columns, or fewer where columns came later, each of a
 * kind that its column takes. `STRICT` tables hold nothing else.
 */
export function canBeRow(relation: Relation, values: readonly SqlValue[]): boolean {
  return (
    values.length <= relation.columns.length &&
    relation.columns.every((column, index) => index >= values.length || fits(column, values[index] ?? null))
  )
}

/**
 * Whether values are surely a row of the relation and of no other of the same kinds of columns: all its columns are
 * there, and ids stand exactly where ids belong.
 */
export function isSurelyRow(relation: Relation, values: readonly SqlValue[]): boolean {
  if (values.length !== relation.columns.length || !canBeRow(relation, values)) return false
  return relation.columns.every(({ name, type }, index) => {
    const value = values[index]
    if (type !== 'TEXT' || typeof value !== 'string') return true
    return isIdColumn(name) ? uuid.test(value) : !uuid.test(value)
  })
}

/** Catalogue slugs and codes of the bank and the pack. */
const codeColumns = ['question_id', 'pinned_question_id', 'topic_id', 'variant_id', 'wording_id']
/** Columns of text that hold ids of the laptop's own making. */
const isIdColumn = (name: string): boolean => /(^|_)id$/.test(name) && !codeColumns.includes(name)

function fits(column: Column, value: SqlValue): boolean {
  if (column.isRowId) return value === null
  if (value === null) return column.isNullable
  switch (column.type) {
    case 'TEXT':
      return typeof value === 'string'
    case 'INTEGER':
      return typeof value === 'number' ? Number.isInteger(value) : typeof value === 'bigint'
    case 'REAL':
      return typeof value === 'number'
    case 'BLOB':
      return value instanceof Uint8Array
    case 'ANY':
      return true
  }
}
