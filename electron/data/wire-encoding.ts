import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Encoding } from '../../core/sync/protocol.ts'
import { HeadofficeFailure } from './call-failure.ts'

/** What this Node can read and write, best first: zstd came late to it. */
export const acceptedEncodings: readonly Encoding[] =
  'zstdCompress' in zlib ? ['zstd', 'br', 'gzip'] : ['br', 'gzip']

/** Chosen on pages of visits: what comes after costs four times the time for one part in a hundred. */
const zstdLevel = 12
const brotliQuality = 6

/** Compresses a request's body, beside the thread that answers. */
export async function compressed(plain: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  switch (encoding) {
    case 'zstd':
      return promisify(zlib.zstdCompress)(plain, {
        params: { [zlib.constants.ZSTD_c_compressionLevel]: zstdLevel },
      })
    case 'br':
      return promisify(zlib.brotliCompress)(plain, {
        params: {
          [zlib.constants.BROTLI_PARAM_QUALITY]: brotliQuality,
          [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
        },
      })
    case 'gzip':
      return promisify(zlib.gzip)(plain)
  }
}

/**
 * Decompresses an answer as it travelled, no further than the limit.
 * @throws HeadofficeFailure
 */
export async function decompressedWithin(
  wire: Uint8Array<ArrayBuffer>,
  encoding: string | undefined,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const decoder = decoderOf(encoding)
  if (decoder === null) return wire
  const parts: Buffer[] = []
  let bytes = 0
  decoder.end(wire)
  try {
    // Leaving the loop destroys the decoder, and with it what was still to come.
    for await (const part of decoder) {
      bytes += part.byteLength
      if (bytes > limitBytes) throw tooLarge()
      parts.push(part)
    }
  } catch (cause) {
    if (cause instanceof HeadofficeFailure) throw cause
    throw new HeadofficeFailure('not-headoffice', 'The answer cannot be decompressed', { cause })
  }
  return joined(parts, bytes)
}

export const tooLarge = () => new HeadofficeFailure('not-headoffice', 'The answer is too large')

export function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

function decoderOf(encoding: string | undefined) {
  switch (encoding) {
    case undefined:
    case 'identity':
      return null
    case 'zstd':
      return zlib.createZstdDecompress()
    case 'br':
      return zlib.createBrotliDecompress()
    case 'gzip':
      return zlib.createGunzip()
    default:
      throw new HeadofficeFailure('not-headoffice', 'The answer is in an encoding that nobody asked for')
  }
}
