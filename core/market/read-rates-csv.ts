import { asOfSchema } from '../catalogue/attribute.ts'
import { type NotATable, readCsvTable } from '../catalogue/csv-table.ts'
import { businessDaySchema } from './business-day.ts'
import { foldDigits } from './fold-letters.ts'
import type { MarketPack } from './market-pack.ts'
import type { Rate } from './rate.ts'
import { type ConditionFault, conditionsFault, readConditions } from './rate-conditions.ts'
import { rateUnitsOf } from './rate-unit.ts'
import { withoutGroups } from './without-groups.ts'

const rateColumns = ['rate', 'applies', 'value', 'unit', 'from', 'until', 'source', 'as_of'] as const
export type RateCells = Readonly<Record<(typeof rateColumns)[number], string>>

/** Why one row cannot go in; `rateRefusalSentence` says it to a person. */
export type RateRefusal =
  | ConditionFault
  | { readonly type: 'quotes' }
  | { readonly type: 'extra-cells'; readonly cells: number }
  | { readonly type: 'rate'; readonly rate: string; readonly known: string }
  | { readonly type: 'value'; readonly value: string }
  | { readonly type: 'unit'; readonly unit: string; readonly known: string }
  | { readonly type: 'day'; readonly day: string }
  | { readonly type: 'ends-before'; readonly from: string; readonly until: string }
  | { readonly type: 'no-source' }
  | { readonly type: 'source'; readonly source: string; readonly known: string }
  | { readonly type: 'as-of'; readonly asOf: string }
  | { readonly type: 'as-of-ahead'; readonly asOf: string }
  | { readonly type: 'duplicate'; readonly line: number }

export type RatesReading =
  | {
      readonly type: 'read'
      readonly rates: readonly Rate[]
      readonly refused: readonly { readonly line: number; readonly why: RateRefusal }[]
    }
  | { readonly type: 'not-a-table'; readonly why: NotATable }

/** What rates are read against: the market's kinds of rates, the facts they depend on, its currency, its sources. */
export type RateTerms = Pick<MarketPack, 'rateKinds' | 'rateFacts' | 'rateSources' | 'currency'>

/**
 * Reads rates from CSV with the columns `rate,applies,value,unit,from,until,source,as_of`; `until` may be empty. Good
 * rows go in whatever the bad ones are.
 */
export function readRatesCsv(text: string, terms: RateTerms): RatesReading {
  const table = readCsvTable(text, rateColumns)
  if (table.type === 'not-a-table') return table
  const refused: { line: number; why: RateRefusal }[] = [...table.bad]
  const accepted = new Map<string, { readonly line: number; readonly rate: Rate }>()
  for (const { line, cells } of table.rows) {
    const read = readRate(cells, terms)
    if ('why' in read) {
      refused.push({ line, why: read.why })
      continue
    }
    const earlier = accepted.get(rateKey(read))
    if (earlier) refused.push({ line, why: { type: 'duplicate', line: earlier.line } })
    else accepted.set(rateKey(read), { line, rate: read })
  }
  return {
    type: 'read',
    rates: [...accepted.values()].map(({ rate }) => rate),
    refused: refused.toSorted((a, b) => a.line - b.line),
  }
}

/** What a row is the rate of: two rows with the same key cannot both be right. */
export function rateKey({ rate, applies, from }: Pick<Rate, 'rate' | 'applies' | 'from'>): string {
  return JSON.stringify([rate, applies, from])
}

/** Reads one row; its source is the id of one of the market's. */
function readRate(cells: RateCells, terms: RateTerms): Rate | { readonly why: RateRefusal } {
  const read = readRateOfAnySource(cells, terms)
  if ('why' in read) return read
  const sources = terms.rateSources.map(({ id }) => id)
  if (sources.includes(read.source)) return read
  return { why: { type: 'source', source: read.source, known: sources.join(', ') } }
}

/** Reads one row whose source is in words. */
export function readRateOfAnySource(
  cells: RateCells,
  terms: Omit<RateTerms, 'rateSources'>,
): Rate | { readonly why: RateRefusal } {
  const { rate, source } = cells
  const kinds = terms.rateKinds.map(({ code }) => code)
  if (!kinds.includes(rate)) return { why: { type: 'rate', rate, known: kinds.join(', ') } }

  const applies = readConditions(cells.applies)
  if (applies.type === 'refused') return { why: applies.why }
  const fault = conditionsFault(applies.conditions, terms.rateFacts)
  if (fault) return { why: fault }

  const value = withoutGroups(foldDigits(cells.value).trim())
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(value)) return { why: { type: 'value', value: cells.value } }
  const { unit } = cells
  const units = rateUnitsOf(terms)
  if (!units.includes(unit)) return { why: { type: 'unit', unit, known: units.join(', ') } }

  const from = businessDaySchema.safeParse(foldDigits(cells.from)).data
  if (from === undefined) return { why: { type: 'day', day: cells.from } }
  const until = cells.until === '' ? null : businessDaySchema.safeParse(foldDigits(cells.until)).data
  if (until === undefined) return { why: { type: 'day', day: cells.until } }
  if (until !== null && until < from) return { why: { type: 'ends-before', from, until } }

  if (source === '') return { why: { type: 'no-source' } }
  const asOf = asOfSchema.safeParse(foldDigits(cells.as_of)).data
  if (asOf === undefined) return { why: { type: 'as-of', asOf: cells.as_of } }
  return { rate, applies: applies.text, value: Number(value), unit, from, until, source, asOf }
}

/** Why a rate that came as data cannot be in a market, or `null`. */
export function rateFault(rate: Rate, terms: RateTerms): RateRefusal | null {
  const read = readRate(
    {
      ...rate,
      value: String(rate.value),
      until: rate.until ?? '',
      as_of: rate.asOf,
    },
    terms,
  )
  if ('why' in read) return read.why
  return read.applies === rate.applies ? null : { type: 'condition', text: rate.applies }
}
