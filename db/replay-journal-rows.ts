import { z } from 'zod'
import { type EntityName, entities, isEntityName } from '../core/sync/entities.ts'
import { type Change, fieldChangeSchema } from '../core/sync/protocol.ts'
import { type Connection, sqliteCode } from './connect.ts'
import type { EntityTables, Fields } from './entity-tables.ts'
import type { FieldVersions } from './field-versions.ts'

export interface ChangedRows {
  /**
   * Brings a change that stands in the `change` table again into its row. A value that something later has replaced
   * is passed over; an event or document that is there is left as it is.
   * @param place of the change in the `change` table
   * @returns whether the row is there now
   */
  readonly apply: (change: Change, place: number, isNews: boolean) => boolean
  /** Makes a row that is not there from all its changes here; `false` where they do not make a whole one. */
  readonly make: (entity: EntityName, rowId: string) => boolean
}

const changeRow = z
  .object({ place: z.int(), id: z.string(), fields: z.string() })
  .transform(({ fields, ...row }) => ({
    ...row,
    fields: z.record(z.string(), fieldChangeSchema).parse(JSON.parse(fields)),
  }))
type KeptChange = z.infer<typeof changeRow>

/** Writes rows from changes as the person's own action once did (db/change-sets.ts), inside the caller's transaction. */
export function createChangedRows(
  connection: Connection,
  { tables, fieldVersions }: { readonly tables: EntityTables; readonly fieldVersions: FieldVersions },
): ChangedRows {
  const changesOfRow = connection.prepare<[string, string]>(
    `SELECT place, id, fields FROM change WHERE entity = ? AND row_id = ? AND can_follow = 1 ORDER BY place`,
  )
  const placeOf = connection.prepare<[string], { place: number }>(
    'SELECT place FROM change WHERE id = ? AND can_follow = 1',
  )
  const settle = connection.prepare(
    `DELETE FROM field_beside
     WHERE reason IN ('conflict', 'refused') AND entity = ? AND row_id = ? AND field = ? AND change_id = ?`,
  )

  const write = connection.transaction((entity: EntityName, rowId: string, fields: Fields) =>
    tables.write(entity, rowId, fields),
  )
  /** What the table refuses, for want of a field or of what the row hangs on, leaves nothing behind. */
  const isWritten = (entity: EntityName, rowId: string, fields: Fields): boolean => {
    try {
      write(entity, rowId, fields)
      return true
    } catch (error) {
      if (sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) return false
      throw error
    }
  }

  const make = (entity: EntityName, rowId: string): boolean => {
    const changes = z.array(changeRow).parse(changesOfRow.all(entity, rowId))
    const newest = new Map(
      changes.flatMap((change) => Object.keys(change.fields).map((field) => [field, change])),
    )
    const values = Object.fromEntries(
      newest.entries().map(([field, { fields }]) => [field, fields[field]?.value]),
    )
    const whole = entities[entity].fields.safeParse(values)
    if (!whole.success || !isWritten(entity, rowId, whole.data)) return false
    for (const [field, { id }] of newest) fieldVersions.set(entity, rowId, [field], id)
    return true
  }

  const isReplaced = (
    change: Change,
    field: string,
    { place, isNews, later }: { place: number; isNews: boolean; later: readonly KeptChange[] },
  ): boolean => {
    if (later.some(({ fields }) => Object.hasOwn(fields, field))) return true
    if (isNews || !isEntityName(change.entity)) return false
    const shown = fieldVersions.of(change.entity, change.rowId).get(field)
    const said = change.fields[field]
    if (shown === undefined || said?.parent === shown) return false
    if (said?.alsoParents?.some((parent) => parent === shown)) return false
    // Another laptop's value that this change did not grow out of came after it: it was fed with this one known.
    return (placeOf.get(shown)?.place ?? Number.POSITIVE_INFINITY) > place
  }

  return {
    make,
    apply(change, place, isNews) {
      const { entity, rowId } = change
      if (!isEntityName(entity)) return true
      const values = Object.entries(change.fields).map(([field, { value }]) => [field, value] as const)
      if (entities[entity].kind !== 'row') {
        if (tables.isThere(entity, rowId)) return true
        const whole = entities[entity].fields.safeParse(Object.fromEntries(values))
        return whole.success && isWritten(entity, rowId, whole.data)
      }
      for (const [field, { alsoParents = [] }] of Object.entries(change.fields))
        for (const parent of alsoParents) settle.run(entity, rowId, field, parent)
      if (!tables.isThere(entity, rowId)) return make(entity, rowId)
      const later = z
        .array(changeRow)
        .parse(changesOfRow.all(entity, rowId))
        .filter((other) => other.place > place)
      const fresh = values.filter(([field]) => !isReplaced(change, field, { place, isNews, later }))
      if (fresh.length === 0) return true
      if (!isWritten(entity, rowId, Object.fromEntries(fresh))) return false
      fieldVersions.set(
        entity,
        rowId,
        fresh.map(([field]) => field),
        change.id,
      )
      return true
    },
  }
}
