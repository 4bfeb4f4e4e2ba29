import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json } from '../canonical-json.ts'
import { changeSetIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { changeIdAt } from './change-ids.ts'
import { isPackable } from './id-digits.ts'
import { packChangeSets, unpackChangeSets } from './packed-change-sets.ts'
import { packFeedRows, unpackFeedRows } from './packed-feed-rows.ts'
import { type PackedPage, PageNotReadable, packedPageSchema, pageHash } from './packed-page.ts'
import { type ChangeSet, changeSetSchema, type FeedRow, feedRowSchema } from './protocol.ts'
import type { PageValue } from './unpacked-values.ts'

/** What arrives at the other end: JSON, parsed. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value))

const hexadecimal = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))
const v7 = fc
  .tuple(
    fc.integer({ min: 0, max: 2 ** 48 - 1 }),
    hexadecimal(3),
    fc.constantFrom(...'89ab'),
    hexadecimal(15),
  )
  .map(([time, a, variant, rest]) => {
    const moment = time.toString(16).padStart(12, '0')
    return `${moment.slice(0, 8)}-${moment.slice(8)}-7${a}-${variant}${rest.slice(0, 3)}-${rest.slice(3)}`
  })
const freeOfOrdinal = (id: string) =>
  `${id.slice(0, 33)}${'048c'[Number.parseInt(id.slice(33, 34), 16) % 4]}00`
/** As this version makes them, and as any other may. */
const setId = fc
  .tuple(v7.map(freeOfOrdinal), fc.boolean())
  .map(([id, isNarrow]) => (isNarrow ? `${id.slice(0, 14)}7000-8000${id.slice(23)}` : id))
/** Few, so that they repeat; and of every form that the first version and others wrote. */
const someIds = fc.constantFrom(
  '01900000-0000-7000-8000-000000000000',
  '01900000-0000-7000-8000-000000000400',
  '01900000-0000-7000-8000-000000000401',
  '01900000-0000-7000-8000-0000000007ff',
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0f5c8f5e-1234-8abc-9def-0123456789ab',
)
const anyId = fc.oneof(
  { arbitrary: v7, weight: 3 },
  { arbitrary: setId, weight: 1 },
  { arbitrary: someIds, weight: 2 },
)
const name = fc.oneof(
  fc.constantFrom('customer', 'name', 'authorId', 'occurredAt', 'businessDay', 'constructor', 'toString'),
  fc.stringMatching(/^[a-z][A-Za-z0-9]{0,5}$/),
)
const instant = fc.oneof(fc.integer({ min: 1.7e12, max: 1.9e12 }), fc.maxSafeInteger())
const day = fc.constantFrom('2026-11-22', '2026-11-23', '2024-02-29')
const value: fc.Arbitrary<Json> = fc.oneof(
  { depthSize: 'small' },
  anyId,
  day,
  instant,
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue().filter((json) => !JSON.stringify(json).includes('__proto__')),
  fc.constantFrom([{ constructor: 1 }, { toString: null }], [[], [[]], {}], { hasOwnProperty: [1, 1.5] }),
)

const changeOf = (id: fc.Arbitrary<string>) =>
  fc.record({
    id,
    entity: name,
    rowId: anyId,
    fields: fc.dictionary(
      name,
      fc.record(
        { value, parent: fc.option(anyId), alsoParents: fc.array(anyId, { maxLength: 3 }) },
        { requiredKeys: ['value', 'parent'] },
      ),
      { maxKeys: 4 },
    ),
  })
const changeSet = fc
  .record(
    {
      id: fc.oneof(setId, anyId),
      authorId: fc.option(anyId),
      occurredAt: instant,
      businessDay: day,
      deviceClock: fc.record({ at: instant, offsetMs: fc.option(fc.integer()), trusted: fc.boolean() }),
      enteredLate: fc.constant(true as const),
      changes: fc.array(changeOf(anyId), { minLength: 1, maxLength: 4 }),
      derives: fc.boolean(),
      ownRow: fc.boolean(),
      ownHeader: fc.boolean(),
    },
    {
      requiredKeys: [
        'id',
        'authorId',
        'occurredAt',
        'businessDay',
        'changes',
        'derives',
        'ownRow',
        'ownHeader',
      ],
    },
  )
  .map(({ derives, ownRow, ownHeader, ...set }) => ({
    ...set,
    changes: set.changes.map((change, ordinal) => {
      const id =
        derives && isPackable(set.id) ? changeIdAt(changeSetIdSchema.parse(set.id), ordinal) : change.id
      const { authorId, occurredAt, businessDay } = set
      const header = { authorId, occurredAt, businessDay }
      const said = Object.fromEntries(
        Object.entries(header).map(([field, value]) => [field, { value, parent: null }]),
      )
      return {
        ...change,
        id,
        rowId: ownRow ? id : change.rowId,
        fields: { ...change.fields, ...(ownHeader && said) },
      }
    }),
  }))
/** As they are stored and sent: what JSON makes of them, which knows no minus zero. */
const changeSets = fc
  .array(changeSet, { maxLength: 8 })
  .map((sets): ChangeSet[] => sent(sets) as unknown as ChangeSet[])

const fedValue = {
  value,
  changeId: anyId,
  by: fc.option(anyId),
  at: instant,
}
const feedRow = fc.record({
  seq: fc.oneof(fc.nat(), fc.maxSafeInteger()),
  entity: name,
  rowId: anyId,
  fields: fc
    .tuple(
      fc.dictionary(
        name,
        fc.record(
          {
            ...fedValue,
            others: fc.array(
              fc.record(
                { ...fedValue, same: fc.array(anyId, { maxLength: 2 }) },
                { requiredKeys: ['value', 'changeId'] },
              ),
              { maxLength: 2 },
            ),
          },
          { requiredKeys: ['value', 'changeId'] },
        ),
        { maxKeys: 4 },
      ),
      fc.option(anyId),
    )
    .map(([fields, one]) =>
      Object.fromEntries(
        Object.entries(fields).map(([field, said]) => [
          field,
          one === null ? said : { ...said, changeId: one },
        ]),
      ),
    ),
})
const feedRows = fc
  .array(feedRow, { maxLength: 8 })
  .map((rows): FeedRow[] => sent(rows) as unknown as FeedRow[])

describe('a packed page', () => {
  it('gives back every change set as it was', () => {
    fc.assert(
      fc.property(changeSets, (sets) => {
        const unpacked = unpackChangeSets(sent(packChangeSets(sets)))
        if (canonicalJson(unpacked) !== canonicalJson(sets)) expect(unpacked).toStrictEqual(sets)
      }),
      { numRuns: 100 },
    )
  })

  it('gives back every row of the feed as it was', () => {
    fc.assert(
      fc.property(feedRows, (rows) => {
        const unpacked = unpackFeedRows(sent(packFeedRows(rows)))
        if (canonicalJson(unpacked) !== canonicalJson(rows)) expect(unpacked).toStrictEqual(rows)
      }),
      { numRuns: 100 },
    )
  })

  it('tells nothing of an empty page', () => {
    expect(unpackChangeSets(sent(packChangeSets([])))).toStrictEqual([])
    expect(unpackFeedRows(sent(packFeedRows([])))).toStrictEqual([])
  })

  it('tells a change set of which everything follows in few bytes', () => {
    const sets = profiles(1000)
    const bytes = JSON.stringify(packChangeSets(sets)).length
    expect(bytes).toBeLessThan(JSON.stringify(sets).length / 5)
  })

  it('has the same hash however its keys are ordered', () => {
    const page = packChangeSets(profiles(3))
    const turned = Object.fromEntries(Object.entries(page).reverse())
    const hash = pageHash(page, sha256Hex)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(pageHash(packedPageSchema.parse(sent(turned)), sha256Hex)).toBe(hash)
    expect(pageHash(packChangeSets(profiles(2)), sha256Hex)).not.toBe(hash)
  })
})

describe('a page that somebody made up', () => {
  const garbled = (page: unknown) =>
    fc
      .tuple(fc.nat(), fc.oneof(fc.jsonValue(), fc.integer(), fc.constantFrom(-1, 1e15, 'x', null, [], {})))
      .map(([place, wrong]) => replaceAt(page, place, wrong))

  it('is either not readable or change sets that the schema takes as they are', () => {
    fc.assert(
      fc.property(
        changeSets.filter(({ length }) => length > 0).chain((sets) => garbled(sent(packChangeSets(sets)))),
        (page) => {
          const unpacked = readableOrNull(page, unpackChangeSets)
          if (unpacked)
            expect(canonicalJson(unpacked.map((set) => changeSetSchema.parse(set)))).toBe(
              canonicalJson(unpacked),
            )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is either not readable or feed rows that the schema takes as they are', () => {
    fc.assert(
      fc.property(
        feedRows.filter(({ length }) => length > 0).chain((rows) => garbled(sent(packFeedRows(rows)))),
        (page) => {
          const unpacked = readableOrNull(page, unpackFeedRows)
          if (unpacked)
            expect(canonicalJson(unpacked.map((row) => feedRowSchema.parse(row)))).toBe(
              canonicalJson(unpacked),
            )
        },
      ),
      { numRuns: 150 },
    )
  })

  const inFirstValue = (column: unknown) => {
    const page = sent(packChangeSets(profiles(1)))
    return packedPageSchema.parse(
      JSON.parse(JSON.stringify(page), (key, value: unknown) =>
        key === 'values' && Array.isArray(value) && value.length === 3 ? [column, column, column] : value,
      ),
    )
  }

  it('cannot grow without end', () => {
    const text = 'x'.repeat(1_000_000)
    const many = {
      type: 'list',
      lengths: { from: 'zero', values: 1000 },
      items: { type: 'same', value: text },
    }
    expect(() => unpackChangeSets(inFirstValue(many))).toThrow(PageNotReadable)
    const endless = {
      type: 'list',
      lengths: { from: 'zero', values: 1e9 },
      items: { type: 'same', value: 1 },
    }
    expect(() => unpackChangeSets(inFirstValue(endless))).toThrow(PageNotReadable)
  })

  it('cannot lie deeper than its reader', () => {
    let column: unknown = { type: 'same', value: 1 }
    for (let depth = 0; depth < 20_000; depth += 1)
      column = { type: 'list', lengths: { from: 'zero', values: 1 }, items: column }
    const page = { ...packChangeSets(profiles(1)), deviceClock: column }
    expect(() => unpackChangeSets(packedPageSchema.parse(page))).toThrow(PageNotReadable)
    let value: unknown = 1
    for (let depth = 0; depth < 20_000; depth += 1) value = [value]
    expect(() => unpackChangeSets(inFirstValue({ type: 'verbatim', values: [value] }))).toThrow(
      PageNotReadable,
    )
  })

  it('cannot touch a prototype', () => {
    const columns = [{ type: 'object', keys: [], columns: [] }]
    const asKey = { type: 'object', keys: ['__proto__'], columns }
    expect(() => unpackChangeSets(inFirstValue(asKey))).toThrow(PageNotReadable)
    const verbatim = { type: 'verbatim', values: [JSON.parse('{"__proto__":{}}')] }
    expect(() => unpackChangeSets(inFirstValue(verbatim))).toThrow(PageNotReadable)
    expect(() => packChangeSets(profiles(1, JSON.parse('{"__proto__":{}}')))).toThrow(RangeError)
  })

  it('cannot say a number that JSON has not', () => {
    const endless = JSON.parse('{"type":"each","values":[1e999]}')
    expect(() => unpackChangeSets(inFirstValue(endless))).toThrow(PageNotReadable)
    expect(() => packChangeSets(profiles(1, Number.NaN))).toThrow(RangeError)
  })
})

const sha256Hex = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))

function readableOrNull<T>(page: unknown, unpack: (page: PackedPage) => T): T | null {
  const parsed = packedPageSchema.safeParse(page)
  if (!parsed.success) return null
  try {
    return unpack(parsed.data)
  } catch (error) {
    if (error instanceof PageNotReadable) return null
    throw error
  }
}

/** The same JSON with one value, counted from the outside in, that is another. */
function replaceAt(json: unknown, place: number, wrong: unknown): unknown {
  const size = sizeOf(json)
  let left = place % size
  const walk = (value: unknown): unknown => {
    if (left === 0) {
      left -= 1
      return wrong
    }
    left -= 1
    if (Array.isArray(value)) return value.map((item) => (left < 0 ? item : walk(item)))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, left < 0 ? member : walk(member)]),
    )
  }
  return walk(json)
}

function sizeOf(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 1
  return Object.values(json).reduce<number>((sum, member) => sum + sizeOf(member), 1)
}

function profiles(
  count: number,
  note: PageValue = 'says that spare parts must be had in any bazaar',
): ChangeSet[] {
  return Array.from({ length: count }, (_, index) => {
    const at = 1_795_000_000_000 + index * 60_000
    const moment = at.toString(16).padStart(12, '0')
    const id = changeSetIdSchema.parse(
      `${moment.slice(0, 8)}-${moment.slice(8)}-7${String(index % 1000).padStart(3, '0')}-8000-012345678900`,
    )
    return {
      id,
      authorId: null,
      occurredAt: at,
      businessDay: businessDaySchema.parse('2026-11-22'),
      deviceClock: { at, offsetMs: 120, trusted: true },
      changes: [
        {
          id: changeIdAt(id, 0),
          entity: 'customer',
          rowId: changeIdAt(id, 0),
          fields: {
            name: { value: `Ayesha ${index % 40}`, parent: null },
            language: { value: 'ur', parent: null },
            note: { value: note, parent: null },
          },
        },
      ],
    }
  })
}
