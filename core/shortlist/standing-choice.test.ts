import { expect, test } from 'vitest'
import { shortlistChoiceSchema } from './shortlist-choice.ts'
import { standingChoice } from './standing-choice.ts'

const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

interface Chosen {
  readonly follows?: readonly number[]
  readonly relaxed?: readonly string[]
  readonly order?: readonly string[]
  readonly by?: number
}

/** Choices numbered from 1, each a minute after the one before. */
const choicesOf = (...chosen: readonly Chosen[]) =>
  chosen.map(({ follows = [], relaxed = [], order, by = 1 }, at) =>
    shortlistChoiceSchema.parse({
      id: idOf(at + 1),
      opportunityId: idOf(901),
      visitId: idOf(902),
      followsIds: follows.map(idOf),
      relaxed,
      overruled: order ? { order, reason: 'she sat in it' } : null,
      authorId: idOf(900 + by),
      occurredAt: 60_000 * (at + 1),
      businessDay: '2026-11-22',
    }),
  )
const city = 'honda/city/a'
const yaris = 'toyota/yaris/a'

test('nothing stands where nothing was chosen', () => {
  expect(standingChoice([])).toEqual({ headIds: [], relaxed: [], overruled: null })
})

test('the last choice stands, and takes back what it does not say again', () => {
  const all = choicesOf({ relaxed: ['a', 'b'], order: [city] }, { follows: [1], relaxed: ['a'] })
  expect(standingChoice(all)).toEqual({ headIds: [idOf(2)], relaxed: ['a'], overruled: null })
})

test('an order is of whoever said it first, also where another said it again with a rule relaxed', () => {
  const all = choicesOf({ order: [city], by: 1 }, { follows: [1], relaxed: ['a'], order: [city], by: 2 })
  expect(standingChoice(all).overruled).toMatchObject({ order: [city], authorId: idOf(901), at: 60_000 })
})

test('of two laptops a rule is relaxed if both relaxed it, and the later order stands, in whatever order they come', () => {
  const all = choicesOf(
    { relaxed: ['a'] },
    { follows: [1], relaxed: ['a', 'b'], order: [city] },
    { follows: [1], relaxed: ['a', 'c'], order: [yaris] },
    { follows: [1], relaxed: ['a', 'c'] },
  )
  const standing = standingChoice(all)
  expect(standing).toMatchObject({ relaxed: ['a'], overruled: { order: [yaris] } })
  expect(standing.headIds).toHaveLength(3)
  expect(standingChoice(all.toReversed())).toEqual(standing)
})
