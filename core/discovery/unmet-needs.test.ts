import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { pakistan } from '../market/test-market.ts'
import { judgeRules } from '../shortlist/judge-rules.ts'
import { prepareCatalogue } from '../shortlist/prepare-catalogue.ts'
import { anyCatalogue, catalogueOf, figure } from '../shortlist/test-vehicles.ts'
import type { Answer } from './answer.ts'
import { preferencesOf } from './preferences.ts'
import { sayUnmetNeeds } from './say-unmet-needs.ts'
import { answersOf, anyAnswers, choices, number, upTo } from './test-answers.ts'
import { smallBank } from './test-bank.ts'
import { needsOf, unmetNeeds } from './unmet-needs.ts'

const find = (answers: readonly Answer[], catalogue: Catalogue) =>
  unmetNeeds(smallBank, answers, prepareCatalogue(catalogue))

const showroom = catalogueOf({
  'a/small/one': {
    seats: figure(5),
    priceMinor: figure(3_000_000),
    fuel: figure('petrol'),
    transmission: figure('manual'),
  },
  'a/big/one': {
    seats: figure(7),
    priceMinor: figure(9_000_000),
    fuel: figure('petrol'),
    transmission: figure('manual'),
  },
})
const seats = (value: number, ownWords = '') => ({
  questionId: 'people.seats',
  value: number(value),
  ownWords,
})
const budget = (amount: number) => ({ questionId: 'budget.range', value: upTo(amount) })
const automatic = { questionId: 'energy.never', value: choices('manual') }

test('nothing is unmet where one vehicle gives everything that was wanted, or nothing was', () => {
  expect(find(answersOf(seats(7)), showroom)).toEqual([])
  expect(find([], showroom)).toEqual([])
  expect(find(answersOf(seats(7)), catalogueOf({}))).toEqual([])
})

test('one thing that nothing gives is told with its own words and how near the nearest comes', () => {
  const [answer] = answersOf(seats(8, 'eight of us every Friday'))
  if (!answer) throw new Error('No answer')
  expect(find([answer], showroom)).toEqual([
    {
      wants: [
        {
          attribute: 'seats',
          test: { type: 'number', atLeast: 8, atMost: null },
          ownWords: 'eight of us every Friday',
          answerId: answer.id,
        },
      ],
      undecided: 0,
      nearest: {
        variantId: 'a/big/one',
        misses: [{ want: expect.objectContaining({ attribute: 'seats' }), share: 1 / 8 }],
      },
    },
  ])
})

test('things that only together nothing gives are told together, and the budget is one of them', () => {
  const [found, ...others] = find(answersOf(seats(7), budget(6_000_000)), showroom)
  expect(others).toEqual([])
  expect(found?.wants.map(({ attribute }) => attribute)).toEqual(['seats', 'priceMinor'])
  expect(found?.nearest?.variantId).toBe('a/small/one')
  expect(found?.nearest?.misses).toEqual([
    { want: expect.objectContaining({ attribute: 'seats' }), share: 2 / 7 },
  ])
})

test('a set is not told that a smaller one explains', () => {
  const found = find(answersOf(seats(7), budget(6_000_000), automatic), showroom)
  expect(found.map(({ wants }) => wants.map(({ attribute }) => attribute))).toEqual([
    ['transmission'],
    ['seats', 'priceMinor'],
  ])
  expect(
    needsOf(found, 2).map(({ attribute, together }) => [
      attribute,
      ...together.map((other) => other.attribute),
    ]),
  ).toEqual([['transmission'], ['seats', 'priceMinor']])
})

test('a vehicle whose figure is not known may give it, and is counted', () => {
  const unsure = catalogueOf({ 'a/small/one': { seats: figure(5) }, 'a/new/one': {} })
  const [found] = find(answersOf(seats(7)), unsure)
  expect(found?.undecided).toBe(1)
  expect(found?.nearest).toEqual({
    variantId: 'a/small/one',
    misses: [{ want: expect.objectContaining({ attribute: 'seats' }), share: 2 / 7 }],
  })
})

test('a budget inside its flexibility is no need unmet', () => {
  expect(find(answersOf(budget(2_900_000)), showroom)).toEqual([])
  expect(find(answersOf(budget(2_000_000)), showroom)).toHaveLength(1)
})

test('whatever is wanted of whatever catalogue, no vehicle gives an unmet set, one gives it without any one part, and order is nothing', () => {
  fc.assert(
    fc.property(anyAnswers(smallBank), anyCatalogue, (answers, catalogue) => {
      const prepared = prepareCatalogue(catalogue)
      const found = unmetNeeds(smallBank, answers, prepared)
      expect(unmetNeeds(smallBank, [...answers].reverse(), prepared)).toEqual(found)
      const judgements = judgeRules(prepared, preferencesOf(smallBank, answers))
      const givers = (attributes: readonly string[]) =>
        catalogue.variants.filter((_, index) =>
          judgements
            .filter(({ attribute }) => attributes.includes(attribute))
            .every(({ verdicts }) => verdicts[index] !== 'broken' && verdicts[index] !== 'unknown'),
        ).length
      for (const { wants, undecided } of found) {
        const names = wants.map(({ attribute }) => attribute)
        expect(givers(names)).toBe(0)
        expect(undecided).toBeLessThanOrEqual(catalogue.variants.length)
        if (
          new Set(names).size === names.length &&
          judgements.length === new Set(judgements.map((one) => one.attribute)).size
        )
          for (const name of names) expect(givers(names.filter((other) => other !== name))).toBeGreaterThan(0)
      }
    }),
    { numRuns: 100 },
  )
})

test('what half of the vehicles or more may give, for all that is known, is not recorded', () => {
  const half = catalogueOf({ 'a/small/one': { seats: figure(5) }, 'a/new/one': {} })
  const found = find(answersOf(seats(8)), half)
  expect(found).toMatchObject([{ undecided: 1 }])
  expect(needsOf(found, 2)).toEqual([])
  expect(needsOf(found, 3)).toMatchObject([{ attribute: 'seats', together: [] }])
})

test('it is said plainly, with the words in which it was wanted and what comes nearest', () => {
  const said = (answers: readonly Answer[], language: 'en' | 'ur' = 'en') =>
    sayUnmetNeeds(find(answers, showroom), showroom, { pack: pakistan, language }).map((text) =>
      text.replace(/[\u2066-\u2069]/g, ''),
    )
  expect(said(answersOf(seats(8, 'eight of us every Friday')))).toEqual([
    'Nothing on sale here gives you this: At least 8 seats (you said “eight of us every Friday”). a big one comes nearest.',
  ])
  expect(said(answersOf(seats(7), budget(3_000_000)))).toEqual([
    'Nothing on sale here gives you all of this at once: At least 7 seats, and At most Rs 3,000,000 (30 lakh). a small one comes nearest.',
  ])
  expect(said(answersOf(seats(8)), 'ur')).toEqual([
    'یہ چیز ہماری کسی گاڑی میں نہیں: کم از کم 8 نشستیں۔ سب سے قریب a big one ہے۔',
  ])
})
