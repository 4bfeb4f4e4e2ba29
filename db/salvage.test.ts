import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cut, flips, type Sound, sector, soundDatabase, swap, tryDamage } from './test-damage.ts'

let sound: Sound
let withLog: Sound
beforeAll(() => {
  sound = soundDatabase(60, false)
  withLog = soundDatabase(60, true)
})
afterAll(() => {
  sound[Symbol.dispose]()
  withLog[Symbol.dispose]()
})

test('a few', () => {
  for (let seed = 0; seed < 10; seed += 1) {
    const r = tryDamage(sound, seed, { main: flips(3) })
    console.log(
      JSON.stringify(r?.tables.filter((t) => t.missing.length || t.endsUnknown || t.rebuilt || t.standIns)),
      r?.isWhole,
    )
  }
  expect(1).toBe(1)
})
test('cuts', () => {
  for (let seed = 100; seed < 105; seed += 1) {
    const r = tryDamage(sound, seed, { main: cut })
    console.log(
      JSON.stringify(r?.tables.filter((t) => t.missing.length || t.endsUnknown || t.rebuilt || t.standIns)),
      r?.isWhole,
    )
  }
})
test('log', () => {
  for (let seed = 200; seed < 210; seed += 1) {
    const r = tryDamage(withLog, seed, { log: flips(2) })
    console.log(
      JSON.stringify(r?.tables.filter((t) => t.missing.length || t.endsUnknown || t.rebuilt || t.standIns)),
      r?.isWhole,
    )
  }
})
