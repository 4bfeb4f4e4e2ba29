import { isDeepStrictEqual } from 'node:util'
import type { EntityFields, EntityName } from '../../../core/sync/entities.ts'
import type { EntityTables, Fields } from '../../../db/entity-tables.ts'

/**
 * What an earlier call with the same id wrote, `null` when none did: a call tried again after no answer came is then
 * answered with the first result. `asked` are the fields that the caller chooses.
 * @throws Error when the id was used for something else, which is a bug of the caller
 */
export function alreadyMade<E extends EntityName>(
  tables: EntityTables,
  entity: E,
  rowId: string,
  asked: Readonly<Partial<EntityFields<E>>>,
): Readonly<EntityFields<E>> | null
export function alreadyMade(
  tables: EntityTables,
  entity: EntityName,
  rowId: string,
  asked: Fields,
): Fields | null {
  const made = tables.read(entity, rowId)
  if (!made) return null
  for (const [field, value] of Object.entries(asked))
    if (!isDeepStrictEqual(made[field], value))
      throw new Error(`The id of this ${entity} is that of another one`)
  return made
}
