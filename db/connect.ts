import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { makeFolder } from './make-folder.ts'

export type Connection = Database.Database

/** The laptop's database inside its data folder. */
export const databaseFile = (folder: string): string => join(folder, 'northstar.db')

/**
 * Opens the one writer connection: write-ahead log, every commit synced to disk, foreign keys on.
 * Every connection is opened in this file, so that the key of an encrypted database has one place to go.
 * @throws Refusal FOLDER_NOT_WRITABLE, DATABASE_NOT_READABLE
 */
export function connectWriter(folder: string): Connection {
  makeFolder(folder)
  const file = databaseFile(folder)
  const connection = new Database(file)
  try {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    connection.pragma('busy_timeout = 5000')
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
  } catch (cause) {
    connection.close()
    if (sqliteCode(cause) === 'SQLITE_NOTADB' || sqliteCode(cause) === 'SQLITE_CORRUPT')
      throw new Refusal('DATABASE_NOT_READABLE', { file }, { cause })
    throw cause
  }
  return connection
}

/** Opens a read-only connection for reports and exports, which answers never wait for. */
export function connectReader(folder: string): Connection {
  const connection = new Database(databaseFile(folder), { readonly: true, fileMustExist: true })
  connection.pragma('busy_timeout = 5000')
  connection.pragma('query_only = ON')
  return connection
}

/**
 * Holds the data folder for this process. The operating system lets go of it when the process ends, however it ends.
 * @throws Refusal ALREADY_OPEN, FOLDER_NOT_WRITABLE
 */
export function holdFolder(folder: string): { readonly release: () => void } {
  makeFolder(folder)
  const lock = new Database(join(folder, 'in-use.lock'), { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if (sqliteCode(cause)?.startsWith('SQLITE_BUSY')) throw new Refusal('ALREADY_OPEN', { folder }, { cause })
    throw cause
  }
  return { release: () => lock.close() }
}

/** SQLite's own name of a failure, e.g. `SQLITE_FULL`; `undefined` for anything else. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined
}
