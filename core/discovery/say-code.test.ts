import { describe, expect, test } from 'vitest'
import { pakistan } from '../market/test-market.ts'
import type { AnswerValue } from './answer.ts'
import type { Question } from './question-bank.ts'
import { sayCode } from './say-code.ts'
import { answersOf } from './test-answers.ts'
import { templates } from './test-templates.ts'

const names: Readonly<Record<string, string>> = { 'honda/city/1-2l-cvt': 'Honda City', seats: 'seats' }
const say = {
  upTo: (amount: string) => `up to ${amount}`,
  between: (from: string, to: string) => `${from} to ${to}`,
  last: (name: string) => `last ${name}`,
  nameOf: (subject: string) => names[subject] ?? subject,
}

function said(question: Question, value: AnswerValue): string | null {
  const [answer] = answersOf({ questionId: question.id, value })
  return answer ? sayCode(question, answer, 'en', pakistan, say) : null
}

describe('the coded part of an answer', () => {
  test('between two says both and how much the one is before the other', () => {
    const of: [string, string] = ['honda/city/1-2l-cvt', 'kia/sportage/awd']
    expect(said(templates.pair, { type: 'graded', of, grade: 2 })).toBe(
      'Honda City / kia/sportage/awd: Second by far',
    )
  })

  test('of several says the one picked, and with what was least in its place', () => {
    const of = ['honda/city/1-2l-cvt', 'kia/sportage/awd']
    const [most] = of
    expect(said(templates.three, { type: 'picked', of, most: most ?? '', least: null })).toBe('Honda City')
    expect(said(templates.three, { type: 'picked', of, most: 'kia/sportage/awd', least: most ?? '' })).toBe(
      'kia/sportage/awd · last Honda City',
    )
    expect(said(templates.four, { type: 'picked', of, most: 'seats', least: 'airbags' })).toBe(
      'Most: seats · Least: airbags',
    )
  })

  test('of a scale says what it is of and the level’s label, or its number once the bank has it no more', () => {
    expect(said(templates.matters, { type: 'levelled', of: 'seats', level: 3 })).toBe('seats: Much')
    expect(said(templates.matters, { type: 'levelled', of: 'seats', level: 6 })).toBe('seats: 6')
  })
})
