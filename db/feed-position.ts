import { z } from 'zod'
import { entityNameSchema } from '../core/sync/entities.ts'
import { receiptMarkSchema } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'

/**
 * Why sync stands still until somebody has said something. `mismatch`: head office went back or was replaced.
 * `many-deletes`: so many of an entity's records would go in one round. `empty-headoffice`: it has nothing, where it
 * had something.
 */
const stopSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mismatch') }),
  z.object({ type: z.literal('many-deletes'), entity: entityNameSchema, count: z.int() }),
  z.object({ type: z.literal('empty-headoffice') }),
])
export type Stop = Readonly<z.infer<typeof stopSchema>>

/** What a person can say yes to. */
export type Allowed = 'many-deletes' | 'empty-headoffice'

const positionRow = z
  .object({
    epoch: z.string().nullable(),
    mark: receiptMarkSchema.nullable(),
    cursor: z.int(),
    hash: z.string(),
    synced_at: z.int().nullable(),
    stopped: z.string().nullable(),
    era: z.int(),
    digest: z.instanceof(Buffer),
    allowed: z.enum(['many-deletes', 'empty-headoffice']).nullable(),
    only_here: z.int(),
  })
  .transform(({ synced_at, stopped, only_here, ...rest }) => ({
    ...rest,
    onlyHere: only_here,
    syncedAt: synced_at,
    stopped: stopped === null ? null : stopSchema.parse(JSON.parse(stopped)),
  }))

/**
 * Where this laptop stands in the feed: `epoch` is the data set that cursor and hash belong to, `null` before the first
 * handshake; `syncedAt` is when the last whole round ended, by this laptop's clock. What was fed counts in its `era`
 * only, whose rows `digest` is of. `onlyHere` counts the rows of other laptops that were fed in an earlier era and, as
 * the last whole round ended, not in this one.
 */
export type StoredPosition = Readonly<z.infer<typeof positionRow>>

/** The one row that says where this laptop stands in the feed. */
export function createFeedPosition(connection: Connection) {
  const read = connection.prepare(
    'SELECT epoch, mark, cursor, hash, synced_at, stopped, era, digest, allowed, only_here FROM feed_position',
  )
  const move = connection.prepare('UPDATE feed_position SET cursor = ?, hash = ?')
  const start = connection.prepare(
    `UPDATE feed_position SET epoch = ?, mark = ?, cursor = 0, hash = '', synced_at = NULL, stopped = NULL,
       era = era + 1, digest = zeroblob(16), allowed = NULL, only_here = 0`,
  )
  const setMark = connection.prepare('UPDATE feed_position SET mark = ?')
  const setDigest = connection.prepare('UPDATE feed_position SET digest = ?')
  const setStopped = connection.prepare('UPDATE feed_position SET stopped = ?')
  const allow = connection.prepare(
    "UPDATE feed_position SET stopped = NULL, allowed = @allowed WHERE stopped ->> '$.type' = @allowed",
  )
  const finish = connection.prepare('UPDATE feed_position SET synced_at = ?, only_here = ?, allowed = NULL')
  return {
    read: (): StoredPosition => positionRow.parse(read.get()),
    move: (cursor: number, hash: string): void => void move.run(cursor, hash),
    /** At the beginning of another data set: what was fed before counts for nothing. */
    start: (epoch: string, mark: string): void => void start.run(epoch, mark),
    setMark: (mark: string): void => void setMark.run(mark),
    setDigest: (digest: Buffer): void => void setDigest.run(digest),
    setStopped: (stop: Stop | null): void => void setStopped.run(stop === null ? null : JSON.stringify(stop)),
    /** Only what sync has stopped for can be said yes to; it holds until the next whole round. */
    allow: (allowed: Allowed): void => void allow.run({ allowed }),
    finish: (syncedAt: number, onlyHere: number): void => void finish.run(syncedAt, onlyHere),
  }
}
export type FeedPosition = ReturnType<typeof createFeedPosition>
