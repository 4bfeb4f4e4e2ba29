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
  /** Of vehicles, which would be taken last. */
  readonly last: (name: string) => string
  /** How a vehicle or an attribute that an answer speaks of is called; its id or name where that is not known. */
  readonly nameOf: (subject: string) => string
}

/**
 * The coded part of an answer for a person: the labels chosen, the number with its unit, the range in the market's
 * words; `null` where the words are all there is. A code that the bank no longer has stands as it is.
 */
export function sayCode(
  question: Question,
  answer: Pick<Answer, 'value'>,
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
    case 'graded': {
      const grade = question.kind === 'this-or-that' ? question.grades[value.grade + 2] : undefined
      return `${value.of.map(say.nameOf).join(' / ')}: ${grade?.[language] ?? value.grade}`
    }
    case 'picked': {
      const { most, least, next = [] } = value
      const [first, last] = [say.nameOf(most), least === null ? null : say.nameOf(least)]
      if (next.length > 0) return [first, ...next.map(say.nameOf), ...(last ? [last] : [])].join(' › ')
      const said =
        question.kind === 'most-least'
          ? [`${question.mostLabel[language]}: ${first}`, last && `${question.leastLabel[language]}: ${last}`]
          : [first, last && say.last(last)]
      return said.filter(Boolean).join(' · ')
    }
    case 'levelled': {
      const level = question.kind === 'level' ? question.levels[value.level] : undefined
      return `${say.nameOf(value.of)}: ${level?.[language] ?? value.level}`
    }
    default:
      return assertNever(value)
  }
}
