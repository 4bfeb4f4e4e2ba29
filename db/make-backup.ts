import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { BackupReason } from '../contract/backup-reason.ts'
import { Refusal } from '../contract/errors.ts'
import type { BackupView } from '../contract/laptop.ts'
import type { NewId } from '../core/ids.ts'
import { removeOldAsides } from './aside.ts'
import { type BackupKind, backupsToPrune } from './backup-policy.ts'
import {
  type Backup,
  backupFile,
  backupName,
  backupsFolder,
  keepKeys,
  markNotGood,
  readBackups,
  refreshBackupKeys,
  removeBackup,
} from './backups.ts'
import { checkDatabase } from './check-database.ts'
import { connectFileReader, connectReader, databaseFile } from './connect.ts'
import { failureOf, isDamage } from './damage.ts'
import type { DatabaseKey } from './database-key.ts'
import { partialEnding, syncFile, syncFolder } from './durable-files.ts'
import { installationId } from './installation.ts'
import { makeFolder } from './make-folder.ts'

export interface MadeBackup {
  readonly backup: BackupView
  /** Every kept backup holds the change sets up to this position, so that no journal of them is needed; 0 for none. */
  readonly heldUpTo: number
}

/**
 * Makes a backup of the database in use and, when it was read back whole, lets go of those that have had their time.
 * Reads beside the writer: no answer waits for it. The file is encrypted with the key of the database.
 * @param options.keep ids of backups that stay whatever their time
 * @param options.onProgress gets percent
 * @throws Refusal BACKUP_NOT_MADE, with the backups there were untouched; DATABASE_DAMAGED when what is in use cannot
 *   be read whole; FOLDER_NOT_WRITABLE
 */
export function makeBackup(options: {
  readonly folder: string
  readonly key: DatabaseKey
  readonly kind: Exclude<BackupKind, 'brought'>
  readonly nowMs: number
  readonly newId: NewId
  readonly keep?: readonly string[]
  readonly onProgress?: (done: number, of: number) => void
}): MadeBackup {
  const { folder, key, nowMs, keep = [], onProgress = () => {} } = options
  makeFolder(backupsFolder(folder))
  removePartial(folder)
  try {
    const before = readBackups(folder)
    const id = backupName({
      number: Math.max(0, ...before.map(({ number }) => number)) + 1,
      madeAt: nowMs,
      kind: options.kind,
      installation: installationId(folder, options.newId),
    })
    write(folder, key, id, onProgress)
    prune(folder, nowMs, [id, ...keep])
    // Wraps that were changed before this one had its name, or just before the power went, are not beside it yet.
    refreshBackupKeys(folder)
    onProgress(100, 100)
    const after = readBackups(folder)
    const made = after.find((backup) => backup.id === id)
    if (!made) throw new Error('A backup went while it was being made')
    const { madeAt, bytes, kind, isGood } = made
    return { backup: { id, madeAt, bytes, kind, isGood }, heldUpTo: heldByAll(folder, key, after) }
  } catch (error) {
    removePartial(folder)
    throw translated(error)
  }
}

/** The name comes last: what has it was on the disk, and read back, before. */
function write(
  folder: string,
  key: DatabaseKey,
  id: string,
  onProgress: (done: number, of: number) => void,
): void {
  const file = backupFile(folder, id)
  const partial = `${file}${partialEnding}`
  onProgress(0, 100)
  // Made first, so that it is this account's alone from its first byte on.
  writeFileSync(partial, '', { mode: 0o600 })
  const source = connectReader(folder, key)
  try {
    // Opened for reading only; the pragma would keep VACUUM from writing the other file too.
    source.pragma('query_only = OFF')
    source.prepare('VACUUM INTO ?').run(partial)
  } finally {
    source.close()
  }
  syncFile(partial)
  onProgress(50, 100)
  const { extent } = checkDatabase({
    file: partial,
    key,
    onProgress: (done, of) => onProgress(50 + Math.floor((50 * done) / Math.max(1, of ?? done)), 100),
  })
  if (extent !== 'none') throw notWhole(folder, key)
  keepKeys(folder, id)
  renameSync(partial, file)
  syncFolder(backupsFolder(folder))
}

/** A copy has every orphan of what it was copied from: only where that is sound is the disk of the backups to blame. */
function notWhole(folder: string, key: DatabaseKey): Refusal {
  const { extent } = checkDatabase({ file: databaseFile(folder), key })
  return extent === 'none' ? notMade('not-readable') : new Refusal('DATABASE_DAMAGED')
}

function prune(folder: string, nowMs: number, keep: readonly string[]): void {
  const backups = readBackups(folder)
  for (const id of backupsToPrune(backups, nowMs)) if (!keep.includes(id)) removeBackup(folder, id)
  removeOldAsides(folder, backups, nowMs)
}

/** What a run that was cut short left behind, with what SQLite keeps beside it, such as its journal. */
function removePartial(folder: string): void {
  const place = backupsFolder(folder)
  for (const name of readdirSync(place))
    if (name.includes(`.db${partialEnding}`) || name.endsWith(`.keys.json${partialEnding}`))
      rmSync(join(place, name), { force: true })
}

const lastChangeSet = z.object({ position: z.int(), id: z.string() }).optional()

/**
 * The newest change set that each backup holds is looked up in the database in use: after a restore the same position
 * may stand for another change set, and such a backup counts as holding none.
 */
function heldByAll(folder: string, key: DatabaseKey, backups: readonly Backup[]): number {
  const inUse = connectReader(folder, key)
  try {
    const idAt = inUse.prepare('SELECT id FROM change_set WHERE position = ?').pluck()
    const held = backups
      .filter(({ isGood }) => isGood === true)
      .flatMap(({ id }) => {
        const last = readNewestChangeSet(folder, key, id)
        if (last === 'not-readable') return []
        return last !== undefined && idAt.get(last.position) === last.id ? last.position : 0
      })
    return Math.min(...held)
  } finally {
    inUse.close()
  }
}

function readNewestChangeSet(folder: string, key: DatabaseKey, id: string) {
  try {
    const backup = connectFileReader(backupFile(folder, id), key)
    try {
      return lastChangeSet.parse(
        backup.prepare('SELECT position, id FROM change_set ORDER BY position DESC LIMIT 1').get(),
      )
    } finally {
      backup.close()
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    markNotGood(folder, id)
    return 'not-readable'
  }
}

function translated(error: unknown): unknown {
  const failure = failureOf(error)
  if (failure === 'damaged') return new Refusal('DATABASE_DAMAGED', {}, { cause: error })
  if (error instanceof Refusal) return error
  // Any other refusal of the operating system, such as a folder that may no longer be written in.
  const reason = failure ?? (error instanceof Error && 'syscall' in error ? 'disk-failed' : null)
  return reason === null ? error : notMade(reason, error)
}

const notMade = (reason: BackupReason, cause?: unknown) =>
  new Refusal('BACKUP_NOT_MADE', { reason }, cause === undefined ? {} : { cause })
