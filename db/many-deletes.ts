import { z } from 'zod'
import { type EntityName, entities, entityNames, isEntityName } from '../core/sync/entities.ts'
import type { FeedRow } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'
import { tableOf } from './entity-tables.ts'

/** So many records of an entity may go in one round without anybody's word, and such a share of what is there. */
const atMost = 20
const atMostShare = 0.05

interface TooMany {
  readonly entity: EntityName
  readonly count: number
}

/**
 * Counts, over one round, the records that turn from there to deleted: an emptied head office is not to empty the
 * laptops too.
 */
export function createManyDeletes(connection: Connection) {
  const statements = new Map(
    entityNames
      .filter((entity) => Object.hasOwn(entities[entity].fields.shape, 'deleted'))
      .map((entity) => [
        entity,
        {
          isLive: connection.prepare<[string]>(
            `SELECT 1 FROM ${tableOf(entity)} WHERE id = ? AND deleted = 0`,
          ),
          live: connection.prepare(`SELECT count(*) AS count FROM ${tableOf(entity)} WHERE deleted = 0`),
        },
      ]),
  )
  let turned: ReadonlyMap<EntityName, number> = new Map()
  const isLive = (entity: EntityName, rowId: string) =>
    statements.get(entity)?.isLive.get(rowId) !== undefined
  const turnedWith = (more: readonly { readonly entity: EntityName }[]) => {
    const sum = new Map(turned)
    for (const { entity } of more) sum.set(entity, (sum.get(entity) ?? 0) + 1)
    return sum
  }

  return {
    /**
     * Says what rows that are about to be applied would be too many of. They count once they are applied: `applied` is
     * to be called whatever became of them, for some may be written where the rest could not be.
     */
    check(rows: readonly FeedRow[], isAllowed: boolean): TooMany | { readonly applied: () => void } {
      const live = rows.flatMap(({ entity, rowId, fields }) =>
        fields.deleted?.value === true && isEntityName(entity) && isLive(entity, rowId)
          ? [{ entity, rowId }]
          : [],
      )
      const after = turnedWith(live)
      for (const [entity, count] of after) {
        const here = countRow.parse(statements.get(entity)?.live.get()).count
        const before = here + (turned.get(entity) ?? 0)
        if (!isAllowed && count > atMost && count > atMostShare * before) return { entity, count }
      }
      return {
        applied() {
          turned = turnedWith(live.filter(({ entity, rowId }) => !isLive(entity, rowId)))
        },
      }
    },
    reset() {
      turned = new Map()
    },
  }
}

const countRow = z.object({ count: z.int() })
