import { afterAll, beforeAll, expect, test } from 'vitest'
import { cut, flips, type Sound, sector, soundDatabase, swap, tryDamage } from './test-damage.ts'

// Damage to a database with commits in its write-ahead log, as a process that was killed leaves it.

let sound: Sound
beforeAll(() => {
  sound = soundDatabase(20, true)
})
afterAll(() => sound[Symbol.dispose]())

test.each([
  { what: 'flipped bytes in the log', damage: { log: flips(3) }, seeds: [2000, 2024] },
  { what: 'a log cut in a frame', damage: { log: cut }, seeds: [2100, 2114] },
  { what: 'a sector of something else in the log', damage: { log: sector }, seeds: [2200, 2210] },
  { what: 'flipped bytes in the file under a sound log', damage: { main: flips(20) }, seeds: [2300, 2312] },
  { what: 'a cut file under a sound log', damage: { main: cut }, seeds: [2400, 2408] },
  { what: 'flipped bytes in both', damage: { main: flips(10), log: flips(2) }, seeds: [2500, 2512] },
  { what: 'a cut file under a damaged log', damage: { main: cut, log: flips(2) }, seeds: [2600, 2608] },
  { what: 'pages and frames out of place', damage: { main: swap, log: swap }, seeds: [2700, 2706] },
] as const)(
  '$what loses no readable row in silence',
  ({ damage, seeds: [from, to] }) => {
    for (let seed = from; seed < to; seed += 1) tryDamage(sound, seed, damage)
  },
  120_000,
)

test('commits behind a damaged frame are read, though SQLite forgets them', () => {
  const flipOneFrame = (bytes: Buffer) => {
    // A byte of the page in the frame after the header.
    bytes[32 + 24 + 500] = (bytes[32 + 24 + 500] ?? 0) ^ 1
    return bytes
  }
  const report = tryDamage(sound, 1, { log: flipOneFrame })
  expect(report?.isWhole).toBe(false)
  const rowsOf = (table: string) => report?.tables.find((one) => one.table === table)?.rows
  expect(rowsOf('catalogue')).toBeGreaterThanOrEqual((sound.tables.get('catalogue')?.rows.size ?? 0) - 1)
})
