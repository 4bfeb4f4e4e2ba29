import type { Attribute, Figure } from '../catalogue/attribute.ts'
import type { CatalogueSource, Variant } from '../catalogue/catalogue.ts'
import { attributeLabel, figureText } from '../catalogue/figure-text.ts'
import { statusNames } from '../catalogue/figure-words.ts'
import type { OwnWeek } from '../discovery/own-week.ts'
import type { QuestionBank } from '../discovery/question-bank.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { type KnownFacts, readConditions } from '../market/rate-conditions.ts'
import type { StoreRate } from '../market/rate-edits.ts'
import { rateValueText } from '../market/rate-unit.ts'
import { findRules } from '../pricing/find-rules.ts'
import type { PriceRule } from '../pricing/on-road-price.ts'
import { ruleOf, vehicleFacts } from '../pricing/price-ground.ts'
import type { CostInput, Span } from './cost-part.ts'
import { say } from './sentences.ts'

/** What the cost of owning is asked of: a vehicle, the customer's own week, and the rates of the store on a day. */
export interface OwningAsked {
  readonly variant: Variant
  readonly sources: readonly CatalogueSource[]
  /** Those of the market with what the store set. */
  readonly rates: readonly StoreRate[]
  readonly pack: MarketPack
  /** `null` where the market's questions say nothing of it. */
  readonly week: OwnWeek | null
  /** Says what an answer chose. */
  readonly bank: Pick<QuestionBank, 'topics'>
  /** What is known of the buyer beside the vehicle: a fact of the market and its code. */
  readonly facts: KnownFacts
  readonly day: string
  readonly language: Language
}

/** Over how many years what owning costs is added up. */
export const owningYears = 5
export const owningMonths = owningYears * 12

/** A rate with all the rows that may count, and its values from the least to the most. */
export interface FoundRate extends Span {
  readonly rules: readonly PriceRule[]
  readonly unit: string
  readonly text: string
  /** The rate itself, and what it was looked up by without anybody having said so. */
  readonly inputs: readonly CostInput[]
}

/** A number of the vehicle, from the least to the most. */
export interface FoundFigure extends Span {
  readonly text: string
  readonly input: CostInput
}

/** What is known of the vehicle and its buyer, as rates ask for it; the price in whole units of the currency. */
function factsForRates({ variant, pack, facts }: OwningAsked): KnownFacts {
  const known: Record<string, KnownFacts[string]> = {}
  for (const { fact, least, most } of pack.ownership?.assumedFacts ?? [])
    known[fact] = { min: least, max: most }
  const price = variant.figures.priceMinor
  const unit = 10 ** pack.currency.minorDigits
  if (price?.type === 'number')
    for (const fact of pack.rateFacts)
      if (fact.kind === 'number' && fact.unit === pack.currency.code)
        known[fact.code] = { min: price.min / unit, max: price.max / unit }
  return { ...known, ...vehicleFacts(variant), ...facts }
}

/** A rate for all that the facts leave open; `null` where it is not known for some of it, or its rows differ in unit. */
export function findRate(asked: OwningAsked, code: string, known = factsForRates(asked)): FoundRate | null {
  const { rates, pack, day, language } = asked
  const rules = (findRules(rates, [code], known, pack.rateFacts, day) ?? []).map((found) =>
    ruleOf(found, pack),
  )
  const [first] = rules
  if (first === undefined || rules.some(({ unit }) => unit !== first.unit)) return null
  const values = rules.map(({ value }) => value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const text = spanText(
    { least, most },
    (value) => rateValueText(value, first.unit, pack, language),
    language,
  )
  const oldest = rules.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))[0] ?? first
  return {
    least,
    most,
    rules,
    unit: first.unit,
    text,
    inputs: [
      {
        name: rateName(asked, code),
        text,
        source: sourceText(oldest.source.title, oldest.source.status, language),
        asOf: oldest.asOf,
        isOld: rules.some(({ isOld }) => isOld),
        isAssumed: false,
      },
      ...assumedFor(rules, asked),
    ],
  }
}

/** The facts that rows were found by and that the market assumes. */
function assumedFor(
  rules: readonly PriceRule[],
  { pack, facts, language }: OwningAsked,
): readonly CostInput[] {
  const asked = new Set(
    rules.flatMap(({ applies }) => {
      const read = readConditions(applies)
      return read.type === 'read' ? read.conditions.map(({ fact }) => fact) : []
    }),
  )
  return (pack.ownership?.assumedFacts ?? [])
    .filter(({ fact }) => asked.has(fact) && facts[fact] === undefined)
    .map(({ fact, least, most, why, asOf }) => {
      const known = pack.rateFacts.find(({ code }) => code === fact)
      const unit = known?.kind === 'number' ? known.unit : ''
      return {
        name: known?.name[language] ?? fact,
        text: spanText({ least, most }, (value) => rateValueText(value, unit, pack, language), language),
        source: why[language],
        asOf,
        isOld: false,
        isAssumed: true,
      }
    })
}

export function rateName({ pack, language }: OwningAsked, code: string): string {
  return pack.rateKinds.find((kind) => kind.code === code)?.name[language] ?? code
}

/** A number that the catalogue has of the vehicle, with its source; `null` where it has none. */
export function findFigure(asked: OwningAsked, attribute: Attribute): FoundFigure | null {
  const figure = asked.variant.figures[attribute]
  return figure?.type === 'number' ? figureOf(asked, attribute, figure) : null
}

export function figureOf(
  { sources, pack, language }: Pick<OwningAsked, 'sources' | 'pack' | 'language'>,
  attribute: Attribute,
  figure: Extract<Figure, { type: 'number' }>,
): FoundFigure {
  const text = figureText(attribute, figure, pack, language)
  const source = sources.find(({ id }) => id === figure.source)
  return {
    least: figure.min,
    most: figure.max,
    text,
    input: {
      name: attributeLabel(attribute, language, pack),
      text,
      source: sourceText(source?.title ?? figure.source, source?.status ?? 'reported', language),
      asOf: figure.asOf,
      isOld: false,
      isAssumed: false,
    },
  }
}

/** One text where both ends read the same. */
export function spanText({ least, most }: Span, text: (value: number) => string, language: Language): string {
  const [from, to] = [text(least), text(most)]
  return from === to ? from : say('range', language, { least: from, most: to })
}

export function sourceText(title: string, status: PriceRule['source']['status'], language: Language): string {
  const sure = status === 'set-here' || status === 'told' ? null : statusNames[status][language]
  return sure === null ? title : `${title} (${sure})`
}
