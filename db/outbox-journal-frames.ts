import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { DatabaseKey } from './database-key.ts'

/*
 * One journal file is a row of frames, numbers big endian:
 *
 *   head: "NSJ1" | sequence, 4 bytes | position of the change set, 8 bytes | length of the body, 4 bytes |
 *         CRC-32 of the twenty bytes and the file's number, 4 bytes
 *   body: nonce, 12 bytes | AES-256-GCM of the record | tag, 16 bytes
 *
 * The key is HKDF-SHA256 of the data key, info "outbox journal". The file's number and the head are authenticated with
 * each record, so that none can be moved, repeated elsewhere or left out without its gap. The check of the head tells a
 * damaged length from a true one: behind a damaged body the next frame is known, behind a damaged head it is looked for.
 */

const magic = Buffer.from('NSJ1', 'latin1')
const headBytes = 24
const checkAt = 20
const nonceBytes = 12
const tagBytes = 16

export type JournalKey = Buffer

export function journalKeyOf({ dataKey }: DatabaseKey): JournalKey {
  return Buffer.from(hkdfSync('sha256', Buffer.from(dataKey, 'hex'), '', 'outbox journal', 32))
}

interface Place {
  readonly fileNumber: number
  /** Counts the frames of a file from 0. */
  readonly sequence: number
  /** The change set's position, in plain, so that a file can be let go of without opening it. */
  readonly position: number
}

/** One record as a frame. @param nonce twelve bytes that were never used before */
export function sealFrame(key: JournalKey, place: Place, record: Uint8Array, nonce: Uint8Array): Buffer {
  const head = Buffer.alloc(headBytes)
  magic.copy(head)
  head.writeUInt32BE(place.sequence, 4)
  head.writeBigUInt64BE(BigInt(place.position), 8)
  head.writeUInt32BE(nonceBytes + record.length + tagBytes, 16)
  head.writeUInt32BE(checkOf(head, place.fileNumber), checkAt)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(told(head, place.fileNumber))
  return Buffer.concat([head, nonce, cipher.update(record), cipher.final(), cipher.getAuthTag()])
}

export interface FrameHead {
  readonly sequence: number
  readonly position: number
  /** Where the frame ends in the file. */
  readonly end: number
}

interface Frame extends FrameHead {
  readonly head: Buffer
  readonly body: Buffer
}

/** The heads of a file's frames, without opening what they hold. */
export function readHeads(fileNumber: number, bytes: Buffer): readonly FrameHead[] {
  return [...framesOf(fileNumber, bytes)].map(({ sequence, position, end }) => ({
    sequence,
    position,
    end,
  }))
}

interface Frames {
  /** Records that prove themselves, in the order in which they stand. */
  readonly records: readonly Buffer[]
  /** Records before the last one read that are damaged or gone. */
  readonly damaged: number
  /** Something stands behind the last record read that is no whole record: a write cut short, or damage. */
  readonly isTorn: boolean
}

/** Reads a journal file's frames. No damage makes it give a record that was not written there, or go on for ever. */
export function readFrames(key: JournalKey, fileNumber: number, bytes: Buffer): Frames {
  const records = new Map<number, Buffer>()
  let end = 0
  for (const frame of framesOf(fileNumber, bytes)) {
    const record = records.has(frame.sequence) ? null : openFrame(key, fileNumber, frame)
    if (!record) continue
    records.set(frame.sequence, record)
    end = frame.end
  }
  return {
    records: [...records.values()],
    damaged: missingOf(records.keys()),
    isTorn: end < bytes.length,
  }
}

/** How many numbers from 0 to the highest are not there. */
export function missingOf(sequences: Iterable<number>): number {
  const there = new Set(sequences)
  return [...there].reduce((most, sequence) => Math.max(most, sequence + 1), 0) - there.size
}

function* framesOf(fileNumber: number, bytes: Buffer): Generator<Frame> {
  for (let at = 0; at >= 0 && at < bytes.length; ) {
    const frame = readFrame(bytes, at, fileNumber)
    if (frame) yield frame
    // A frame whose end was never written reaches into the one that was written after it.
    const isFollowed = frame && (frame.end === bytes.length || isMagicAt(bytes, frame.end))
    at = isFollowed ? frame.end : bytes.indexOf(magic, at + 1)
  }
}

const isMagicAt = (bytes: Buffer, at: number): boolean => bytes.subarray(at, at + magic.length).equals(magic)

function readFrame(bytes: Buffer, at: number, fileNumber: number): Frame | null {
  const head = bytes.subarray(at, at + headBytes)
  if (head.length < headBytes || !isMagicAt(head, 0)) return null
  if (head.readUInt32BE(checkAt) !== checkOf(head, fileNumber)) return null
  const end = at + headBytes + head.readUInt32BE(16)
  if (end > bytes.length) return null
  const body = bytes.subarray(at + headBytes, end)
  return { head, body, end, sequence: head.readUInt32BE(4), position: Number(head.readBigUInt64BE(8)) }
}

function openFrame(key: JournalKey, fileNumber: number, { head, body }: Frame): Buffer | null {
  if (body.length < nonceBytes + tagBytes) return null
  const nonce = body.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(told(head, fileNumber))
  decipher.setAuthTag(body.subarray(body.length - tagBytes))
  const record = decipher.update(body.subarray(nonceBytes, body.length - tagBytes))
  try {
    return Buffer.concat([record, decipher.final()])
  } catch {
    // The tag does not fit: the record is not what was written here.
    return null
  }
}

/** What a head says, and of which file. */
function told(head: Buffer, fileNumber: number): Buffer {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(fileNumber)
  return Buffer.concat([number, head.subarray(0, checkAt)])
}

const checkOf = (head: Buffer, fileNumber: number): number => crc32(told(head, fileNumber))
