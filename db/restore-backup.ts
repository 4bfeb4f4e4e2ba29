import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../contract/errors.ts'
import type { NewId } from '../core/ids.ts'
import { backupFile, markNotGood, readBackups } from './backups.ts'
import { carryIdentity } from './carry-identity.ts'
import { carryOver, type DroppedLog, peopleOf } from './carry-over.ts'
import { readChain, removeChain } from './chain-file.ts'
import { checkDatabase } from './check-database.ts'
import { type Connection, connectFileWriter, connectReader, databaseFile } from './connect.ts'
import { copyFile } from './copy-file.ts'
import type { FoldName } from './customer-search.ts'
import { isDamage } from './damage.ts'
import { databaseEndings } from './database-files.ts'
import type { DatabaseKey } from './database-key.ts'
import { readErasureList } from './erasure-list.ts'
import { applyErasures, eraseAll } from './erasures.ts'
import { settleInstallation } from './installation.ts'
import { recordsOfStores } from './journal-of-store.ts'
import { makeBackup } from './make-backup.ts'
import { applyMigrations, newestVersion, refuseNewer, versionOf } from './migrate.ts'
import { createOutboxJournal, type OutboxJournal } from './outbox-journal.ts'
import { finishPutInUse, isNamedByMarker, putInUse } from './put-in-use.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { type Replayed, replayJournal } from './replay-journal.ts'
import { storesOf } from './stores-of-laptop.ts'
import { settleTakenUpStore } from './take-up-store.ts'

export interface Restored {
  /** Change sets that came back from the journal. */
  readonly replayed: number
  /** Change sets of the journal that the tables refuse, or that people of another store made; they stay in the journal. */
  readonly notReplayed: number
  /** The backup was another installation's, so this laptop is a new device from now on. */
  readonly isNewDevice: boolean
  /** The access log that is not in use any more, where two went different ways; `null` where nothing of one is missing. */
  readonly droppedLog: DroppedLog | null
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
  /** As `putInUse` takes it. */
  readonly rename?: (from: string, to: string) => void
}

/** Where a restored database is made ready. */
export const restoredFile = (folder: string) => join(folder, 'northstar.restored.db')

/**
 * Puts a backup in use: a copy of it, read through, brought to the newest version, with the changes that were journaled
 * since on top and everyone on the erasure list erased. Until the last step what is in use is only read; then it goes
 * aside whole. The caller holds the folder, and nothing has the database open. One that was cut short in its last step
 * is finished first.
 *
 * What came from head office since the backup comes again with the next feed, and what was sent since is sent again:
 * head office answers it with its first receipt. Of a store that was set up apart from the backup's, nothing comes over.
 * @throws Refusal BACKUP_NOT_FOUND, BACKUP_NOT_GOOD, BACKUP_NOT_MADE, DATABASE_NEWER; as `putInUse`
 */
export function restoreBackup(options: RestoreOptions): Restored {
  const { folder, key, backupId, onProgress = () => {} } = options
  finishPutInUse(folder, options)
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
    putInUse({ ...options, from: file })
    // Of the data that is aside now; while it is there no new device counts as enrolled.
    if (restored.isNewDevice) removeChain(folder)
    onProgress(100, 100)
    return restored
  } catch (error) {
    // From its last step on it is the only one that has what the old one had, and the next opening looks for it.
    if (!isNamedByMarker(file)) removeRestored(file)
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
    // A restore is what damage is mended with; it goes aside as it is, and whole.
    if (!isDamage(error) && !isNotReadable(error)) throw error
  }
}

/** The copy came out other than what it was copied from, while that is sound. */
const isNotReadable = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'BACKUP_NOT_MADE' && error.detail.reason === 'not-readable'

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
  const { folder, migrationsFolder, newId, foldName, journal, isBrought, onProgress } = options
  const connection = connectFileWriter(file, options.key)
  try {
    refuseForeign(connection, file)
    refuseNewer(versionOf(connection), options)
    applyMigrations(connection, { migrationsFolder, onStep: (done, of) => onProgress(done, of * 2) })
    const device = settleInstallation(connection, { folder, newId, isBrought })
    const chain = device === 'same' ? readChain(folder) : null
    settleTakenUpStore(connection, chain, options.nowMs)
    const people = peopleOf(connection)
    const { records, leftOut } = recordsOfStores(journal.records(), storesOf(connection, chain))
    const { replayed, notReplayed }: Replayed = replayJournal({ connection, foldName, records })
    onProgress(3, 4)
    eraseAll(connection)
    applyErasures(connection, readErasureList(folder))
    const droppedLog = bringOver(options, connection, { people, device })
    connection.pragma('wal_checkpoint(TRUNCATE)')
    const isNewDevice = device === 'new-device'
    return { replayed, notReplayed: notReplayed + leftOut(), isNewDevice, droppedLog }
  } finally {
    connection.close()
  }
}

function bringOver(
  { folder, key }: RestoreOptions,
  restored: Connection,
  { people, device }: { readonly people: ReadonlySet<string>; readonly device: 'same' | 'new-device' },
): DroppedLog | null {
  if (!existsSync(databaseFile(folder))) return null
  try {
    const inUse = connectReader(folder, key)
    try {
      if (device === 'same') carryIdentity(inUse, restored)
      return carryOver(inUse, restored, people)
    } finally {
      inUse.close()
    }
  } catch (error) {
    // What can no longer be read cannot be brought; it goes aside as it is.
    if (!isDamage(error)) throw error
    return null
  }
}

function removeRestored(file: string): void {
  for (const ending of databaseEndings) rmSync(`${file}${ending}`, { force: true })
}
