import { createDecipheriv, createHmac, createSecretKey, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { pageBytes } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'

/** Bytes at the end of each page that hold no rows: the page's own initialisation vector, then its authentication code. */
const reservedBytes = 80
const codeBytes = 64
/** Bytes of a page that rows can use. */
export const usableBytes = pageBytes - reservedBytes
/** Bytes at the head of the first page that are the salt, in plain, where SQLite's own header says what the file is. */
export const saltBytes = 16
const plainHeader = Buffer.from('SQLite format 3\0', 'latin1')

/** Opens one page as it lies on the disk: its usable bytes in plain, or `null` where they are not what was written. */
export type OpenPage = (pageNumber: number, sealed: Uint8Array) => Buffer | null

/**
 * Makes the function that opens single pages without SQLite, so that one damaged page costs no other.
 *
 * SQLCipher 4's format with a raw key (https://www.zetetic.net/sqlcipher/design/): AES-256-CBC over the usable bytes
 * with an initialisation vector for each page, HMAC-SHA512 over both and the page's number, little endian. The HMAC's
 * key is PBKDF2-HMAC-SHA512 of the data key, two rounds, salted with the file's salt with each byte XOR 0x3a. The salt
 * comes with the key, so a damaged one in the file does not matter here.
 */
export function createOpenPage({ dataKey, salt }: DatabaseKey): OpenPage {
  const rawKey = Buffer.from(dataKey, 'hex')
  const codeSalt = Buffer.from(salt, 'hex').map((byte) => byte ^ 0x3a)
  // Made into keys once: for each page anew, that cost more than the page.
  const codeKey = createSecretKey(pbkdf2Sync(rawKey, codeSalt, 2, 32, 'sha512'))
  const key = createSecretKey(rawKey)
  const number = Buffer.alloc(4)
  return (pageNumber, sealed) => {
    if (sealed.length !== pageBytes) return null
    const start = pageNumber === 1 ? saltBytes : 0
    number.writeUInt32LE(pageNumber)
    const code = createHmac('sha512', codeKey)
      .update(sealed.subarray(start, pageBytes - codeBytes))
      .update(number)
      .digest()
    if (!timingSafeEqual(code, sealed.subarray(pageBytes - codeBytes))) return null
    const vector = sealed.subarray(usableBytes, pageBytes - codeBytes)
    const decipher = createDecipheriv('aes-256-cbc', key, vector).setAutoPadding(false)
    const plain = decipher.update(sealed.subarray(start, usableBytes))
    return start === 0 ? plain : Buffer.concat([plainHeader, plain])
  }
}
