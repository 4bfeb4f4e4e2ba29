import { expect, it } from 'vitest'
import { createActivityTeller } from './activity.ts'

function tellerAt(start: number) {
  let now = start
  let told = 0
  const teller = createActivityTeller({
    clock: () => now,
    everyMs: 15_000,
    tell: () => {
      told += 1
    },
  })
  return {
    noticedAt: (at: number) => {
      now = at
      teller.noticed()
      return told
    },
  }
}

it('the first thing that somebody does is told at once', () => {
  expect(tellerAt(1_000).noticedAt(1_000)).toBe(1)
})

it('whatever is done within fifteen seconds is one word, and the next one goes out after that', () => {
  const teller = tellerAt(0)
  for (const at of [0, 1, 5_000, 14_999]) expect(teller.noticedAt(at)).toBe(1)
  expect(teller.noticedAt(15_000)).toBe(2)
  expect(teller.noticedAt(20_000)).toBe(2)
})

it('a clock put back by an hour does not keep it silent for an hour', () => {
  const teller = tellerAt(7_200_000)
  teller.noticedAt(7_200_000)
  expect(teller.noticedAt(3_600_000)).toBe(2)
  expect(teller.noticedAt(3_610_000)).toBe(2)
})
