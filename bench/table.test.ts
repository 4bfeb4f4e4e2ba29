import { expect, test } from 'vitest'
import { percentile, plainDecimal } from './table.ts'

test('a percentile is a value of the sample, by nearest rank', () => {
  expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3)
  expect(percentile([5, 1, 4, 2, 3], 0.99)).toBe(5)
  expect(percentile([7], 0.5)).toBe(7)
  expect(() => percentile([], 0.5)).toThrow()
})

test('figures are plain decimals, never exponents', () => {
  expect([0.0000001, 0.1234, 12.34, 1234.5].map(plainDecimal)).toEqual(['0.000', '0.123', '12.3', '1235'])
})
