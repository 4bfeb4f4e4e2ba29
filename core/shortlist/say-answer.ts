import type { Said } from '../discovery/preferences.ts'
import { formatMoney } from '../market/format-money.ts'
import type { Voice } from './say-fact.ts'
import { quote, say } from './sentences.ts'

const longestQuote = 90

/**
 * An answer said back as a clause, `you said “the grandparents come on Fridays”`: the customer's own words where
 * there are any, otherwise how the bank says the option back or the amount named, otherwise the label chosen.
 */
export function sayAnswer(said: Said, { pack, language }: Voice): string {
  const words = quotable(said.ownWords)
  if (words !== '') return say('saidInOwnWords', language, { words: quote(words, language) })
  if (said.because) return say('saidBack', language, { words: said.because[language] })
  if (said.amount) return say('saidAsBudget', language, { money: formatMoney(said.amount, pack, language) })
  return say('saidByChoice', language, { words: quote(said.label?.[language] ?? said.questionId, language) })
}

/** Own words on one line, without their own outer quotes, closing stop or direction controls, cut at a word when they are long. */
export function quotable(ownWords: string): string {
  const line = ownWords
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/^[\s"'“”„«]+|[\s"'“”»]+$/g, '')
    .replace(/[.,،۔;؛\s]+$/, '')
    .replace(/["“”]/g, '’')
  const characters = Array.from(line)
  if (characters.length <= longestQuote) return line
  const cut = characters.slice(0, longestQuote).join('')
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > 0 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`
}
