import type { EntityName } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'

export interface FieldVersions {
  /** For each field of a row, the change whose value it shows. */
  readonly of: (entity: EntityName, rowId: string) => ReadonlyMap<string, string>
  readonly set: (entity: EntityName, rowId: string, fields: readonly string[], changeId: string) => void
}

/** The parents of the next edit: only entities of kind `row` have any. */
export function createFieldVersions(connection: Connection): FieldVersions {
  const select = connection.prepare<[string, string], { field: string; change_id: string }>(
    'SELECT field, change_id FROM field_version WHERE entity = ? AND row_id = ?',
  )
  const upsert = connection.prepare(
    `INSERT INTO field_version (entity, row_id, field, change_id) VALUES (?, ?, ?, ?)
     ON CONFLICT (entity, row_id, field) DO UPDATE SET change_id = excluded.change_id`,
  )
  return {
    of: (entity, rowId) =>
      new Map(select.all(entity, rowId).map(({ field, change_id }) => [field, change_id])),
    set(entity, rowId, fields, changeId) {
      for (const field of fields) upsert.run(entity, rowId, field, changeId)
    },
  }
}
