import { closeSync, existsSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { DatabaseKey } from './database-key.ts'
import { saltBytes } from './salvage-cipher.ts'
import { openDamaged } from './salvage-pages.ts'

/** The salt at the head of a database file, in hexadecimal; `null` where no file of that length is. */
export function readSalt(file: string): string | null {
  if (!existsSync(file)) return null
  const descriptor = openSync(file, 'r')
  try {
    const found = Buffer.alloc(saltBytes)
    return readSync(descriptor, found, 0, saltBytes, 0) < saltBytes ? null : found.toString('hex')
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Writes the salt that is kept with the key back to the head of the database file, where it differs and where that is
 * what makes the file readable: its first page proves itself under the kept salt. Any other file is left as it is.
 * @returns whether it was written; it is on the disk then
 */
export function putSaltBack({ file, key }: { readonly file: string; readonly key: DatabaseKey }): boolean {
  if (!existsSync(file)) return false
  const salt = Buffer.from(key.salt, 'hex')
  const descriptor = openSync(file, 'r+')
  try {
    const found = Buffer.alloc(saltBytes)
    if (readSync(descriptor, found, 0, saltBytes, 0) < saltBytes || found.equals(salt)) return false
    if (!canBeRead(file, key)) return false
    writeSync(descriptor, salt, 0, saltBytes, 0)
    fsyncSync(descriptor)
    return true
  } finally {
    closeSync(descriptor)
  }
}

function canBeRead(file: string, key: DatabaseKey): boolean {
  const damaged = openDamaged({ file, key })
  try {
    return damaged.believed.page(1) !== null
  } finally {
    damaged.close()
  }
}
