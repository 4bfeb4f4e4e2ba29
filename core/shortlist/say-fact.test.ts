import { expect, test } from 'vitest'
import { sayKind } from './say-fact.ts'

test('a body is said with its article, a fuel without, and Urdu knows none', () => {
  expect(sayKind('body', ['pickup'], 'en')).toBe('a pick-up')
  expect(sayKind('body', ['crossover', 'suv'], 'en')).toBe('a crossover or an SUV')
  expect(sayKind('fuel', ['electric', 'diesel'], 'en')).toBe('electric or diesel')
  expect(sayKind('body', ['pickup', 'van'], 'ur')).toBe('پک اپ یا وین')
})
