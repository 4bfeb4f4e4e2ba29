import { pageBytes } from './connect.ts'
import type { FileReader } from './salvage-file.ts'

/*
 * The write-ahead log as SQLite lays it down (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): a header of
 * 32 bytes, then frames of 24 bytes and a page. Each frame's checksum goes on from the one before it. SQLite believes
 * frames up to the last commit before the first wrong checksum and forgets the rest without a word, which is right
 * after a power cut and a silent loss after damage. Here both are told apart.
 */

export interface WalFrame {
  readonly pageNumber: number
  /** Where the page's bytes begin in the file. */
  readonly offset: number
}

export interface Wal {
  /** What SQLite believes, in the order of writing. */
  readonly sound: readonly WalFrame[]
  /** Commits behind a broken place; each page in them still proves itself by its own authentication code. */
  readonly beyond: readonly WalFrame[]
  /** Pages of an earlier round of the same file, all of them copied into the database since; the last resort. */
  readonly past: readonly WalFrame[]
  /**
   * Acknowledged commits stand behind the broken place: what was on the disk before another commit followed it cannot
   * be the torn end that a power cut leaves.
   */
  readonly isBroken: boolean
  /** Something stands behind the last commit that is no whole one: what a power cut leaves, or damage. */
  readonly endsTorn: boolean
}

const headerBytes = 32
const frameHeaderBytes = 24
const frameBytes = frameHeaderBytes + pageBytes

interface Checksum {
  readonly first: number
  readonly second: number
}

interface Frame extends WalFrame {
  readonly isCommit: boolean
  readonly isOfThisRound: boolean
  /** Its checksum goes on from what the frame before it says of itself. */
  readonly follows: boolean
}

/** Reads which pages a write-ahead log holds. */
export function readWal({ sizeBytes, readAt }: Pick<FileReader, 'sizeBytes' | 'readAt'>): Wal {
  const count = Math.max(0, Math.floor((sizeBytes - headerBytes) / frameBytes))
  const hasPart = sizeBytes > headerBytes + count * frameBytes
  if (count === 0) return { sound: [], beyond: [], past: [], isBroken: false, endsTorn: hasPart }
  const header = view(readAt(0, headerBytes))
  const { isSound, isLittleEndian, salt, checksum } = readHeader(header, readAt)
  const frames = readFrames({ count, readAt, isLittleEndian, salt, checksum })

  let chained = 0
  if (isSound) while (frames[chained]?.isOfThisRound && frames[chained]?.follows) chained += 1
  const believed = 1 + frames.slice(0, chained).findLastIndex(({ isCommit }) => isCommit)
  const rest = frames.slice(believed)
  const ofThisRound = rest.filter(({ isOfThisRound }) => isOfThisRound)
  const beyond = ofThisRound.slice(0, 1 + ofThisRound.findLastIndex(({ isCommit }) => isCommit))
  const isFollowed = rest.some(
    (frame, index) => frame.isCommit && frame.isOfThisRound && rest[index + 1]?.follows === true,
  )
  return {
    sound: frames.slice(0, believed),
    beyond,
    past: rest.filter(({ isOfThisRound }) => !isOfThisRound),
    isBroken: isSound ? isFollowed : beyond.length > 0,
    endsTorn: hasPart || ofThisRound.length > 0,
  }
}

function readHeader(header: DataView, readAt: FileReader['readAt']) {
  const isWhole = header.byteLength === headerBytes
  const magic = isWhole ? header.getUint32(0) : 0
  // SQLite writes the byte order of the machine, and every machine this runs on is little endian.
  const isLittleEndian = magic !== 0x377f0683
  const told = isWhole ? { first: header.getUint32(24), second: header.getUint32(28) } : zero
  const sum = isWhole ? addTo(zero, header, 24, isLittleEndian) : zero
  const isSound =
    (magic === 0x377f0682 || magic === 0x377f0683) &&
    header.getUint32(8) === pageBytes &&
    sum.first === told.first &&
    sum.second === told.second
  // The header is on the disk before any frame is, so where it is damaged the first frame knows which round it is.
  const saltOf = isSound ? header : view(readAt(headerBytes, frameHeaderBytes))
  const saltAt = isSound ? 16 : 8
  const salt = saltOf.byteLength >= saltAt + 8 ? saltOf.getBigUint64(saltAt) : 0n
  return { isSound, isLittleEndian, salt, checksum: told }
}

function readFrames(from: {
  readonly count: number
  readonly readAt: FileReader['readAt']
  readonly isLittleEndian: boolean
  readonly salt: bigint
  readonly checksum: Checksum
}): readonly Frame[] {
  const frames: Frame[] = []
  let before = from.checksum
  for (let index = 0; index < from.count; index += 1) {
    const start = headerBytes + index * frameBytes
    const bytes = view(from.readAt(start, frameBytes))
    // A stretch that the disk does not give is a frame that nothing is known of.
    if (bytes.byteLength < frameBytes) {
      frames.push({ pageNumber: 0, offset: start, isCommit: false, isOfThisRound: false, follows: false })
      continue
    }
    const told = { first: bytes.getUint32(16), second: bytes.getUint32(20) }
    const head = addTo(before, bytes, 8, from.isLittleEndian)
    const sum = addTo(head, view(subarray(bytes, frameHeaderBytes)), pageBytes, from.isLittleEndian)
    frames.push({
      pageNumber: bytes.getUint32(0),
      offset: start + frameHeaderBytes,
      isCommit: bytes.getUint32(4) !== 0,
      isOfThisRound: bytes.getBigUint64(8) === from.salt,
      follows: sum.first === told.first && sum.second === told.second,
    })
    before = told
  }
  return frames
}

const zero: Checksum = { first: 0, second: 0 }

/** SQLite's running checksum over 32-bit words, two at a time. */
function addTo(before: Checksum, bytes: DataView, count: number, isLittleEndian: boolean): Checksum {
  let { first, second } = before
  for (let at = 0; at < count; at += 8) {
    first = (first + bytes.getUint32(at, isLittleEndian) + second) | 0
    second = (second + bytes.getUint32(at + 4, isLittleEndian) + first) | 0
  }
  return { first: first >>> 0, second: second >>> 0 }
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const subarray = (bytes: DataView, from: number): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + from, bytes.byteLength - from)
