import { z } from 'zod'
import { type EntityName, entities, entityNames } from '../core/sync/entities.ts'
import { changeSchema } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'
import { type EntityTables, tableOf } from './entity-tables.ts'
import type { FieldVersions } from './field-versions.ts'
import { createChangedRows } from './replay-journal-rows.ts'

/** How many rows were made again, by table. */
export type Mended = ReadonlyMap<string, number>

const rowIdRow = z.object({ row_id: z.string() }).transform(({ row_id }) => row_id)
const changeRow = z
  .object({ place: z.int(), id: z.string(), entity: z.string(), row_id: z.string(), fields: z.string() })
  .transform(({ place, row_id, fields, ...row }) => ({
    place,
    change: changeSchema.parse({ ...row, rowId: row_id, fields: JSON.parse(fields) }),
  }))

/**
 * Makes every row again that is lost while the changes of this laptop that wrote it are not, and the versions of fields
 * that are lost, inside the caller's transaction. The changes are the history: nothing else is needed.
 */
export function rebuildFromChanges(
  connection: Connection,
  deps: { readonly tables: EntityTables; readonly fieldVersions: FieldVersions },
): Mended {
  const rows = createChangedRows(connection, deps)
  const rebuilt = entityNames.map((entity): readonly [string, number] => [
    tableOf(entity),
    entities[entity].kind === 'row' ? rebuildRows(entity) : rebuildEvents(entity),
  ])
  return new Map([...rebuilt, ['row_state', rebuildVersions(connection)]])

  function rebuildRows(entity: EntityName): number {
    const lost = connection.prepare<[string]>(
      `SELECT DISTINCT c.row_id FROM change c LEFT JOIN ${tableOf(entity)} t ON t.id = c.row_id
       WHERE c.entity = ? AND c.can_follow = 1 AND t.id IS NULL`,
    )
    return z
      .array(rowIdRow)
      .parse(lost.all(entity))
      .filter((rowId) => rows.make(entity, rowId)).length
  }

  function rebuildEvents(entity: EntityName): number {
    const lost = connection.prepare<[string]>(
      `SELECT c.place FROM change c LEFT JOIN ${tableOf(entity)} t ON t.id = c.row_id
       WHERE c.entity = ? AND t.id IS NULL`,
    )
    const read = connection.prepare<[number]>(
      'SELECT place, id, entity, row_id, fields FROM change WHERE place = ?',
    )
    return z
      .array(z.object({ place: z.int() }))
      .parse(lost.all(entity))
      .filter(({ place }) => {
        const found = changeRow.parse(read.get(place))
        return rows.apply(found.change, found.place, false)
      }).length
  }
}

/** What a field shows when nothing better is known is the latest of our own changes of it. */
function rebuildVersions(connection: Connection): number {
  const insert = connection.prepare(
    `INSERT INTO row_state (entity, row_id, versions)
     SELECT entity, row_id, json_group_object(change_id, json(fields)) FROM (
       SELECT entity, row_id, change_id, json_group_array(field) AS fields FROM (
         SELECT c.entity, c.row_id, f.key AS field, c.id AS change_id, max(c.place)
         FROM change c, json_each(c.fields) f WHERE c.can_follow = 1 GROUP BY c.entity, c.row_id, f.key)
       GROUP BY entity, row_id, change_id) ours
     WHERE NOT EXISTS (SELECT 1 FROM row_state s WHERE s.entity = ours.entity AND s.row_id = ours.row_id)
     GROUP BY entity, row_id`,
  )
  return insert.run().changes
}

/**
 * Sees that what was never sent is sent: every change set that has changes and no receipt waits in the outbox, unless
 * another says all of it anew. What waits without anything left to send is taken out.
 * @returns how many wait again, and the positions that do not wait any more
 */
export function mendOutbox(connection: Connection): {
  readonly waiting: number
  readonly takenOut: readonly number[]
} {
  const changesOfSet =
    'SELECT 1 FROM change c WHERE c.place BETWEEN @position * 1024 AND @position * 1024 + 1023'
  const hasChanges = (position: string) => `EXISTS (${changesOfSet.replaceAll('@position', position)})`
  const waiting = connection
    .prepare(
      `INSERT INTO outbox (change_set_position, visit_id)
       SELECT cs.position, (
         SELECT CASE c.entity WHEN 'visit' THEN c.row_id ELSE c.fields ->> '$.visitId.value' END FROM change c
         WHERE c.place BETWEEN cs.position * 1024 AND cs.position * 1024 + 1023
           AND (c.entity = 'visit' OR c.fields ->> '$.visitId.value' IS NOT NULL) LIMIT 1)
       FROM change_set cs
       WHERE ${hasChanges('cs.position')}
         AND cs.id NOT IN (SELECT change_set_id FROM receipt)
         AND NOT EXISTS (
           SELECT 1 FROM folded f WHERE f.change_set_position = cs.position AND ${hasChanges('f.into_position')})
         AND cs.position NOT IN (SELECT change_set_position FROM outbox)`,
    )
    .run().changes
  const emptied = z
    .array(z.object({ change_set_position: z.int() }))
    .parse(
      connection
        .prepare(
          `SELECT change_set_position FROM outbox WHERE NOT ${hasChanges('outbox.change_set_position')} ORDER BY 1`,
        )
        .all(),
    )
    .map(({ change_set_position }) => change_set_position)
  const takeOut = connection.prepare('DELETE FROM outbox WHERE change_set_position = ?')
  for (const position of emptied) takeOut.run(position)
  // What had been sent is not known any more, so nothing of what waits is folded.
  connection.exec('UPDATE feed_position SET sent_up_to = (SELECT coalesce(max(position), 0) FROM change_set)')
  return { waiting, takenOut: emptied }
}

/**
 * Has the next round of sync read head office's feed from its beginning: what it has of the rows that were lost comes
 * again, and a row that is here already is left as it is. What was fed before counts for nothing in the digest.
 */
export function readFeedAgain(connection: Connection): void {
  connection.exec(
    "UPDATE feed_position SET cursor = 0, hash = '', synced_at = NULL, era = era + 1, digest = zeroblob(16)",
  )
}
