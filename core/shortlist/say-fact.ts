import { assertNever } from '../assert-never.ts'
import type { Attribute, Figure } from '../catalogue/attribute.ts'
import type { Variant } from '../catalogue/catalogue.ts'
import { attributeLabel, codeName, figureText } from '../catalogue/figure-text.ts'
import { formatMoney } from '../market/format-money.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import type { Judgement } from './judge-rules.ts'
import { embed, say } from './sentences.ts'

/** How a shortlist speaks: to whom, and in which market's words. */
export interface Voice {
  readonly pack: MarketPack
  readonly language: Language
}

/** Figures that say by themselves what they are about: "7 seats", "SUV", "Rs 4,250,000". */
const selfSpeaking: ReadonlySet<Attribute> = new Set([
  'body',
  'seats',
  'fuel',
  'transmission',
  'priceMinor',
] satisfies Attribute[])

/** One catalogue fact as the start of a sentence: "7 seats", "Ground clearance 175 mm". */
export function sayFact(attribute: Attribute, figure: Figure, { pack, language }: Voice): string {
  return labelled(attribute, figureText(attribute, figure, pack, language), language)
}

/** What a hard rule asks for: "At least 7 seats", "Not electric", "Up to Rs 4,462,500 (44.625 lakh)". */
export function sayWanted({ attribute, test }: Judgement, { pack, language }: Voice): string {
  const names = (codes: readonly string[]) =>
    codes.map((code) => codeName(code, language)).join(say('or', language))
  const number = (value: number) => {
    const figure: Figure = { type: 'number', min: value, max: value, source: 'asked', asOf: '' }
    return figureText(attribute, figure, pack, language)
  }
  switch (test.type) {
    case 'number': {
      const parts = [
        ...(test.atLeast === null ? [] : [say('wantsAtLeast', language, { text: number(test.atLeast) })]),
        ...(test.atMost === null ? [] : [say('wantsAtMost', language, { text: number(test.atMost) })]),
      ]
      return labelled(attribute, parts.join(say('listComma', language)), language)
    }
    case 'one-of':
      return labelled(attribute, names(test.codes), language)
    case 'none-of':
      return labelled(attribute, say('wantsNoneOf', language, { text: names(test.codes) }), language)
    case 'budget': {
      const limit = formatMoney(test.limit, pack, language)
      return labelled(attribute, say('wantsBudget', language, { limit }), language)
    }
    default:
      return assertNever(test)
  }
}

/** Codes as what a vehicle may be: "a pick-up", "a crossover or an SUV", "diesel". */
export function sayKind(attribute: Attribute, codes: readonly string[], language: Language): string {
  const needsArticle = attribute === 'body' && language === 'en'
  return codes
    .map((code) => codeName(code, language))
    .map((name) => (needsArticle ? `${/^([aeiou]|SUV|MPV)/.test(name) ? 'an' : 'a'} ${name}` : name))
    .join(say('or', language))
}

/** A vehicle's whole name, to be set inside a sentence. */
export function sayVehicle({ brand, model, name }: Variant, language: Language): string {
  return embed(`${brand} ${model} ${name}`, language)
}

function labelled(attribute: Attribute, text: string, language: Language): string {
  if (selfSpeaking.has(attribute)) return text.charAt(0).toUpperCase() + text.slice(1)
  return say('labelled', language, { label: attributeLabel(attribute, language), text })
}
