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
  askRating,
  askThisOrThat,
  evidenceOf,
} from './ask.ts'
import { askFirstAndLast, askInOrder, firstAndLastAnswer, orderEvidence } from './ask-ranked.ts'
import { logistic } from './choice-likelihood.ts'
import { raisedUtility } from './raised-utility.ts'
import { testSpace, testTable } from './test-belief.ts'
import { utilityOf } from './vehicle-table.ts'

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
  askFirstAndLast('first and last', table, [0, 1, 2], { lapse: 0.02, noise: 1.5 }),
  askFirstAndLast('first and last of four', table, [0, 1, 2, 3], { lapse: 0.02 }),
  askInOrder('in order', table, [0, 1, 2, 3], { lapse: 0.02 }),
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
  askFirstAndLast('three', apart, [0, 1, 2], { lapse: 0 }).shares(who, into)
  expect(into[firstAndLastAnswer(2, 0, 3)]).toBeCloseTo(1, 6)
})

it.each(asks.filter(({ about }) => about !== undefined))(
  'the shares of $key follow from utilities raised over any vehicle that is better',
  ({ answers, about, shares }) => {
    const vehicles = about?.vehicles ?? []
    fc.assert(
      fc.property(person, fc.double({ min: 0, max: 20, noNaN: true }), (who, better) => {
        const utilities = vehicles.map((vehicle) => utilityOf(table, who, vehicle))
        const best = Math.max(...utilities) + better
        const [direct, raised] = [new Float64Array(answers), new Float64Array(answers)]
        shares(who, direct)
        about?.shares(
          Float64Array.from(utilities, (utility) => raisedUtility(utility, best)),
          raised,
        )
        direct.forEach((share, at) => {
          expect(raised[at]).toBeCloseTo(share, 6)
        })
      }),
      { numRuns: 30 },
    )
  },
)

it('of three the first and the last are their whole order', () => {
  fc.assert(
    fc.property(person, (who) => {
      const raised = Float64Array.from([0, 1, 2], (vehicle) => Math.exp(utilityOf(table, who, vehicle) / 8))
      const into = new Float64Array(6)
      askFirstAndLast('three', table, [0, 1, 2], { lapse: 0 }).about?.shares(raised, into)
      const [x = 0, y = 0, z = 0] = raised
      // One, then the middle one before the last: the exploded logit.
      expect(into[firstAndLastAnswer(0, 2, 3)]).toBeCloseTo((x / (x + y + z)) * (y / (y + z)), 9)
      expect(into[firstAndLastAnswer(2, 0, 3)]).toBeCloseTo((z / (x + y + z)) * (y / (x + y)), 9)
    }),
    { numRuns: 30 },
  )
})

it('an order of four is as likely said whole as asked, and a part of it as all that it may become', () => {
  const vehicles = [0, 1, 2, 3] as const
  const ask = askInOrder('four', table, [...vehicles], { lapse: 0.02 })
  const orders = vehicles.flatMap((a) =>
    vehicles.flatMap((b) => vehicles.flatMap((c) => (new Set([a, b, c]).size === 3 ? [[a, b, c]] : []))),
  )
  fc.assert(
    fc.property(person, (who) => {
      const shares = new Float64Array(24)
      ask.shares(who, shares)
      const likely = (said: readonly number[]) =>
        Math.exp(orderEvidence('four', table, vehicles, said, { lapse: 0.02 }).logLikelihood(who))
      orders.forEach((order, at) => {
        expect(likely(order)).toBeCloseTo(shares[at] ?? 0, 9)
      })
      for (const first of vehicles) {
        const after = orders.filter(([a]) => a === first).map(likely)
        expect(likely([first])).toBeCloseTo(
          after.reduce((sum, share) => sum + share, 0),
          9,
        )
      }
    }),
    { numRuns: 20 },
  )
})
