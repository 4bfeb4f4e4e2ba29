import { expect, it } from 'vitest'
import { askMusts, askRating } from './ask.ts'
import { askFirstAndLast } from './ask-ranked.ts'
import { proposeComparisons } from './comparisons.ts'
import { findContenders } from './contenders.ts'
import { beliefFrom } from './posterior.ts'
import { createSeeded } from './seeded.ts'
import { everyVehicle, testSpace, testTable } from './test-belief.ts'
import { valueOfAsks } from './value-of-asks.ts'
import { weighAsks } from './weigh-asks.ts'

const table = testTable(80)
const belief = beliefFrom(testSpace, [], { seed: 'opportunity', count: 600 })
const contenders = findContenders(table, belief, everyVehicle(80))
const [first = [0, 1, 2]] = proposeComparisons(contenders, createSeeded('threes'), [3]).filter(
  ({ length }) => length === 3,
)
const three = askFirstAndLast('three', table, [first[0] ?? 0, first[1] ?? 1, first[2] ?? 2], { lapse: 0.02 })
const noise = askRating('noise', 1, { cuts: [-0.5, 0.5], noiseSd: 1e6, lapse: 0.02 })
const musts = askMusts('musts', [0, 1], 0.02)

it('finds nothing in a question that everybody answers alike', () => {
  const [value] = valueOfAsks(belief, contenders, [noise], { people: 600, size: 3 })
  expect(value?.information).toBeLessThan(1e-9)
  expect(value?.chance).toBeLessThan(1e-9)
})

it('puts a question that parts the contenders before one that does not, and the dearer of two alike last', () => {
  const costed = (ask: typeof musts, seconds: number, intrusiveness = 0) => ({
    ask,
    seconds,
    intrusiveness,
    fit: 1,
  })
  const asks = [
    costed(noise, 1),
    costed(three, 15),
    costed(three, 90),
    costed(three, 15, 1),
    costed(musts, 25),
  ]
  const ranked = weighAsks(belief, contenders, asks, 3)
  const order = ranked.map(({ at }) => at)
  expect(order.at(-1)).toBe(0)
  expect(order.indexOf(1)).toBeLessThan(order.indexOf(2))
  expect(order.indexOf(1)).toBeLessThan(order.indexOf(3))
  expect(weighAsks(belief, contenders, asks, 3)).toEqual(ranked)
})

it('holds against one another only vehicles that are best for somebody, each comparison once', () => {
  const proposed = proposeComparisons(contenders, createSeeded('any'), [3, 4])
  const hopeful = new Set([...contenders.best].map((place) => contenders.vehicles[place]))
  expect(proposed.flat().every((vehicle) => hopeful.has(vehicle))).toBe(true)
  expect(new Set(proposed.map((vehicles) => vehicles.join(' '))).size).toBe(proposed.length)
  expect(new Set(proposed.map(({ length }) => length))).toEqual(new Set([2, 3, 4]))
})
