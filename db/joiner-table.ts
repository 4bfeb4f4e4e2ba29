import { z } from 'zod'
import type { Connection } from './connect.ts'

const joinerRow = z.object({ name: z.string(), verifier: z.string(), wrong: z.int() })
type Joiner = Readonly<z.infer<typeof joinerRow>>

export interface JoinerTable {
  /** Whoever joined a store with this laptop and has not yet said which of its people they are; `null` where nobody did. */
  readonly get: () => Joiner | null
  /** @param joinedAt UTC milliseconds */
  readonly put: (joiner: Pick<Joiner, 'name' | 'verifier'>, joinedAt: number) => void
  /** Counts one more wrong PIN, on disk when it returns. */
  readonly countWrong: () => void
  readonly forgetWrong: () => void
  readonly remove: () => void
  /** Whether a whole round with head office has ended: its people are here. */
  readonly isStoreHere: () => boolean
}

/** The PIN that the joining of a store is finished with, as a verifier; it is this laptop's alone. */
export function createJoinerTable(connection: Connection): JoinerTable {
  const select = connection.prepare('SELECT name, verifier, wrong FROM joiner')
  const put = connection.prepare(
    'INSERT OR REPLACE INTO joiner (only, name, verifier, wrong, joined_at) VALUES (1, ?, ?, 0, ?)',
  )
  const countWrong = connection.prepare('UPDATE joiner SET wrong = wrong + 1')
  const forgetWrong = connection.prepare('UPDATE joiner SET wrong = 0')
  const synced = connection.prepare('SELECT synced_at IS NOT NULL FROM feed_position').pluck()
  const remove = connection.prepare('DELETE FROM joiner')
  return {
    get: () => joinerRow.optional().parse(select.get()) ?? null,
    put: ({ name, verifier }, joinedAt) => void put.run(name, verifier, joinedAt),
    countWrong: () => void countWrong.run(),
    forgetWrong: () => void forgetWrong.run(),
    remove: () => void remove.run(),
    isStoreHere: () => synced.get() === 1,
  }
}
