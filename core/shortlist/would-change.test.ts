import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Answer } from '../discovery/answer.ts'
import { preferencesOf } from '../discovery/preferences.ts'
import type { QuestionBank } from '../discovery/question-bank.ts'
import { answersOf, anyAnswers, upTo } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { pakistan } from '../market/test-market.ts'
import { rankAsIf } from './rank-as-if.ts'
import { roundStep } from './round-step.ts'
import { ruleKeysIn } from './rule-key.ts'
import { seeWhatIf, tryOut } from './see-what-if.ts'
import type { WouldChange } from './shortlist.ts'
import { sceneOf, shortlist } from './test-shortlist.ts'
import { anyCatalogue, catalogueOf, figure } from './test-vehicles.ts'
import { whatIfSchema } from './what-if.ts'
import { wouldChange } from './would-change.ts'

const voice = { pack: pakistan, language: 'en' } as const
const word = (en: string) => ({ en, ur: 'اردو' })
/** The small bank with words for what people want. */
const wordedBank: QuestionBank = {
  ...smallBank,
  attributeWords: {
    priceMinor: word('a lower price'),
    bootLitres: word('a large boot'),
    groundClearanceMm: word('a high floor'),
  },
}
const tried = (catalogue: Catalogue, answers: readonly Answer[]) =>
  tryOut(sceneOf(catalogue, wordedBank), answers, { seed: 'test', relaxed: [], currency: 'PKR' })

/** The dear one has all there is, the cheap one is all that the budget reaches. */
const cars = catalogueOf({
  'maker/cheap/a': { priceMinor: figure(4_000_000), bootLitres: figure(200), powerHp: figure(60) },
  'maker/roomy/a': { priceMinor: figure(4_100_000), bootLitres: figure(600), powerHp: figure(60) },
  'maker/dear/a': { priceMinor: figure(5_000_000), bootLitres: figure(200), powerHp: figure(60) },
  'maker/dearest/a': { priceMinor: figure(9_000_000), bootLitres: figure(200), powerHp: figure(60) },
})
const upToFour = answersOf({ questionId: 'budget.range', value: upTo(4_000_000) })

test('each thing that would change it does so when it is tried, and one round step less of the budget does not', () => {
  fc.assert(
    fc.property(anyCatalogue, anyAnswers(smallBank), (catalogue, answers) => {
      const trial = tried(catalogue, answers)
      const { modelOf } = sceneOf(catalogue).prepared
      const [first] = trial.before
      const changes = wouldChange(trial, voice)
      for (const { whatIf, variantId, sentence } of changes) {
        whatIfSchema.parse(whatIf)
        const [index] = rankAsIf(trial, whatIf).shown
        expect(catalogue.variants[index ?? -1]?.id).toBe(variantId)
        expect(modelOf[index ?? -1]).not.toBe(modelOf[first ?? -1])
        expect(sentence).not.toMatch(/undefined|NaN|null|\{/)
        const named = trial.now.preferences.budget?.atMost.amountMinor
        if (whatIf.budgetMinor === null || named === undefined) continue
        const less = { ...whatIf, budgetMinor: whatIf.budgetMinor - roundStep(named) }
        const [before] = less.budgetMinor > named ? rankAsIf(trial, less).shown : [first]
        expect(modelOf[before ?? -1]).toBe(modelOf[first ?? -1])
      }
      const vehicles = changes.map(({ variantId }) => variantId.split('/')[1])
      expect(new Set(vehicles).size).toBe(vehicles.length)
    }),
    { numRuns: 15 },
  )
})

test('a rise of the budget and an emphasis are said with what they are and which vehicle comes first then', () => {
  const family = catalogueOf({
    'maker/cheap/a': { priceMinor: figure(4_000_000), bootLitres: figure(200) },
    'maker/roomy/a': { priceMinor: figure(4_300_000), bootLitres: figure(600) },
    'maker/lux/a': { priceMinor: figure(9_000_000), bootLitres: figure(600) },
  })
  expect(wouldChange(tried(family, upToFour), voice)).toEqual([
    {
      sentence: 'With 2 lakh more (42 lakh in all), the maker roomy would come first.',
      variantId: 'maker/roomy/a',
      whatIf: { budgetMinor: 4_200_000, emphasis: [] },
    },
  ])
  const small = catalogueOf({
    'maker/cheap/a': { priceMinor: figure(4_000_000), bootLitres: figure(200) },
    'maker/roomy/a': { priceMinor: figure(5_000_000), bootLitres: figure(600) },
    'maker/lux/a': { priceMinor: figure(9_000_000), bootLitres: figure(200) },
  })
  const changes = wouldChange(tried(small, []), voice)
  expect(changes).toEqual([
    {
      sentence: 'If a large boot mattered three times as much as it does, the maker roomy would come first.',
      variantId: 'maker/roomy/a',
      whatIf: { budgetMinor: null, emphasis: [{ attribute: 'bootLitres', factor: 3 }] },
    },
  ])
})

test('no more of a budget is spoken of where none was named or it was relaxed', () => {
  const isOfMoney = ({ whatIf }: WouldChange) => whatIf.budgetMinor !== null
  const family = catalogueOf({
    'maker/cheap/a': { priceMinor: figure(4_000_000), bootLitres: figure(200) },
    'maker/roomy/a': { priceMinor: figure(4_300_000), bootLitres: figure(600) },
    'maker/lux/a': { priceMinor: figure(9_000_000), bootLitres: figure(600) },
  })
  expect(wouldChange(tried(family, upToFour), voice).some(isOfMoney)).toBe(true)
  expect(wouldChange(tried(family, []), voice).some(isOfMoney)).toBe(false)
  const relaxed = [...ruleKeysIn(preferencesOf(smallBank, upToFour))]
  const free = tryOut(sceneOf(family, wordedBank), upToFour, { seed: 'test', relaxed, currency: 'PKR' })
  expect(wouldChange(free, voice).some(isOfMoney)).toBe(false)
})

test('a what-if shows where each vehicle was before, and nothing moves while nothing is changed', () => {
  const trial = tried(cars, upToFour)
  const same = seeWhatIf(trial, { budgetMinor: null, emphasis: [] }, voice)
  expect(same.picks.map(({ place, placeBefore }) => [place, placeBefore])).toEqual([
    [1, 1],
    [2, 2],
  ])
  expect(same.picks.map(({ variantId }) => variantId)).toEqual(
    shortlist(cars, upToFour).picks.map(({ variantId }) => variantId),
  )
  const richer = seeWhatIf(trial, { budgetMinor: 9_000_000, emphasis: [] }, voice)
  expect(richer.picks).toHaveLength(3)
  expect(richer.picks.some(({ placeBefore }) => placeBefore === null)).toBe(true)
  const poorer = seeWhatIf(trial, { budgetMinor: 3_000_000, emphasis: [] }, voice)
  expect(poorer.picks).toEqual([])
})

test('a budget that nobody named can be tried, with the flexibility that the bank gives one', () => {
  const trial = tried(cars, [])
  expect(seeWhatIf(trial, { budgetMinor: null, emphasis: [] }, voice).budget.nowMinor).toBeNull()
  const within = seeWhatIf(trial, { budgetMinor: 4_000_000, emphasis: [] }, voice)
  expect(within.picks.map(({ model }) => model).toSorted()).toEqual(['cheap', 'roomy'])
})

test('a budget is tried between the cheapest and nearly the dearest, in round steps, with the one named inside', () => {
  const { budget } = seeWhatIf(tried(cars, upToFour), { budgetMinor: null, emphasis: [] }, voice)
  expect(budget).toEqual({
    minMinor: 4_000_000,
    maxMinor: 6_000_000,
    stepMinor: 100_000,
    nowMinor: 4_000_000,
  })
})

test('a step is 1, 2 or 5 and noughts, about a fortieth of the amount', () => {
  expect([4_500_000, 12_000_000, 3_200_000, 25_000_000, 10].map(roundStep)).toEqual([
    100_000, 200_000, 50_000, 500_000, 1,
  ])
})
