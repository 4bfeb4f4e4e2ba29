import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Belief } from './belief/posterior.ts'
import { answersOf, anyAnswers, choices, number } from './test-answers.ts'
import { smallScene } from './test-belief.ts'
import { bankWithTemplates } from './test-templates.ts'

const scene = smallScene(bankWithTemplates)
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

test('the same answers in any order make the same belief, to the last digit', () => {
  fc.assert(
    fc.property(
      anyAnswers(scene.bank).chain((answers) =>
        fc.tuple(fc.constant(answers), fc.shuffledSubarray([...answers], { minLength: answers.length })),
      ),
      ([answers, shuffled]) => {
        const one = smallScene(scene.bank).believe(answers, 'seed')
        const other = smallScene(scene.bank).believe(shuffled, 'seed')
        expect(other.normals).toEqual(one.normals)
        expect(other.musts).toEqual(one.musts)
      },
    ),
    { numRuns: 10 },
  )
})

test('an answer that was withdrawn leaves no trace', () => {
  const said = answersOf({ questionId: 'people.seats', value: number(7) })
  const slip = answersOf(
    { questionId: 'people.seats', value: number(7) },
    { questionId: 'roads.kind', value: choices('broken') },
    { questionId: 'roads.kind', state: 'withdrawn', supersedes: 2 },
  )
  expect(smallScene(scene.bank).believe(slip, 'seed').normals).toEqual(
    smallScene(scene.bank).believe(said, 'seed').normals,
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

test('another opportunity is another sample of the same belief', () => {
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
