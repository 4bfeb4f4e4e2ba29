import { z } from 'zod'
import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'
import { endOpenCodes } from './identity/enrol.ts'
import { first, type Sql, type SqlDoor } from './sql.ts'

/**
 * The data set's epoch, begun where there is none.
 * @param anew begins a new one although there is one: the data went back, and laptops must push again what it lacks
 */
export async function ensureEpoch(
  sql: Sql,
  { anew, newId, clock }: { readonly anew: boolean; readonly newId: NewId; readonly clock: Clock },
): Promise<string> {
  const onConflict = anew
    ? 'DO UPDATE SET epoch = excluded.epoch, begun_at = excluded.begun_at'
    : 'DO NOTHING'
  await sql.run(`INSERT INTO epoch VALUES (1, $1, $2) ON CONFLICT (only_one) ${onConflict}`, [
    newId(),
    clock(),
  ])
  return readEpoch(sql)
}

/**
 * Begins a new epoch because somebody says that the data went back. The enrolment codes of before end with it: one that
 * was used since is open again in a backup.
 * @returns it
 */
export function beginEpochAnew(
  door: SqlDoor,
  { newId, clock }: { readonly newId: NewId; readonly clock: Clock },
): Promise<string> {
  return door.transaction(async (sql) => {
    await endOpenCodes(sql, clock())
    return ensureEpoch(sql, { anew: true, newId, clock })
  })
}

export async function readEpoch(sql: Sql): Promise<string> {
  const found = await first(sql.query(z.object({ epoch: z.string() }), 'SELECT epoch FROM epoch'))
  if (!found) throw new Error('The epoch is missing from head office’s database')
  return found.epoch
}
