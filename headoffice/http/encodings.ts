import { promisify } from 'node:util'
import {
  brotliCompress,
  constants,
  createBrotliDecompress,
  createGunzip,
  createZstdDecompress,
  gzip,
  zstdCompress,
} from 'node:zlib'
import { type Encoding, encodingSchema } from '../../core/sync/protocol.ts'
import { CallRefusal } from './call-refusal.ts'

/** What head office takes and gives, the one it likes best first. */
export const acceptedEncodings: readonly Encoding[] = encodingSchema.options

/** What is smaller than this travels as it is: a packet carries it either way. */
const smallestWorthIt = 1000

/** A larger window would let one body ask for more memory than it may inflate to. */
const largestZstdWindowLog = 23

const openInflater = {
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: largestZstdWindowLog } }),
  br: () => createBrotliDecompress(),
  gzip: () => createGunzip(),
}

/** Levels beyond these cost twice the time for a page a few hundredths smaller. */
const deflate: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  zstd: (bytes) => promisify(zstdCompress)(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 6 } }),
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 5 }),
}

/**
 * Inflates a body piece by piece and stops where it grows too large, so that a small body cannot cost much.
 * @param onBytes told of each piece's size before the next is inflated; what it throws ends the inflating
 * @throws CallRefusal BODY_TOO_LARGE, BODY_NOT_READABLE
 */
export async function inflate(
  bytes: Buffer,
  encoding: Encoding,
  { mostBytes, onBytes }: { readonly mostBytes: number; readonly onBytes: (count: number) => void },
): Promise<Buffer> {
  const inflater = openInflater[encoding]()
  const pieces: Buffer[] = []
  let total = 0
  inflater.end(bytes)
  try {
    // Leaving the loop destroys the stream, and with it what was still to be inflated.
    for await (const piece of inflater) {
      total += piece.length
      onBytes(piece.length)
      if (total > mostBytes) throw new CallRefusal('BODY_TOO_LARGE')
      pieces.push(piece)
    }
  } catch (cause) {
    if (cause instanceof CallRefusal) throw cause
    throw new CallRefusal('BODY_NOT_READABLE', { cause })
  }
  return Buffer.concat(pieces, total)
}

/**
 * The encoding of a request's body, `null` where it travels as it is.
 * @throws CallRefusal ENCODING_NOT_ACCEPTED for another, or for one on top of another
 */
export function encodingOf(contentEncoding: string | undefined): Encoding | null {
  const name = contentEncoding?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity') return null
  const encoding = encodingSchema.safeParse(name)
  if (!encoding.success) throw new CallRefusal('ENCODING_NOT_ACCEPTED')
  return encoding.data
}

/** An answer as it travels to a caller who says what it accepts (RFC 9110, 12.5.3). */
export async function encodeAnswer(
  bytes: Buffer,
  acceptEncoding: string | undefined,
): Promise<{ readonly bytes: Buffer; readonly encoding: Encoding | null }> {
  const encoding = bytes.length < smallestWorthIt ? null : bestOf(acceptEncoding ?? '')
  return { bytes: encoding === null ? bytes : await deflate[encoding](bytes), encoding }
}

function bestOf(acceptEncoding: string): Encoding | null {
  const taken = acceptEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, ...parameters]) => !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter)))
    .map(([name]) => name)
  return acceptedEncodings.find((encoding) => taken.includes(encoding)) ?? null
}
