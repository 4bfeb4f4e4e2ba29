import type { Encoding, NotATable } from './table.ts'

const chunkBytes = 1 << 18
/** Where the kind of a file is looked for. */
const looked = 1 << 16

/**
 * What a text file is encoded in: its byte order mark says it, else the zeros that UTF-16 has around Latin letters and
 * line breaks, else UTF-8 where the bytes are that, else Windows-1252. Bytes that are no text are refused by what
 * they are.
 */
export function findEncoding(bytes: Uint8Array): Encoding | NotATable {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8'
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  const other = notTextByStart(bytes)
  if (other) return other
  const start = bytes.subarray(0, looked)
  const zeros = [0, 0]
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd > 0) {
    if (odd > even * 8) return 'utf-16le'
    if (even > odd * 8) return 'utf-16be'
    return { type: 'not-text' }
  }
  // Tabs, line breaks and form feeds aside, text has no control characters.
  const controls = start.filter((byte) => byte < 32 && !(byte >= 9 && byte <= 13)).length
  if (controls > start.length / 100) return { type: 'not-text' }
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function notTextByStart(bytes: Uint8Array): NotATable | null {
  // An OLE file: a workbook of before 2007, or one that is locked with a password.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return { type: holdsUtf16(bytes, 'EncryptedPackage') ? 'locked-workbook' : 'old-workbook' }
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200)).trimStart()
  if (start.startsWith('%PDF')) return { type: 'pdf' }
  if (/^<(!doctype|html|\?xml|head|body|table|script|meta)/i.test(start)) return { type: 'web-page' }
  return null
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

function holdsUtf16(bytes: Uint8Array, word: string): boolean {
  const wanted = [...word].flatMap((letter) => [letter.charCodeAt(0), 0])
  for (let at = bytes.indexOf(wanted[0] ?? 0); at !== -1; at = bytes.indexOf(wanted[0] ?? 0, at + 1))
    if (wanted.every((byte, n) => bytes[at + n] === byte)) return true
  return false
}

/** A letter or two damaged on the way do not make UTF-8 another encoding: what it is read as then is not its words. */
const damagedShare = 0.02

function isUtf8(bytes: Uint8Array): boolean {
  if (isWholeUtf8(bytes)) return true
  let [letters, damaged] = [0, 0]
  for (const text of decodeChunks(bytes, 'utf-8')) {
    letters += text.match(/\P{ASCII}/gu)?.length ?? 0
    damaged += text.match(/\ufffd/g)?.length ?? 0
  }
  return damaged <= letters * damagedShare
}

function isWholeUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes)
      decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/**
 * The text of a file piece by piece, without its byte order mark; what cannot be decoded is U+FFFD.
 * @param onTaken is told how many bytes the pieces are of that were taken
 */
export function* decodeChunks(
  bytes: Uint8Array,
  encoding: Encoding,
  onTaken: (bytes: number) => void = () => {},
): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true })
    onTaken(Math.min(bytes.length, at + chunkBytes))
  }
  yield decoder.decode()
}
