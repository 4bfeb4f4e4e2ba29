import { afterAll, beforeAll, expect, test } from 'vitest'
import { cut, flips, type Sound, sector, soundDatabase, swap, tryDamage } from './test-damage.ts'

// Damage to the database file itself. What each case is held to is said at `tryDamage`; a failure names its seed.

let sound: Sound
let large: Sound
beforeAll(() => {
  sound = soundDatabase(20, false)
  large = soundDatabase(200, false)
})
afterAll(() => {
  sound[Symbol.dispose]()
  large[Symbol.dispose]()
})

test.each([
  { what: 'one flipped byte', main: flips(1), seeds: [1000, 1036] },
  { what: 'up to a hundred flipped bytes', main: flips(100), seeds: [1100, 1124] },
  { what: 'a cut at any place', main: cut, seeds: [1200, 1224] },
  { what: 'a sector of something else', main: sector, seeds: [1300, 1318] },
  { what: 'two pages at each other’s place', main: swap, seeds: [1400, 1410] },
] as const)(
  '$what loses no readable row in silence',
  ({ main, seeds: [from, to] }) => {
    for (let seed = from; seed < to; seed += 1) tryDamage(sound, seed, { main })
  },
  120_000,
)

test('a larger database, with trees of more levels, is held to the same', () => {
  for (let seed = 1500; seed < 1505; seed += 1)
    tryDamage(large, seed, { main: seed % 2 === 0 ? flips(8) : cut })
}, 120_000)

test('what is not damaged is whole, and is found so', () => {
  const report = tryDamage(sound, 1, {})
  expect(report?.isWhole).toBe(true)
  expect(report?.tables.map(({ table, rows }) => [table, rows > 0])).toEqual(
    report?.tables.map(({ table }) => [table, true]),
  )
})
