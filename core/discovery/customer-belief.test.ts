import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pakistan } from '../market/test-market.ts'
import { makeShortlist } from '../shortlist/make-shortlist.ts'
import type { Answer } from './answer.ts'
import { bankAsk } from './bank-asks.ts'
import type { Belief } from './belief/posterior.ts'
import { currentAnswers } from './current-answers.ts'
import { findQuestion, type Question } from './question-bank.ts'
import { subjectsOf } from './question-ref.ts'
import { isTemplate } from './template.ts'
import { answersOf, anyAnswers, choices } from './test-answers.ts'
import { smallScene } from './test-belief.ts'
import { bankWithTemplates, templates } from './test-templates.ts'

const inOrder: Question = { ...templates.firstAndLast, id: 'cars.in-order', asks: 'order' }
const scene = smallScene({
  ...bankWithTemplates,
  topics: [
    ...bankWithTemplates.topics,
    { id: 'order', name: inOrder.ask, money: false, questions: [inOrder] },
  ],
})
const means = (belief: Belief): readonly number[] => {
  const person = belief.space.empty()
  const sums = new Array<number>(scene.places.tastes.length).fill(0)
  for (let at = 0; at < belief.count; at++) {
    belief.read(at, person)
    sums.forEach((sum, taste) => {
      sums[taste] = sum + (person.weights[taste] ?? 0) / belief.count
    })
  }
  return sums
}

/** All that a talk comes to, of a scene that has heard nothing before. */
function allOf(answers: readonly Answer[]) {
  const fresh = smallScene(scene.bank)
  const { normals, musts } = fresh.believe(answers, 'seed')
  const shown = makeShortlist({ answers, scene: fresh, seed: 'seed', pack: pakistan, language: 'en' })
  return { normals, musts, shown }
}

test('the same answers in any order make the same belief, to the last digit, and the same shortlist', () => {
  fc.assert(
    fc.property(
      anyAnswers(scene.bank).chain((answers) =>
        fc.tuple(fc.constant(answers), fc.shuffledSubarray([...answers], { minLength: answers.length })),
      ),
      ([answers, shuffled]) => {
        expect(allOf(shuffled)).toEqual(allOf(answers))
      },
    ),
    { numRuns: 15 },
  )
})

test('the talks of these properties hold comparisons that are evidence, several who speak, and what was taken back', () => {
  const talks = fc.sample(anyAnswers(scene.bank), { seed: 1, numRuns: 60 })
  const standing = talks.flatMap((answers) => [...currentAnswers(answers).values()])
  const templatesHeard = standing.flatMap(({ answer: { questionId, value } }) => {
    const question = findQuestion(scene.bank, questionId)?.question
    const made = question && bankAsk(question, subjectsOf(questionId), scene)
    return question && isTemplate(question) && value && made?.evidence(value) ? [question.id] : []
  })
  expect([...new Set(templatesHeard)].sort()).toEqual(
    [...Object.values(templates), inOrder].map(({ id }) => id).sort(),
  )
  expect(standing.some(({ isDisputed }) => isDisputed)).toBe(true)
  expect(talks.flat().some(({ state }) => state === 'withdrawn')).toBe(true)
})

const lineOf = ({ questionId, speaker }: Answer) => `${questionId} ${speaker ?? ''}`

test('an answer that was withdrawn leaves no trace, in what is believed or in what is shown', () => {
  const withdrawnIn = (answers: readonly Answer[]) =>
    new Set(
      [...new Map(answers.map((answer) => [lineOf(answer), answer]))].flatMap(([line, { state }]) =>
        state === 'withdrawn' ? [line] : [],
      ),
    )
  fc.assert(
    fc.property(anyAnswers(scene.bank), fc.nat(), (answers, at) => {
      const [slip] = answers.slice(at % Math.max(1, answers.length))
      fc.pre(slip !== undefined)
      const heads = answers.filter((answer) => slip !== undefined && lineOf(answer) === lineOf(slip))
      const taken = answersOf({
        questionId: slip?.questionId ?? '',
        speaker: slip?.speaker,
        state: 'withdrawn',
        id: 100,
      }).map((answer) => ({ ...answer, supersedesIds: heads.map(({ id }) => id) }))
      const all = [...answers, ...taken]
      const gone = withdrawnIn(all)
      expect(allOf(all)).toEqual(allOf(answers.filter((answer) => !gone.has(lineOf(answer)))))
    }),
    { numRuns: 15 },
  )
})

test('what nobody knows or will not say teaches nothing', () => {
  const nothing = smallScene(scene.bank).believe([], 'seed').normals
  for (const state of ['unsure', 'declined'] as const)
    expect(
      smallScene(scene.bank).believe(answersOf({ questionId: 'roads.kind', state }), 'seed').normals,
    ).toEqual(nothing)
})

test('what is said to matter is believed to matter more', () => {
  const clearance = scene.places.placeOf('groundClearanceMm')
  const before = means(scene.believe([], 'seed'))
  const after = means(
    scene.believe(answersOf({ questionId: 'roads.kind', value: choices('broken') }), 'seed'),
  )
  expect(after[clearance]).toBeGreaterThan(before[clearance] ?? 0)
})

test('another seed is another sample of the same belief', () => {
  const [one, other] = ['a', 'b'].map((seed) => means(scene.believe([], seed)))
  expect(one).not.toEqual(other)
  const price = scene.places.placeOf('priceMinor')
  expect(Math.abs((one?.[price] ?? 0) - (other?.[price] ?? 0))).toBeLessThan(1.5)
})

test('two who say the same are one party, and no surer than one', () => {
  const one = smallScene(scene.bank).believe(
    answersOf({ questionId: 'roads.kind', value: choices('broken') }),
    'seed',
  )
  const both = smallScene(scene.bank).believe(
    answersOf(
      { questionId: 'roads.kind', value: choices('broken'), speaker: 'driver' },
      { questionId: 'roads.kind', value: choices('broken'), speaker: 'payer' },
    ),
    'seed',
  )
  const clearance = scene.places.placeOf('groundClearanceMm')
  expect(Math.abs((means(both)[clearance] ?? 0) - (means(one)[clearance] ?? 0))).toBeLessThan(0.1)
})
