import { expect, it } from 'vitest'
import { testClock } from '../../../db/test-database.ts'
import { createTimeLeft } from './time-left.ts'

it('goes by what was done so far, and says nothing before there is something to go by', () => {
  const { clock, advance } = testClock(5_000)
  const left = createTimeLeft(clock)
  advance(600)
  expect(left.seconds(0.5)).toBeNull()
  advance(1_400)
  expect(left.seconds(0.001)).toBeNull()
  expect(left.seconds(0.25)).toBe(6)
  advance(6_000)
  expect(left.seconds(1)).toBe(0)
})
