import { Refusal } from '../contract/errors.ts'
import type { Connection } from './connect.ts'

/** Marks a database as Northstar's own in its header: "NSTR" in ASCII. Set by the first migration. */
const applicationId = 0x4e535452

/** @throws Refusal DATABASE_NOT_READABLE for another program's database; an empty one is nobody's */
export function refuseForeign(connection: Connection, file: string): void {
  if (connection.pragma('application_id', { simple: true }) === applicationId) return
  const isEmpty = connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  const isNew = connection.pragma('user_version', { simple: true }) === 0
  if (!isEmpty || !isNew) throw new Refusal('DATABASE_NOT_READABLE', { file })
}
