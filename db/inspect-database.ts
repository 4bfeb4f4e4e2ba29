import { existsSync } from 'node:fs'
import { connectReader, databaseFile } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'
import { versionOf } from './migrate.ts'
import { refuseForeign } from './refuse-foreign.ts'

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
    refuseForeign(connection, file)
    return versionOf(connection)
  } finally {
    connection.close()
  }
}
