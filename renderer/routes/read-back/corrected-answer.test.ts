import { expect, test } from 'vitest'
import { answersOf, choices } from '../../../core/discovery/test-answers.ts'
import { correctedAnswer } from './corrected-answer.ts'

const [standing = null] = answersOf({
  questionId: 'roads.kind',
  value: choices('broken'),
  ownWords: 'our lane is all speed-breakers',
})

test('a code put right leaves the words that it was said in as they were', () => {
  expect(correctedAnswer(standing, '', 'answered', choices('smooth'))).toEqual({
    state: 'answered',
    value: choices('smooth'),
    ownWords: 'our lane is all speed-breakers',
  })
})

test('what they say instead takes the place of the words', () => {
  const { ownWords } = correctedAnswer(standing, 'only the last mile', 'answered', choices('smooth'))
  expect(ownWords).toBe('only the last mile')
})

test('an answer that is taken back takes its words with it, and one given after that has none of them', () => {
  expect(correctedAnswer(standing, 'never mind', 'withdrawn', null).ownWords).toBe('')
  expect(correctedAnswer(null, '', 'answered', choices('smooth')).ownWords).toBe('')
})
