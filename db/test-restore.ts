import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { databaseFile } from './connect.ts'
import { restoreBackup } from './restore-backup.ts'
import { migrationsFolder, testKey } from './test-database.ts'

const hour = 60 * 60_000
/** When the tests' backups are made; they are restored an hour later. UTC milliseconds. */
export const now = Date.UTC(2026, 10, 22, 7)

/** Restores a backup of a folder. @param rename what puts it in its place, where a test wants it to fail */
export const restoreIn = (
  folder: string,
  backupId: string,
  onProgress?: (done: number) => void,
  rename: (from: string, to: string) => void = renameSync,
) =>
  restoreBackup({
    folder,
    key: testKey,
    migrationsFolder,
    backupId,
    nowMs: now + hour,
    newId: v7,
    randomBytes,
    foldName: (name) => name.toLowerCase(),
    rename,
    ...(onProgress && { onProgress }),
  })

/** Makes the database in use unreadable from a page on, as a failing disk does. */
export function damage(folder: string, fromPage: number) {
  const file = databaseFile(folder)
  const bytes = readFileSync(file)
  for (let at = fromPage * 1024 + 200; at < bytes.length; at += 1024)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(file, bytes)
}
