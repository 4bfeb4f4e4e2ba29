import { expect, test } from 'vitest'
import { confirmSuggestion, openSuggestions } from './open-suggestions.ts'
import { findQuestion } from './question-bank.ts'
import { answersOf, choices, number } from './test-answers.ts'
import { smallBank } from './test-bank.ts'

const question = (id: string) => {
  const found = findQuestion(smallBank, id)?.question
  if (!found) throw new Error(`the bank has no question ${id}`)
  return found
}
const broken = { questionId: 'roads.kind', value: choices('broken') }
const seven = { questionId: 'people.seats', value: number(7) }
const said = { words: 'no electric, please', speaker: null }

test('what an answer says already is suggested no more, and what it does not say still is', () => {
  expect(openSuggestions([broken, seven], [])).toEqual([broken, seven])
  expect(openSuggestions([broken, seven], answersOf(broken))).toEqual([seven])
  expect(openSuggestions([seven], answersOf({ ...seven, value: number(5) }))).toEqual([seven])
  expect(openSuggestions([seven], answersOf({ ...seven, state: 'declined', value: null }))).toEqual([seven])
})

test('a code is confirmed beside those that were chosen, with the words of both', () => {
  const never = question('energy.never')
  expect(never.kind).toBe('any-of')
  const before = answersOf({ questionId: never.id, value: choices('manual'), ownWords: 'no clutch' })
  expect(confirmSuggestion(never, before, { ...said, value: choices('electric') })).toEqual({
    value: choices('manual', 'electric'),
    ownWords: 'no clutch\nno electric, please',
  })
  expect(confirmSuggestion(never, before, { ...said, speaker: 'payer', value: choices('electric') })).toEqual(
    {
      value: choices('electric'),
      ownWords: said.words,
    },
  )
})

test('where one thing alone can be said, what is confirmed takes the place of what was said', () => {
  const seats = question('people.seats')
  const before = answersOf({ ...seven, value: number(5), ownWords: 'five' })
  expect(confirmSuggestion(seats, before, { words: 'saat log', speaker: null, value: number(7) })).toEqual({
    value: number(7),
    ownWords: 'saat log',
  })
})
