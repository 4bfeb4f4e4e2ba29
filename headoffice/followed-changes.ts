import { z } from 'zod'
import type { ChangeId, StoreId } from '../core/ids.ts'
import type { Change, ChangeSet } from '../core/sync/protocol.ts'
import { column, idsIn, rowsOf } from './columns.ts'
import type { Sql } from './sql.ts'

/** Which changes are known to be followed, field by field, within one page and before it. */
export interface FollowedChanges {
  readonly isFollowed: (changeId: ChangeId, field: string) => boolean
  /** Notes what an accepted change set follows. */
  readonly add: (changeSet: ChangeSet) => void
  /** Keeps what was added. */
  readonly write: (sql: Sql, storeId: StoreId) => Promise<void>
}

const parentRow = z.object({ parent_id: z.string(), fields: z.string() })

/**
 * Reads what follows these changes.
 * @param changes only those whose row is there: whatever follows a change has written its row
 */
export async function readFollowed(
  sql: Sql,
  storeId: StoreId,
  changes: readonly Change[],
): Promise<FollowedChanges> {
  const rows =
    changes.length === 0
      ? []
      : await sql.query(
          parentRow,
          `SELECT parent_id, fields FROM change_parent WHERE store_id = $1 AND parent_id = ANY(${idsIn(2)})`,
          [storeId, column(changes.map(({ id }) => id))],
        )
  const followed = new Set(
    rows.flatMap(({ parent_id, fields }) => fields.split(',').map((field) => `${parent_id} ${field}`)),
  )
  const added: { readonly parent: ChangeId; readonly id: ChangeId; readonly fields: readonly string[] }[] = []

  return {
    isFollowed: (changeId, field) => followed.has(`${changeId} ${field}`),
    add({ changes: accepted }) {
      for (const change of accepted)
        for (const [parent, fields] of fieldsByParent(change)) {
          added.push({ parent, id: change.id, fields })
          for (const field of fields) followed.add(`${parent} ${field}`)
        }
    },
    async write(into, store) {
      if (added.length === 0) return
      const bound = rowsOf(2, {
        parent: added.map(({ parent }) => parent),
        id: added.map(({ id }) => id),
        fields: added.map(({ fields }) => fields.join(',')),
      })
      await into.run(
        `INSERT INTO change_parent SELECT $1, r.parent::uuid, r.id::uuid, r.fields FROM ${bound.sql}
         ON CONFLICT DO NOTHING`,
        [store, ...bound.values],
      )
    },
  }
}

function fieldsByParent({ fields }: Change): ReadonlyMap<ChangeId, readonly string[]> {
  const byParent = new Map<ChangeId, string[]>()
  for (const field in fields) {
    const said = fields[field]
    if (!said || (said.parent === null && !said.alsoParents)) continue
    for (const parent of new Set([
      ...(said.parent === null ? [] : [said.parent]),
      ...(said.alsoParents ?? []),
    ]))
      byParent.set(parent, [...(byParent.get(parent) ?? []), field])
  }
  return byParent
}
