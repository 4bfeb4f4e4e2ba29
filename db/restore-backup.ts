import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../contract/errors.ts'
import type { NewId } from '../core/ids.ts'
import { backupFile, markNotGood, readBackups } from './backups.ts'
import { carryOver } from './carry-over.ts'
import { checkDatabase } from './check-database.ts'
import { type Connection, connectFileWriter, connectReader, databaseFile } from './connect.ts'
import { copyFile } from './copy-file.ts'
import type { FoldName } from './customer-search.ts'
import { isDamage } from './damage.ts'
import type { DatabaseKey } from './database-key.ts'
import { readErasureList } from './erasure-list.ts'
import { applyErasures, eraseAll } from './erasures.ts'
import { settleInstallation } from './installation.ts'
import { makeBackup } from './make-backup.ts'
import { applyMigrations, newestVersion, refuseNewer, versionOf } from './migrate.ts'
import { createOutboxJournal, type OutboxJournal } from './outbox-journal.ts'
import { putInUse } from './put-in-use.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { type Replayed, replayJournal } from './replay-journal.ts'

export interface Restored {
  /** Change sets that came back from the journal. */
  readonly replayed: number
  /** Change sets of the journal that the tables refuse; they stay in the journal. */
  readonly notReplayed: number
  /** The backup was another installation's, so this laptop is a new device from now on. */
  readonly isNewDevice: boolean
}

interface RestoreOptions {
  readonly folder: string
  /** The key of the backup. */
  readonly key: DatabaseKey
  readonly migrationsFolder: string
  readonly backupId: string
  readonly nowMs: number
  readonly newId: NewId
  readonly randomBytes: (count: number) => Uint8Array
  readonly foldName: FoldName
  /** Gets percent. */
  readonly onProgress?: (done: number, of: number) => void
}

/** Where a restored database is made ready. */
const restoredFile = (folder: string) => join(folder, 'northstar.restored.db')

/**
 * Puts a backup in use: a copy of it, read through, brought to the newest version, with the changes that were journaled
 * since on top and everyone on the erasure list erased. Until the last step what is in use is only read; then it goes
 * aside whole. The caller holds the folder, and nothing has the database open.
 *
 * What came from head office since the backup comes again with the next feed, and what was sent since is sent again:
 * head office answers it with its first receipt.
 * @throws Refusal BACKUP_NOT_FOUND, BACKUP_NOT_GOOD, BACKUP_NOT_MADE, DATABASE_NEWER
 */
export function restoreBackup(options: RestoreOptions): Restored {
  const { folder, key, backupId, onProgress = () => {} } = options
  const backup = readBackups(folder).find(({ id }) => id === backupId)
  if (!backup) throw new Refusal('BACKUP_NOT_FOUND')
  const isBrought = backup.kind === 'brought'
  const file = restoredFile(folder)
  removeRestored(file)
  const journal = createOutboxJournal(options)
  try {
    const part = progressParts(onProgress)
    keepWhatIsThere(options, journal, part(0, 20))
    copyFile(backupFile(folder, backupId), file, part(20, 40))
    if (!isWhole(file, key, part(40, 60))) {
      // One of another laptop may only want another key.
      if (!isBrought) markNotGood(folder, backupId)
      throw new Refusal('BACKUP_NOT_GOOD')
    }
    const restored = makeReady(file, { ...options, journal, isBrought, onProgress: part(60, 80) })
    if (!isWhole(file, key, part(80, 99))) throw new Error('A restored database is not whole')
    putInUse({ folder, from: file, nowMs: options.nowMs })
    onProgress(100, 100)
    return restored
  } catch (error) {
    removeRestored(file)
    throw error
  } finally {
    journal.close()
  }
}

type OnPart = (done: number, of: number | null) => void

/** Tells the progress of one part of the work as percent of the whole. */
const progressParts =
  (onProgress: (done: number, of: number) => void) =>
  (from: number, to: number): OnPart =>
  (done, of) =>
    onProgress(of === null || of <= 0 ? from : from + Math.floor(((to - from) * done) / of), 100)

/** What is in use, as far as it can be read: the newest changes into the journal, and a backup to come back to. */
function keepWhatIsThere(options: RestoreOptions, journal: OutboxJournal, onProgress: OnPart): void {
  const { folder, key, nowMs, newId, backupId, migrationsFolder } = options
  if (!existsSync(databaseFile(folder))) return
  try {
    const inUse = connectReader(folder, key)
    try {
      // An earlier version's tables are not those the journal reads, and it wrote none.
      if (versionOf(inUse) === newestVersion(migrationsFolder)) journal.catchUp(inUse)
    } finally {
      inUse.close()
    }
    makeBackup({ folder, key, nowMs, newId, kind: 'before-restore', keep: [backupId], onProgress })
  } catch (error) {
    // A restore is what damage is mended with; it goes aside as it is.
    if (!isDamage(error)) throw error
  }
}

const isWhole = (file: string, key: DatabaseKey, onProgress: OnPart): boolean =>
  checkDatabase({ file, key, onProgress }).extent === 'none'

function makeReady(
  file: string,
  options: RestoreOptions & {
    readonly journal: OutboxJournal
    readonly isBrought: boolean
    readonly onProgress: OnPart
  },
): Restored {
  const { folder, key, migrationsFolder, newId, foldName, journal, isBrought, onProgress } = options
  const connection = connectFileWriter(file, key)
  try {
    refuseForeign(connection, file)
    refuseNewer(versionOf(connection), options)
    applyMigrations(connection, { migrationsFolder, onStep: (done, of) => onProgress(done, of * 2) })
    const device = settleInstallation(connection, { folder, newId, isBrought })
    const { replayed, notReplayed }: Replayed = replayJournal({
      connection,
      foldName,
      records: journal.records(),
    })
    onProgress(3, 4)
    eraseAll(connection)
    applyErasures(connection, readErasureList(folder))
    bringOver(folder, key, connection)
    connection.pragma('wal_checkpoint(TRUNCATE)')
    return { replayed, notReplayed, isNewDevice: device === 'new-device' }
  } finally {
    connection.close()
  }
}

function bringOver(folder: string, key: DatabaseKey, restored: Connection): void {
  if (!existsSync(databaseFile(folder))) return
  try {
    const inUse = connectReader(folder, key)
    try {
      carryOver(inUse, restored)
    } finally {
      inUse.close()
    }
  } catch (error) {
    // What can no longer be read cannot be brought; it goes aside as it is.
    if (!isDamage(error)) throw error
  }
}

function removeRestored(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true })
}
