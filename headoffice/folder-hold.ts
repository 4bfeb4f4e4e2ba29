import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../contract/errors.ts'

/**
 * Holds head office's folder for this process alone; PGlite would let two processes open it and spoil it.
 *
 * The file is an empty SQLite database used for nothing but its lock, which is the one lock in Node that the operating
 * system lets go of by itself however the process ends. No data is ever written to it.
 * @throws Refusal FOLDER_NOT_WRITABLE, HEADOFFICE_FOLDER_IN_USE
 */
export function holdFolder(folder: string): { readonly release: () => void } {
  try {
    makeFolder(folder)
    accessSync(`${folder}/`, constants.W_OK)
  } catch (cause) {
    throw new Refusal('FOLDER_NOT_WRITABLE', { folder }, { cause })
  }
  const lock = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new Refusal('HEADOFFICE_FOLDER_IN_USE', { folder }, { cause })
  }
  return { release: () => lock.close() }
}

/** One at a time: Node's recursive `mkdir` never comes back in a file system that makes no folders, such as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
