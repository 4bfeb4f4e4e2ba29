import { assertNever } from '../assert-never.ts'
import type { Money } from '../market/money.ts'
import type { AnswerState, AnswerValue } from './answer.ts'
import { isMadeFrom } from './asked-question.ts'
import type { Question } from './question-bank.ts'
import { subjectsOf } from './question-ref.ts'
import type { TemplateQuestion } from './template.ts'

export type AnswerFault =
  | 'value-missing'
  | 'value-without-answer'
  | 'value-of-another-kind'
  | 'code-unknown'
  | 'code-twice'
  | 'more-than-one'
  | 'number-outside'
  | 'amount-not-positive'
  | 'range-upside-down'
  | 'currency-of-another-market'
  | 'own-words-missing'
  | 'subjects-not-of-question'
  | 'not-among-subjects'
  | 'least-is-most'
  | 'place-twice'
  | 'least-missing'
  | 'level-outside'

export type AnswerCheck = { readonly type: 'ok' } | { readonly type: 'fault'; readonly fault: AnswerFault }

interface GivenAnswer {
  /** The question's own id, or of one made from a template the reference that names its subjects. */
  readonly questionId: string
  readonly state: AnswerState
  readonly value: AnswerValue | null
  readonly ownWords: string
}

/**
 * Whether an answer fits its question: an answered one has a value of the question's kind, the others have none. One
 * about vehicles or attributes speaks of those that the question was made with; whether such a vehicle is on sale is
 * not looked at, for a catalogue changes between asking and answering.
 * @param currency the market's currency, ISO 4217, that amounts must be in
 */
export function checkAnswer(question: Question, given: GivenAnswer, currency: string): AnswerCheck {
  const fault = faultOf(question, given, currency)
  return fault === null ? { type: 'ok' } : { type: 'fault', fault }
}

function faultOf(question: Question, given: GivenAnswer, currency: string): AnswerFault | null {
  const { questionId, state, value, ownWords } = given
  if (!isMadeFrom(question, questionId)) return 'subjects-not-of-question'
  if (state !== 'answered') return value === null ? null : 'value-without-answer'
  if (value === null) return 'value-missing'
  switch (question.kind) {
    case 'one-of':
    case 'any-of':
      return value.type === 'choices' ? choicesFault(question, value.codes) : 'value-of-another-kind'
    case 'number':
      if (value.type !== 'number') return 'value-of-another-kind'
      return value.number >= question.min && value.number <= question.max ? null : 'number-outside'
    case 'money-range':
      return value.type === 'money-range'
        ? rangeFault(value.atLeast, value.atMost, currency)
        : 'value-of-another-kind'
    case 'text':
      if (value.type !== 'text') return 'value-of-another-kind'
      return ownWords.trim() === '' ? 'own-words-missing' : null
    case 'this-or-that':
      if (value.type !== 'graded') return 'value-of-another-kind'
      return areSubjects(questionId, value.of) ? null : 'not-among-subjects'
    case 'pick-one':
    case 'most-least':
      return value.type === 'picked' ? pickedFault(question, questionId, value) : 'value-of-another-kind'
    case 'level':
      if (value.type !== 'levelled') return 'value-of-another-kind'
      if (!areSubjects(questionId, [value.of])) return 'not-among-subjects'
      return value.level < question.levels.length ? null : 'level-outside'
    default:
      return assertNever(question)
  }
}

/** Whether a value speaks of exactly what its question is about, in whatever order they were shown. */
const areSubjects = (questionId: string, of: readonly string[]): boolean =>
  [...of].sort().join() === subjectsOf(questionId).join()

function pickedFault(
  { kind }: Extract<TemplateQuestion, { kind: 'pick-one' | 'most-least' }>,
  questionId: string,
  { of, most, least, next = [] }: Extract<AnswerValue, { type: 'picked' }>,
): AnswerFault | null {
  if (!areSubjects(questionId, of) || ![most, ...next].every((one) => of.includes(one)))
    return 'not-among-subjects'
  const inOrder = [most, ...next, ...(least === null ? [] : [least])]
  if (next.length > 0 && new Set(inOrder).size !== inOrder.length) return 'place-twice'
  // Of vehicles, which would go first need not be said.
  if (least === null) return kind === 'pick-one' ? null : 'least-missing'
  if (!of.includes(least)) return 'not-among-subjects'
  return least === most ? 'least-is-most' : null
}

function choicesFault(
  question: Extract<Question, { kind: 'one-of' | 'any-of' }>,
  codes: readonly string[],
): AnswerFault | null {
  if (codes.length === 0) return 'value-missing'
  if (codes.some((code) => !question.options.some((option) => option.code === code))) return 'code-unknown'
  if (new Set(codes).size !== codes.length) return 'code-twice'
  return question.kind === 'one-of' && codes.length > 1 ? 'more-than-one' : null
}

function rangeFault(atLeast: Money | null, atMost: Money, currency: string): AnswerFault | null {
  if (atMost.currency !== currency || (atLeast !== null && atLeast.currency !== currency))
    return 'currency-of-another-market'
  if (atMost.amountMinor <= 0 || (atLeast !== null && atLeast.amountMinor < 0)) return 'amount-not-positive'
  return atLeast !== null && atLeast.amountMinor > atMost.amountMinor ? 'range-upside-down' : null
}
