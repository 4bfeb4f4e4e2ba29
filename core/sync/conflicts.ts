import type { Json } from '../canonical-json.ts'
import { canonicalJson } from '../canonical-json.ts'
import { type EntityName, entities, entityNames, fieldsTogether } from './entities.ts'

/** The entities whose fields change one by one, and so can be in conflict. */
export type RowEntity = {
  [E in EntityName]: (typeof entities)[E]['kind'] extends 'row' ? E : never
}[EntityName]

export function isRowEntity(entity: EntityName): entity is RowEntity {
  return entities[entity].kind === 'row'
}

export const rowEntities = entityNames.filter(isRowEntity)

/** One value that stands beside a field. */
export interface FieldBesideShown {
  readonly field: string
  readonly value: Json
  readonly changeId: string
}

export type Values = Readonly<Record<string, Json>>

/** Several values of one field, or of fields that mean something only together, of which a person chooses one. */
export interface Conflict {
  /** What it goes by: the field, or the first of those that go together. */
  readonly field: string
  readonly shown: Values
  /** Each as a whole, as its change said it; those that come to the same stand once, and none equals `shown`. */
  readonly sides: readonly { readonly changeId: string; readonly values: Values }[]
  /** Every change behind it, sorted: who has seen the conflict has seen these. */
  readonly seen: readonly string[]
}

/** The field by which a conflict of this one is called: the first of those that go together. */
export const conflictField = (entity: RowEntity, field: string): string => groupOf(entity, field)[0] ?? field

/**
 * The conflicts of one row.
 * @param row the values it shows, by field
 * @param versions for each field the change whose value is shown
 */
export function conflictsOfRow(
  entity: RowEntity,
  row: Values,
  versions: ReadonlyMap<string, string>,
  beside: readonly FieldBesideShown[],
): readonly Conflict[] {
  const byField = Map.groupBy(beside, ({ field }) => conflictField(entity, field))
  return [...byField].map(([field, values]) => {
    const group = groupOf(entity, field)
    const shown = Object.fromEntries(group.map((name) => [name, row[name] ?? null]))
    const byChange = Map.groupBy(values, ({ changeId }) => changeId)
    const sides = [...byChange].map(([changeId, said]) => ({
      changeId,
      values: wholeSide(entity, shown, Object.fromEntries(said.map(({ field, value }) => [field, value]))),
    }))
    const shownBy = group.map((name) => versions.get(name)).filter((id) => id !== undefined)
    return {
      field,
      shown,
      sides: withoutRepeats(sides, shown),
      seen: [...new Set([...shownBy, ...byChange.keys()])].sort(),
    }
  })
}

function groupOf(entity: RowEntity, field: string): readonly string[] {
  return fieldsTogether(entity).find((group) => group.includes(field)) ?? [field]
}

/** What a side did not say is as it is shown; but an opportunity that is not lost has none of what belongs to a loss. */
function wholeSide(entity: RowEntity, shown: Values, said: Values): Values {
  const values = { ...shown, ...said }
  if (entity !== 'opportunity' || !Object.hasOwn(values, 'state') || values.state === 'lost') return values
  return Object.fromEntries(
    Object.keys(values).map((field) => [field, field === 'state' ? (values.state ?? null) : null]),
  )
}

function withoutRepeats(sides: Conflict['sides'], shown: Values): Conflict['sides'] {
  const known = new Set([canonicalJson(shown)])
  return sides.filter(({ values }) => {
    const text = canonicalJson(values)
    if (known.has(text)) return false
    known.add(text)
    return true
  })
}
