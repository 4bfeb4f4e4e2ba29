import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnswerFault, checkAnswer } from './check-answer.ts'
import { findQuestion } from './question-bank.ts'
import { anyAnswers, choices, number, upTo } from './test-answers.ts'
import { smallBank } from './test-bank.ts'

function faultOf(questionId: string, given: Partial<Parameters<typeof checkAnswer>[1]>): AnswerFault | 'ok' {
  const question = findQuestion(smallBank, questionId)?.question
  if (!question) throw new Error(`No question ${questionId}`)
  const check = checkAnswer(question, { state: 'answered', value: null, ownWords: '', ...given }, 'PKR')
  return check.type === 'ok' ? 'ok' : check.fault
}

test('any answer that a question offers fits it', () => {
  fc.assert(
    fc.property(anyAnswers(smallBank), (answers) => {
      for (const { questionId, state, value } of answers)
        expect(faultOf(questionId, { state, value, ownWords: 'said' })).toBe('ok')
    }),
  )
})

test('an answered question has a value of its own kind, and the other states have none', () => {
  expect(faultOf('people.seats', {})).toBe('value-missing')
  expect(faultOf('people.seats', { value: choices('broken') })).toBe('value-of-another-kind')
  expect(faultOf('people.seats', { state: 'unsure', value: number(5) })).toBe('value-without-answer')
  expect(faultOf('people.seats', { state: 'declined', ownWords: 'rather not' })).toBe('ok')
})

test('choices are codes of the question, each once, and one where one is asked for', () => {
  expect(faultOf('roads.kind', { value: choices('lunar') })).toBe('code-unknown')
  expect(faultOf('roads.kind', { value: choices('broken', 'broken') })).toBe('code-twice')
  expect(faultOf('close.heard', { value: choices('yes', 'no') })).toBe('more-than-one')
})

test('a number lies between the least and the most of its question', () => {
  expect(faultOf('people.seats', { value: number(0) })).toBe('number-outside')
  expect(faultOf('people.seats', { value: number(15) })).toBe('ok')
  expect(faultOf('people.seats', { value: number(Number.NaN) })).toBe('number-outside')
})

test('a budget is positive, the right way up and in the currency of the market', () => {
  expect(faultOf('budget.range', { value: upTo(0) })).toBe('amount-not-positive')
  const rupees = (amountMinor: number) => ({ amountMinor, currency: 'PKR' })
  const upsideDown = { type: 'money-range', atLeast: rupees(5), atMost: rupees(4) } as const
  expect(faultOf('budget.range', { value: upsideDown })).toBe('range-upside-down')
  const dollars = { type: 'money-range', atLeast: null, atMost: { amountMinor: 5, currency: 'USD' } } as const
  expect(faultOf('budget.range', { value: dollars })).toBe('currency-of-another-market')
})

test('a text question is answered by own words, and blanks are not words', () => {
  expect(faultOf('people.story', { value: { type: 'text' }, ownWords: ' \n' })).toBe('own-words-missing')
  expect(faultOf('people.story', { value: { type: 'text' }, ownWords: 'It scrapes' })).toBe('ok')
})
