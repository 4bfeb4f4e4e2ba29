import type { CatalogueSource, Variant } from '../catalogue/catalogue.ts'
import { slug } from '../catalogue/vehicle-id.ts'
import type { BusinessDay } from '../market/business-day.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { holds, type KnownFacts, readConditions } from '../market/rate-conditions.ts'
import type { StoreRate } from '../market/rate-edits.ts'
import { rateKey } from '../market/read-rates-csv.ts'
import { wholeToMinor } from './exact-amounts.ts'
import { type FoundRule, findRules } from './find-rules.ts'
import {
  type AmountRange,
  type GroundLine,
  type PriceGround,
  type PriceRule,
  vehicleLineCode,
} from './on-road-price.ts'
import type { PriceLineTerms, PriceTerms } from './price-terms.ts'

/** What a price is asked of: a vehicle, the rates of the store, who buys it and where, on a day. */
export interface PriceAsked {
  readonly variant: Variant
  readonly catalogueSources: readonly CatalogueSource[]
  /** Those of the market with what the store set. */
  readonly rates: readonly StoreRate[]
  readonly pack: MarketPack
  readonly terms: PriceTerms
  /** As far as they are known: a fact of the market and its code. */
  readonly facts: Readonly<Record<string, string>>
  /** In minor units, by the code of the line; the vehicle's own under `vehicleLineCode`, where no list has it. */
  readonly told: Readonly<Record<string, number>>
  /** When that was told, where it was on an earlier day. */
  readonly toldOn?: Readonly<Record<string, BusinessDay>>
  readonly day: BusinessDay
}

/** Looks up all that a price on the road follows from. */
export function priceGround(asked: PriceAsked): PriceGround {
  const { variant, pack, terms, facts, day } = asked
  const price = vehiclePrice(asked)
  const known = knownFacts(asked, price.amountMinor)
  return {
    market: pack.id,
    currency: { code: pack.currency.code, minorDigits: pack.currency.minorDigits },
    day,
    vehicle: { variantId: variant.id, brand: variant.brand, model: variant.model, name: variant.name },
    price,
    facts,
    lines: terms.lines.flatMap((line) => groundLine(line, known, asked)),
    notes: terms.notes.flatMap((note) => {
      if (!isMet(note.when, known)) return []
      const [found] = findRules(asked.rates, [note.rate], known, pack.rateFacts, day) ?? []
      if (!found) return []
      const limit = wholeToMinor(found.rate.value, pack.currency.minorDigits)
      if (note.ifAbove && (price.amountMinor === null || price.amountMinor.most <= limit)) return []
      return [{ sentence: note.sentence, rule: ruleOf(found, pack) }]
    }),
  }
}

/** What is known of a vehicle and its buyer, as rates ask for it; the price in whole units of the currency. */
export function knownFacts(
  { variant, pack, terms, facts }: Pick<PriceAsked, 'variant' | 'pack' | 'terms' | 'facts'>,
  price: AmountRange | null,
): KnownFacts {
  const known: Record<string, KnownFacts[string]> = { ...facts, ...vehicleFacts(variant) }
  const { fact } = terms.vehicle
  const unit = 10 ** pack.currency.minorDigits
  if (fact !== null && price !== null) known[fact] = { min: price.least / unit, max: price.most / unit }
  return known
}

/** What a vehicle says of itself, as rates ask for it: its make and those of its figures that are known. */
export function vehicleFacts({ brand, figures }: Variant): KnownFacts {
  const known: Record<string, KnownFacts[string]> = { make: slug(brand) }
  for (const [attribute, figure] of Object.entries(figures)) {
    if (figure.type === 'number') known[attribute] = { min: figure.min, max: figure.max }
    if (figure.type === 'code') known[attribute] = figure.codes
  }
  return known
}

/** A rule with where it is from, to be kept. */
export function ruleOf({ rate: row, isOld }: FoundRule<StoreRate>, pack: MarketPack): PriceRule {
  const { rate, applies, value, unit, from, until, asOf } = row
  const source = row.setBy === null ? pack.rateSources.find(({ id }) => id === row.source) : undefined
  return {
    ruleId: rateKey(row),
    rate,
    applies,
    value,
    unit,
    from,
    until,
    asOf,
    isOld,
    source: {
      title: source?.title ?? row.source,
      status: row.setBy === null ? (source?.status ?? 'reported') : 'set-here',
    },
  }
}

/** Whether conditions can hold by what is known: what is not known, or may be one of several, may yet be so. */
export function isMet(when: string, known: KnownFacts): boolean {
  const read = readConditions(when)
  if (read.type === 'refused') return false
  return read.conditions.every((condition) => {
    const value = known[condition.fact]
    if (value === undefined) return true
    const mayBe = Array.isArray(value) ? value : [value]
    return mayBe.some((one) => holds(condition, { [condition.fact]: one }))
  })
}

function vehiclePrice({
  variant,
  catalogueSources,
  terms,
  told,
  toldOn,
  day,
}: PriceAsked): PriceGround['price'] {
  const { name, payee, basis } = terms.vehicle
  const line = { code: vehicleLineCode, name, payee, basis }
  const figure = variant.figures.priceMinor
  if (figure?.type === 'number') {
    const source = catalogueSources.find(({ id }) => id === figure.source)
    return {
      ...line,
      amountMinor: { least: figure.min, most: figure.max },
      source: { title: source?.title ?? figure.source, status: source?.status ?? 'reported' },
      asOf: figure.asOf,
    }
  }
  const amount = told[vehicleLineCode]
  if (amount === undefined) return { ...line, amountMinor: null, source: null, asOf: null }
  return {
    ...line,
    basis: 'estimate',
    amountMinor: { least: amount, most: amount },
    source: { title: toldOn?.[vehicleLineCode] ?? day, status: 'told' },
    asOf: toldOn?.[vehicleLineCode] ?? day,
  }
}

function groundLine(
  { code, name, payee, basis, rates: codes, of, limit, isCredit, when }: PriceLineTerms,
  known: KnownFacts,
  { pack, rates, told, toldOn, day }: PriceAsked,
): readonly GroundLine[] {
  if (!isMet(when, known)) return []
  const rulesOf = (wanted: readonly string[]) =>
    (findRules(rates, wanted, known, pack.rateFacts, day) ?? []).map((found) => ruleOf(found, pack))
  const rules = rulesOf(codes)
  const toldMinor = rules.length > 0 ? null : (told[code] ?? null)
  // What no rate says and nobody asked for, such as accessories, is no part of it.
  if (codes.length === 0 && toldMinor === null) return []
  const limits = limit === undefined ? [] : rulesOf([limit])
  return [
    {
      code,
      name,
      payee,
      basis: toldMinor === null ? basis : 'estimate',
      of,
      isCredit,
      rules,
      limits,
      toldMinor,
      toldOn: toldMinor === null ? null : (toldOn?.[code] ?? day),
    },
  ]
}
