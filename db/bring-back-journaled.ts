import { existsSync } from 'node:fs'
import { readChain } from './chain-file.ts'
import { connectReader, connectWriter, databaseFile } from './connect.ts'
import type { FoldName } from './customer-search.ts'
import type { DatabaseKey } from './database-key.ts'
import { eraseAll } from './erasures.ts'
import { recordsOfStores } from './journal-of-store.ts'
import { newestVersion, versionOf } from './migrate.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import { type Replayed, replayJournal } from './replay-journal.ts'
import { storesOf } from './stores-of-laptop.ts'

interface Place {
  readonly folder: string
  readonly key: DatabaseKey
  readonly migrationsFolder: string
  readonly randomBytes: (count: number) => Uint8Array
}

/**
 * Whether the outbox journal holds changes that the database in use has lost, as when its write-ahead log was cut off or
 * an older file was put in its place. Asked before anything is written or journaled, by whoever holds the folder.
 * @throws Refusal DATABASE_NOT_READABLE, FILE_NOT_USABLE
 */
export function isBehindJournal({ folder, key, migrationsFolder, randomBytes }: Place): boolean {
  if (!existsSync(databaseFile(folder))) return false
  const connection = connectReader(folder, key)
  try {
    // Tables that are not there yet, or are of an earlier version, have no change set to compare.
    if (versionOf(connection) !== newestVersion(migrationsFolder)) return false
    return createOutboxJournal({ folder, key, randomBytes }).isAheadOf(connection)
  } finally {
    connection.close()
  }
}

/**
 * Brings the changes of the journal that the database in use has lost back into it. Cut short, it goes on at the next
 * start. The caller holds the folder, and nothing has the database open.
 */
export function bringBackJournaled({
  folder,
  key,
  randomBytes,
  foldName,
}: Place & { readonly foldName: FoldName }): Replayed {
  const connection = connectWriter(folder, key)
  try {
    const stores = storesOf(connection, readChain(folder))
    const journal = createOutboxJournal({ folder, key, randomBytes })
    const { records, leftOut } = recordsOfStores(journal.records(), stores)
    const { notReplayed, ...replayed } = replayJournal({ connection, foldName, records })
    eraseAll(connection)
    // To a database that lost its set-up, all of it was its own.
    return { ...replayed, notReplayed: notReplayed + (stores === null ? leftOut() : 0) }
  } finally {
    connection.close()
  }
}
