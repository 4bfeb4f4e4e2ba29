import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Ask,
  askAnyOf,
  askBudget,
  askFact,
  askMattersMore,
  askMostLeast,
  askMusts,
  askPayMore,
  askPick,
  askRating,
  askThisOrThat,
  evidenceOf,
} from './ask.ts'
import { askFirstAndLast, askRanked, rankedAnswer } from './ask-ranked.ts'
import { logistic } from './choice-likelihood.ts'
import { testSpace, testTable } from './test-belief.ts'

const table = testTable(6)
const scale = { cuts: [-1.5, -0.5, 0.5, 1.5], noiseSd: 0.9, lapse: 0.02 }
const graded = { cuts: [-2, -0.6, 0.6, 2], lapse: 0.02 }
const asks: readonly Ask[] = [
  askRating('rating', 1, scale),
  askFact('fact', 1, scale),
  askMattersMore('matters more', [0, 3], { ...graded, noise: 1.5 }),
  askMostLeast('most and least', [0, 1, 2, 3], { noise: 1, lapse: 0.02 }),
  askPayMore('pay more', { taste: 1, price: 0 }, scale),
  askMusts('musts', [0, 1], 0.02),
  askBudget('budget', scale),
  askAnyOf(
    'any of',
    [0, 1, 2].map(
      (taste) =>
        ({ standard }) =>
          logistic(standard[taste] ?? 0),
    ),
  ),
  askThisOrThat('this or that', table, [0, 1], graded),
  askPick('pick one', table, [0, 1, 2, 3], { lapse: 0.02 }),
  askRanked('first and last', table, [0, 1, 2], { lapse: 0.02, noise: 1.5 }),
  askFirstAndLast('first and last of four', table, [0, 1, 2, 3], { lapse: 0.02 }),
]

const person = fc
  .record({
    normals: fc.array(fc.double({ min: -4, max: 4, noNaN: true }), {
      minLength: testSpace.dimensions,
      maxLength: testSpace.dimensions,
    }),
    musts: fc.nat(3),
  })
  .map(({ normals, musts }) => {
    const made = testSpace.empty()
    testSpace.read(Float64Array.from(normals), 0, musts, made)
    return made
  })

describe.each(asks)('of the question $key', (ask) => {
  const shares = new Float64Array(ask.answers)

  it('the shares of the answers add up to 1 and none is negative, whoever is asked', () => {
    fc.assert(
      fc.property(person, (who) => {
        ask.shares(who, shares)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 30 },
    )
  })

  it('the evidence of an answer is its share', () => {
    fc.assert(
      fc.property(person, fc.nat(ask.answers - 1), (who, answer) => {
        ask.shares(who, shares)
        const said = evidenceOf(ask, answer).logLikelihood(who)
        expect(said).toBeCloseTo(Math.log(Math.max(shares[answer] ?? 0, 1e-12)), 6)
      }),
      { numRuns: 30 },
    )
  })
})

it('names the first and the last of three in the order of the shares', () => {
  const [who, into] = [testSpace.empty(), new Float64Array(6)]
  who.weights.set([1, 0, 0, 0])
  who.logBudget = 9
  const apart = { ...table, columns: [Float64Array.from([0, 20, 40]), ...table.columns.slice(1)] }
  askRanked('three', apart, [0, 1, 2], { lapse: 0 }).shares(who, into)
  expect(into[rankedAnswer(2, 0)]).toBeCloseTo(1, 6)
})

it('has the same shares for the first and the last of three either way', () => {
  fc.assert(
    fc.property(person, (who) => {
      const [one, other] = [new Float64Array(6), new Float64Array(6)]
      askRanked('three', table, [0, 1, 2], { lapse: 0.02 }).shares(who, one)
      askFirstAndLast('three', table, [0, 1, 2], { lapse: 0.02 }).shares(who, other)
      one.forEach((share, at) => {
        expect(other[at]).toBeCloseTo(share, 5)
      })
    }),
    { numRuns: 30 },
  )
})
