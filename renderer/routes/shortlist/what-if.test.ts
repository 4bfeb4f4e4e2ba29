import { expect, it } from 'vitest'
import { asItIs, emphasisPlace, isAsItIs, withBudget, withEmphasis } from './what-if.ts'

it('a priority that nobody touched stands in the middle', () => {
  expect(emphasisPlace(asItIs, 'seats')).toBe(0)
})

it('a place away from the middle doubles or halves what a priority counts', () => {
  expect(withEmphasis(asItIs, 'seats', 2).emphasis).toEqual([{ attribute: 'seats', factor: 4 }])
  expect(withEmphasis(asItIs, 'seats', -1).emphasis).toEqual([{ attribute: 'seats', factor: 0.5 }])
  expect(emphasisPlace(withEmphasis(asItIs, 'seats', -1), 'seats')).toBe(-1)
})

it('the middle, and the budget that was said, leave things as they are', () => {
  const tried = withBudget(withEmphasis(asItIs, 'seats', 1.5), 5_000_000, 4_000_000)
  expect(isAsItIs(tried)).toBe(false)
  expect(withBudget(withEmphasis(tried, 'seats', 0), 4_000_000, 4_000_000)).toEqual(asItIs)
})

it('moving one priority leaves the others as they were tried', () => {
  const both = withEmphasis(withEmphasis(asItIs, 'seats', 1), 'lengthMm', -1)
  expect(withEmphasis(both, 'seats', 0).emphasis).toEqual([{ attribute: 'lengthMm', factor: 0.5 }])
})
