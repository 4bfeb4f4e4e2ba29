import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { journalKeyOf, readFrames, readHeads, sealFrame } from './outbox-journal-frames.ts'
import { testKey } from './test-database.ts'

const key = journalKeyOf(testKey)
const fileNumber = 7

interface Written {
  readonly bytes: Buffer
  /** Where each frame begins and ends. */
  readonly spans: readonly { readonly from: number; readonly to: number }[]
}

function write(records: readonly Uint8Array[]): Written {
  const frames = records.map((record, sequence) =>
    sealFrame(key, { fileNumber, sequence, position: 100 + sequence }, record, randomBytes(12)),
  )
  const spans: { from: number; to: number }[] = []
  for (const frame of frames) {
    const from = spans.at(-1)?.to ?? 0
    spans.push({ from, to: from + frame.length })
  }
  return { bytes: Buffer.concat(frames), spans }
}

const recordsArbitrary = fc.array(fc.uint8Array({ minLength: 0, maxLength: 200 }), {
  minLength: 1,
  maxLength: 12,
})
const hex = (records: readonly Uint8Array[]) => records.map((record) => Buffer.from(record).toString('hex'))

describe('a journal file', () => {
  test('gives back every record in order', () => {
    fc.assert(
      fc.property(recordsArbitrary, (records) => {
        const { bytes } = write(records)
        const read = readFrames(key, fileNumber, bytes)
        expect(hex(read.records)).toEqual(hex(records))
        expect(read).toMatchObject({ damaged: 0, isTorn: false })
        expect(readHeads(fileNumber, bytes).map(({ position }) => position)).toEqual(
          records.map((_, sequence) => 100 + sequence),
        )
      }),
    )
  })

  test('with flipped bytes gives back every record they do not touch, no other, and counts the rest', () => {
    fc.assert(
      fc.property(
        recordsArbitrary,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 5 }),
        (records, flips) => {
          const { bytes, spans } = write(records)
          const before = Buffer.from(bytes)
          for (const [at, by] of flips) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ by
          const untouched = records.filter((_, index) => {
            const { from = 0, to = 0 } = spans[index] ?? {}
            return bytes.subarray(from, to).equals(before.subarray(from, to))
          })
          const read = readFrames(key, fileNumber, bytes)
          expect(hex(read.records)).toEqual(hex(untouched))
          expect(read.damaged > 0 || read.isTorn).toBe(untouched.length < records.length)
          expect(read.records.length + read.damaged).toBeLessThanOrEqual(records.length)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('cut anywhere gives back the records before the cut, and says that its end is torn', () => {
    fc.assert(
      fc.property(recordsArbitrary, fc.nat(), (records, at) => {
        const { bytes, spans } = write(records)
        const length = at % bytes.length
        const read = readFrames(key, fileNumber, bytes.subarray(0, length))
        expect(hex(read.records)).toEqual(
          hex(records.slice(0, spans.filter(({ to }) => to <= length).length)),
        )
        expect(read.damaged).toBe(0)
        expect(read.isTorn).toBe(length > 0 && !spans.some(({ to }) => to === length))
      }),
    )
  })

  test('goes on behind a write that was cut short', () => {
    const first = write([Buffer.from('one'), Buffer.from('two')])
    const torn = first.bytes.subarray(0, first.bytes.length - 5)
    const next = sealFrame(
      key,
      { fileNumber, sequence: 1, position: 101 },
      Buffer.from('two'),
      randomBytes(12),
    )
    const read = readFrames(key, fileNumber, Buffer.concat([torn, next]))
    expect(read.records.map(String)).toEqual(['one', 'two'])
    expect(read.isTorn).toBe(false)
  })

  test('does not give a record that was moved to another file or place, or left out', () => {
    const { bytes, spans } = write([Buffer.from('one'), Buffer.from('two'), Buffer.from('three')])
    expect(readFrames(key, fileNumber + 1, bytes).records).toEqual([])
    const [first, second, third] = spans.map(({ from, to }) => bytes.subarray(from, to))
    if (!first || !second || !third) throw new Error('three frames')
    expect(readFrames(key, fileNumber, Buffer.concat([first, third])).damaged).toBe(1)
    const twice = readFrames(key, fileNumber, Buffer.concat([first, second, second, third]))
    expect(twice.records.map(String)).toEqual(['one', 'two', 'three'])
    const renumbered = Buffer.from(second)
    renumbered.writeUInt32BE(0, 4)
    expect(readFrames(key, fileNumber, renumbered).records).toEqual([])
  })

  test('says nothing of its records to someone without the key', () => {
    const { bytes } = write([Buffer.from('Sana Tariq')])
    expect(bytes.includes('Sana')).toBe(false)
    expect(
      readFrames(journalKeyOf({ ...testKey, dataKey: '00'.repeat(32) }), fileNumber, bytes).records,
    ).toEqual([])
  })

  test('of noise is read to its end and gives nothing', () => {
    const noise = Buffer.concat(Array.from({ length: 5000 }, () => Buffer.from('NSJ1')))
    expect(readFrames(key, fileNumber, noise)).toMatchObject({ records: [], damaged: 0, isTorn: true })
  })
})
