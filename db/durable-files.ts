import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The ending of a file that is being written: it is not yet what its name says. */
export const partialEnding = '.partial'

/** Puts what a file holds on the disk. */
export function syncFile(file: string): void {
  sync(file, 'r+')
}

/**
 * Puts on the disk which files a folder holds, so that a new name or one that went outlasts a power cut. Windows keeps
 * names by itself and opens no folder for this.
 */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r')
}

/**
 * Writes a whole file that only this account may read, or leaves the one before: never half of either, whenever the
 * power goes. It is on the disk when this returns.
 */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const partial = `${file}${partialEnding}`
  writeFileSync(partial, content, { mode: 0o600 })
  syncFile(partial)
  renameSync(partial, file)
  syncFolder(dirname(file))
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
