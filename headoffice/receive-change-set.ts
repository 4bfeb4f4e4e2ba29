import { z } from 'zod'
import type { ChangeId, DeviceId, StoreId } from '../core/ids.ts'
import { type ChangeSet, type Receipt, type ReceiptMark, receiptSchema } from '../core/sync/protocol.ts'
import { receiptWords } from '../core/sync/receipt-words.ts'
import { type AcceptedRow, acceptChangeSet } from './accept.ts'
import { contentHash, nextHash } from './content-hash.ts'
import { first, type Sql } from './sql.ts'
import { fedFields, readRows } from './stored-rows.ts'

export interface Sender {
  readonly storeId: StoreId
  readonly deviceId: DeviceId
}

const counterRow = z.object({ seq: z.coerce.number().int(), hash: z.string(), name: z.string() })
const outcomeRow = z.object({ content_hash: z.string(), receipt: z.string() })
const parentRow = z.object({ parent_id: z.string(), field: z.string() })

/**
 * Takes one change set in and gives its receipt, inside the caller's transaction.
 *
 * The one dangerous transaction of head office: under the store's locked counter row it looks for an earlier outcome,
 * decides, and writes rows, feed position, hash and receipt. Split, two laptops could take one `seq`, a row could
 * appear behind a cursor already handed out, or a receipt could outlive what it is for.
 */
export async function receiveChangeSet(
  sql: Sql,
  sender: Sender,
  changeSet: ChangeSet,
  { mark, now }: { readonly mark: ReceiptMark; readonly now: number },
): Promise<Receipt> {
  const { storeId } = sender
  const counter = await first(
    sql.query(
      counterRow,
      `SELECT seq, hash, name FROM store_counter JOIN store USING (store_id)
       WHERE store_id = $1 FOR UPDATE OF store_counter`,
      [storeId],
    ),
  )
  if (!counter) throw new Error('A change set came from a store that never shook hands')
  const receiptOf = (outcome: Receipt['outcome'], seq: number | null, refusal?: string): Receipt => ({
    changeSetId: changeSet.id,
    outcome,
    seq,
    mark,
    receivedAt: now,
    words: receiptWords({
      changeSet,
      storeName: counter.name,
      mark,
      outcome,
      ...(refusal !== undefined && { refusal }),
    }),
  })

  const hash = contentHash(changeSet)
  const earlier = await first(
    sql.query(
      outcomeRow,
      'SELECT content_hash, receipt FROM change_set WHERE store_id = $1 AND change_set_id = $2',
      [storeId, changeSet.id],
    ),
  )
  if (earlier?.content_hash === hash) return receiptSchema.parse(JSON.parse(earlier.receipt))
  if (earlier) return receiptOf('refused', null, 'its id was used before for other content')

  const acceptance = (await usesKnownChangeId(sql, storeId, changeSet))
    ? { type: 'refused' as const, refusal: 'the id of a change in it was used before' }
    : acceptChangeSet(
        changeSet,
        await readRows(sql, storeId, changeSet.changes),
        await followedChanges(sql, storeId, changeSet),
      )
  if (acceptance.type === 'refused') {
    const refused = receiptOf('refused', null, acceptance.refusal)
    await writeOutcome(sql, sender, changeSet, hash, refused)
    return refused
  }
  const seq = counter.seq + 1
  const receipt = receiptOf(acceptance.conflict ? 'conflict' : 'accepted', seq)
  await writeOutcome(sql, sender, changeSet, hash, receipt)
  await writeChanges(sql, storeId, changeSet)
  await writeFeed(sql, storeId, { changeSet, seq, hashBefore: counter.hash, rows: acceptance.rows })
  await writeConflicts(sql, storeId, seq, acceptance.rows)
  return receipt
}

async function usesKnownChangeId(sql: Sql, storeId: StoreId, { changes }: ChangeSet): Promise<boolean> {
  const ids = changes.map(({ id }) => id)
  if (new Set(ids).size < ids.length) return true
  const known = await sql.query(
    z.object({ change_id: z.string() }),
    'SELECT change_id FROM change WHERE store_id = $1 AND change_id = ANY($2::uuid[]) LIMIT 1',
    [storeId, ids],
  )
  return known.length > 0
}

async function followedChanges(
  sql: Sql,
  storeId: StoreId,
  { changes }: ChangeSet,
): Promise<(changeId: ChangeId, field: string) => boolean> {
  const rows = await sql.query(
    parentRow,
    'SELECT DISTINCT parent_id, field FROM change_parent WHERE store_id = $1 AND parent_id = ANY($2::uuid[])',
    [storeId, changes.map(({ id }) => id)],
  )
  const followed = new Set(rows.map(({ parent_id, field }) => `${parent_id} ${field}`))
  return (changeId, field) => followed.has(`${changeId} ${field}`)
}

async function writeOutcome(sql: Sql, sender: Sender, changeSet: ChangeSet, hash: string, receipt: Receipt) {
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

async function writeChanges(sql: Sql, storeId: StoreId, changeSet: ChangeSet) {
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

async function writeFeed(
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
async function writeConflicts(sql: Sql, storeId: StoreId, seq: number, rows: readonly AcceptedRow[]) {
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
