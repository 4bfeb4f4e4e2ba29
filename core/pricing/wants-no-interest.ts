import type { CurrentAnswer } from '../discovery/current-answers.ts'
import type { Said } from '../discovery/preferences.ts'
import { findQuestion, type QuestionBank } from '../discovery/question-bank.ts'
import type { PriceTerms } from './price-terms.ts'

/** The answer by which a customer wants no interest, to be said back; `null` where none says so. */
export function wantsNoInterest(
  { finance }: Pick<PriceTerms, 'finance'>,
  bank: Pick<QuestionBank, 'topics'>,
  answers: ReadonlyMap<string, CurrentAnswer>,
): Said | null {
  const wanted = finance?.interestFree ?? null
  const answer = wanted && answers.get(wanted.question)?.answer
  if (!wanted || answer?.state !== 'answered' || answer.value?.type !== 'choices') return null
  const { codes } = answer.value
  const code = wanted.codes.find((one) => codes.includes(one))
  if (code === undefined) return null
  const question = findQuestion(bank, wanted.question)?.question
  const option =
    question && 'options' in question ? question.options.find((one) => one.code === code) : undefined
  return {
    answerId: answer.id,
    questionId: answer.questionId,
    ownWords: answer.ownWords,
    because: option?.because ?? null,
    amount: null,
    label: option?.label ?? null,
  }
}
