import { z } from 'zod'
import type { Connection } from './connect.ts'
import { isDamage } from './damage.ts'
import { storeOf } from './device.ts'

const accessRow = z.object({
  position: z.int(),
  at: z.int(),
  person_id: z.string().nullable(),
  act: z.string(),
  customer_id: z.string().nullable(),
  detail: z.string(),
  hash: z.string(),
})
type AccessRow = z.infer<typeof accessRow>

const pinRow = z.object({
  consultant_id: z.string(),
  verifier: z.string(),
  set_at: z.int(),
  wrong: z.int(),
})

/** An access log that is not in use any more. */
export interface DroppedLog {
  readonly entries: number
  /** The hash of its last entry. */
  readonly head: string
}

/** The ids of everyone who works, or worked, in a store. */
export const peopleOf = (connection: Connection): ReadonlySet<string> =>
  new Set(z.array(z.string()).parse(connection.prepare('SELECT id FROM consultant').pluck().all()))

/**
 * Brings into a restored database what must not go back in time with it: the access log and the people's PINs. Of a
 * store that was set up apart from the backup's nothing is brought: whoever set it up would be let in.
 *
 * An older backup must not unlock a PIN, bring back one that was replaced, or take away who looked at what. Where the
 * log in use goes on from the restored one its later entries are added as they are; where it does not, the longer of
 * the two is kept whole. Nothing is computed anew: a chain that was broken stays broken.
 * @param from the database in use, which may be damaged: what it still gives is brought
 * @param people who was in the backup itself: only they get the PIN that they have in use
 * @returns the log that was not kept, where the two went different ways
 */
export function carryOver(from: Connection, to: Connection, people: ReadonlySet<string>): DroppedLog | null {
  if (isSetUpApart(from, to))
    return hasTable(from, 'access_log') ? dropped(readWhileWhole(from, allEntries, accessRow)) : null
  const carry = to.transaction(() => {
    if (hasTable(from, 'pin')) carryPins(from, to, people)
    return hasTable(from, 'access_log') ? carryAccessLog(from, to) : null
  })
  return carry.immediate()
}

/** What does not say any more whose it is, is not another's. */
function isSetUpApart(inUse: Connection, restored: Connection): boolean {
  const [one, other] = [storeOrNull(inUse), storeOf(restored)]
  return one !== null && other !== null && one !== other
}

function storeOrNull(inUse: Connection): string | null {
  try {
    return storeOf(inUse)
  } catch (error) {
    if (!isDamage(error)) throw error
    return null
  }
}

const allEntries = 'SELECT * FROM access_log ORDER BY position'

const dropped = (entries: readonly AccessRow[]): DroppedLog | null => {
  const last = entries.at(-1)
  return last ? { entries: entries.length, head: last.hash } : null
}

function carryAccessLog(from: Connection, to: Connection): DroppedLog | null {
  const restored = z.array(accessRow).parse(to.prepare(allEntries).all())
  const inUse = readWhileWhole(from, allEntries, accessRow)
  if (goesOnFrom(restored, inUse)) {
    insertEntries(
      to,
      inUse.filter(({ position }) => position > (restored.at(-1)?.position ?? 0)),
    )
    return null
  }
  if (goesOnFrom(inUse, restored)) return null
  if (inUse.length <= restored.length) return dropped(inUse)
  withoutTriggers(to, () => {
    to.exec('DELETE FROM access_log')
    insertEntries(to, inUse)
  })
  return dropped(restored)
}

/** Whether the end of the first log stands in the second. */
function goesOnFrom(first: readonly AccessRow[], second: readonly AccessRow[]): boolean {
  const last = first.at(-1)
  return (
    last === undefined ||
    second.some(({ position, hash }) => position === last.position && hash === last.hash)
  )
}

function insertEntries(to: Connection, entries: readonly AccessRow[]): void {
  const insert = to.prepare(
    `INSERT INTO access_log (position, at, person_id, act, customer_id, detail, hash)
     VALUES (@position, @at, @person_id, @act, @customer_id, @detail, @hash)`,
  )
  for (const entry of entries) insert.run(entry)
}

/** The log refuses to be changed; the one exception is a database that is not in use yet, within this transaction. */
function withoutTriggers(to: Connection, act: () => void): void {
  const triggers = z
    .array(z.object({ name: z.string(), sql: z.string() }))
    .parse(
      to
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'access_log'")
        .all(),
    )
  for (const { name } of triggers) to.exec(`DROP TRIGGER "${name}"`)
  act()
  for (const { sql } of triggers) to.exec(sql)
}

/** A person who was not in the backup gets no PIN: they come back with the journal or the feed, and a manager lets them in. */
function carryPins(from: Connection, to: Connection, people: ReadonlySet<string>): void {
  const upsert = to.prepare(
    `INSERT INTO pin (consultant_id, verifier, set_at, wrong) VALUES (@consultant_id, @verifier, @set_at, @wrong)
     ON CONFLICT (consultant_id) DO UPDATE
       SET verifier = excluded.verifier, set_at = excluded.set_at, wrong = excluded.wrong`,
  )
  for (const pin of readWhileWhole(from, 'SELECT * FROM pin', pinRow))
    if (people.has(pin.consultant_id)) upsert.run(pin)
}

/** The rows up to the first that can no longer be read. */
function readWhileWhole<S extends z.ZodType>(from: Connection, sql: string, row: S): readonly z.infer<S>[] {
  const rows: z.infer<S>[] = []
  try {
    for (const found of from.prepare(sql).iterate()) rows.push(row.parse(found))
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  return rows
}

const hasTable = (connection: Connection, table: string): boolean =>
  connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
