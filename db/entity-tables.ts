import type { z } from 'zod'
import { type EntityName, entities, entityNames } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import type { CustomerSearch } from './customer-search.ts'

/** One row's fields as they travel, e.g. `{ name: 'Ayesha', role: 'manager', active: true }`. */
export type Fields = Readonly<Record<string, unknown>>

export interface EntityTables {
  /** Writes the given fields of a row, making it when it is not there. A new row needs all its fields. */
  readonly write: (entity: EntityName, rowId: string, fields: Fields) => void
  /** The row's fields as they travel, `null` when it is not there. */
  readonly read: (entity: EntityName, rowId: string) => Fields | null
  readonly isThere: (entity: EntityName, rowId: string) => boolean
}

/**
 * Every travelling entity's table, written in one way by the people here and by head office's feed.
 * Table and column names come from the entity registry, never from outside.
 */
export function createEntityTables(connection: Connection, customerSearch: CustomerSearch): EntityTables {
  const statements = new Map<string, ReturnType<Connection['prepare']>>()
  const prepared = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const isThere = (entity: EntityName, rowId: string) =>
    prepared(`SELECT 1 FROM ${tableOf(entity)} WHERE id = ?`).get(rowId) !== undefined

  return {
    isThere,
    write(entity, rowId, fields) {
      const columns = columnsOf(entity).filter(({ field }) => Object.hasOwn(fields, field))
      const values = columns.map(({ field }) => toColumn(fields[field]))
      const names = columns.map(({ column }) => column)
      // Events and documents are written once: one that is there already is refused by its table.
      if (entities[entity].kind === 'row' && isThere(entity, rowId)) {
        const assignments = names.map((name) => `${name} = ?`).join(', ')
        prepared(`UPDATE ${tableOf(entity)} SET ${assignments} WHERE id = ?`).run(...values, rowId)
      } else {
        const places = names.map(() => '?').join(', ')
        prepared(`INSERT INTO ${tableOf(entity)} (id, ${names.join(', ')}) VALUES (?, ${places})`).run(
          rowId,
          ...values,
        )
      }
      if (entity === 'customer') customerSearch.index(rowId)
    },
    read(entity, rowId) {
      const row = prepared(`SELECT * FROM ${tableOf(entity)} WHERE id = ?`).get(rowId)
      return isColumns(row) ? fromColumns(entity, row) : null
    },
  }
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
