import { hash } from 'node:crypto'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { contentDigest } from '../../core/sync/content-digest.ts'
import type { Random } from '../torture/random.ts'
import type { Travelling } from './office.ts'

const compress = { zstd: zstdCompressSync, br: brotliCompressSync, gzip: gzipSync }
const encodings = [null, null, 'zstd', 'br', 'gzip'] as const

/**
 * A body as it comes out of a line that damages what it passes on: some of its bytes are others, be it compressed or not,
 * or what says what it was has gone.
 * @param sent plain
 * @param isForged whether the line has the digest say what came out, which no line that is merely bad does
 */
export function damaged(
  random: Random,
  { headers, bytes }: Travelling,
  { isForged }: { readonly isForged: boolean },
): Travelling {
  const encoding = isForged ? null : random.pick(encodings)
  const wire = Uint8Array.from(encoding === null ? bytes : compress[encoding](bytes))
  const digest = digestOf(wire)
  for (let left = isForged ? 1 : 1 + random.below(3); left > 0; left--) {
    const at = random.below(wire.length)
    wire[at] = (wire[at] ?? 0) ^ (isForged ? 1 : 1 + random.below(255))
  }
  const said = random.isTrue(0.1) ? undefined : digest
  return {
    bytes: wire,
    headers: {
      ...headers,
      'content-length': String(wire.length),
      'content-encoding': encoding ?? undefined,
      'content-digest': isForged ? digestOf(wire) : said,
    },
  }
}

/** A body whose end did not come through. */
export const cut = (random: Random, { headers, bytes }: Travelling): Travelling => ({
  headers,
  bytes: bytes.slice(0, random.below(bytes.length)),
})

const digestOf = (wire: Uint8Array) => contentDigest(hash('sha256', wire, 'base64'))
