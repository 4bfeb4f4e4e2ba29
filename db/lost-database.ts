import { statSync } from 'node:fs'
import { databaseFile } from './connect.ts'
import { knownInstallation } from './installation.ts'
import { journalFiles } from './outbox-journal-files.ts'

/**
 * Whether a data folder's database is missing or without a byte, although the folder shows that there was one: its
 * write-ahead log, its outbox journal, or the installation that is only named once a database is there. SQLite would
 * make a new one in silence, and delete the log.
 */
export function isDatabaseLost(folder: string): boolean {
  const file = databaseFile(folder)
  if (sizeOf(file) > 0) return false
  return sizeOf(`${file}-wal`) > 0 || journalFiles(folder).length > 0 || knownInstallation(folder) !== null
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
