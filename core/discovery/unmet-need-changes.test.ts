import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type UnmetNeed, unmetNeedSchema } from './unmet-need.ts'
import { type NeedNow, needKey, standingUnmetNeeds, unmetNeedChanges } from './unmet-need-changes.ts'

const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const seats = (atLeast: number): NeedNow => ({
  attribute: 'seats',
  test: { type: 'number', atLeast, atMost: null },
  together: [],
  ownWords: 'nine of us',
  answerId: null,
})
const fuel = (...codes: string[]): NeedNow => ({
  attribute: 'fuel',
  test: { type: 'one-of', codes },
  together: [],
  ownWords: '',
  answerId: null,
})

/** What is recorded after what changed was recorded too. */
function recordedAfter(recorded: readonly UnmetNeed[], now: readonly NeedNow[]): readonly UnmetNeed[] {
  const made = unmetNeedChanges(recorded, now).map((change, index) =>
    unmetNeedSchema.parse({
      ...change,
      id: idOf(recorded.length + index + 1),
      opportunityId: idOf(900_001),
      visitId: idOf(900_002),
      authorId: idOf(900_003),
      occurredAt: 1,
      businessDay: '2026-11-22',
    }),
  )
  return [...recorded, ...made]
}

test('a need is recorded once, and taken back by one that names it when something gives it', () => {
  const first = recordedAfter([], [seats(9)])
  expect(first).toMatchObject([{ attribute: 'seats', stands: true, followsIds: [], ownWords: 'nine of us' }])
  expect(unmetNeedChanges(first, [seats(9)])).toEqual([])
  expect(unmetNeedChanges(first, [])).toMatchObject([{ stands: false, followsIds: [idOf(1)] }])
})

test('another limit is another need, and the same codes in another order are the same', () => {
  const first = recordedAfter([], [seats(9), fuel('diesel', 'hybrid')])
  expect(unmetNeedChanges(first, [seats(8), fuel('hybrid', 'diesel')])).toMatchObject([
    { test: { atLeast: 8 }, stands: true },
    { test: { atLeast: 9 }, stands: false },
  ])
})

test('things that only together nothing gives are one need, whichever is named first, and another than each alone', () => {
  const [nine, diesel] = [seats(9), fuel('diesel')]
  const both = { ...nine, together: [diesel] }
  expect(needKey({ ...diesel, together: [nine] })).toBe(needKey(both))
  expect(needKey(both)).not.toBe(needKey(nine))
})

test('after each recording exactly the needs of now stand, whatever stood before', () => {
  const needs = fc.subarray([seats(7), seats(8), seats(9), fuel('diesel'), fuel('electric')])
  fc.assert(
    fc.property(fc.array(needs, { maxLength: 5 }), (times) => {
      let recorded: readonly UnmetNeed[] = []
      for (const now of times) {
        recorded = recordedAfter(recorded, now)
        expect(standingUnmetNeeds(recorded).map(needKey).sort()).toEqual(now.map(needKey).sort())
        expect(unmetNeedChanges(recorded, now)).toEqual([])
      }
    }),
  )
})
