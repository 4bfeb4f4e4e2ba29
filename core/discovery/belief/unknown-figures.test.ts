import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findContenders } from './contenders.ts'
import { beliefFrom } from './posterior.ts'
import { recommend } from './recommend.ts'
import { everyVehicle, testSpace, testTable } from './test-belief.ts'
import { apartOf, type UnknownFigures } from './unknown-figures.ts'
import type { VehicleTable } from './vehicle-table.ts'

const people = 800
const belief = beliefFrom(testSpace, [], { seed: 'opportunity', count: people })
const scaled = fc.double({ min: 0, max: 1, noNaN: true })

test('what is not known lies in the middle on average, and never outside of what may be', () => {
  fc.assert(
    fc.property(fc.array(scaled, { maxLength: 30 }), scaled, (known, middle) => {
      const apart = apartOf(known, middle)
      if (apart === null) return
      expect(apart.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9)
      for (const value of apart) {
        expect(middle + value).toBeGreaterThanOrEqual(-1e-9)
        expect(middle + value).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
  )
  expect(apartOf([], 0.5)).toBeNull()
  expect(apartOf([0.4, 0.4], 0.4)).toBeNull()
})

/** Two vehicles alike but that nobody knows the boot of the second, which stands at the middle where the first is. */
function twoAlike(unknown: UnknownFigures | null): VehicleTable {
  const column = () => Float64Array.from([0.5, 0.5])
  return {
    count: 2,
    columns: [column(), column(), column(), column()],
    missed: [Float64Array.from([0, 0]), Float64Array.from([0, 0])],
    logPrice: Float64Array.from([0, 0]),
    unknown: [null, unknown, null, null],
  }
}
const secondUnknown: UnknownFigures = {
  isUnknown: Uint8Array.from([0, 1]),
  apart: apartOf([0.1, 0.3, 0.7, 0.9], 0.5) ?? new Float64Array(1),
}

test('it makes us less sure: some people see it better and some worse than what is known, as many as not', () => {
  const { utilities, best } = findContenders(twoAlike(secondUnknown), belief, everyVehicle(2))
  const better = [...best].filter((place) => place === 1).length / people
  expect(better).toBeCloseTo(0.5, 1)
  const mean = (place: number) =>
    Array.from({ length: people }, (_, at) => utilities[at * 2 + place] ?? 0).reduce((a, b) => a + b, 0) /
    people
  expect(mean(1) - mean(0)).toBeCloseTo(0, 1)
  const sureOf = (unknown: UnknownFigures | null) =>
    recommend(findContenders(twoAlike(unknown), belief, everyVehicle(2)), 1).sureness
  expect(sureOf(secondUnknown)).toBeLessThan(sureOf(null))
})

test('of two vehicles of which a thing is not known, the one that is better in the rest is better to everyone', () => {
  const table = testTable(40)
  const isUnknown = Uint8Array.from({ length: 40 }, (_, at) => (at < 20 ? 1 : 0))
  const boot = table.columns[1] ?? new Float64Array(40)
  boot.fill(0.5, 0, 20)
  const [price = new Float64Array(40)] = table.columns
  // The second is the first, and cheaper.
  for (const column of [...table.columns, ...table.missed, table.logPrice]) column[1] = column[0] ?? 0
  price[0] = 0.4
  price[1] = 0.6
  const unknown = [
    null,
    { isUnknown, apart: apartOf([...boot.subarray(20)], 0.5) ?? new Float64Array(1) },
    null,
    null,
  ]
  const { utilities, vehicles } = findContenders({ ...table, unknown }, belief, everyVehicle(40))
  const [first, second] = [vehicles.indexOf(0), vehicles.indexOf(1)]
  for (let at = 0; at < people; at++)
    expect(utilities[at * vehicles.length + second]).toBeGreaterThan(
      utilities[at * vehicles.length + first] ?? Number.NaN,
    )
})
