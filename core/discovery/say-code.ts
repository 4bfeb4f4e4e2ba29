import { assertNever } from '../assert-never.ts'
import { formatMoney } from '../market/format-money.ts'
import type { Language } from '../market/language.ts'
import type { Market } from '../market/market-pack.ts'
import type { Answer } from './answer.ts'
import type { Question } from './question-bank.ts'

/** The sentence pieces that come from the words of who says it. */
export type SayRange = {
  readonly upTo: (amount: string) => string
  readonly between: (from: string, to: string) => string
}

/**
 * The coded part of an answer for a person: the labels chosen, the number with its unit, the range in the market's
 * words; `null` where the words are all there is. A code that the bank no longer has stands as it is.
 */
export function sayCode(
  question: Question,
  answer: Answer,
  language: Language,
  market: Market,
  say: SayRange,
): string | null {
  const { value } = answer
  if (value === null) return null
  switch (value.type) {
    case 'choices': {
      const options = question.kind === 'one-of' || question.kind === 'any-of' ? question.options : []
      const label = (code: string) => options.find((option) => option.code === code)?.label[language] ?? code
      return value.codes.map(label).join(' · ')
    }
    case 'number':
      return question.kind === 'number' ? `${value.number} ${question.unit[language]}` : String(value.number)
    case 'money-range': {
      const atMost = formatMoney(value.atMost, market, language, 'short')
      return value.atLeast === null
        ? say.upTo(atMost)
        : say.between(formatMoney(value.atLeast, market, language, 'short'), atMost)
    }
    case 'text':
      return null
    default:
      return assertNever(value)
  }
}
