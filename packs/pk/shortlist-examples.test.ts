import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Attribute } from '../../core/catalogue/attribute.ts'
import { readCatalogueCsv } from '../../core/catalogue/read-catalogue-csv.ts'
import { checkAnswer } from '../../core/discovery/check-answer.ts'
import { createBeliefScene } from '../../core/discovery/customer-belief.ts'
import { findQuestion } from '../../core/discovery/question-bank.ts'
import { questionByWorth } from '../../core/discovery/question-by-worth.ts'
import { isTemplate } from '../../core/discovery/template.ts'
import { answersOf, choices, type GivenAnswer, number, upTo } from '../../core/discovery/test-answers.ts'
import { makeShortlist } from '../../core/shortlist/make-shortlist.ts'
import { prepareCatalogue } from '../../core/shortlist/prepare-catalogue.ts'
import type { Pick, Shortlist } from '../../core/shortlist/shortlist.ts'
import { readBaseCatalogueFiles, readMarketPack, readQuestionBank } from '../read-packs.ts'

const packsFolder = fileURLToPath(new URL('..', import.meta.url))
const pack = readMarketPack(packsFolder, 'pk')
const bank = readQuestionBank(packsFolder, pack)
const reading = readCatalogueCsv({
  ...readBaseCatalogueFiles(packsFolder, pack),
  market: pack,
  language: 'en',
})
if (reading.type !== 'read') throw new Error(reading.reason)
const { catalogue } = reading
const prepared = prepareCatalogue(catalogue)
const scene = createBeliefScene(bank, prepared)

const family: readonly GivenAnswer[] = [
  { questionId: 'people.seats', value: number(7), ownWords: 'the grandparents come on Fridays' },
  { questionId: 'week.where', value: choices('city', 'motorway') },
  { questionId: 'roads.kind', value: choices('broken'), ownWords: 'our lane is all speed-breakers' },
  { questionId: 'load.boot', value: choices('luggage') },
  { questionId: 'must-never.never', value: choices('electric') },
  { questionId: 'budget.range', value: upTo(12_000_000) },
]
const firstCar: readonly GivenAnswer[] = [
  { questionId: 'welcome.purpose', value: choices('first-car') },
  { questionId: 'people.driver', value: choices('learner') },
  { questionId: 'people.seats', value: number(4) },
  { questionId: 'week.parking', value: choices('tight') },
  { questionId: 'must-never.must', value: choices('automatic') },
  { questionId: 'budget.range', value: upTo(4_500_000) },
]
const fleet: readonly GivenAnswer[] = [
  { questionId: 'welcome.purpose', value: choices('for-work') },
  { questionId: 'people.driver', value: choices('staff') },
  { questionId: 'week.distance', value: choices('over-600') },
  { questionId: 'love.again', value: choices('thirsty') },
  { questionId: 'must-never.never', value: choices('diesel', 'van-pickup') },
  { questionId: 'budget.range', value: upTo(6_000_000) },
  { questionId: 'budget.trade-off', value: choices('cheaper') },
]

const pumps: readonly GivenAnswer[] = [
  { questionId: 'welcome.purpose', value: choices('for-work'), ownWords: 'Six pickups for the field teams' },
  { questionId: 'people.seats', value: number(5) },
  { questionId: 'week.where', value: choices('village', 'goods') },
  { questionId: 'week.distance', value: choices('over-600'), ownWords: 'A thousand a week, each of them.' },
  {
    questionId: 'comfort.body',
    value: choices('pickup'),
    ownWords: 'A pickup. Nothing else carries a pump.',
  },
  { questionId: 'roads.kind', value: choices('track', 'water') },
  { questionId: 'load.boot', value: choices('goods') },
  { questionId: 'energy.open', value: choices('diesel'), ownWords: 'Diesel only, we have our own tank.' },
  { questionId: 'must-never.never', value: choices('electric') },
  { questionId: 'budget.range', value: upTo(12_500_000) },
]

function shortlistOf(given: readonly GivenAnswer[], language: 'en' | 'ur' = 'en'): Shortlist {
  return makeShortlist({ answers: answersOf(...given), scene, seed: 'test', pack, language })
}
const figureOf = (pick: Pick, attribute: Attribute) =>
  catalogue.variants.find(({ id }) => id === pick.variantId)?.figures[attribute]
const most = (pick: Pick, attribute: Attribute) => {
  const known = figureOf(pick, attribute)
  return known?.type === 'number' ? known.max : null
}
const codes = (pick: Pick, attribute: Attribute) => {
  const known = figureOf(pick, attribute)
  return known?.type === 'code' ? known.codes : []
}

test.each([
  ['a family of seven', family],
  ['a first car', firstCar],
  ['a fleet buyer', fleet],
] as const)('%s gets three models with reasons, a catch and a price, in both languages', (_, given) => {
  for (const { questionId, value } of given) {
    const question = findQuestion(bank, questionId)?.question
    if (!question) throw new Error(`No question ${questionId}`)
    const answer = { questionId, state: 'answered', value: value ?? null, ownWords: '' } as const
    expect(checkAnswer(question, answer, pack.currency.code)).toEqual({ type: 'ok' })
  }
  const english = shortlistOf(given)
  expect(new Set(english.picks.map((pick) => `${pick.brand} ${pick.model}`)).size).toBe(3)
  for (const pick of english.picks) {
    expect(pick.reasons.length).toBeGreaterThan(0)
    expect(pick.price?.text).toMatch(/^Rs [\d,]+/)
  }
  const urdu = shortlistOf(given, 'ur')
  expect(urdu.picks.map((pick) => pick.variantId)).toEqual(english.picks.map((pick) => pick.variantId))
  for (const pick of urdu.picks)
    for (const { sentence } of [...pick.reasons, pick.catch]) expect(sentence).toMatch(/\p{Script=Arabic}/u)
})

test('the family of seven sees only what may seat seven and is not electric, and hears its own words back', () => {
  const list = shortlistOf(family)
  for (const pick of list.picks) {
    expect(most(pick, 'seats') ?? 7).toBeGreaterThanOrEqual(7)
    expect(codes(pick, 'fuel')).not.toEqual(['electric'])
    expect(most(pick, 'priceMinor') ?? 0).toBeLessThanOrEqual(12_600_000)
  }
  const quoted = list.picks.flatMap((pick) => pick.reasons.map((reason) => reason.sentence))
  expect(quoted.filter((sentence) => sentence.includes('“the grandparents come on Fridays”'))).not.toEqual([])
  expect(list.removed.map(({ sentence }) => sentence.split(',')[0])).toEqual([
    'At least 7 seats',
    'Not electric',
    expect.stringMatching(/^Up to Rs 12$/),
  ])
})

test('the first car is automatic and within reach', () => {
  for (const pick of shortlistOf(firstCar).picks) {
    expect(codes(pick, 'transmission')).toContain('automatic')
    expect(most(pick, 'priceMinor') ?? 0).toBeLessThanOrEqual(4_725_000)
  }
})

test('the fleet buyer is told of fuel economy and price, and sees no van, pick-up or diesel', () => {
  const { picks } = shortlistOf(fleet)
  for (const pick of picks) {
    expect(['van', 'pickup']).not.toContain(pick.body)
    expect(codes(pick, 'fuel')).not.toEqual(['diesel'])
  }
  const reasons = picks[0]?.reasons.map((reason) => reason.questionId)
  expect(reasons).toContain('week.distance')
})

test('who wants diesel pick-ups sees only diesel, pick-ups first, and is told of each that is none', () => {
  const { picks } = shortlistOf(pumps)
  expect(picks.map((pick) => codes(pick, 'fuel'))).toEqual(picks.map(() => ['diesel']))
  expect(picks[0]?.body).toBe('pickup')
  for (const pick of picks)
    if (pick.body !== 'pickup')
      expect(pick.catch.sentence).toBe('Not a pick-up, and you said “A pickup. Nothing else carries a pump”.')
})

test('a body wished for comes first, and what is shown beside it says as its catch that it is another', () => {
  const wish = (ownWords: string, ...chosen: readonly string[]): GivenAnswer => ({
    questionId: 'comfort.body',
    value: choices(...chosen),
    ownWords,
  })
  const automatic: GivenAnswer = { questionId: 'must-never.must', value: choices('automatic') }
  const pickups = shortlistOf([wish('it carries a pump', 'pickup'), automatic]).picks
  expect(pickups[0]?.body).toBe('pickup')
  for (const { body, catch: caught } of pickups)
    if (body !== 'pickup') expect(caught.sentence).toBe('Not a pick-up, and you said “it carries a pump”.')
  const either = shortlistOf([wish('', 'hatchback', 'sedan')]).picks
  expect(either.map(({ body }) => body === 'hatchback' || body === 'sedan')).toEqual([true, true, true])
})

test('a vehicle that may break a rule is not praised for what the rule is about', () => {
  const answered: readonly GivenAnswer[] = [
    { questionId: 'energy.open', value: choices('diesel') },
    { questionId: 'must-never.never', value: choices('electric') },
  ]
  for (const pick of shortlistOf(answered).picks)
    if (codes(pick, 'fuel').length > 1)
      expect(pick.reasons.map(({ attribute }) => attribute)).not.toContain('fuel')
})

test('of several fuels one is open to, any will do, and any fuel clears them all', () => {
  const open = (...chosen: readonly string[]) =>
    shortlistOf([{ questionId: 'energy.open', value: choices(...chosen) }])
  const either = open('electric', 'hybrid')
  expect(either.picks).toHaveLength(3)
  for (const pick of either.picks)
    expect(codes(pick, 'fuel').some((fuel) => fuel === 'electric' || fuel === 'hybrid')).toBe(true)
  expect(open('diesel', 'any')).toEqual(open('any'))
})

test('followed question by question, the person comes before the price and the talk comes to an end', () => {
  const asked: string[] = []
  for (;;) {
    const answers = answersOf(...asked.map((questionId) => ({ questionId, state: 'answered' as const })))
    const next = questionByWorth({ bank, answers, openQuestionId: asked.at(-1) ?? null })
    if (next === null) break
    asked.push(next.question.id)
  }
  const direct = bank.topics.flatMap((topic) => topic.questions).filter((question) => !isTemplate(question))
  expect(asked).toHaveLength(direct.length)
  const topics = [...new Set(asked.map((id) => findQuestion(bank, id)?.topic.id))]
  expect(topics[0]).toBe('welcome')
  expect(topics.at(-1)).toBe('close')
  expect(topics.indexOf('budget')).toBeGreaterThanOrEqual(bank.moneyAfterTopics)
})
