import type { Language } from '../market/language.ts'
import type { RateFact } from '../market/rate.ts'
import type { FactChoice } from './choose-facts.ts'
import { priceWords } from './price-words.ts'

/** What a price goes by, ready to be shown and chosen. */
export function sayFacts(choices: readonly FactChoice[], language: Language) {
  return choices.map(({ fact, code, why, showsSides, isKept }) => ({
    code: fact.code,
    name: fact.name[language],
    values: fact.values.map((value) => ({ code: value.code, name: value.name[language] })),
    chosen: code,
    why: priceWords[why === 'open' ? (showsSides ? 'bothSides' : 'openRange') : why][language],
    showsSides,
    isKept,
  }))
}

/** What tells a side from the others, in words; `null` where there is nothing to tell. */
export function sideLabel(
  facts: Readonly<Record<string, string>>,
  differs: readonly string[],
  rateFacts: readonly RateFact[],
  language: Language,
): string | null {
  const names = differs.flatMap((code) => {
    const fact = rateFacts.find((known) => known.code === code)
    if (fact?.kind !== 'code') return []
    return fact.values.filter((value) => value.code === facts[code]).map((value) => value.name[language])
  })
  return names.length === 0 ? null : names.join(priceWords.dot[language])
}
