import { z } from 'zod'
import { type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import type { Applied } from './apply-feed-row.ts'
import type { Connection } from './connect.ts'

/** Where a fed row stands that could not be applied. */
export interface AsidePlace {
  readonly entity: string
  readonly rowId: string
}

const placeRow = z
  .object({ entity: z.string(), row_id: z.string() })
  .transform(({ entity, row_id }): AsidePlace => ({ entity, rowId: row_id }))
const waitsForRow = z.object({ waits_for_id: z.string() })

/** Fed rows that wait for another or cannot be applied at all, each kept whole as it was received. */
export function createFeedAside(connection: Connection) {
  const put = connection.prepare(
    `INSERT INTO feed_aside (entity, row_id, seq, state, reason, row, waits_for_id) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (entity, row_id) DO UPDATE SET seq = excluded.seq, state = excluded.state,
       reason = excluded.reason, row = excluded.row, waits_for_id = excluded.waits_for_id`,
  )
  const remove = connection.prepare('DELETE FROM feed_aside WHERE entity = ? AND row_id = ?')
  const any = connection.prepare('SELECT 1 FROM feed_aside LIMIT 1')
  const one = connection.prepare<[string, string], { row: string }>(
    'SELECT row FROM feed_aside WHERE entity = ? AND row_id = ?',
  )
  const inState = connection.prepare<[string]>(
    'SELECT entity, row_id FROM feed_aside WHERE state = ? ORDER BY seq',
  )
  const waiting = connection.prepare<[string]>(
    'SELECT entity, row_id FROM feed_aside WHERE waits_for_id = ? ORDER BY seq',
  )
  const awaited = connection.prepare(
    'SELECT DISTINCT waits_for_id FROM feed_aside WHERE waits_for_id IS NOT NULL',
  )
  const places = (rows: readonly unknown[]): readonly AsidePlace[] => z.array(placeRow).parse(rows)
  return {
    put({ entity, rowId, seq, ...rest }: FeedRow, result: Exclude<Applied, { type: 'applied' }>): void {
      const waitsFor = result.type === 'waiting' ? result.waitsFor : null
      const row = JSON.stringify({ seq, entity, rowId, ...rest })
      put.run(entity, rowId, seq, result.type, result.reason, row, waitsFor)
    },
    remove: (entity: string, rowId: string): void => void remove.run(entity, rowId),
    isEmpty: (): boolean => any.get() === undefined,
    read(entity: string, rowId: string): FeedRow | null {
      const found = one.get(entity, rowId)
      return found ? feedRowSchema.parse(JSON.parse(found.row)) : null
    },
    inState: (state: 'waiting' | 'quarantined') => places(inState.all(state)),
    waitingFor: (rowId: string) => places(waiting.all(rowId)),
    /** The ids of rows that others wait for. */
    awaited: (): Set<string> =>
      new Set(
        z
          .array(waitsForRow)
          .parse(awaited.all())
          .map(({ waits_for_id }) => waits_for_id),
      ),
  }
}
export type FeedAside = ReturnType<typeof createFeedAside>
