import type { z } from 'zod'
import { consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../../core/ids.ts'
import { businessDaySchema } from '../../core/market/business-day.ts'
import type { EntityFields, EntityName } from '../../core/sync/entities.ts'
import type { Chance } from './chance.ts'

export const day = businessDaySchema.parse('2026-11-22')

/** What there is to write about on one laptop. */
export interface Scene {
  readonly chance: Chance
  readonly at: number
  /** Ids of the rows of an entity on this laptop. */
  readonly ids: (entity: EntityName) => readonly string[]
}

/** Says a row of an entity, or that there is nothing to write it about. */
export type Maker<E extends EntityName> = (scene: Scene) => EntityFields<E> | null

export const languages = ['en', 'ur'] as const
export const one = <S extends z.ZodType>(scene: Scene, entity: EntityName, schema: S): z.infer<S> | null => {
  const ids = scene.ids(entity)
  return ids.length === 0 ? null : schema.parse(scene.chance.pick(ids))
}
export const some = <S extends z.ZodType>(
  { chance, ids }: Scene,
  entity: EntityName,
  schema: S,
): z.infer<S>[] =>
  ids(entity)
    .filter(() => chance.isTrue(0.3))
    .slice(0, 3)
    .map((id) => schema.parse(id))

/** What is said in a visit by somebody. */
export function visitedOf(scene: Scene) {
  const opportunityId = one(scene, 'opportunity', opportunityIdSchema)
  const visitId = one(scene, 'visit', visitIdSchema)
  const authorId = one(scene, 'consultant', consultantIdSchema)
  if (opportunityId === null || visitId === null || authorId === null) return null
  return { opportunityId, visitId, authorId, occurredAt: scene.at, businessDay: day }
}
