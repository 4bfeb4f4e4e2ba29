import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnswerFault, checkAnswer } from './check-answer.ts'
import { findQuestion, type Question } from './question-bank.ts'
import { questionRef, templateOf } from './question-ref.ts'
import { anyAnswers, choices, number, upTo } from './test-answers.ts'
import { smallBank } from './test-bank.ts'
import { bankWithTemplates, templates } from './test-templates.ts'

function faultOf(questionId: string, given: Partial<Parameters<typeof checkAnswer>[1]>): AnswerFault | 'ok' {
  const question = findQuestion(smallBank, questionId)?.question
  if (!question) throw new Error(`No question ${questionId}`)
  return faultIn(question, { questionId, ...given })
}

function faultIn(
  question: Question,
  given: Partial<Parameters<typeof checkAnswer>[1]> & { readonly questionId: string },
): AnswerFault | 'ok' {
  const check = checkAnswer(question, { state: 'answered', value: null, ownWords: '', ...given }, 'PKR')
  return check.type === 'ok' ? 'ok' : check.fault
}

test('any answer that a question offers fits it', () => {
  fc.assert(
    fc.property(anyAnswers(bankWithTemplates), (answers) => {
      for (const { questionId, state, value } of answers) {
        const question = findQuestion(bankWithTemplates, templateOf(questionId))?.question
        expect(question && faultIn(question, { questionId, state, value, ownWords: 'said' })).toBe('ok')
      }
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

describe('a question made from a template', () => {
  const [city, alto, yaris] = ['honda/city/1-2l-cvt', 'suzuki/alto/vxl', 'toyota/yaris/ativ']
  const { pair, three, four, matters } = templates
  const ofPair = questionRef(pair.id, [city, alto])
  const graded = (one: string, other: string) => ({
    type: 'graded' as const,
    of: [one, other] satisfies [string, string],
    grade: 1,
  })

  test('is about as many vehicles or attributes as its template, in their one order', () => {
    const value = graded(city, alto)
    expect(faultIn(pair, { questionId: ofPair, value })).toBe('ok')
    expect(faultIn(pair, { questionId: ofPair, state: 'unsure' })).toBe('ok')
    for (const questionId of [
      pair.id,
      questionRef(pair.id, [city]),
      questionRef(pair.id, [city, alto, yaris]),
      questionRef(pair.id, ['seats', 'bootLitres']),
      `${pair.id}?${alto}+${city}`,
      questionRef('another', [city, alto]),
    ])
      expect(faultIn(pair, { questionId, value }), questionId).toBe('subjects-not-of-question')
    expect(faultIn(matters, { questionId: questionRef(matters.id, ['cup holders']) })).toBe(
      'subjects-not-of-question',
    )
    expect(faultOf('people.seats', { questionId: questionRef('people.seats', ['seats']) })).toBe(
      'subjects-not-of-question',
    )
  })

  test('is answered about what it was made with, whichever was shown first', () => {
    expect(faultIn(pair, { questionId: ofPair, value: graded(alto, city) })).toBe('ok')
    expect(faultIn(pair, { questionId: ofPair, value: graded(alto, yaris) })).toBe('not-among-subjects')
    expect(faultIn(pair, { questionId: ofPair, value: graded(city, city) })).toBe('not-among-subjects')
    expect(faultIn(pair, { questionId: ofPair, value: number(1) })).toBe('value-of-another-kind')
  })

  test('of several has its pick among them, and a least where that was asked, which is another', () => {
    const vehicles = [city, alto, yaris]
    const ofThree = questionRef(three.id, vehicles)
    const picked = (of: string[], most: string, least: string | null) =>
      ({ type: 'picked', of, most, least }) as const
    expect(faultIn(three, { questionId: ofThree, value: picked(vehicles, yaris, null) })).toBe('ok')
    expect(faultIn(three, { questionId: ofThree, value: picked(vehicles, 'a/b/c', null) })).toBe(
      'not-among-subjects',
    )
    expect(faultIn(three, { questionId: ofThree, value: picked(vehicles, yaris, city) })).toBe('ok')
    expect(faultIn(three, { questionId: ofThree, value: picked(vehicles, yaris, yaris) })).toBe(
      'least-is-most',
    )
    const attributes = ['seats', 'bootLitres', 'airbags', 'priceMinor']
    const ofFour = questionRef(four.id, attributes)
    expect(faultIn(four, { questionId: ofFour, value: picked(attributes, 'seats', 'airbags') })).toBe('ok')
    expect(faultIn(four, { questionId: ofFour, value: picked(attributes, 'seats', null) })).toBe(
      'least-missing',
    )
    expect(faultIn(four, { questionId: ofFour, value: picked(attributes, 'seats', 'seats') })).toBe(
      'least-is-most',
    )
    expect(faultIn(four, { questionId: ofFour, value: picked(attributes, 'seats', 'fuel') })).toBe(
      'not-among-subjects',
    )
  })

  test('of a scale has a level that the scale goes up to', () => {
    const questionId = questionRef(matters.id, ['seats'])
    const levelled = (of: string, level: number) => ({ type: 'levelled', of, level }) as const
    expect(faultIn(matters, { questionId, value: levelled('seats', matters.levels.length - 1) })).toBe('ok')
    expect(faultIn(matters, { questionId, value: levelled('seats', matters.levels.length) })).toBe(
      'level-outside',
    )
    expect(faultIn(matters, { questionId, value: levelled('fuel', 0) })).toBe('not-among-subjects')
  })
})
