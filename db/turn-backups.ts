import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { backupFile, backupsFolder, keepKeys, readBackups } from './backups.ts'
import { checkDatabase } from './check-database.ts'
import { encryptAnew } from './connect.ts'
import { copyFile } from './copy-file.ts'
import { isDamage } from './damage.ts'
import { destroyFile } from './destroy-file.ts'
import { partialEnding, syncFile, syncFolder } from './durable-files.ts'
import { patiently } from './patiently.ts'
import { readSalt } from './salt.ts'
import { setBackupAside, type TurnKeys } from './turn-asides.ts'

/** A backup under the new key, whole and on the disk, whose old one may go. */
const turnedEnding = '.turned'

/**
 * Encrypts every backup of this laptop anew with the new key. A backup is at every moment whole under one of the two; one
 * that cannot be read whole goes aside as it is. What was brought from another laptop has a key of its own and stays.
 * Killed anywhere, it goes on when called next.
 */
export function turnBackups(
  folder: string,
  keys: TurnKeys,
  nowMs: number,
  onFile: () => void = () => {},
): void {
  finishTurned(folder)
  for (const { id } of readBackups(folder)) {
    const former = keys.formers.find(({ salt }) => salt === readSalt(backupFile(folder, id)))
    if (former && !turnBackup(folder, id, { from: former, to: keys.to })) setBackupAside(folder, id, nowMs)
    onFile()
  }
}

type Turn = { readonly from: TurnKeys['to']; readonly to: TurnKeys['to'] }

/** @returns whether it could be read whole; otherwise it is as it was */
function turnBackup(folder: string, id: string, { from, to }: Turn): boolean {
  const file = backupFile(folder, id)
  const partial = `${file}${partialEnding}`
  destroyFile(partial)
  copyFile(file, partial)
  try {
    encryptAnew(partial, from, to)
    if (checkDatabase({ file: partial, key: to }).extent !== 'none') throw new NotWhole()
  } catch (error) {
    destroyFile(partial)
    if (error instanceof NotWhole || isDamage(error)) return false
    throw error
  }
  syncFile(partial)
  patiently(() => renameSync(partial, `${file}${turnedEnding}`))
  syncFolder(backupsFolder(folder))
  finishTurned(folder)
  return true
}

class NotWhole extends Error {}

/** Puts what is whole under the new key in the place of the one before, which is overwritten. */
function finishTurned(folder: string): void {
  const place = backupsFolder(folder)
  if (!existsSync(place)) return
  for (const name of readdirSync(place).filter((one) => one.endsWith(`.db${turnedEnding}`))) {
    const id = name.slice(0, -`.db${turnedEnding}`.length)
    patiently(() => destroyFile(backupFile(folder, id)))
    patiently(() => renameSync(join(place, name), backupFile(folder, id)))
    syncFolder(place)
    keepKeys(folder, id)
  }
}
