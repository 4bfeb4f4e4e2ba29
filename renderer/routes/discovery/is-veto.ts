import type { Answer } from '../../../core/discovery/answer.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'

/** Whether whoever drives it rules something out: nobody else can take that back. */
export function isVeto(question: Question, { speaker, state, value }: Answer): boolean {
  if (speaker !== 'driver' || state !== 'answered' || value?.type !== 'choices') return false
  if (question.kind !== 'one-of' && question.kind !== 'any-of') return false
  return question.options.some(
    ({ code, evidence }) =>
      value.codes.includes(code) && evidence.some(({ type }) => type === 'exclude-codes'),
  )
}
