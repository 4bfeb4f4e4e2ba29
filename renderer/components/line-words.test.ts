import { expect, test } from 'vitest'
import { lineWords } from './line-words.ts'

const words = { asking: 'Asking', notKnown: (why: string) => `Not known: ${why}` }

test('the line says what was told last, unless asking again failed meanwhile', () => {
  expect(lineWords({ told: null, failure: null }, words)).toBe('Asking')
  expect(lineWords({ told: 'Up to 14:05.', failure: null }, words)).toBe('Up to 14:05.')
  expect(lineWords({ told: 'Up to 14:05.', failure: 'No answer.' }, words)).toBe('Not known: No answer.')
  expect(lineWords({ told: null, failure: 'No answer.' }, words)).toBe('Not known: No answer.')
})
