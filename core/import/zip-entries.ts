import { Inflate } from 'fflate'
import { Unreadable } from './unreadable.ts'

/** One file in a ZIP, still compressed. */
export interface ZipEntry {
  readonly name: string
  /** 0: stored, 8: deflated. */
  readonly method: number
  readonly packed: Uint8Array
  /** As the ZIP says, which may be untrue. */
  readonly size: number
  readonly crc: number
}

export function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => bytes[at] === byte)
}

/**
 * The files in a ZIP by its central directory (APPNOTE.TXT 4.3.12 and 4.3.14, with the long sizes of 4.5.3).
 * @throws Unreadable when it is damaged or locked
 */
export function zipEntries(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readDirectory(bytes, view)
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable({ type: 'damaged' }, { cause: error })
    throw error
  }
}

const entryMark = 0x02014b50
const endMark = 0x06054b50
const longEndMark = 0x06064b50
const longEndPlaceMark = 0x07064b50
/** Stands for a size that is written where there is room for it. */
const elsewhere = 0xffffffff

function readDirectory(bytes: Uint8Array, view: DataView): ReadonlyMap<string, ZipEntry> {
  const end = findEnd(view)
  let at = view.getUint32(end + 16, true)
  let count = view.getUint16(end + 10, true)
  if (end >= 20 && view.getUint32(end - 20, true) === longEndPlaceMark) {
    const longEnd = long(view, end - 20 + 8)
    if (view.getUint32(longEnd, true) !== longEndMark) throw new Unreadable({ type: 'damaged' })
    count = long(view, longEnd + 32)
    at = long(view, longEnd + 48)
  }
  const entries = new Map<string, ZipEntry>()
  for (; count > 0; count -= 1) {
    if (view.getUint32(at, true) !== entryMark) throw new Unreadable({ type: 'damaged' })
    if (view.getUint16(at + 8, true) & 1) throw new Unreadable({ type: 'locked-workbook' })
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)]
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const [packedSize, size, place] = sizesOf(view, at, at + 46 + nameLength, extraLength)
    const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true)
    const packed = bytes.subarray(start, start + packedSize)
    if (packed.length < packedSize) throw new Unreadable({ type: 'damaged' })
    const [method, crc] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)]
    entries.set(name.replaceAll('\\', '/').replace(/^\//, ''), { name, method, packed, size, crc })
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true)
  }
  return entries
}

/** The end record is the last of the file but for a comment. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at -= 1)
    if (view.getUint32(at, true) === endMark) return at
  throw new Unreadable({ type: 'damaged' })
}

/** Packed size, size and place of an entry; those too long for the entry stand in its extra field 1, in this order. */
function sizesOf(view: DataView, at: number, extra: number, length: number): [number, number, number] {
  const size = view.getUint32(at + 24, true)
  const packedSize = view.getUint32(at + 20, true)
  const place = view.getUint32(at + 42, true)
  let field = extra
  while (field + 4 <= extra + length && view.getUint16(field, true) !== 1)
    field += 4 + view.getUint16(field + 2, true)
  let next = field + 4
  const real = (short: number): number => {
    if (short !== elsewhere) return short
    next += 8
    return long(view, next - 8)
  }
  const realSize = real(size)
  const realPackedSize = real(packedSize)
  return [realPackedSize, realSize, real(place)]
}

function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true))
}

/** How many bytes may still be inflated of a file. */
export interface InflateBudget {
  left: number
  readonly mostMb: number
}

export function inflateBudget(bytes: number): InflateBudget {
  return { left: bytes, mostMb: Math.round(bytes / 1e6) }
}

/** So little is inflated at once that what comes out fits into memory whatever it is: a thousand times as much. */
const pieceBytes = 1 << 14

/**
 * The bytes of an entry piece by piece, checked against its CRC-32 at the end.
 * @throws Unreadable when it is damaged, or more than the budget has left
 */
export function* inflateEntry(entry: ZipEntry, budget: InflateBudget): Generator<Uint8Array> {
  const tooMuch = { type: 'too-much-inside', mostMb: budget.mostMb } as const
  if (entry.size > budget.left) throw new Unreadable(tooMuch)
  if (entry.method !== 0 && entry.method !== 8) throw new Unreadable({ type: 'not-a-workbook' })
  let crc = 0xffffffff
  for (const piece of entry.method === 0 ? [entry.packed] : inflatePieces(entry.packed)) {
    budget.left -= piece.length
    if (budget.left < 0) throw new Unreadable(tooMuch)
    crc = crcOn(crc, piece)
    yield piece
  }
  if ((crc ^ 0xffffffff) >>> 0 !== entry.crc) throw new Unreadable({ type: 'damaged' })
}

function* inflatePieces(packed: Uint8Array): Generator<Uint8Array> {
  let pieces: Uint8Array[] = []
  const inflate = new Inflate((piece) => pieces.push(piece))
  for (let at = 0; at < packed.length; at += pieceBytes) {
    try {
      inflate.push(packed.subarray(at, at + pieceBytes), at + pieceBytes >= packed.length)
    } catch (error) {
      throw new Unreadable({ type: 'damaged' }, { cause: error })
    }
    yield* pieces
    pieces = []
  }
}

/** The table of CRC-32 as ZIP counts it (ISO 3309, reflected polynomial 0xEDB88320). */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crcOn(start: number, bytes: Uint8Array): number {
  let crc = start
  for (let at = 0; at < bytes.length; at += 1)
    crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  return crc
}
