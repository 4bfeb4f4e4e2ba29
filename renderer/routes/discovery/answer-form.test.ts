import { describe, expect, it } from 'vitest'
import { type Answer, answerSchema } from '../../../core/discovery/answer.ts'
import { type Question, questionSchema } from '../../../core/discovery/question-bank.ts'
import { codesAfterTap, formFrom, numberAfterStep, wordsToSave } from './answer-form.ts'

const both = (text: string) => ({ en: text, ur: text })
const asked = {
  id: 'people.seats',
  ask: both('How many?'),
  why: both('It matters.'),
  worth: 1,
  seconds: 10,
  intrusiveness: 0.1,
  serves: 'person',
  isOpen: false,
  followUps: [],
  due: { beforeEnd: true },
}
const seats = questionSchema.parse({
  ...asked,
  kind: 'number',
  min: 1,
  max: 8,
  quick: [2, 5, 7],
  unit: both('people'),
  rule: null,
})
const story: Question = questionSchema.parse({ ...asked, kind: 'text' })

function answered(part: Partial<Answer>): Answer {
  return answerSchema.parse({
    id: '019a0000-0000-7000-8000-000000000001',
    opportunityId: '019a0000-0000-7000-8000-000000000002',
    visitId: '019a0000-0000-7000-8000-000000000003',
    questionId: 'people.seats',
    state: 'answered',
    value: { type: 'number', number: 7 },
    ownWords: 'seven of us',
    language: 'en',
    bankVersion: 'v1',
    supersedesIds: [],
    authorId: '019a0000-0000-7000-8000-000000000004',
    occurredAt: 1,
    ...part,
  })
}

describe('an open question', () => {
  it('shows the text that was being typed before what is saved', () => {
    expect(formFrom(answered({}), 'seven, and gran').words).toBe('seven, and gran')
    expect(formFrom(answered({}), null).words).toBe('seven of us')
    expect(formFrom(null, null).words).toBe('')
  })

  it('shows an emptied draft as empty and not as the saved words', () => {
    expect(formFrom(answered({}), '').words).toBe('')
  })

  it('shows what is chosen', () => {
    expect(formFrom(answered({ value: { type: 'choices', codes: ['a'] } }), null).codes).toEqual(['a'])
    expect(formFrom(answered({}), null)).toMatchObject({ state: 'answered', number: 7 })
    expect(formFrom(answered({ state: 'unsure', value: null }), null)).toMatchObject({
      state: 'unsure',
      codes: [],
    })
    expect(formFrom(null, null).state).toBe(null)
  })
})

describe('a tap', () => {
  it('chooses one of one', () => {
    expect(codesAfterTap('one-of', ['a'], 'b')).toEqual(['b'])
    expect(codesAfterTap('one-of', ['a'], 'a')).toEqual(['a'])
  })

  it('puts in and takes out of several, and never takes the last', () => {
    expect(codesAfterTap('any-of', ['a'], 'b')).toEqual(['a', 'b'])
    expect(codesAfterTap('any-of', ['a', 'b'], 'a')).toEqual(['b'])
    expect(codesAfterTap('any-of', ['b'], 'b')).toEqual(['b'])
  })
})

describe('the stepper', () => {
  const question = seats as Extract<Question, { kind: 'number' }>

  it('lands on a likely number first, then goes one at a time', () => {
    expect(numberAfterStep(question, null, 1)).toBe(5)
    expect(numberAfterStep(question, null, -1)).toBe(5)
    expect(numberAfterStep(question, 5, 1)).toBe(6)
  })

  it('stops at the ends', () => {
    expect(numberAfterStep(question, 8, 1)).toBe(8)
    expect(numberAfterStep(question, 1, -1)).toBe(1)
  })
})

describe('words alone', () => {
  it('are saved with the answer that stands, also with a refusal', () => {
    expect(wordsToSave(seats, answered({}), ' eight with gran ')).toEqual({
      type: 'given',
      given: { state: 'answered', value: { type: 'number', number: 7 }, ownWords: 'eight with gran' },
    })
    expect(wordsToSave(seats, answered({ state: 'declined', value: null }), 'why do you ask?')).toMatchObject(
      {
        given: { state: 'declined', value: null },
      },
    )
  })

  it('can be taken away from a coded answer', () => {
    expect(wordsToSave(seats, answered({}), '')).toMatchObject({ given: { ownWords: '' } })
  })

  it('wait for a choice where a choice is the answer', () => {
    expect(wordsToSave(seats, null, 'about seven')).toEqual({ type: 'needs-choice' })
  })

  it('are the answer where the question asks for words, also after “not sure”', () => {
    const given = { state: 'answered', value: { type: 'text' }, ownWords: 'a Mehran' }
    expect(wordsToSave(story, null, 'a Mehran')).toEqual({ type: 'given', given })
    expect(wordsToSave(story, answered({ state: 'unsure', value: null, ownWords: '' }), 'a Mehran')).toEqual({
      type: 'given',
      given,
    })
  })

  it('that say the same as before write nothing, nor does emptying an answer that is words', () => {
    expect(wordsToSave(seats, answered({}), ' seven of us ')).toEqual({ type: 'nothing' })
    expect(wordsToSave(seats, null, '  ')).toEqual({ type: 'nothing' })
    expect(wordsToSave(story, answered({ value: { type: 'text' }, ownWords: 'a Mehran' }), '')).toEqual({
      type: 'nothing',
    })
  })
})
