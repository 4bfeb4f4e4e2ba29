import type { EntityName } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'
import { createRowStates, type Versions } from './row-states.ts'

export interface FieldVersions {
  /** For each field of a row, the change whose value it shows. */
  readonly of: (entity: EntityName, rowId: string) => Versions
  readonly set: (entity: EntityName, rowId: string, fields: readonly string[], changeId: string) => void
}

/** The parents of the next edit: only entities of kind `row` have any. */
export function createFieldVersions(connection: Connection): FieldVersions {
  const states = createRowStates(connection)
  return {
    of: states.versionsOf,
    set(entity, rowId, fields, changeId) {
      const versions = new Map(states.versionsOf(entity, rowId))
      for (const field of fields) versions.set(field, changeId)
      states.setVersions(entity, rowId, versions)
    },
  }
}
