import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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
 * Reads an answer and decompresses it as it comes, no further than the limit.
 * @throws HeadofficeFailure
 */
export async function decompressedWithin(
  incoming: Readable,
  encoding: string | undefined,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = []
  let bytes = 0
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) {
      bytes += part.byteLength
      if (bytes > limitBytes) throw new HeadofficeFailure('not-headoffice', 'The answer is too large')
      parts.push(part)
    }
  }
  const decoder = decoderOf(encoding)
  try {
    await (decoder === null ? pipeline(incoming, collect) : pipeline(incoming, decoder, collect))
  } catch (cause) {
    if (cause instanceof HeadofficeFailure) throw cause
    const isGarbled = cause instanceof Error && 'code' in cause && isOfZlib(cause.code)
    throw isGarbled && incoming.readableEnded
      ? new HeadofficeFailure('not-headoffice', 'The answer cannot be decompressed', { cause })
      : new HeadofficeFailure('line-broke', 'The answer broke off', { cause })
  }
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

const isOfZlib = (code: unknown): boolean =>
  typeof code === 'string' && (code.startsWith('Z_') || code.startsWith('ERR_') || code.startsWith('ZSTD_'))
