import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallestChange } from './smallest-change.ts'

const from = (least: number) => (size: number) => (size >= least ? `from ${least}` : null)

test('what is found is true and one less is not, however far off the rough guess was, or nothing is found', () => {
  const cases = fc.record({
    most: fc.integer({ min: 1, max: 20 }),
    guess: fc.integer({ min: 1, max: 25 }),
    truth: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  })
  fc.assert(
    fc.property(cases, ({ most, guess, truth }) => {
      const truly = (size: number) => (truth[size - 1] ? size : null)
      const found = smallestChange(most, { roughly: (size) => (size >= guess ? size : null), truly })
      if (found === null) return
      expect(found.size).toBeLessThanOrEqual(most)
      expect(found.index).toBe(found.size)
      expect(found.size === 1 || truly(found.size - 1) === null).toBe(true)
    }),
  )
})

test('where more always brings it too, the smallest is found by a guess that is near', () => {
  for (const least of [1, 2, 5, 11, 16])
    for (const guess of [least - 1, least, least + 4])
      expect(smallestChange(16, { roughly: from(Math.min(16, guess)), truly: from(least) })).toEqual({
        size: least,
        index: `from ${least}`,
      })
})

test('nothing is tried dearly where even the most brings nothing roughly', () => {
  const truly = () => {
    throw new Error('tried dearly')
  }
  expect(smallestChange(16, { roughly: () => null, truly })).toBeNull()
})
