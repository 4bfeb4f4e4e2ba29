import { assertNever } from '../assert-never.ts'
import type { Attribute, Figure } from '../catalogue/attribute.ts'
import type { Variant } from '../catalogue/catalogue.ts'
import { attributeLabel, codeName, figureText } from '../catalogue/figure-text.ts'
import { isReadInverse } from '../catalogue/units.ts'
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
  'drive',
  'airbags',
] satisfies Attribute[])

/** One catalogue fact as the start of a sentence: "7 seats", "Ground clearance 175 mm". */
export function sayFact(attribute: Attribute, figure: Figure, voice: Voice): string {
  return labelled(attribute, figureText(attribute, figure, voice.pack, voice.language), voice)
}

/** What a hard rule asks for: "At least 7 seats", "Not electric", "Up to Rs 4,462,500 (44.625 lakh)". */
export function sayWanted({ attribute, test }: Pick<Judgement, 'attribute' | 'test'>, voice: Voice): string {
  const { pack, language } = voice
  const names = (codes: readonly string[]) =>
    codes.map((code) => codeName(code, language, pack)).join(say('or', language))
  const number = (value: number) => {
    const figure: Figure = { type: 'number', min: value, max: value, source: 'asked', asOf: '' }
    return figureText(attribute, figure, pack, language)
  }
  switch (test.type) {
    case 'number': {
      const isInverse = isReadInverse(attribute, pack.units)
      const [least, most] = isInverse ? [test.atMost, test.atLeast] : [test.atLeast, test.atMost]
      const parts = [
        ...(least === null ? [] : [say('wantsAtLeast', language, { text: number(least) })]),
        ...(most === null ? [] : [say('wantsAtMost', language, { text: number(most) })]),
      ]
      return labelled(attribute, parts.join(say('listComma', language)), voice)
    }
    case 'one-of':
      return labelled(attribute, names(test.codes), voice)
    case 'none-of':
      return labelled(attribute, say('wantsNoneOf', language, { text: names(test.codes) }), voice)
    case 'budget': {
      const limit = formatMoney(test.limit, pack, language)
      return labelled(attribute, say('wantsBudget', language, { limit }), voice)
    }
    default:
      return assertNever(test)
  }
}

/** Codes as what a vehicle may be: "a pick-up", "a crossover or an SUV", "diesel". */
export function sayKind(attribute: Attribute, codes: readonly string[], { language, pack }: Voice): string {
  const needsArticle = attribute === 'body' && language === 'en'
  return codes
    .map((code) => codeName(code, language, pack))
    .map((name) => (needsArticle ? `${/^([aeiou]|SUV|MPV)/.test(name) ? 'an' : 'a'} ${name}` : name))
    .join(say('or', language))
}

/** A vehicle's whole name, to be set inside a sentence. */
export function sayVehicle(
  { brand, model, name }: Pick<Variant, 'brand' | 'model' | 'name'>,
  language: Language,
): string {
  return embed(`${brand} ${model} ${name}`, language)
}

function labelled(attribute: Attribute, text: string, { language, pack }: Voice): string {
  if (selfSpeaking.has(attribute)) return text.charAt(0).toUpperCase() + text.slice(1)
  return say('labelled', language, { label: attributeLabel(attribute, language, pack), text })
}
