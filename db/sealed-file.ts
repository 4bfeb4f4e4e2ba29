import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { DatabaseKey } from './database-key.ts'

/*
 * Any file under the data key, byte for byte, whatever state it is in:
 *
 *   head:   "NSF1" | the 16 bytes of the key's salt, which says which key it is
 *   chunks: length of the body, 4 bytes, big endian | nonce, 12 bytes | AES-256-GCM of up to a mebibyte | tag, 16 bytes
 *
 * The key is HKDF-SHA256 of the data key, info "sealed file". Each chunk is authenticated with its number, 4 bytes, and a
 * byte that is 1 for the last one, so that none can be moved, left out or cut off. Every file ends in a last chunk.
 */

const magic = Buffer.from('NSF1', 'latin1')
const headBytes = 20
const lengthBytes = 4
const nonceBytes = 12
const tagBytes = 16
const chunkBytes = 1024 * 1024

/** Which key a sealed file opens with, as its salt in hexadecimal; `null` for a file that is no sealed one. */
export function saltOfSealed(file: string): string | null {
  const descriptor = openSync(file, 'r')
  try {
    const head = Buffer.alloc(headBytes)
    const isWhole = readSync(descriptor, head, 0, headBytes, 0) === headBytes
    return isWhole && head.subarray(0, magic.length).equals(magic) ? head.toString('hex', magic.length) : null
  } finally {
    closeSync(descriptor)
  }
}

/** Seals a file's bytes into a new file, which is on the disk when this returns. */
export function sealFile(
  from: string,
  to: string,
  key: DatabaseKey,
  randomBytes: (count: number) => Uint8Array,
): void {
  const source = openSync(from, 'r')
  try {
    writeSealed(to, key, randomBytes, (chunk) => readSync(source, chunk))
  } finally {
    closeSync(source)
  }
}

/** Seals bytes into a new file, which is on the disk when this returns. */
export function sealBytes(
  bytes: Uint8Array,
  to: string,
  key: DatabaseKey,
  randomBytes: (count: number) => Uint8Array,
): void {
  let at = 0
  writeSealed(to, key, randomBytes, (chunk) => {
    const some = bytes.subarray(at, at + chunk.length)
    chunk.set(some)
    at += some.length
    return some.length
  })
}

/**
 * Opens a sealed file into a new one, which is on the disk when this returns.
 * @throws Error when it was sealed with another key, or was changed or cut; what was written by then counts for nothing
 */
export function unsealFile(from: string, to: string, key: DatabaseKey): void {
  const target = openSync(to, 'wx', 0o600)
  try {
    for (const chunk of chunksOf(from, key)) writeAll(target, chunk)
    fsyncSync(target)
  } finally {
    closeSync(target)
  }
}

/** Seals what was sealed with one key with another, without it lying open in between. */
export function sealFileAnew(
  from: string,
  to: string,
  keys: { readonly before: DatabaseKey; readonly now: DatabaseKey },
  randomBytes: (count: number) => Uint8Array,
): void {
  const chunks = chunksOf(from, keys.before)
  writeSealed(to, keys.now, randomBytes, (target) => {
    const { value } = chunks.next()
    return value === undefined ? 0 : value.copy(target)
  })
}

/** @param fill puts up to a chunk's bytes into the buffer and says how many; 0 at the end */
function writeSealed(
  file: string,
  key: DatabaseKey,
  randomBytes: (count: number) => Uint8Array,
  fill: (chunk: Buffer) => number,
): void {
  const fileKey = fileKeyOf(key)
  const target = openSync(file, 'wx', 0o600)
  try {
    writeAll(target, Buffer.concat([magic, Buffer.from(key.salt, 'hex')]))
    const chunk = Buffer.alloc(chunkBytes)
    for (let number = 0, read = -1; read !== 0; number += 1) {
      read = fill(chunk)
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', fileKey, nonce, { authTagLength: tagBytes })
      cipher.setAAD(placeOf(number, read === 0))
      const body = [nonce, cipher.update(chunk.subarray(0, read)), cipher.final(), cipher.getAuthTag()]
      const length = Buffer.alloc(lengthBytes)
      length.writeUInt32BE(nonceBytes + read + tagBytes)
      writeAll(target, Buffer.concat([length, ...body]))
    }
    fsyncSync(target)
  } finally {
    closeSync(target)
  }
}

function* chunksOf(file: string, key: DatabaseKey): Generator<Buffer, undefined> {
  const fileKey = fileKeyOf(key)
  const source = openSync(file, 'r')
  try {
    readExactly(source, headBytes)
    for (let number = 0, isLast = false; !isLast; number += 1) {
      const body = readExactly(source, readExactly(source, lengthBytes).readUInt32BE())
      isLast = body.length === nonceBytes + tagBytes
      const nonce = body.subarray(0, nonceBytes)
      const decipher = createDecipheriv('aes-256-gcm', fileKey, nonce, { authTagLength: tagBytes })
      decipher.setAAD(placeOf(number, isLast)).setAuthTag(body.subarray(body.length - tagBytes))
      const chunk = Buffer.concat([
        decipher.update(body.subarray(nonceBytes, body.length - tagBytes)),
        decipher.final(),
      ])
      if (!isLast) yield chunk
    }
  } finally {
    closeSync(source)
  }
}

const fileKeyOf = ({ dataKey }: DatabaseKey): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(dataKey, 'hex'), '', 'sealed file', 32))

function placeOf(number: number, isLast: boolean): Buffer {
  const place = Buffer.alloc(5)
  place.writeUInt32BE(number)
  place.writeUInt8(isLast ? 1 : 0, 4)
  return place
}

/** A length that was changed must not take all the memory there is. */
const mostBodyBytes = nonceBytes + chunkBytes + tagBytes

function readExactly(descriptor: number, count: number): Buffer {
  if (count > mostBodyBytes) throw new Error('A sealed file was changed')
  const bytes = Buffer.alloc(count)
  for (let at = 0; at < count; ) {
    const read = readSync(descriptor, bytes, at, count - at, null)
    if (read === 0) throw new Error('A sealed file was cut')
    at += read
  }
  return bytes
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
}
