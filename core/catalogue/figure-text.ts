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
import { digitsOf, fromCanonical, isMeasured, type MeasuredAttribute, type Unit, unitRead } from './units.ts'

/** A market whose country may call things otherwise; left out, they are called as the application does. */
type Words = Pick<MarketPack, 'words'>

/** What an attribute is called: "Ground clearance". */
export function attributeLabel(attribute: Attribute, language: Language, pack?: Words): string {
  return (pack?.words.attributes[attribute] ?? attributeLabels[attribute])[language]
}

/** What a code is called: "plug-in hybrid"; a code this version does not know is shown as it stands. */
export function codeName(code: string, language: Language, pack?: Words): string {
  return (pack?.words.codes[code] ?? codeNames[code])?.[language] ?? code
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
    const names = figure.codes.map((code) => codeName(code, language, pack))
    return isolate(names.join(either[language]), language)
  }
  if (figure.type !== 'number') return assertNever(figure)
  if (attribute === 'priceMinor') {
    const ends = figure.min === figure.max ? [figure.min] : [figure.min, figure.max]
    const currency = pack.currency.code
    const prices = ends.map((amountMinor) => formatMoney({ amountMinor, currency }, pack, language))
    return isolate(prices.join(upTo[language]), language)
  }
  if (!isMeasured(attribute)) return notKnown[language]
  const unit = unitRead(attribute, pack.units)
  const { min, max } = fromCanonical(figure, unit)
  const ends = new Set([min, max].map((end) => numberText(end, unit)))
  const pattern = unitPatterns[unit][language]
  return isolate(pattern.replace('{number}', [...ends].join(upTo[language])), language)
}

/** The unit in which a market reads the attribute, as it stands beside a box to type in: "cc", "mpg". */
export function unitText(
  attribute: MeasuredAttribute,
  pack: Pick<MarketPack, 'units'>,
  language: Language,
): string {
  return unitPatterns[unitRead(attribute, pack.units)][language].replace('{number}', '').trim()
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

/** Digits 0-9 with thousands grouped but in a year, and as many decimals as people read of the unit. */
function numberText(value: number, unit: Unit): string {
  return value.toLocaleString('en', { maximumFractionDigits: digitsOf(unit), useGrouping: unit !== 'year' })
}
