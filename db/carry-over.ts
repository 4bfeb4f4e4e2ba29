import { z } from 'zod'
import type { Connection } from './connect.ts'
import { isDamage } from './damage.ts'

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

/**
 * Brings into a restored database what must not go back in time with it: the access log and the people's PINs.
 *
 * An older backup must not unlock a PIN, bring back one that was replaced, or take away who looked at what. Where the
 * log in use goes on from the restored one its later entries are added as they are; where it does not, the longer of
 * the two is kept whole. Nothing is computed anew: a chain that was broken stays broken.
 * @param from the database in use, which may be damaged: what it still gives is brought
 */
export function carryOver(from: Connection, to: Connection): void {
  to.transaction(() => {
    if (hasTable(from, 'access_log')) carryAccessLog(from, to)
    if (hasTable(from, 'pin')) carryPins(from, to)
  }).immediate()
}

function carryAccessLog(from: Connection, to: Connection): void {
  const restored = z.array(accessRow).parse(to.prepare('SELECT * FROM access_log ORDER BY position').all())
  const inUse = readWhileWhole(from, 'SELECT * FROM access_log ORDER BY position', accessRow)
  const last = restored.at(-1) ?? null
  if (last === null || inUse.some(({ position, hash }) => position === last.position && hash === last.hash))
    insertEntries(
      to,
      inUse.filter(({ position }) => position > (last?.position ?? 0)),
    )
  else if (inUse.length > restored.length)
    withoutTriggers(to, () => {
      to.exec('DELETE FROM access_log')
      insertEntries(to, inUse)
    })
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

/** A person who is not in the backup gets no PIN: they come back with head office's feed, and a manager lets them in. */
function carryPins(from: Connection, to: Connection): void {
  const isKnown = to.prepare('SELECT 1 FROM consultant WHERE id = ?')
  const upsert = to.prepare(
    `INSERT INTO pin (consultant_id, verifier, set_at, wrong) VALUES (@consultant_id, @verifier, @set_at, @wrong)
     ON CONFLICT (consultant_id) DO UPDATE
       SET verifier = excluded.verifier, set_at = excluded.set_at, wrong = excluded.wrong`,
  )
  for (const pin of readWhileWhole(from, 'SELECT * FROM pin', pinRow))
    if (isKnown.get(pin.consultant_id) !== undefined) upsert.run(pin)
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
