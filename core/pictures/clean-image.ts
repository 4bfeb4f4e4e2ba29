/*
 * What a camera writes into a picture besides the picture: where it was taken, when, by what, and a small copy of it.
 * None of that is kept. Only whole parts are left out, so the picture itself stays as it was, bit for bit.
 *
 * JPEG (ITU-T T.81, B.1): segments that begin with FF and a marker. Left out are APP1 (EXIF, XMP), APP2 that says `MPF`
 * (further pictures), APP3 to APP13 and APP15 (IPTC and what makers write) and comments; APP0 (JFIF), APP2 (colour
 * profile) and APP14 (Adobe's colours) stay. Whatever follows the end of the image goes.
 * PNG (ISO/IEC 15948, 5): chunks. Left out are eXIf, tEXt, zTXt, iTXt and tIME, and whatever follows IEND.
 * WebP (RFC 9649): RIFF chunks. Left out are EXIF and XMP, and their bits in VP8X.
 */

type ImageType = 'image/jpeg' | 'image/png' | 'image/webp'

export interface CleanImage {
  readonly mediaType: ImageType
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A picture without what the camera wrote beside it; `null` for what is no JPEG, PNG or WebP, or is cut off. */
export function cleanImage(bytes: Uint8Array): CleanImage | null {
  const parts = partsOfJpeg(bytes) ?? partsOfPng(bytes) ?? partsOfWebp(bytes)
  return parts && { mediaType: parts.mediaType, bytes: joined(parts.kept) }
}

interface Parts {
  readonly mediaType: ImageType
  readonly kept: readonly Uint8Array[]
}

function partsOfJpeg(bytes: Uint8Array): Parts | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const kept = [bytes.subarray(0, 2)]
  let hasImage = false
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      // Any number of these may fill before a marker.
      at += 1
      continue
    }
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2))
      return hasImage ? { mediaType: 'image/jpeg', kept } : null
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return null
    const segment = bytes.subarray(at, end)
    if (!isMetadata(marker, segment)) kept.push(segment)
    at = end
    if (marker !== 0xda) continue
    hasImage = true
    const from = at
    while (at + 1 < bytes.length && !isMarkerAt(bytes, at)) at += 1
    kept.push(bytes.subarray(from, at))
  }
  return null
}

/** In the coded image FF stands for itself before 00, and before the restart markers D0 to D7. */
function isMarkerAt(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1] ?? 0
  return bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)
}

function isMetadata(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xfe) return true
  if (marker < 0xe0 || marker > 0xef) return false
  if (marker === 0xe0 || marker === 0xee) return false
  return marker !== 0xe2 || textAt(segment, 4, 4) === 'MPF\0'
}

const pngBegins = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const pngMetadata = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function partsOfPng(bytes: Uint8Array): Parts | null {
  if (pngBegins.some((byte, at) => bytes[at] !== byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept = [bytes.subarray(0, pngBegins.length)]
  let at = pngBegins.length
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return null
    const type = textAt(bytes, at + 4, 4)
    if (!pngMetadata.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return { mediaType: 'image/png', kept }
    at = end
  }
  return null
}

const webpMetadata = new Set(['EXIF', 'XMP '])
const exifAndXmpBits = 0x0c

function partsOfWebp(bytes: Uint8Array): Parts | null {
  if (textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const riffEnd = 8 + view.getUint32(4, true)
  if (riffEnd > bytes.length) return null
  const chunks: Uint8Array[] = []
  let at = 12
  while (at + 8 <= riffEnd) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (end > riffEnd) return null
    const type = textAt(bytes, at, 4)
    const chunk = bytes.slice(at, end)
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~exifAndXmpBits
    if (!webpMetadata.has(type)) chunks.push(chunk)
    at = end
  }
  if (chunks.length === 0) return null
  const head = bytes.slice(0, 12)
  const size = 4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  new DataView(head.buffer).setUint32(4, size, true)
  return { mediaType: 'image/webp', kept: [head, ...chunks] }
}

const textAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** By hand: a file made on purpose has more parts than a call takes arguments. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
