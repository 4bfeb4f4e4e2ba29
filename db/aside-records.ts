import { z } from 'zod'
import type { Connection } from './connect.ts'

/** A row from head office that stands aside. `waiting`: what it belongs to has not come. */
export interface AsideRecord {
  readonly entity: string
  readonly state: 'waiting' | 'quarantined'
  /** When it was first found aside, UTC milliseconds; `null` until the round is over. */
  readonly since: number | null
}

const asideRow = z.object({
  entity: z.string(),
  state: z.enum(['waiting', 'quarantined']),
  since: z.int().nullable(),
})

/** What head office sent that this laptop could not write yet. */
export function createAsideRecords(connection: Connection): {
  readonly read: (limit: number) => { readonly items: readonly AsideRecord[]; readonly more: number }
  /** Says of those that are new since when they stand aside. */
  readonly noteNew: (now: number) => void
} {
  const select = connection.prepare<[number]>(
    'SELECT entity, state, since FROM feed_aside ORDER BY seq LIMIT ?',
  )
  const count = connection.prepare('SELECT count(*) AS count FROM feed_aside')
  const note = connection.prepare('UPDATE feed_aside SET since = ? WHERE since IS NULL')
  return {
    read(limit) {
      const items = z.array(asideRow).parse(select.all(limit))
      return { items, more: z.object({ count: z.int() }).parse(count.get()).count - items.length }
    },
    noteNew: (now) => void note.run(now),
  }
}
