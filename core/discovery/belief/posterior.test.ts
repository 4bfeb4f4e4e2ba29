import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Ask, askMusts, askRating, askThisOrThat, evidenceOf } from './ask.ts'
import { askFirstAndLast } from './ask-ranked.ts'
import { beliefFrom, type Evidence } from './posterior.ts'
import { testSpace, testTable } from './test-belief.ts'

const table = testTable(12)
const ratings = { cuts: [-1.5, -0.5, 0.5, 1.5], noiseSd: 0.9, lapse: 0.02 }
const asks: readonly Ask[] = [
  askRating('boot', 1, ratings),
  askRating('safety', 2, ratings),
  askMusts('musts', [0, 1], 0.02),
  askThisOrThat('this or that', table, [3, 4], { cuts: [-2, -0.6, 0.6, 2], lapse: 0.02 }),
  askFirstAndLast('three', table, [0, 1, 2], { lapse: 0.02 }),
]
const count = 300
const believe = (said: readonly Evidence[], seed = 'opportunity') =>
  beliefFrom(testSpace, said, { seed, count })

const answered = fc.tuple(...asks.map((ask) => fc.option(fc.nat(ask.answers - 1)))).map((given) =>
  given.flatMap((answer, at) => {
    const ask = asks[at]
    return answer === null || !ask ? [] : [evidenceOf(ask, answer)]
  }),
)

it('believes the same of the same answers in whatever order they came, to the last bit', () => {
  fc.assert(
    fc.property(
      answered.chain((said) =>
        fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })),
      ),
      ([said, shuffled]) => {
        const [one, other] = [believe(said), believe(shuffled)]
        expect(other.normals).toEqual(one.normals)
        expect(other.musts).toEqual(one.musts)
      },
    ),
    { numRuns: 6 },
  )
})

it('keeps no trace of an answer that was withdrawn, and follows from the seed', () => {
  const said = [evidenceOf(asks[0] ?? never(), 4), evidenceOf(asks[4] ?? never(), 2)]
  const before = believe(said)
  believe([...said, evidenceOf(asks[2] ?? never(), 3)])
  expect(believe(said).normals).toEqual(before.normals)
  expect(believe(said, 'another').normals).not.toEqual(before.normals)
})

/** What a mean weight may fall by chance of the sample, in standard deviations of the taste. */
const tolerance = 0.15

it('never thinks less of an attribute for a rating a level higher, but for what the sample cannot tell', () => {
  const person = testSpace.empty()
  const meanOf = (said: readonly Evidence[]) => {
    const belief = beliefFrom(testSpace, said, { seed: 'ratings', count: 1000 })
    let sum = 0
    for (let at = 0; at < belief.count; at++) {
      belief.read(at, person)
      sum += person.standard[1] ?? 0
    }
    return sum / belief.count
  }
  const others = [evidenceOf(asks[1] ?? never(), 3), evidenceOf(asks[3] ?? never(), 1)]
  const means = [0, 1, 2, 3, 4].map((level) => meanOf([...others, evidenceOf(asks[0] ?? never(), level)]))
  means.slice(1).forEach((mean, at) => {
    expect(mean).toBeGreaterThan((means[at] ?? 0) - tolerance)
  })
  expect(means[4]).toBeGreaterThan((means[0] ?? 0) + 0.5)
})

it('samples what a calculation by hand gives: a must that is named is held by nearly everyone', () => {
  const belief = beliefFrom(testSpace, [evidenceOf(asks[2] ?? never(), 1)], { seed: 'musts', count: 2000 })
  const held = (must: number) =>
    belief.musts.reduce((sum, bits) => sum + ((bits >> must) & 1), 0) / belief.count
  // Odds 0.2 to 0.8 before, and the answer speaks 0.99 to 0.01 for the first; 0.1 to 0.9, and 0.01 to 0.99 for the other.
  expect(held(0)).toBeCloseTo((0.2 * 0.99) / (0.2 * 0.99 + 0.8 * 0.01), 1)
  expect(held(1)).toBeLessThan(0.03)
})

function never(): never {
  throw new Error('No such question')
}
