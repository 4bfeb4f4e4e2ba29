import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preferencesOf } from './preferences.ts'
import { answersOf, anyAnswers, choices, type GivenAnswer, number, upTo } from './test-answers.ts'
import { smallBank } from './test-bank.ts'

test('without answers there are the base weights and nothing else', () => {
  expect(preferencesOf(smallBank, [])).toEqual({
    weights: new Map([
      ['bootLitres', 1],
      ['priceMinor', 4],
    ]),
    priorities: [],
    tastes: [],
    rules: [],
    mayHold: [],
    budget: null,
    flexible: null,
  })
})

test('a number becomes the least that its attribute must give, said back with the number', () => {
  const [answer] = answersOf({ questionId: 'people.seats', value: number(7) })
  const [rule] = preferencesOf(smallBank, answer ? [answer] : []).rules
  expect(rule).toMatchObject({
    answerId: answer?.id,
    questionId: 'people.seats',
    attribute: 'seats',
    test: { type: 'number', atLeast: 7, atMost: null },
    because: { en: 'there are 7 of you' },
  })
})

test('chosen options give their evidence, each with the answer it comes from', () => {
  const answers = answersOf(
    { questionId: 'roads.kind', value: choices('broken', 'smooth') },
    { questionId: 'energy.open', value: choices('hybrid', 'far') },
    { questionId: 'energy.never', value: choices('electric', 'manual') },
    { questionId: 'budget.range', value: upTo(4_000_000) },
  )
  const preferences = preferencesOf(smallBank, answers)
  expect(preferences.weights.get('groundClearanceMm')).toBe(3)
  expect(preferences.priorities.map((p) => [p.answerId, p.attribute, p.weight])).toEqual([
    [answers[0]?.id, 'groundClearanceMm', 3],
    [answers[1]?.id, 'consumptionKmPerLitre', 2],
  ])
  expect(preferences.tastes).toMatchObject([{ attribute: 'fuel', codes: ['hybrid'], weight: 2 }])
  expect(preferences.rules.map((rule) => rule.test)).toEqual([
    { type: 'none-of', codes: ['electric'] },
    { type: 'one-of', codes: ['automatic'] },
  ])
  expect(preferences.budget).toMatchObject({ atMost: { amountMinor: 4_000_000 }, flexibility: 0.05 })
})

test('own words stay with rules, tastes, the budget and a priority the whole answer is about; others are said back', () => {
  const ownWords = 'my first salary'
  const { priorities, rules, tastes, budget } = preferencesOf(
    smallBank,
    answersOf(
      { questionId: 'people.seats', value: number(7), ownWords },
      { questionId: 'roads.kind', value: choices('broken'), ownWords },
      { questionId: 'energy.open', value: choices('hybrid', 'far'), ownWords },
      { questionId: 'budget.range', value: upTo(4_000_000), ownWords },
    ),
  )
  expect([rules[0]?.ownWords, tastes[0]?.ownWords, budget?.ownWords]).toEqual([ownWords, ownWords, ownWords])
  expect(priorities.map((p) => [p.attribute, p.ownWords, p.because?.en])).toEqual([
    ['groundClearanceMm', ownWords, 'the roads are broken'],
    ['consumptionKmPerLitre', '', 'it goes far'],
  ])
})

test('a corrected answer speaks, the one it supersedes does not', () => {
  const answers = answersOf(
    { questionId: 'people.seats', value: number(5) },
    { questionId: 'people.seats', value: number(7), supersedes: 1 },
  )
  expect(preferencesOf(smallBank, answers).rules.map((rule) => rule.test)).toEqual([
    { type: 'number', atLeast: 7, atMost: null },
  ])
})

test('a hard rule of any who spoke counts, in the words of who said it, and what two ask alike is one rule', () => {
  const never = (speaker: 'driver' | 'payer', ownWords: string, ...codes: string[]) => ({
    questionId: 'energy.never',
    value: codes.length > 0 ? choices(...codes) : null,
    state: codes.length > 0 ? ('answered' as const) : ('unsure' as const),
    ownWords,
    speaker,
  })
  const rulesAfter = (...given: readonly GivenAnswer[]) =>
    preferencesOf(smallBank, answersOf(...given)).rules.map(({ attribute, ownWords }) => [
      attribute,
      ownWords,
    ])
  const payers = never('payer', 'no plug for me', 'electric')
  expect(rulesAfter(never('driver', 'I change gear no more', 'manual'), payers)).toEqual([
    ['transmission', 'I change gear no more'],
    ['fuel', 'no plug for me'],
  ])
  expect(rulesAfter(never('driver', 'all fine'), payers)).toEqual([['fuel', 'no plug for me']])
  expect(rulesAfter(never('driver', 'where would I charge', 'electric'), payers)).toEqual([
    ['fuel', 'where would I charge'],
  ])
})

test('where one of them needs more seats than the other, both rules stand', () => {
  const seats = { questionId: 'people.seats' }
  const { rules } = preferencesOf(
    smallBank,
    answersOf(
      { ...seats, value: number(5), speaker: 'driver' },
      { ...seats, value: number(7), speaker: 'payer' },
    ),
  )
  expect(rules.map(({ test }) => test)).toEqual(
    [5, 7].map((atLeast) => ({ type: 'number', atLeast, atMost: null })),
  )
})

test('unsure and declined answers, and codes of another version of the bank, say nothing', () => {
  const silent = answersOf(
    { questionId: 'people.seats', state: 'unsure', value: number(7) },
    { questionId: 'budget.range', state: 'declined' },
    { questionId: 'roads.kind', value: choices('lunar') },
    { questionId: 'gone.question', value: number(3) },
  )
  expect(preferencesOf(smallBank, silent)).toEqual(preferencesOf(smallBank, []))
})

test('the order of answers changes nothing', () => {
  const cases = anyAnswers(smallBank).chain((answers) =>
    fc.tuple(fc.constant(answers), fc.shuffledSubarray([...answers], { minLength: answers.length })),
  )
  fc.assert(
    fc.property(cases, ([answers, shuffled]) => {
      expect(preferencesOf(smallBank, shuffled)).toEqual(preferencesOf(smallBank, answers))
    }),
  )
})
