import { z } from 'zod'
import type { ChangeId, StoreId } from '../core/ids.ts'
import { changeSetOf, hasDerivedIds } from '../core/sync/change-ids.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import { rowsOf } from './columns.ts'
import type { Sql } from './sql.ts'

/** Changes whose ids do not follow from their change set's, as the first version wrote them: any could be used twice. */
export interface LooseChanges {
  /** Whether the id of a change in it is another's already, or that of two. */
  readonly usesKnownId: (changeSet: ChangeSet) => boolean
  /** Notes the changes of an accepted change set. */
  readonly add: (changeSet: ChangeSet) => void
  readonly write: (sql: Sql, storeId: StoreId) => Promise<void>
}

/** Reads what is known of the loose changes in a page. Most pages have none, and then nothing is asked. */
export async function readLooseChanges(
  sql: Sql,
  storeId: StoreId,
  page: readonly ChangeSet[],
): Promise<LooseChanges> {
  const loose = page.filter((changeSet) => !hasDerivedIds(changeSet))
  if (loose.length === 0) return { usesKnownId: () => false, add: () => {}, write: async () => {} }
  const isLoose = new Set(loose.map(({ id }) => id))
  const ids = loose.flatMap(({ changes }) => changes.map(({ id }) => id))
  const known = new Set<string>(await readKnown(sql, storeId, ids))
  const added: { readonly id: ChangeId; readonly changeSetId: string }[] = []

  return {
    usesKnownId: ({ changes }) =>
      changes.some(({ id }) => known.has(id)) || new Set(changes.map(({ id }) => id)).size < changes.length,
    add(changeSet) {
      for (const { id } of changeSet.changes) {
        known.add(id)
        if (isLoose.has(changeSet.id)) added.push({ id, changeSetId: changeSet.id })
      }
    },
    async write(into, store) {
      if (added.length === 0) return
      const bound = rowsOf(2, {
        id: added.map(({ id }) => id),
        change_set_id: added.map(({ changeSetId }) => changeSetId),
      })
      await into.run(
        `INSERT INTO loose_change SELECT $1, r.id::uuid, r.change_set_id::uuid FROM ${bound.sql}`,
        [store, ...bound.values],
      )
    },
  }
}

/** Those of these ids that are a loose change's, or would be of a change in a change set that is there. */
async function readKnown(sql: Sql, storeId: StoreId, ids: readonly ChangeId[]): Promise<readonly string[]> {
  const bound = rowsOf(2, { id: ids, change_set_id: ids.map(changeSetOf) })
  const rows = await sql.query(
    z.object({ id: z.string() }),
    `SELECT r.id FROM ${bound.sql}
     WHERE EXISTS (SELECT 1 FROM loose_change WHERE store_id = $1 AND change_id = r.id::uuid)
       OR EXISTS (SELECT 1 FROM change_set
                  WHERE store_id = $1 AND change_set_id = r.change_set_id::uuid AND seq IS NOT NULL)`,
    [storeId, ...bound.values],
  )
  return rows.map(({ id }) => id)
}
