import { expect, it } from 'vitest'
import { createSearches } from './searches.ts'

it('what was searched for is found again at its entry of the history, and nowhere else', () => {
  const searches = createSearches()
  searches.remember('a1', 'Fatima')
  searches.remember('a1', 'Fatima Noor')
  searches.remember('b2', '0300')
  expect(searches.textAt('a1')).toBe('Fatima Noor')
  expect(searches.textAt('b2')).toBe('0300')
  expect(searches.textAt('default')).toBe('')
  expect(searches.textAt(undefined)).toBe('')
})
