import { existsSync } from 'node:fs'
import { Refusal } from '../contract/errors.ts'
import { connectReader, databaseFile } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'
import { versionOf } from './migrate.ts'

/** Marks a database as Northstar's own in its header: "NSTR" in ASCII. Set by the first migration. */
const applicationId = 0x4e535452

/**
 * The version of the tables in a data folder's database, 0 where there is none yet. Looks only, before anything is
 * opened for writing: a database that must not be touched is not touched.
 * @throws Refusal DATABASE_NOT_READABLE for a file that is no database or another program's, FILE_NOT_USABLE
 */
export function inspectDatabase(folder: string, key: DatabaseKey): number {
  const file = databaseFile(folder)
  if (!existsSync(file)) return 0
  const connection = connectReader(folder, key)
  try {
    const version = versionOf(connection)
    const isOurs = connection.pragma('application_id', { simple: true }) === applicationId
    const isEmpty = connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
    if (isOurs || (isEmpty && version === 0)) return version
    throw new Refusal('DATABASE_NOT_READABLE', { file })
  } finally {
    connection.close()
  }
}
