import { z } from 'zod'
import { type EntityName, entityNames, isEntityName } from '../core/sync/entities.ts'
import { customerPath } from '../core/sync/erased-values.ts'
import { namedIds } from '../core/sync/named-ids.ts'

export interface RowId {
  readonly entity: EntityName
  readonly rowId: string
}

/** What a row says, by field, and which row it is. */
export interface SaidRow {
  readonly entity: string
  readonly rowId: string
  readonly said: Readonly<Record<string, unknown>>
}

const uuidSchema = z.uuid().lowercase()
export const isUuid = (value: unknown): value is string => uuidSchema.safeParse(value).success

/** The row by which a row is about a customer: `null` where its entity is not known, it is one, or it says none. */
export function whatItHangsOn({ entity, said }: Pick<SaidRow, 'entity' | 'said'>): RowId | null {
  const path = isEntityName(entity) ? customerPath(entity) : null
  if (path?.type !== 'through' || !Object.hasOwn(said, path.field)) return null
  const rowId = said[path.field]
  return isUuid(rowId) ? { entity: path.target, rowId } : null
}

/** A row of an entity that this version does not know hangs on whatever it names, however deep. */
export function namedRows({ entity, said }: Pick<SaidRow, 'entity' | 'said'>): readonly string[] {
  return isEntityName(entity) ? [] : namedIds(Object.values(said))
}

/** The entities by whose rows others may be about a customer, and those that may be about one themselves. */
export const entitiesAboutCustomers: readonly EntityName[] = entityNames.filter(
  (entity) => customerPath(entity) !== null,
)
