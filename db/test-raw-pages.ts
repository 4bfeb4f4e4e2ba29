import { createDecipheriv } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageBytes } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'

/** At the end of each page: 16 bytes of initialisation vector, then the page's HMAC-SHA512. */
const reservedBytes = 80
const vectorBytes = 16
const saltBytes = 16
const logHeaderBytes = 32
const frameHeaderBytes = 24

/**
 * Every page of an encrypted database as it is on the disk, decrypted one by one without SQLite: pages in use, free
 * ones, and whatever lies between cells. For tests that look for what should be gone.
 */
export function rawPages(file: string, key: DatabaseKey): readonly Buffer[] {
  const bytes = readFileSync(file)
  return Array.from({ length: Math.floor(bytes.length / pageBytes) }, (_, index) =>
    decrypted(bytes.subarray(index * pageBytes, (index + 1) * pageBytes), index + 1, key),
  )
}

/** The page of every frame of a database's write-ahead log, those of before the last checkpoint included. */
export function rawLogFrames(file: string, key: DatabaseKey): readonly Buffer[] {
  const log = `${file}-wal`
  if (!existsSync(log)) return []
  const bytes = readFileSync(log)
  const frameBytes = frameHeaderBytes + pageBytes
  const count = Math.max(0, Math.floor((bytes.length - logHeaderBytes) / frameBytes))
  return Array.from({ length: count }, (_, index) => {
    const at = logHeaderBytes + index * frameBytes
    const page = bytes.subarray(at + frameHeaderBytes, at + frameBytes)
    return decrypted(page, bytes.readUInt32BE(at), key)
  })
}

/** Every file under a folder, read as it is. */
export function rawFiles(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
}

/** Which of the words stand in any of the pieces, in UTF-8 or in UTF-16 of either byte order. */
export function wordsIn(pieces: readonly Buffer[], words: readonly string[]): readonly string[] {
  return words.filter((word) => {
    const little = Buffer.from(word, 'utf16le')
    const forms = [Buffer.from(word, 'utf8'), little, Buffer.from(little).swap16()]
    return pieces.some((piece) => forms.some((form) => piece.includes(form)))
  })
}

/** SQLCipher 4: AES-256-CBC under the raw data key; the first page begins with the salt, in plain. */
function decrypted(page: Buffer, number: number, { dataKey }: DatabaseKey): Buffer {
  const vectorAt = pageBytes - reservedBytes
  const vector = page.subarray(vectorAt, vectorAt + vectorBytes)
  const decipher = createDecipheriv('aes-256-cbc', Buffer.from(dataKey, 'hex'), vector).setAutoPadding(false)
  const body = page.subarray(number === 1 ? saltBytes : 0, vectorAt)
  return Buffer.concat([decipher.update(body), decipher.final()])
}
