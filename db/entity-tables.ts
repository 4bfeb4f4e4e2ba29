import type { z } from 'zod'
import { type EntityName, entities, entityNames } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import type { CustomerSearch } from './customer-search.ts'

/** One row's fields as they travel, e.g. `{ name: 'Ayesha', role: 'manager', active: true }`. */
export type Fields = Readonly<Record<string, unknown>>

export interface EntityTables {
  /** Writes the given fields of a row, making it when it is not there. A new row needs all its fields. */
  readonly write: (entity: EntityName, rowId: string, fields: Fields) => void
  /**
   * Makes a row unless it is there. Nothing of it is written when its table refuses it.
   * @returns whether it was made
   * @throws SqliteError of a constraint
   */
  readonly add: (entity: EntityName, rowId: string, fields: Fields) => boolean
  /**
   * Changes the given fields of a row that is there. Nothing of it is written when its table refuses it.
   * @throws SqliteError of a constraint
   */
  readonly change: (entity: EntityName, rowId: string, fields: Fields) => void
  /** The row's fields as they travel, `null` when it is not there. */
  readonly read: (entity: EntityName, rowId: string) => Fields | null
  readonly isThere: (entity: EntityName, rowId: string) => boolean
}

/**
 * Every travelling entity's table, written in one way by the people here and by head office's feed.
 * Table and column names come from the entity registry, never from outside.
 */
export function createEntityTables(connection: Connection, customerSearch: CustomerSearch): EntityTables {
  type Statement = ReturnType<typeof connection.prepare<unknown[]>>
  /** By entity and the fields written: text is put together once for each, not for each row. */
  const writers = new Map<string, { readonly columns: readonly Column[]; readonly statement: Statement }>()
  const writer = (act: keyof typeof writeSql, entity: EntityName, fields: Fields) => {
    const key = `${act} ${entity} ${Object.keys(fields).join()}`
    const known = writers.get(key)
    if (known) return known
    const columns = columnsOf(entity).filter(({ field }) => Object.hasOwn(fields, field))
    const made = { columns, statement: connection.prepare<unknown[]>(writeSql[act](entity, columns)) }
    writers.set(key, made)
    return made
  }
  const reads = new Map<string, Statement>()
  const reading = (what: string, entity: EntityName): Statement => {
    const key = `${what} ${entity}`
    const known = reads.get(key)
    if (known) return known
    const statement = connection.prepare<unknown[]>(`SELECT ${what} FROM ${tableOf(entity)} WHERE id = ?`)
    reads.set(key, statement)
    return statement
  }
  const isThere = (entity: EntityName, rowId: string) => reading('1', entity).get(rowId) !== undefined

  const insert = (act: 'make' | 'add', entity: EntityName, rowId: string, fields: Fields): boolean => {
    const { columns, statement } = writer(act, entity, fields)
    const { changes, lastInsertRowid } = statement.run(
      rowId,
      ...columns.map(({ field }) => toColumn(fields[field])),
    )
    if (changes === 1 && entity === 'customer')
      customerSearch.indexNew({
        id: rowId,
        position: Number(lastInsertRowid),
        name: typeof fields.name === 'string' ? fields.name : null,
      })
    return changes === 1
  }
  const change = (entity: EntityName, rowId: string, fields: Fields) => {
    const { columns, statement } = writer('change', entity, fields)
    statement.run(...columns.map(({ field }) => toColumn(fields[field])), rowId)
    if (entity === 'customer' && Object.hasOwn(fields, 'name')) customerSearch.index(rowId)
  }

  return {
    isThere,
    add: (entity, rowId, fields) => insert('add', entity, rowId, fields),
    change,
    write(entity, rowId, fields) {
      // Events and documents are written once: one that is there already is refused by its table.
      if (entities[entity].kind === 'row' && isThere(entity, rowId)) change(entity, rowId, fields)
      else insert('make', entity, rowId, fields)
    },
    read(entity, rowId) {
      const row = reading('*', entity).get(rowId)
      return isColumns(row) ? fromColumns(entity, row) : null
    },
  }
}

const insertSql = (entity: EntityName, columns: readonly Column[]) => {
  const names = ['id', ...columns.map(({ column }) => column)]
  return `INSERT INTO ${tableOf(entity)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
}
const writeSql = {
  make: insertSql,
  add: (entity: EntityName, columns: readonly Column[]) =>
    `${insertSql(entity, columns)} ON CONFLICT (id) DO NOTHING`,
  change: (entity: EntityName, columns: readonly Column[]) =>
    `UPDATE ${tableOf(entity)} SET ${columns.map(({ column }) => `${column} = ?`).join(', ')} WHERE id = ?`,
}

export type Columns = Readonly<Record<string, unknown>>

/** Turns a table's row back into the entity's fields, checked by the entity's own schema. */
export function fromColumns<E extends EntityName>(
  entity: E,
  row: Columns,
): z.infer<(typeof entities)[E]['fields']>
export function fromColumns(entity: EntityName, row: Columns): Fields {
  const raw = Object.fromEntries(
    columnsOf(entity).map(({ field, column, kind }) => [field, fromColumn(kind, row[column])]),
  )
  return entities[entity].fields.parse(raw)
}

/** Where a field of an entity lies in its table. */
interface Column {
  readonly field: string
  readonly column: string
  readonly kind: ColumnKind
}

/** Told from the registry once: every write and read goes by it. */
const columnsByEntity: ReadonlyMap<EntityName, readonly Column[]> = new Map(
  entityNames.map((entity) => [
    entity,
    Object.entries(entities[entity].fields.shape).map(([field, schema]) => ({
      field,
      column: snakeCase(field),
      kind: columnKind(schema),
    })),
  ]),
)

/** An entity's columns, in the order of its fields. */
export function columnsOf(entity: EntityName): readonly Column[] {
  return columnsByEntity.get(entity) ?? []
}

/** The name of an entity's table; it comes from the registry, never from outside. */
export function tableOf(entity: EntityName): string {
  return snakeCase(entity)
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

type ColumnKind = 'plain' | 'flag' | 'structure'

/** How a field lies in its column, told from its schema so that a new field cannot be forgotten here. */
function columnKind(schema: z.core.$ZodType): ColumnKind {
  const { def } = schema._zod
  if (def.type === 'boolean') return 'flag'
  if (def.type === 'object' || def.type === 'array' || def.type === 'record' || def.type === 'union')
    return 'structure'
  return 'innerType' in def ? columnKind(def.innerType as z.core.$ZodType) : 'plain'
}

/** A field's value as it lies in its column. */
export function toColumn(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number') return value
  return JSON.stringify(value)
}

/** What a column holds as the field's value; not yet checked by the entity's schema. */
export function fromColumn(kind: ColumnKind, value: unknown): unknown {
  if (value === null || value === undefined) return null
  switch (kind) {
    case 'flag':
      return value === 1
    case 'structure':
      return JSON.parse(String(value))
    case 'plain':
      return value
  }
}

function isColumns(row: unknown): row is Columns {
  return typeof row === 'object' && row !== null
}
