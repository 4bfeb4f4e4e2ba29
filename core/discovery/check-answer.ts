import { assertNever } from '../assert-never.ts'
import type { Money } from '../market/money.ts'
import type { AnswerState, AnswerValue } from './answer.ts'
import type { Question } from './question-bank.ts'

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

export type AnswerCheck = { readonly type: 'ok' } | { readonly type: 'fault'; readonly fault: AnswerFault }

interface GivenAnswer {
  readonly state: AnswerState
  readonly value: AnswerValue | null
  readonly ownWords: string
}

/**
 * Whether an answer fits its question: an answered one has a value of the question's kind, the others have none.
 * @param currency the market's currency, ISO 4217, that amounts must be in
 */
export function checkAnswer(question: Question, given: GivenAnswer, currency: string): AnswerCheck {
  const fault = faultOf(question, given, currency)
  return fault === null ? { type: 'ok' } : { type: 'fault', fault }
}

function faultOf(question: Question, given: GivenAnswer, currency: string): AnswerFault | null {
  const { state, value, ownWords } = given
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
    default:
      return assertNever(question)
  }
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
