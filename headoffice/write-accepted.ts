import type { DeviceId, StoreId } from '../core/ids.ts'
import type { ChangeSet, Receipt } from '../core/sync/protocol.ts'
import type { AcceptedRow } from './accept.ts'
import { nextHash } from './content-hash.ts'
import type { Sql } from './sql.ts'
import { fedFields } from './stored-rows.ts'

export interface Sender {
  readonly storeId: StoreId
  readonly deviceId: DeviceId
}

/** Keeps what became of a change set: its repeat is answered from here. */
export async function writeOutcome(
  sql: Sql,
  sender: Sender,
  changeSet: ChangeSet,
  hash: string,
  receipt: Receipt,
) {
  await sql.run('INSERT INTO change_set VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    sender.storeId,
    changeSet.id,
    sender.deviceId,
    changeSet.authorId,
    changeSet.occurredAt,
    changeSet.businessDay,
    hash,
    JSON.stringify(receipt),
  ])
}

/** Keeps the changes themselves and which changes they follow. */
export async function writeChanges(sql: Sql, storeId: StoreId, changeSet: ChangeSet) {
  const { changes } = changeSet
  await sql.run(
    `INSERT INTO change SELECT $1, c.id, $2, c.entity, c.row_id, c.fields
     FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[]) AS c (id, entity, row_id, fields)`,
    [
      storeId,
      changeSet.id,
      changes.map(({ id }) => id),
      changes.map(({ entity }) => entity),
      changes.map(({ rowId }) => rowId),
      changes.map(({ fields }) => JSON.stringify(fields)),
    ],
  )
  const follows = changes.flatMap(({ id, fields }) =>
    Object.entries(fields).flatMap(([field, { parent, alsoParents = [] }]) =>
      [...new Set(parent === null ? alsoParents : [parent, ...alsoParents])].map((known) => ({
        parent: known,
        field,
        id,
      })),
    ),
  )
  await sql.run(
    `INSERT INTO change_parent SELECT $1, p.parent, p.field, p.id
     FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS p (parent, field, id)`,
    [
      storeId,
      follows.map(({ parent }) => parent),
      follows.map(({ field }) => field),
      follows.map(({ id }) => id),
    ],
  )
}

/** Puts the rows at a new feed position and moves the store’s counter and running hash there. */
export async function writeFeed(
  sql: Sql,
  storeId: StoreId,
  entry: {
    readonly changeSet: ChangeSet
    readonly seq: number
    readonly hashBefore: string
    readonly rows: readonly AcceptedRow[]
  },
) {
  const { changeSet, seq, rows } = entry
  await sql.run(
    `INSERT INTO feed_row SELECT $1, r.entity, r.row_id, $2, r.place, r.fields
     FROM unnest($3::text[], $4::uuid[], $5::integer[], $6::text[]) AS r (entity, row_id, place, fields)
     ON CONFLICT (store_id, entity, row_id)
     DO UPDATE SET seq = excluded.seq, place = excluded.place, fields = excluded.fields`,
    [
      storeId,
      seq,
      rows.map(({ entity }) => entity),
      rows.map(({ rowId }) => rowId),
      rows.map((_, place) => place),
      rows.map(({ after }) => JSON.stringify(after)),
    ],
  )
  const fed = rows.map(({ entity, rowId, after }) => ({ entity, rowId, fields: fedFields(after) }))
  const hash = nextHash(entry.hashBefore, { seq, changeSetId: changeSet.id, rows: fed })
  await sql.run('INSERT INTO feed_log VALUES ($1, $2, $3, $4)', [storeId, seq, hash, changeSet.id])
  await sql.run('UPDATE store_counter SET seq = $2, hash = $3 WHERE store_id = $1', [storeId, seq, hash])
}

/** Notes each side that came beside a shown value, and each that no longer stands there. */
export async function writeConflicts(sql: Sql, storeId: StoreId, seq: number, rows: readonly AcceptedRow[]) {
  for (const { entity, rowId, before, after } of rows) {
    for (const [field, { shown, others }] of Object.entries(after)) {
      const stoodBefore = before[field]?.others.map(({ changeId }) => changeId) ?? []
      const stands = others.map(({ changeId }) => changeId)
      for (const changeId of stands.filter((id) => !stoodBefore.includes(id)))
        await sql.run(
          `INSERT INTO conflict VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)
           ON CONFLICT (store_id, entity, row_id, field, change_id) DO UPDATE SET settled_seq = NULL`,
          [storeId, entity, rowId, field, changeId, shown.changeId, seq],
        )
      const settled = stoodBefore.filter((id) => !stands.includes(id))
      if (settled.length > 0)
        await sql.run(
          `UPDATE conflict SET settled_seq = $6
           WHERE store_id = $1 AND entity = $2 AND row_id = $3 AND field = $4 AND change_id = ANY($5::uuid[])`,
          [storeId, entity, rowId, field, settled, seq],
        )
    }
  }
}
