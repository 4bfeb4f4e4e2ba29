import { expect, test } from 'vitest'
import { createBeliefScene } from '../discovery/customer-belief.ts'
import { answersOf, choices, number, upTo } from '../discovery/test-answers.ts'
import { bankWithTemplates } from '../discovery/test-templates.ts'
import { pakistan } from '../market/test-market.ts'
import { leftUncertain } from './left-uncertain.ts'
import { makeShortlist } from './make-shortlist.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import { models, shortlist } from './test-shortlist.ts'
import { catalogueOf, figure } from './test-vehicles.ts'

const automatic = { transmission: figure('automatic'), fuel: figure('petrol') }
const showroom = catalogueOf({
  'maker/big/seven': {
    ...automatic,
    seats: figure(7),
    groundClearanceMm: figure(200),
    priceMinor: figure(8_000_000),
  },
  'maker/bus/eight': { seats: figure(8), groundClearanceMm: figure(150), priceMinor: figure(9_000_000) },
  'maker/mixed/both': { ...automatic, seats: figure(5, 7), priceMinor: figure(6_000_000) },
  'maker/mystery/base': { ...automatic, groundClearanceMm: figure(160), priceMinor: figure(5_000_000) },
  'maker/small/four': { ...automatic, seats: figure(4), priceMinor: figure(3_000_000) },
})
const sevenSeats = { questionId: 'people.seats', value: number(7) } as const

test('a hard rule sets aside what certainly breaks it, counts it and says which and why', () => {
  const list = shortlist(
    showroom,
    answersOf({ ...sevenSeats, ownWords: '“the grandparents come on Fridays.”' }),
  )
  expect(list.removed).toEqual([
    {
      answerId: answersOf(sevenSeats)[0]?.id,
      ruleKey: 'people.seats|seats|{"atLeast":7,"atMost":null,"type":"number"}',
      count: 1,
      examples: ['maker small four'],
      sentence:
        'At least 7 seats, because you said “the grandparents come on Fridays”. Set aside: 1 vehicle: maker small four.',
    },
  ])
  expect(models(list)).not.toContain('small')
  expect(list.considered).toBe(5)
})

test('a figure that is not known, or a range that a rule cuts, keeps the vehicle and is said', () => {
  const list = shortlist(
    catalogueOf({
      'maker/mixed/both': { ...automatic, seats: figure(5, 7), priceMinor: figure(6_000_000) },
      'maker/mystery/base': { ...automatic, groundClearanceMm: figure(160), priceMinor: figure(5_000_000) },
      'maker/small/four': { ...automatic, seats: figure(4), priceMinor: figure(3_000_000) },
    }),
    answersOf(sevenSeats),
  )
  const said = Object.fromEntries(
    list.picks.map((pick) => [pick.model, [pick.catch.sentence, pick.unknown[0]?.label]]),
  )
  expect(said).toEqual({
    mixed: [
      '5–7 seats, for several variants together, and you said there are 7 of you. Which it is in this one has to be checked.',
      '5–7 seats, for several variants together',
    ],
    mystery: [
      'Seats: not known, and you said there are 7 of you. To be checked before anything is promised.',
      'Seats: not known',
    ],
  })
})

test('a reason is one catalogue fact and the customer’s own words, in the language asked for', () => {
  const answers = answersOf(
    { ...sevenSeats, ownWords: 'the grandparents come on Fridays' },
    { questionId: 'roads.kind', value: choices('broken') },
  )
  const big = (language: 'en' | 'ur') =>
    shortlist(showroom, answers, language).picks.find((pick) => pick.model === 'big')
  expect(big('en')?.reasons.map((reason) => reason.sentence)).toEqual([
    '7 seats: because you said “the grandparents come on Fridays”',
    'Ground clearance 200 mm: because you said the roads are broken',
  ])
  expect(big('ur')?.reasons[0]?.sentence).toBe(
    '\u20677 نشستیں\u2069: کیونکہ آپ نے کہا: ”\u2068the grandparents come on Fridays\u2069“',
  )
})

test('without answers nothing personal is said: no reasons, and a plain catch', () => {
  for (const pick of shortlist(showroom, []).picks) {
    expect(pick.reasons).toEqual([])
    expect(pick.catch).toMatchObject({ answerId: null, questionId: null })
    expect(pick.catch.sentence).not.toContain('you')
  }
})

test('a price over the budget costs, and is set aside only beyond the flexibility', () => {
  const answers = answersOf({ questionId: 'budget.range', value: upTo(4_000_000) })
  const near = catalogueOf({
    'maker/near/a': { priceMinor: figure(4_200_000) },
    'maker/over/a': { priceMinor: figure(4_200_001) },
    'maker/inside/a': { priceMinor: figure(4_000_000) },
  })
  const list = shortlist(near, answers)
  expect(models(list)).toEqual(['inside', 'near'])
  expect(list.removed[0]?.sentence).toBe(
    'Up to Rs 4,200,000 (42 lakh), because you named Rs 4,000,000 (40 lakh) as comfortable. Set aside: 1 vehicle: maker over a.',
  )
  expect(list.picks[1]?.reasons).toEqual([])
  expect(list.picks[1]?.catch.sentence).toBe(
    'Rs 4,200,000 (42 lakh), over the Rs 4,000,000 (40 lakh) you named as comfortable.',
  )
})

test('the catch is what costs most of what was asked for, with the best that fits beside it', () => {
  const answers = answersOf({ questionId: 'roads.kind', value: choices('broken') })
  const bus = shortlist(showroom, answers).picks.find((pick) => pick.model === 'mystery')
  expect(bus?.catch).toMatchObject({ questionId: 'roads.kind', attribute: 'groundClearanceMm' })
  expect(bus?.catch.sentence).toBe(
    'Ground clearance 160 mm, where another that fits has 200 mm, and you said the roads are broken.',
  )
})

test('one attribute makes one reason, what was liked before what was ruled out, and none where it is the catch', () => {
  const answers = answersOf(
    { questionId: 'energy.never', value: choices('electric') },
    { questionId: 'energy.open', value: choices('hybrid'), ownWords: 'hybrids are sensible' },
  )
  const cars = catalogueOf({
    'maker/h/a': { fuel: figure('hybrid') },
    'maker/p/a': { fuel: figure('petrol') },
  })
  expect(shortlist(cars, answers).picks.map((pick) => pick.reasons.map(({ sentence }) => sentence))).toEqual([
    ['Hybrid: because you said “hybrids are sensible”'],
    [],
  ])
})

test('of several shortfalls the costliest is the catch', () => {
  const answers = answersOf(
    { questionId: 'energy.open', value: choices('hybrid') },
    { questionId: 'roads.kind', value: choices('broken') },
  )
  const cars = catalogueOf({
    'maker/high/a': { fuel: figure('hybrid'), groundClearanceMm: figure(220) },
    'maker/low/a': { fuel: figure('petrol'), groundClearanceMm: figure(120) },
    'maker/middle/a': { fuel: figure('petrol'), groundClearanceMm: figure(210) },
  })
  const said = shortlist(cars, answers).picks.map((pick) => [pick.model, pick.catch.sentence])
  expect(Object.fromEntries(said)).toMatchObject({
    low: 'Ground clearance 120 mm, where another that fits has 220 mm, and you said the roads are broken.',
    middle: 'Petrol, and you chose “hybrid”.',
  })
})

test('of one model the best variant is shown, wherever it stands in the catalogue', () => {
  const cheap = { priceMinor: figure(2_000_000) }
  const dear = { priceMinor: figure(9_000_000) }
  for (const [first, last] of [
    [cheap, dear],
    [dear, cheap],
  ] as const) {
    const list = shortlist(catalogueOf({ 'maker/one/a': first, 'maker/one/b': last }), [])
    expect(list.picks.map((pick) => pick.price?.money.amountMinor)).toEqual([2_000_000])
  }
})

test('equal vehicles are ordered by id', () => {
  const same = { priceMinor: figure(2_000_000) }
  const list = shortlist(catalogueOf({ 'maker/b/a': same, 'maker/a/b': same, 'maker/a/a': same }), [])
  expect(list.picks.map((pick) => pick.variantId)).toEqual(['maker/a/a', 'maker/b/a'])
})

test('five reasons at most are given, the budget last', () => {
  const answers = answersOf(
    sevenSeats,
    { questionId: 'roads.kind', value: choices('broken') },
    { questionId: 'energy.open', value: choices('hybrid', 'far') },
    { questionId: 'energy.never', value: choices('manual') },
    { questionId: 'budget.range', value: upTo(9_000_000) },
  )
  const [pick] = shortlist(
    catalogueOf({
      'maker/best/a': {
        seats: figure(7),
        groundClearanceMm: figure(220),
        fuel: figure('hybrid'),
        consumptionKmPerLitre: figure(22),
        transmission: figure('automatic'),
        priceMinor: figure(8_000_000),
      },
      'maker/other/a': {
        seats: figure(7),
        groundClearanceMm: figure(150),
        fuel: figure('petrol'),
        consumptionKmPerLitre: figure(12),
        transmission: figure('automatic'),
        priceMinor: figure(8_500_000),
      },
      'maker/third/a': { seats: figure(7), fuel: figure('petrol'), consumptionKmPerLitre: figure(22) },
      'maker/worse/a': { seats: figure(5), transmission: figure('manual') },
    }),
    answers,
  ).picks
  expect(pick?.reasons.map(({ attribute }) => attribute)).toEqual([
    'seats',
    'transmission',
    'groundClearanceMm',
    'fuel',
    'consumptionKmPerLitre',
  ])
})

test('what the catch says is not known is not said twice', () => {
  const mystery = { ...automatic, groundClearanceMm: figure(160), priceMinor: figure(5_000_000) }
  const [pick] = shortlist(catalogueOf({ 'maker/mystery/base': mystery }), answersOf(sevenSeats)).picks
  expect(pick?.catch.attribute).toBe('seats')
  expect(pick?.unknown.map(({ label }) => label)).toContain('Seats: not known')
  expect(pick && leftUncertain(pick)).not.toContain('Seats: not known')
  expect(pick && leftUncertain(pick)).toHaveLength((pick?.unknown.length ?? 0) - 1)
})

test('what does not apply to a vehicle is not called unknown', () => {
  const answers = answersOf({ questionId: 'energy.open', value: choices('far') })
  const [pick] = shortlist(catalogueOf({ 'maker/volt/a': { fuel: figure('electric') } }), answers).picks
  expect(pick?.unknown.map(({ attribute }) => attribute)).not.toContain('consumptionKmPerLitre')
  const either = catalogueOf({ 'maker/either/a': { fuel: figure('petrol', 'electric') } })
  const [may] = shortlist(either, answers).picks
  expect(may?.unknown.map((line) => line.label)).toContain('Fuel economy: not known')
})

test('the price is in the market’s words, with its date, its source and how sure that is', () => {
  const { picks } = shortlist(showroom, answersOf({ ...sevenSeats, value: number(8) }))
  const pick = picks.find(({ model }) => model === 'bus')
  expect(pick?.price).toEqual({
    money: { amountMinor: 9_000_000, currency: 'PKR' },
    text: 'Rs 9,000,000 (90 lakh)',
    asOf: '2026-01',
    source: 'The maker’s paper',
    status: 'confirmed',
  })
})

test('topics that no answer touches are named, the most worth asking first', () => {
  const list = shortlist(showroom, answersOf({ questionId: 'roads.kind', state: 'declined' }))
  expect(list.notKnownYet.map((topic) => topic.topicId)).toEqual(['budget', 'people', 'energy', 'close'])
})

test('a topic of questions that are only made as they are asked is never named as not known', () => {
  const { notKnownYet } = makeShortlist({
    answers: [],
    scene: createBeliefScene(bankWithTemplates, prepareCatalogue(showroom)),
    seed: 'test',
    pack: pakistan,
    language: 'en',
  })
  expect(notKnownYet.map((topic) => topic.topicId)).toEqual(['budget', 'people', 'roads', 'energy', 'close'])
})

test('an empty catalogue and a catalogue set aside whole give a shortlist without picks', () => {
  expect(shortlist(catalogueOf({}), answersOf(sevenSeats)).picks).toEqual([])
  const list = shortlist(catalogueOf({ 'maker/small/four': { seats: figure(4) } }), answersOf(sevenSeats))
  expect([list.picks, list.removed[0]?.count]).toEqual([[], 1])
})
