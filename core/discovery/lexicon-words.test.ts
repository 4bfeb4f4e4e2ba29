import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOneSlipAway, soundOf, spokenWords } from './lexicon-words.ts'

test.each([
  ['bachay bachey bache bacche bachche'],
  ['zyada ziyada ziada'],
  ['chahiye chahie chaiye chahye'],
  ['achi achhi acchi'],
  ['gari gaari garri'],
  ['gaon gaoon gaun'],
  ['khadde khadday khaddey'],
  ['seat seats'],
  ['اسکول سکول'],
])('one word in the ways that it is typed has one sound: %s', (spellings) => {
  expect(new Set(spellings.split(' ').map(soundOf)).size).toBe(1)
})

test.each([['pehle pehli'], ['ne nahi'], ['gas gash'], ['log lag']])(
  'two words that are not the same do not sound the same: %s',
  (words) => {
    expect(new Set(words.split(' ').map(soundOf)).size).toBe(2)
  },
)

test('words stand where they are in the text, a stop between two parts clauses', () => {
  const words = spokenWords('Non-filer, 42.5 lakh\nڈيزل نہیں')
  expect(words.map(({ letters, clause }) => [letters, clause])).toEqual([
    ['non', 0],
    ['filer', 0],
    ['42.5', 1],
    ['lakh', 1],
    ['ڈیزل', 2],
    ['نہین', 2],
  ])
  expect(words.map(({ start, end }) => [start, end])[2]).toEqual([11, 15])
})

test('marks and apostrophes are no letters', () => {
  expect(spokenWords("don't don’t \u200f\u064b").map(({ letters }) => letters)).toEqual(['dont', 'dont'])
})

test('one slip is a letter more, less, another, or two changed about', () => {
  const slips = ['installmnt', 'installmentt', 'instalment', 'instaloment', 'isntallment']
  expect(slips.filter((word) => !isOneSlipAway('installment', word))).toEqual([])
  for (const other of ['instlment', 'sintallment', 'installs', ''])
    expect(isOneSlipAway('installment', other)).toBe(false)
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(isOneSlipAway(a, b)).toBe(isOneSlipAway(b, a))
      expect(isOneSlipAway(a, a)).toBe(true)
    }),
  )
})
