import { z } from 'zod'
import { storeIdSchema, visitIdSchema } from '../core/ids.ts'
import { changeSetSchema } from '../core/sync/protocol.ts'
import { notedOf } from './change-set-rows.ts'
import type { Connection } from './connect.ts'

/** A change set as the outbox journal keeps it: whole, with its place in this laptop's own order of writing. */
const journalRecordSchema = changeSetSchema.extend({
  position: z.int().positive(),
  /** The visit it belongs to, so that what waits can be said in visits. */
  visitId: visitIdSchema.nullable(),
  /** The store that it was written in, `null` before there was one. */
  storeId: storeIdSchema.nullable().default(null),
})
export type JournalRecord = Readonly<z.infer<typeof journalRecordSchema>>

export const recordBytes = (record: JournalRecord): Buffer => Buffer.from(JSON.stringify(record))

/** A record out of its bytes; `null` for one in a shape that this version does not know. */
export function readRecord(bytes: Buffer): JournalRecord | null {
  const record = journalRecordSchema.safeParse(JSON.parse(bytes.toString('utf8')))
  return record.success ? record.data : null
}

const changeSetRow = z
  .object({
    position: z.int(),
    id: z.string(),
    author_id: z.string().nullable(),
    occurred_at: z.int(),
    business_day: z.string(),
    clock_at: z.int().nullable(),
    clock_offset_ms: z.int().nullable(),
    clock_trusted: z.int().nullable(),
    entered_late: z.int(),
    visit_id: z.string().nullable(),
    store_id: z.string().nullable(),
  })
  .transform(({ position, id, author_id, occurred_at, business_day, visit_id, store_id, ...noted }) => ({
    position,
    id,
    authorId: author_id,
    occurredAt: occurred_at,
    businessDay: business_day,
    ...notedOf(noted),
    visitId: visit_id,
    storeId: store_id,
  }))
const changeRow = z
  .object({ id: z.string(), entity: z.string(), row_id: z.string(), fields: z.string() })
  .transform(({ row_id, fields, ...row }) => ({ ...row, rowId: row_id, fields: JSON.parse(fields) }))

/** Some change sets in the order of writing, and the position to go on from; `null` where there were none. */
export interface ChangeSetPage {
  readonly records: readonly JournalRecord[]
  readonly upTo: number | null
}

export interface ChangeSetReader {
  /** Change sets after a position. */
  readonly after: (position: number) => ChangeSetPage
  /** Change sets after a position that head office does not have: those that wait, and those it refused. */
  readonly notTakenAfter: (position: number) => ChangeSetPage
  /** The id of the change set at a position, `null` where there is none. */
  readonly idAt: (position: number) => string | null
  readonly has: (id: string) => boolean
  readonly newestPosition: () => number
}

/** So many are held in memory at once. */
const pageChangeSets = 200

export function createChangeSetReader(connection: Connection): ChangeSetReader {
  const columns = `SELECT cs.position, cs.id, cs.author_id, cs.occurred_at, cs.business_day, cs.clock_at,
       cs.clock_offset_ms, cs.clock_trusted, cs.entered_late,
       coalesce(o.visit_id, r.visit_id) AS visit_id, (SELECT store_id FROM device) AS store_id
     FROM change_set cs
     LEFT JOIN outbox o ON o.change_set_position = cs.position
     LEFT JOIN receipt r ON r.change_set_id = cs.id
     WHERE cs.position > ?`
  const after = connection.prepare<[number, number]>(`${columns} ORDER BY cs.position LIMIT ?`)
  const notTakenAfter = connection.prepare<[number, number]>(
    `${columns} AND (o.change_set_position IS NOT NULL OR r.outcome = 'refused') ORDER BY cs.position LIMIT ?`,
  )
  const changesOf = connection.prepare<[{ readonly position: number }]>(
    `SELECT id, entity, row_id, fields FROM change
     WHERE place BETWEEN @position * 1024 AND @position * 1024 + 1023 ORDER BY place`,
  )
  const idAt = connection.prepare<[number], { id: string }>('SELECT id FROM change_set WHERE position = ?')
  const byId = connection.prepare<[string]>('SELECT 1 FROM change_set WHERE id = ?')
  const newest = connection.prepare<[], { newest: number | null }>(
    'SELECT max(position) AS newest FROM change_set',
  )
  const read = (rows: readonly unknown[]): ChangeSetPage => {
    const found = z.array(changeSetRow).parse(rows)
    const records = found.flatMap((row) => {
      const changes = z.array(changeRow).parse(changesOf.all({ position: row.position }))
      // What lost its changes to damage has nothing to say.
      return changes.length === 0 ? [] : [journalRecordSchema.parse({ ...row, changes })]
    })
    return { records, upTo: found.at(-1)?.position ?? null }
  }
  return {
    after: (position) => read(after.all(position, pageChangeSets)),
    notTakenAfter: (position) => read(notTakenAfter.all(position, pageChangeSets)),
    idAt: (position) => idAt.get(position)?.id ?? null,
    has: (id) => byId.get(id) !== undefined,
    newestPosition: () => newest.get()?.newest ?? 0,
  }
}
