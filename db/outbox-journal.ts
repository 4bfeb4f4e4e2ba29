import { renameSync, unlinkSync } from 'node:fs'
import { readChain } from './chain-file.ts'
import type { Connection } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'
import { destroyFile } from './destroy-file.ts'
import { syncFolder } from './durable-files.ts'
import { isOfStores } from './journal-of-store.ts'
import { makeFolder } from './make-folder.ts'
import {
  clearJournalFolder,
  createJournalWriter,
  type JournalFile,
  type JournalWriter,
  journalFiles,
  journalFolder,
  partialPath,
  readJournalFile,
  spanOf,
} from './outbox-journal-files.ts'
import { journalKeyOf } from './outbox-journal-frames.ts'
import { type ChangeSetPage, createChangeSetReader, type JournalRecord } from './outbox-journal-record.ts'
import { storesOf } from './stores-of-laptop.ts'

export type { JournalRecord } from './outbox-journal-record.ts'

/** The encrypted copy of what this laptop wrote, outside the database: change sets are added, and whole files go. */
export interface OutboxJournal {
  /**
   * Adds every change set of the database that is not in the journal yet, on the disk when it returns.
   * @returns how many were added
   */
  readonly catchUp: (connection: Connection) => number
  /** The next change set goes to a new file, so that the ones before can go once backups hold them. */
  readonly startNewFile: () => void
  /**
   * Takes away the files whose every change set is at or below the position, which the oldest backup that is kept
   * holds; `null`, for no backup, takes away none. The newest file stays, and every file with a change set that is not
   * in the database: what a restore could not bring back is nowhere else. Such a file is opened and read whole each time.
   */
  readonly dropFilesBefore: (heldUpTo: number | null, connection: Connection) => void
  /**
   * Whether the newest change set that the database's store journaled is not in it: it went back, such as by a
   * write-ahead log that was cut off, and `replayJournal` brings back what it lost.
   */
  readonly isAheadOf: (connection: Connection) => boolean
  /** How many change sets the journal holds, sent or not. */
  readonly count: () => number
  /** Every change set that can be read, in the order of writing, one file in memory at a time. */
  readonly records: () => Iterable<JournalRecord>
  /** Change sets that were in the journal and can no longer be read. */
  readonly damaged: () => number
  /**
   * Writes the whole journal anew, each change set as the function gives it, and overwrites the files before. Killed
   * anywhere, the journal is the one before or the new one whole; what is left of the old one goes at the next start.
   */
  readonly rewrite: (transform: (record: JournalRecord) => JournalRecord) => void
  /** Lets go of the file that is being written. */
  readonly close: () => void
}

/**
 * The outbox journal of a data folder: `journal/NNNNNN.journal`, written by one process.
 * @param folder the laptop's data folder
 */
export function createOutboxJournal({
  folder,
  key: databaseKey,
  randomBytes,
}: {
  readonly folder: string
  readonly key: DatabaseKey
  readonly randomBytes: (count: number) => Uint8Array
}): OutboxJournal {
  const key = journalKeyOf(databaseKey)
  let writer: JournalWriter | null = null
  /** Everything up to this position of the database is in the journal; `null` before the first look. */
  let journaledUpTo: number | null = null

  const closeWriter = () => {
    writer?.close()
    writer = null
  }
  const append = (records: readonly JournalRecord[]): void => {
    if (records.length === 0) return
    writer ??= createJournalWriter(folder, { key, randomBytes, isAnew: false })
    try {
      writer.append(records)
    } catch (error) {
      // Whatever state the file is in, what comes next goes to another one.
      closeWriter()
      throw error
    }
  }
  const appendAll = (next: (position: number) => ChangeSetPage, from: number, known: ReadonlySet<string>) => {
    let added = 0
    for (let page = next(from); page.upTo !== null; page = next(page.upTo)) {
      const records = page.records.filter(({ id }) => !known.has(id))
      append(records)
      added += records.length
      journaledUpTo = page.upTo
    }
    return added
  }

  /** The first look in this process: where the journal and the database last went the same way. */
  const meet = (connection: Connection): number => {
    makeFolder(journalFolder(folder))
    clearJournalFolder(folder)
    const database = createChangeSetReader(connection)
    const known = new Set<string>()
    for (const file of journalFiles(folder).toReversed())
      for (const { id, position } of readJournalFile(file, key).records.toReversed()) {
        if (database.idAt(position) === id) {
          journaledUpTo = position
          return appendAll(database.after, position, known)
        }
        known.add(id)
      }
    // Nothing in common: an empty journal, or a database that came from elsewhere. What head office has by now goes in
    // too: head office and this laptop may both go back to before it.
    const added = appendAll(database.after, 0, known)
    journaledUpTo ??= 0
    return added
  }

  return {
    catchUp(connection) {
      if (journaledUpTo === null) return meet(connection)
      return appendAll(createChangeSetReader(connection).after, journaledUpTo, new Set())
    },
    startNewFile: closeWriter,
    isAheadOf(connection) {
      const database = createChangeSetReader(connection)
      const stores = storesOf(connection, readChain(folder))
      // A database without its set-up is behind, whatever store the journal is of.
      const mayBeIts = (record: JournalRecord) => stores === null || isOfStores(record, stores)
      for (const file of journalFiles(folder).toReversed()) {
        const newest = readJournalFile(file, key).records.findLast(mayBeIts)
        if (newest) return !database.has(newest.id)
      }
      return false
    },
    dropFilesBefore(heldUpTo, connection) {
      if (heldUpTo === null) return
      clearJournalFolder(folder)
      const database = createChangeSetReader(connection)
      const isHeld = (file: JournalFile) =>
        readJournalFile(file, key).records.every(({ id }) => database.has(id))
      let laterFirst = Number.POSITIVE_INFINITY
      for (const [age, file] of journalFiles(folder).toReversed().entries()) {
        const { first, highest, isWhole } = spanOf(file)
        // What is damaged in a file came before the first of the next one.
        const mayHoldUpTo = isWhole ? (highest ?? 0) : Math.max(highest ?? 0, laterFirst - 1)
        if (age > 0 && mayHoldUpTo <= heldUpTo && isHeld(file)) unlinkSync(file.path)
        laterFirst = Math.min(laterFirst, first ?? Number.POSITIVE_INFINITY)
      }
    },
    count: () => journalFiles(folder).reduce((total, file) => total + spanOf(file).count, 0),
    *records() {
      for (const file of journalFiles(folder)) yield* readJournalFile(file, key).records
    },
    damaged: () =>
      journalFiles(folder).reduce((total, file) => total + readJournalFile(file, key).damaged, 0),
    rewrite(transform) {
      closeWriter()
      clearJournalFolder(folder)
      const before = journalFiles(folder)
      if (before.length === 0) return
      const anew = createJournalWriter(folder, { key, randomBytes, isAnew: true })
      try {
        for (const file of before) anew.append(readJournalFile(file, key).records.map(transform))
      } finally {
        anew.close()
      }
      // From here on the new file counts and the ones before do not, whatever happens next.
      renameSync(partialPath(anew.file), anew.file.path)
      syncFolder(journalFolder(folder))
      for (const { path } of before) destroyFile(path)
    },
    close: closeWriter,
  }
}
