import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
// biome-ignore lint/style/noRestrictedImports: the one lock there is in Node, docs/decisions/008-head-office-lock.md
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'

/**
 * Holds head office's folder for this process alone; PGlite would let two processes open it and spoil it.
 *
 * The file is an empty SQLite database used for nothing but its lock, which is the one lock in Node that the operating
 * system lets go of by itself however the process ends. No data is ever written to it.
 * @throws Refusal FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, HEADOFFICE_FOLDER_IN_USE, HEADOFFICE_LOCK_NOT_READABLE
 */
export function holdFolder(folder: string): { readonly release: () => void } {
  try {
    makeFolder(folder)
    accessSync(`${folder}/`, constants.W_OK)
  } catch (cause) {
    throw new Refusal('FOLDER_NOT_WRITABLE', { folder }, { cause })
  }
  const file = join(folder, 'in-use.lock')
  let lock: DatabaseSync | null = null
  try {
    lock = new DatabaseSync(file, { timeout: 0 })
    refuseReadOnly(file)
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock?.close()
    throw lockRefusal(cause, { folder, file })
  }
  const held = lock
  return { release: () => held.close() }
}

/** On a file that may only be read, SQLite says yes to BEGIN EXCLUSIVE and holds nothing. */
function refuseReadOnly(file: string): void {
  try {
    accessSync(file, constants.W_OK)
  } catch (cause) {
    throw new Refusal('FILE_NOT_USABLE', { file }, { cause })
  }
}

const sqliteErrorSchema = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.int() })
/** SQLite's primary result codes, https://www.sqlite.org/rescode.html; the low byte of an extended one. */
const [busy, readonly, cannotOpen] = [5, 8, 14]

function lockRefusal(cause: unknown, { folder, file }: { readonly folder: string; readonly file: string }) {
  const sqlite = sqliteErrorSchema.safeParse(cause)
  if (!sqlite.success) return cause
  switch (sqlite.data.errcode & 0xff) {
    case busy:
      return new Refusal('HEADOFFICE_FOLDER_IN_USE', { folder }, { cause })
    case readonly:
    case cannotOpen:
      return new Refusal('FILE_NOT_USABLE', { file }, { cause })
    default: {
      const reason = cause instanceof Error ? cause.message : String(cause)
      return new Refusal('HEADOFFICE_LOCK_NOT_READABLE', { file, reason }, { cause })
    }
  }
}

/** One at a time: Node's recursive `mkdir` never comes back in a file system that makes no folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
