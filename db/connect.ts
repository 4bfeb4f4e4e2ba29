import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { DatabaseKey } from './database-key.ts'
import { makeFolder } from './make-folder.ts'
import { noRoomToOpen } from './room-on-disk.ts'

export type Connection = Database.Database

/** The laptop's database inside its data folder. */
export const databaseFile = (folder: string): string => join(folder, 'northstar.db')

/**
 * Bytes in a page of the database. Each page is encrypted and authenticated whole, so what one answer costs grows with
 * the size of the few pages it touches, and what one damaged byte costs does too (docs/decisions/009-encryption.md).
 */
export const pageBytes = 1024

/**
 * Opens the one writer connection: write-ahead log, every commit synced to disk, foreign keys on.
 * Every connection is opened in this file, so that the key of the database has one place to go.
 * @throws Refusal FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, DATABASE_NOT_READABLE
 */
export function connectWriter(folder: string, key: DatabaseKey): Connection {
  makeFolder(folder)
  return connectFileWriter(databaseFile(folder), key)
}

/**
 * Opens any file for writing in the way of the writer connection, such as a restored one that is not in use yet.
 * @throws Refusal FILE_NOT_USABLE, DATABASE_NOT_READABLE
 */
export function connectFileWriter(file: string, key: DatabaseKey): Connection {
  refuseUnwritable(file)
  return opened(file, {}, (connection) => {
    unlock(connection, key)
    connection.pragma('busy_timeout = 5000')
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    // On macOS a sync reaches the drive only when it is asked for in this way; elsewhere this says nothing.
    connection.pragma('fullfsync = ON')
    connection.pragma('foreign_keys = ON')
    // What is erased or replaced is overwritten with zeros, so that no page keeps words nobody may find again.
    connection.pragma('secure_delete = ON')
    // Sorting and grouping must not spill what is encrypted into plain temporary files.
    connection.pragma('temp_store = MEMORY')
  })
}

/**
 * Opens a read-only connection, which answers never wait for.
 * @throws Refusal FILE_NOT_USABLE, DATABASE_NOT_READABLE
 */
export function connectReader(folder: string, key: DatabaseKey): Connection {
  return connectFileReader(databaseFile(folder), key)
}

/**
 * Opens any file that was encrypted with the key, such as a backup, for reading only.
 * @throws Refusal FILE_NOT_USABLE, DATABASE_NOT_READABLE
 */
export function connectFileReader(file: string, key: DatabaseKey): Connection {
  return opened(file, { readonly: true, fileMustExist: true }, (connection) => {
    unlock(connection, key)
    connection.pragma('busy_timeout = 5000')
    connection.pragma('temp_store = MEMORY')
    connection.pragma('query_only = ON')
    // Opening alone reads nothing: a file that is no database shows itself only now.
    connection.pragma('user_version')
  })
}

/**
 * Opens a database that is not encrypted, as an earlier build left it, for reading only: its log is read and left as
 * it is, because a connection that cannot write puts nothing from the log into the file and takes none away.
 * @throws Refusal FILE_NOT_USABLE, DATABASE_NOT_READABLE
 */
export function connectPlainReader(file: string): Connection {
  return opened(file, { readonly: true, fileMustExist: true }, (connection) => {
    connection.pragma('temp_store = MEMORY')
    connection.pragma('query_only = ON')
    connection.pragma('user_version')
  })
}

/**
 * Takes back what a killed process left half written in a database that is not encrypted, by its rollback journal. The
 * journal stays, so that it can be overwritten.
 * @throws Refusal FILE_NOT_USABLE, DATABASE_NOT_READABLE
 */
export function recoverPlain(file: string): void {
  refuseUnwritable(file)
  opened(file, { fileMustExist: true }, (connection) => {
    connection.pragma('journal_mode = PERSIST')
    connection.pragma('user_version')
  }).close()
}

/** An empty database in memory, for asking SQLite what a schema means. */
export const connectMemory = (): Connection => new Database(':memory:')

/**
 * Holds the data folder for this process. The operating system lets go of it when the process ends, however it ends.
 * @throws Refusal ALREADY_OPEN, FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, DATABASE_NOT_READABLE
 */
export function holdFolder(folder: string): { readonly release: () => void } {
  makeFolder(folder)
  const file = join(folder, 'in-use.lock')
  refuseUnwritable(file)
  const lock = opened(file, { timeout: 0 }, (connection) => {
    connection.pragma('locking_mode = EXCLUSIVE')
    try {
      connection.exec('BEGIN EXCLUSIVE')
    } catch (cause) {
      if (sqliteCode(cause)?.startsWith('SQLITE_BUSY'))
        throw new Refusal('ALREADY_OPEN', { folder }, { cause })
      throw cause
    }
  })
  return { release: () => lock.close() }
}

/** Raw key and salt: nothing is derived, so opening costs no more than reading. SQLCipher's format, version 4. */
function unlock(connection: Connection, { dataKey, salt }: DatabaseKey): void {
  connection.pragma("cipher = 'sqlcipher'")
  connection.pragma('legacy = 4')
  connection.pragma(`legacy_page_size = ${pageBytes}`)
  connection.pragma(`key = "x'${dataKey}${salt}'"`)
}

/**
 * Encrypts every page of a file anew, with another key and salt. Nothing takes a power cut in the middle back, so the
 * file is a copy that counts for nothing before this returns; it has no log beside it afterwards.
 * @throws SqliteError as any reading and writing does
 */
export function encryptAnew(file: string, from: DatabaseKey, to: DatabaseKey): void {
  const connection = opened(file, { fileMustExist: true }, (one) => unlock(one, from))
  try {
    // Without a journal: every page would be in it, and the copy is worth nothing half done anyway.
    connection.unsafeMode(true)
    // What is in a log comes into the file first: pages of a log would stay under the old key.
    for (const mode of ['DELETE', 'OFF'])
      if (connection.pragma(`journal_mode = ${mode}`, { simple: true }) !== mode.toLowerCase())
        throw new Error(`A copy cannot be put in journal mode ${mode}`)
    connection.pragma('synchronous = OFF')
    connection.pragma('temp_store = MEMORY')
    connection.pragma(`rekey = "x'${to.dataKey}${to.salt}'"`)
  } finally {
    connection.close()
  }
}

/** SQLite's own name of a failure, e.g. `SQLITE_FULL`; `undefined` for anything else. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined
}

/** SQLite opens a file that it may not write without a word, and even gives out locks on it. */
function refuseUnwritable(file: string): void {
  try {
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK)
  } catch (cause) {
    throw new Refusal('FILE_NOT_USABLE', { file }, { cause })
  }
}

function opened(
  file: string,
  options: Database.Options,
  prepare: (connection: Connection) => void,
): Connection {
  let connection: Connection | null = null
  try {
    connection = new Database(file, options)
    prepare(connection)
    return connection
  } catch (cause) {
    connection?.close()
    const code = sqliteCode(cause)
    const noRoom = noRoomToOpen(dirname(file), cause)
    if (noRoom) throw noRoom
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT'))
      throw new Refusal('DATABASE_NOT_READABLE', { file }, { cause })
    if (code?.startsWith('SQLITE_CANTOPEN') || code?.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM')
      throw new Refusal('FILE_NOT_USABLE', { file }, { cause })
    throw cause
  }
}
