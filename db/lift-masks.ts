import { z } from 'zod'
import { type EntityName, entities, isEntityName } from '../core/sync/entities.ts'
import { type Connection, sqliteCode } from './connect.ts'
import type { EntityTables } from './entity-tables.ts'
import type { Erasures } from './erasures.ts'
import type { AsidePlace } from './feed-aside.ts'
import type { Beside, FieldBeside } from './field-beside.ts'
import type { FieldVersions } from './field-versions.ts'
import { createIsRefused } from './refused-changes.ts'

type MaskedField = Beside & { readonly field: string }

/**
 * Makes the function that ends masks whose own change is no longer unsent. After a whole round only a refused change
 * leaves one: every other one's row was fed again. What head office has is then shown, and ours stays beside it.
 * @returns what `Erasures.showing` says of the rows that may show other values now
 */
export function createLiftMasks(
  connection: Connection,
  {
    tables,
    fieldVersions,
    fieldBeside,
    showing,
  }: {
    readonly tables: EntityTables
    readonly fieldVersions: FieldVersions
    readonly fieldBeside: FieldBeside
    readonly showing: Erasures['showing']
  },
): () => readonly AsidePlace[] {
  const isRefused = createIsRefused(connection)
  const liftRow = connection.transaction(
    (entity: EntityName, rowId: string, masked: readonly MaskedField[]): void => {
      const before = tables.read(entity, rowId)
      if (!before) return
      const values = Object.fromEntries(masked.map(({ field, value }) => [field, value]))
      const after = entities[entity].fields.parse({ ...before, ...values })
      const versions = fieldVersions.of(entity, rowId)
      tables.write(
        entity,
        rowId,
        Object.fromEntries(Object.keys(values).map((field) => [field, Reflect.get(after, field)])),
      )
      for (const { field, changeId } of masked) {
        const place = { entity, rowId, field }
        const ours = versions.get(field)
        fieldVersions.set(entity, rowId, [field], changeId)
        fieldBeside.replace(place, 'masked', [])
        if (ours === undefined) continue
        const side = { value: z.json().parse(before[field]), changeId: ours }
        if (isRefused(ours)) fieldBeside.addRefused(place, side)
        else fieldBeside.replace(place, 'conflict', [side])
      }
    },
  )

  return () => {
    const rows = Map.groupBy(fieldBeside.unmasked(), ({ entity, rowId }) => `${entity} ${rowId}`)
    return [...rows.values()].flatMap((masked) => {
      const [place] = masked
      if (!place || !isEntityName(place.entity)) return []
      const shown = showing(place.entity, place.rowId)
      try {
        liftRow(place.entity, place.rowId, masked)
      } catch (error) {
        // A value that does not fit this laptop's table stays beside the one shown.
        if (!(error instanceof z.ZodError) && !sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT')) throw error
      }
      return shown()
    })
  }
}
