import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerValue } from './answer.ts'
import { bankAsk } from './bank-asks.ts'
import { logChoiceShares } from './belief/choice-likelihood.ts'
import { utilityOf } from './belief/vehicle-table.ts'
import type { Evidence, Question } from './question-bank.ts'
import { findQuestion } from './question-bank.ts'
import { choices, number, upTo } from './test-answers.ts'
import { smallScene } from './test-belief.ts'
import { bankWithTemplates, templates } from './test-templates.ts'

const scene = smallScene(bankWithTemplates)
const belief = scene.believe([], 'seed')
const cars = scene.prepared.catalogue.variants.map(({ id }) => String(id))
const [one = '', other = '', third = '', fourth = ''] = cars.toSorted()
const attributes = ['bootLitres', 'groundClearanceMm', 'priceMinor', 'seats']

const question = (id: string): Question => {
  const found = findQuestion(bankWithTemplates, id)
  if (!found) throw new Error(`No question ${id}`)
  return found.question
}
const asked: readonly (readonly [string, Question, readonly string[], AnswerValue])[] = [
  ['a number that is a rule', question('people.seats'), [], number(7)],
  ['several of', question('roads.kind'), [], choices('broken')],
  ['several of, with rules', question('energy.never'), [], choices('electric')],
  ['a range of money', question('budget.range'), [], upTo(4_000_000)],
  ['this or that', templates.pair, [one, other], { type: 'graded', of: [other, one], grade: -2 }],
  [
    'one of three',
    templates.three,
    [one, other, third],
    { type: 'picked', of: [one, other, third], most: other, least: null },
  ],
  [
    'the order of three',
    templates.three,
    [one, other, third],
    { type: 'picked', of: [one, other, third], most: other, least: one },
  ],
  [
    'the first of four',
    templates.firstAndLast,
    [one, other, third, fourth],
    { type: 'picked', of: [one, other, third, fourth], most: third, least: null },
  ],
  [
    'the first and the last of four',
    templates.firstAndLast,
    [one, other, third, fourth],
    { type: 'picked', of: [one, other, third, fourth], most: third, least: other },
  ],
  [
    'most and least',
    templates.four,
    attributes,
    { type: 'picked', of: attributes, most: 'seats', least: 'priceMinor' },
  ],
  ['how much it matters', templates.matters, ['seats'], { type: 'levelled', of: 'seats', level: 4 }],
]

test.each(asked.filter(([name]) => name !== 'a number that is a rule'))(
  '%s: what people answer adds up to everyone, and an answer is evidence of any of them',
  (_, of, subjects, value) => {
    const made = bankAsk(of, subjects, scene)
    const evidence = made?.evidence(value)
    const person = belief.space.empty()
    const shares = new Float64Array(made?.ask.answers ?? 0)
    fc.assert(
      fc.property(fc.nat({ max: belief.count - 1 }), (at) => {
        belief.read(at, person)
        made?.ask.shares(person, shares)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
        expect(evidence?.logLikelihood(person)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 30 },
    )
  },
)

test('a pair is the same whichever way round it was shown', () => {
  const made = bankAsk(templates.pair, [one, other], scene)
  const person = belief.space.empty()
  belief.read(3, person)
  const graded = (of: [string, string], grade: number) =>
    made?.evidence({ type: 'graded', of, grade })?.logLikelihood(person)
  expect(graded([one, other], 2)).toBe(graded([other, one], -2))
})

test('who chooses a vehicle is believed to think more of it', () => {
  const made = bankAsk(templates.three, [one, other, third], scene)
  const person = belief.space.empty()
  const likely = Array.from({ length: belief.count }, (_, at) => {
    belief.read(at, person)
    return (['a', 'b'] as const).map((_, least) =>
      made
        ?.evidence({ type: 'picked', of: [one, other, third], most: other, least: least === 0 ? one : third })
        ?.logLikelihood(person),
    )
  })
  expect(new Set(likely.map(([first]) => first)).size).toBeGreaterThan(belief.count / 2)
})

test('what is no longer in the catalogue, and what says nothing about vehicles, is no evidence', () => {
  expect(bankAsk(templates.pair, [one, 'gone/gone/gone'], scene)).toBeNull()
  expect(bankAsk(question('people.story'), [], scene)).toBeNull()
  expect(bankAsk(question('close.heard'), [], scene)).toBeNull()
})

test('any code takes back what the others of its attribute asked for', () => {
  const fuels = question('energy.open')
  if (fuels.kind !== 'any-of') throw new Error('The question is another')
  const open = {
    ...fuels,
    options: [
      ...fuels.options,
      {
        code: 'any',
        label: fuels.ask,
        evidence: [{ type: 'accept-any' as const, attribute: 'fuel' as const }],
      },
    ],
  }
  const made = bankAsk(open, [], scene)
  const person = belief.space.empty()
  belief.read(5, person)
  const said = (...codes: string[]) => made?.evidence(choices(...codes))?.logLikelihood(person)
  expect(said('hybrid', 'any')).toBe(said('any'))
  expect(said('hybrid')).not.toBe(said('any'))
})

test('a rule beside a taste for the same thing says no more of a person than the taste: it is of what can be done', () => {
  const heard = question('close.heard')
  if (heard.kind !== 'one-of') throw new Error('The question is another')
  const taste: Evidence = {
    type: 'prefer-codes',
    attribute: 'fuel',
    codes: ['hybrid'],
    weight: 2,
    strength: 1,
  }
  const rule: Evidence = { type: 'exclude-codes', attribute: 'fuel', noneOf: ['electric'], strength: 1 }
  const label = heard.ask
  const asks = [[taste], [taste, rule]].map((evidence) =>
    bankAsk(
      {
        ...heard,
        options: [
          { code: 'no-place', label, evidence },
          { code: 'steady', label, evidence: [] },
        ],
      },
      [],
      scene,
    ),
  )
  const person = belief.space.empty()
  for (const at of [1, 2, 3]) {
    belief.read(at, person)
    const [plain, ruled] = asks.map((one) => one?.evidence(choices('no-place'))?.logLikelihood(person))
    expect(ruled).toBe(plain)
  }
})

test.each([
  [templates.three, [one, other, third], 9],
  [templates.firstAndLast, [one, other, third, fourth], 16],
] as const)('two answers never pass for one another: what was said is in the key', (of, vehicles, ways) => {
  const made = bankAsk(of, vehicles, scene)
  const keys = vehicles.flatMap((most) =>
    [null, ...vehicles].flatMap((least) =>
      least === most ? [] : (made?.evidence({ type: 'picked', of: [...vehicles], most, least })?.key ?? []),
    ),
  )
  expect(new Set(keys).size).toBe(ways)
})

test('naming the first of four alone is as likely as naming it with any of the others last', () => {
  const vehicles = [one, other, third, fourth]
  const made = bankAsk(templates.firstAndLast, vehicles, scene)
  const person = belief.space.empty()
  belief.read(11, person)
  const likely = (least: string | null) =>
    Math.exp(made?.evidence({ type: 'picked', of: vehicles, most: third, least })?.logLikelihood(person) ?? 0)
  expect(likely(one) + likely(other) + likely(fourth)).toBeCloseTo(likely(null), 9)
})

test('naming the first of several is read as a choice is on which the evidence model is measured', () => {
  const vehicles = [one, other, third]
  const made = bankAsk(templates.three, vehicles, scene)
  const person = belief.space.empty()
  const { table, indexOf } = scene.felt
  for (const at of [0, 40, 80]) {
    belief.read(at, person)
    const utilities = Float64Array.from(vehicles, (id) => utilityOf(table, person, indexOf(id) ?? -1))
    const measured = logChoiceShares(utilities, scene.bank.noise.lapse)
    vehicles.forEach((most, place) => {
      const first = made?.evidence({ type: 'picked', of: vehicles, most, least: null })
      expect(first?.logLikelihood(person)).toBeCloseTo(measured[place] ?? 0, 9)
    })
  }
})

test('what was said unasked says nothing of what was not said', () => {
  const made = bankAsk(question('energy.never'), [], scene)
  const person = belief.space.empty()
  belief.read(7, person)
  const asked = made?.evidence(choices('electric'))?.logLikelihood(person) ?? 0
  const volunteered = made?.evidence(choices('electric'), true)?.logLikelihood(person) ?? 0
  expect(volunteered).toBeGreaterThan(asked)
})

test('a code that the bank no longer has says nothing, and alone it is no evidence', () => {
  const made = bankAsk(question('roads.kind'), [], scene)
  const person = belief.space.empty()
  belief.read(7, person)
  const said = (...codes: string[]) => {
    const evidence = made?.evidence(choices(...codes))
    return evidence && { key: evidence.key, log: evidence.logLikelihood(person) }
  }
  expect(said('gone')).toBeNull()
  expect(said('broken', 'gone')).toEqual(said('broken'))
})

test('how much more one would pay is asked of anything but the price itself', () => {
  const shares = [0, 0.02, 0.05, 0.1, 0.2]
  const payMore: Question = { ...templates.matters, id: 'money.more', reads: 'pay-more', payShares: shares }
  expect(bankAsk(payMore, ['bootLitres'], scene)?.ask.answers).toBe(5)
  expect(bankAsk(payMore, ['priceMinor'], scene)).toBeNull()
})
