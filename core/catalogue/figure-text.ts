import { assertNever } from '../assert-never.ts'
import { formatMoney } from '../market/format-money.ts'
import { isolate } from '../market/isolate.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import type { Attribute, Figure } from './attribute.ts'
import type { CatalogueSource } from './catalogue.ts'
import {
  attributeLabels,
  codeNames,
  either,
  notKnown,
  statusNames,
  unitPatterns,
  upTo,
} from './figure-words.ts'

/** What an attribute is called: "Ground clearance". */
export function attributeLabel(attribute: Attribute, language: Language): string {
  return attributeLabels[attribute][language]
}

/** What a code is called: "plug-in hybrid"; a code this version does not know is shown as it stands. */
export function codeName(code: string, language: Language): string {
  return codeNames[code]?.[language] ?? code
}

/**
 * How a figure reads for a person: "12–16 km/l", "5 seats", "manual or automatic", "Rs 4,250,000 (42.5 lakh)", or
 * "not known". The as-of date and the source are said by `figureProvenance`.
 */
export function figureText(
  attribute: Attribute,
  figure: Figure | undefined,
  pack: MarketPack,
  language: Language,
): string {
  if (figure === undefined || figure.type === 'unknown') return notKnown[language]
  if (figure.type === 'code') {
    const names = figure.codes.map((code) => codeName(code, language))
    return isolate(names.join(either[language]), language)
  }
  if (figure.type !== 'number') return assertNever(figure)
  const ends = figure.min === figure.max ? [figure.min] : [figure.min, figure.max]
  if (attribute === 'priceMinor') {
    const currency = pack.currency.code
    const prices = ends.map((amountMinor) => formatMoney({ amountMinor, currency }, pack, language))
    return isolate(prices.join(upTo[language]), language)
  }
  const number = ends.map((end) => numberText(end)).join(upTo[language])
  const pattern = unitPatterns[attribute]?.[language] ?? '{number}'
  return isolate(pattern.replace('{number}', number), language)
}

/** Where a figure comes from: "PakWheels, 2026 (reported, to be confirmed)"; `null` where nothing is known. */
export function figureProvenance(
  figure: Figure | undefined,
  sources: readonly CatalogueSource[],
  language: Language,
): string | null {
  if (figure === undefined || figure.type === 'unknown') return null
  const source = sources.find(({ id }) => id === figure.source)
  if (!source) return isolate(`${figure.source}, ${figure.asOf}`, language)
  const comma = language === 'ur' ? '، ' : ', '
  return isolate(`${source.title}${comma}${figure.asOf} (${statusNames[source.status][language]})`, language)
}

/** Digits 0-9 with thousands grouped, and a decimal point where there is a fraction. */
function numberText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 })
}
