import type { EntityName } from './entities.ts'

/** The entities that name bytes which travel apart, by the field `hash`. */
export const entitiesWithBlobs = ['picture', 'vehiclePhoto'] as const satisfies readonly EntityName[]

const withBlobs: ReadonlySet<string> = new Set(entitiesWithBlobs)

/** Whether an entity's rows name bytes that travel apart. */
export const namesBlob = (entity: string): boolean => withBlobs.has(entity)
