import { expect, it } from 'vitest'
import { findQuestion } from '../../../core/discovery/question-bank.ts'
import { answersOf, choices, type GivenAnswer } from '../../../core/discovery/test-answers.ts'
import { smallBank } from '../../../core/discovery/test-bank.ts'
import { isVeto } from './is-veto.ts'

const vetoOf = (given: Partial<GivenAnswer>) =>
  answersOf({ questionId: 'energy.never', value: choices('electric'), speaker: 'driver', ...given }).map(
    (answer) => {
      const found = findQuestion(smallBank, answer.questionId)
      return found && isVeto(found.question, answer)
    },
  )

it('what the driver rules out is a veto', () => {
  expect(vetoOf({})).toEqual([true])
})

it('what somebody else rules out is not, nor what the driver only asks for', () => {
  expect(vetoOf({ speaker: 'payer' })).toEqual([false])
  expect(vetoOf({ speaker: null })).toEqual([false])
  expect(vetoOf({ value: choices('manual') })).toEqual([false])
})
