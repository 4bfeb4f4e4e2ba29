import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from '../contract/errors.ts'
import { syncFolder } from './durable-files.ts'
import { noRoomToOpen } from './room-on-disk.ts'

/**
 * Makes a folder that only this account may read, with the folders above it, and sees that it can be written in.
 * @param folder an absolute path
 * @throws Refusal FOLDER_NOT_WRITABLE, NO_ROOM_TO_OPEN
 */
export function makeFolder(folder: string): void {
  try {
    makeEach(folder)
    // A file in its place would pass for writable; a path that ends in a slash is only ever a folder.
    accessSync(`${folder}/`, constants.W_OK)
  } catch (cause) {
    throw noRoomToOpen(folder, cause) ?? new Refusal('FOLDER_NOT_WRITABLE', { folder }, { cause })
  }
}

/** One at a time: Node's recursive `mkdir` never comes back in a file system that makes no folders, such as /proc. */
function makeEach(folder: string): void {
  if (existsSync(folder)) return
  makeEach(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
  // SQLite syncs the names in the folder, not the folder's own: without this a power cut takes a new one with all in it.
  syncFolder(dirname(folder))
}
