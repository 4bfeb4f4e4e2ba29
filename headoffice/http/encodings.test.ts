import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Encoding } from '../../core/sync/protocol.ts'
import { acceptedEncodings, encodeAnswer, encodingOf, inflate } from './encodings.ts'

const compressSync = { zstd: zstdCompressSync, br: brotliCompressSync, gzip: gzipSync }
const compressor = {
  zstd: () => createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: () => createGzip({ level: 1 }),
}

/** A gigabyte of zeros, compressed. */
async function bomb(encoding: Encoding): Promise<Buffer> {
  const pieces: Buffer[] = []
  const million = Buffer.alloc(1_000_000)
  await pipeline(
    Readable.from(Array.from({ length: 1000 }, () => million)),
    compressor[encoding](),
    async (source: AsyncIterable<Buffer>) => {
      for await (const piece of source) pieces.push(piece)
    },
  )
  return Buffer.concat(pieces)
}

const text = JSON.stringify({ words: 'the grandparents come on Fridays '.repeat(200) })

describe.each(acceptedEncodings)('a body in %s', (encoding) => {
  test('is inflated to what it was', async () => {
    const counted: number[] = []
    const limits = { mostBytes: 1_000_000, onBytes: (count: number) => counted.push(count) }
    expect((await inflate(compressSync[encoding](text), encoding, limits)).toString()).toBe(text)
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(text.length)
  })

  test('that is a bomb of a gigabyte is refused a little above the limit, not inflated', async () => {
    const bytes = await bomb(encoding)
    expect(bytes.length).toBeLessThan(6_000_000)
    let inflated = 0
    const onBytes = (count: number) => {
      inflated += count
    }
    await expect(inflate(bytes, encoding, { mostBytes: 2_000_000, onBytes })).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
      status: 413,
    })
    // Time for what would still run on behind the refusal.
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(inflated).toBeLessThan(2_200_000)
  })

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -8)],
    ['damaged', (bytes: Buffer) => Buffer.concat([Buffer.from('no'), bytes])],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is not readable, or is nothing', async (_, spoil) => {
    const spoilt = spoil(compressSync[encoding](text))
    const read = inflate(spoilt, encoding, { mostBytes: 1_000_000, onBytes: () => {} })
    const outcome = await read.then(String, (error: unknown) => error)
    if (outcome !== '') expect(outcome).toMatchObject({ code: 'BODY_NOT_READABLE', status: 400 })
  })
})

test('a zstd body may not ask for a window larger than what it may inflate to', async () => {
  const wide = zstdCompressSync(Buffer.alloc(20_000_000), {
    params: { [constants.ZSTD_c_windowLog]: 25, [constants.ZSTD_c_compressionLevel]: 1 },
  })
  await expect(inflate(wide, 'zstd', { mostBytes: 1_000_000_000, onBytes: () => {} })).rejects.toMatchObject({
    code: 'BODY_NOT_READABLE',
  })
})

test('an answer takes the first of zstd, br and gzip that the caller takes, and small ones none', async () => {
  const bytes = Buffer.from(text)
  const taken = async (header: string | undefined) => (await encodeAnswer(bytes, header)).encoding
  expect(await taken('gzip, deflate, br, zstd')).toBe('zstd')
  expect(await taken('gzip, br;q=0.1')).toBe('br')
  expect(await taken('zstd;q=0, br;q=0.000, GZIP')).toBe('gzip')
  expect(await taken('deflate')).toBeNull()
  expect(await taken(undefined)).toBeNull()
  expect(await encodeAnswer(Buffer.from('{}'), 'zstd')).toEqual({ bytes: Buffer.from('{}'), encoding: null })
})

test('what an answer is encoded to reads back', async () => {
  for (const encoding of acceptedEncodings) {
    const answer = await encodeAnswer(Buffer.from(text), encoding)
    expect(answer.encoding).toBe(encoding)
    expect(answer.bytes.length).toBeLessThan(text.length / 4)
    const back = await inflate(answer.bytes, encoding, { mostBytes: 1_000_000, onBytes: () => {} })
    expect(back.toString()).toBe(text)
  }
})

test('one encoding on top of another, or one that nobody named, is not accepted', () => {
  expect(encodingOf(undefined)).toBeNull()
  expect(encodingOf('identity')).toBeNull()
  expect(encodingOf('Zstd')).toBe('zstd')
  for (const name of ['gzip, gzip', 'deflate', 'x-gzip'])
    expect(() => encodingOf(name)).toThrow(expect.objectContaining({ code: 'ENCODING_NOT_ACCEPTED' }))
})
