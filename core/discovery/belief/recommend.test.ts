import { expect, it } from 'vitest'
import { findContenders } from './contenders.ts'
import { beliefFrom } from './posterior.ts'
import { recommend } from './recommend.ts'
import { everyVehicle, testSpace, testTable } from './test-belief.ts'
import { utilityOf } from './vehicle-table.ts'

const belief = beliefFrom(testSpace, [], { seed: 'opportunity', count: 400 })

it('scores contenders as their utility is', () => {
  const table = testTable(60)
  const { vehicles, utilities, best } = findContenders(table, belief, everyVehicle(60))
  const person = testSpace.empty()
  for (const at of [0, 199, 399]) {
    belief.read(at, person)
    const all = [...vehicles].map((vehicle) => utilityOf(table, person, vehicle))
    expect(utilities[at * vehicles.length + (best[at] ?? 0)]).toBeCloseTo(Math.max(...all), 9)
  }
})

it('ties two equal vehicles: they are worth the same to everyone, and of them the first given is shown first', () => {
  const table = testTable(30)
  const twin = (column: Float64Array) => Float64Array.from([...column, ...column])
  const doubled = {
    count: 60,
    columns: table.columns.map(twin),
    missed: table.missed.map(twin),
    logPrice: twin(table.logPrice),
  }
  const contenders = findContenders(doubled, belief, everyVehicle(60))
  const size = contenders.vehicles.length
  const placeOf = new Map([...contenders.vehicles].map((vehicle, place) => [vehicle, place]))
  let twins = 0
  for (const [vehicle, place] of placeOf) {
    const other = placeOf.get(vehicle + 30)
    if (other === undefined) continue
    twins += 1
    for (let at = 0; at < contenders.people; at += 37)
      expect(contenders.utilities[at * size + place]).toBe(contenders.utilities[at * size + other])
  }
  expect(twins).toBeGreaterThan(3)
  const model = (place: number) => (contenders.vehicles[place] ?? 0) % 30
  const { places } = recommend(contenders, 3, model)
  expect(places.map((place) => contenders.vehicles[place] ?? 0).every((vehicle) => vehicle < 30)).toBe(true)
})

it('looks at most so many times more vehicles as the catalogue is longer', () => {
  const evaluationsOf = (count: number) =>
    findContenders(testTable(count), belief, everyVehicle(count)).evaluations
  for (const count of [500, 1000, 2000])
    expect(evaluationsOf(2 * count)).toBeLessThanOrEqual(2.1 * evaluationsOf(count))
})

it('shows no group twice, and is surer of more vehicles', () => {
  const contenders = findContenders(testTable(200), belief, everyVehicle(200))
  const { places } = recommend(contenders, 3, (place) => place % 2)
  expect(places).toHaveLength(2)
  expect(new Set(places.map((place) => place % 2)).size).toBe(2)
  expect(recommend(contenders, 6).sureness).toBeGreaterThan(recommend(contenders, 1).sureness)
})
