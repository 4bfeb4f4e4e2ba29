import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { turnedFile } from './change-key.ts'
import { databaseFile } from './connect.ts'
import { databaseEndings } from './database-files.ts'
import { destroyFile } from './destroy-file.ts'
import { syncFolder } from './durable-files.ts'
import { isNamedByMarker } from './put-in-use.ts'
import { restoredFile } from './restore-backup.ts'
import { salvagedFile } from './salvage.ts'

/**
 * Overwrites and removes the whole or half copies that a salvage, a restore, an encryption or a change of the key left beside the database in
 * use: nobody takes them any more, and who is erased would stay in them. One that is about to be put in use stays. The
 * caller holds the folder, and what is in use is sound.
 */
export function removeLeftovers(folder: string): void {
  const copies = [
    salvagedFile(folder),
    restoredFile(folder),
    turnedFile(folder),
    `${databaseFile(folder)}.encrypting`,
  ]
  const files = new Set(
    copies
      .filter((file) => !isNamedByMarker(file))
      .flatMap((file) => databaseEndings.map((ending) => `${file}${ending}`)),
  )
  const found = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => files.has(file))
  for (const file of found) destroyFile(file)
  if (found.length > 0) syncFolder(folder)
}
