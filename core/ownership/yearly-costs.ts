import { attributeLabel } from '../catalogue/figure-text.ts'
import { toCanonical } from '../catalogue/units.ts'
import type { OwnWeek } from '../discovery/own-week.ts'
import { readConditions } from '../market/rate-conditions.ts'
import type { Span } from './cost-part.ts'
import type { OwnershipTerms } from './ownership-terms.ts'
import {
  type FoundFigure,
  type FoundRate,
  findFigure,
  findRate,
  type OwningAsked,
  owningMonths,
  owningYears,
  rateName,
} from './owning-asked.ts'
import { type Reckoned, sumSpans } from './reckoned.ts'
import { weekInputs } from './say-week.ts'
import { say } from './sentences.ts'
import { lossOf, worthAfter } from './value-loss.ts'

const years = String(owningYears)

/** The services that five years of the customer's own week come to, one each time the interval is full. */
export function serviceCost(asked: OwningAsked, { service }: OwnershipTerms): Reckoned {
  const { week, language } = asked
  const interval = findRate(asked, service.interval)
  const cost = findRate(asked, service.cost)
  const between = interval && kilometres(interval)
  const perService = cost && moneyOf(cost, asked)
  const missing = [
    ...(week === null ? [say('kmAMonth', language)] : []),
    ...(between === null ? [rateName(asked, service.interval)] : []),
    ...(perService === null ? [rateName(asked, service.cost)] : []),
  ]
  const inputs = [
    ...[interval, cost].flatMap((found) => found?.inputs ?? []),
    ...(week === null ? [] : weekInputs(week, asked, ['kmAMonth'])),
  ]
  if (week === null || interval === null || between === null) return { type: 'not-known', missing, inputs }
  const services = servicesIn(week, between)
  const words = { count: spanOfCounts(services, asked), years, interval: interval.text }
  if (cost === null || perService === null) {
    const lacks = say('missing', language, { names: missing.join(say('list', language)) })
    return {
      type: 'not-known',
      missing,
      formula: say('servicesWithoutCost', language, { ...words, missing: lacks }),
      inputs,
    }
  }
  return {
    type: 'known',
    amount: { least: services.least * perService.least, most: services.most * perService.most },
    formula: say('byService', language, { ...words, cost: cost.text }),
    inputs,
  }
}

/** What insurance or takaful asks for, of what the vehicle is worth at the beginning of each year. */
export function insuranceCost(asked: OwningAsked, { insurance }: OwnershipTerms): Reckoned {
  return sumOfRates(asked, insurance, (price) => {
    const loss = lossOf(asked)
    if (loss === null) return { base: timesYears(price), isFalling: false }
    const worth = Array.from({ length: owningYears }, (_, year) => worthAfter(price, loss, year))
    return { base: sumSpans(worth), isFalling: true }
  })
}

/** What is paid for the right to be on the road: each year, or once. */
export function taxCost(asked: OwningAsked, { tax }: OwnershipTerms): Reckoned {
  return sumOfRates(asked, tax, (price) => ({ base: timesYears(price), isFalling: false }))
}

/** Of what a percentage a year is taken, summed over the years. */
interface YearlyBase {
  readonly base: Span
  /** It is of what the vehicle is still worth, not of its price. */
  readonly isFalling: boolean
}

/** Of several rates those that are known for the vehicle are added up; with none, the cost is not known. */
function sumOfRates(
  asked: OwningAsked,
  codes: readonly string[],
  baseOf: (price: Span) => YearlyBase,
): Reckoned {
  const { language, pack } = asked
  const price = findFigure(asked, 'priceMinor')
  const found = codes.flatMap((code) => findRate(asked, code) ?? [])
  const reckoned = found.map((rate) => amountOf(rate, price, baseOf, asked))
  const known = reckoned.flatMap((one) => one ?? [])
  const inputs = [
    ...found.flatMap((rate) => rate.inputs),
    ...(price === null || found.length === 0 ? [] : [price.input]),
  ]
  if (known.length === 0 || known.length < reckoned.length)
    return {
      type: 'not-known',
      ...(found.length === 0
        ? nothingFor(asked, codes)
        : { missing: [attributeLabel('priceMinor', language, pack)] }),
      inputs,
    }
  return {
    type: 'known',
    amount: sumSpans(known.map(({ amount }) => amount)),
    formula: known.map(({ formula }) => formula).join(' '),
    inputs,
  }
}

/** That there is no figure, and for which buyer, where the rates tell buyers apart. */
function nothingFor(
  { rates, facts, pack, language }: OwningAsked,
  codes: readonly string[],
): Pick<Extract<Reckoned, { type: 'not-known' }>, 'missing' | 'formula'> {
  const rows = rates.filter(({ rate }) => codes.includes(rate))
  const asked = new Set(
    rows.flatMap(({ applies }) => {
      const read = readConditions(applies)
      return read.type === 'read' ? read.conditions.map(({ fact }) => fact) : []
    }),
  )
  const names = pack.rateFacts.flatMap((fact) =>
    fact.kind === 'code' && asked.has(fact.code)
      ? fact.values.filter(({ code }) => code === facts[fact.code]).map(({ name }) => name[language])
      : [],
  )
  if (names.length === 0) return { missing: [] }
  return { missing: [], formula: say('noFigureFor', language, { names: names.join(say('list', language)) }) }
}

function amountOf(
  rate: FoundRate,
  price: FoundFigure | null,
  baseOf: (price: Span) => YearlyBase,
  asked: OwningAsked,
): { readonly amount: Span; readonly formula: string } | null {
  const { language, pack } = asked
  const { code } = pack.currency
  switch (rate.unit) {
    case 'percent/year':
    case 'percent': {
      if (price === null) return null
      const isYearly = rate.unit === 'percent/year'
      const { base, isFalling } = isYearly ? baseOf(price) : { base: price, isFalling: false }
      const sentence = isYearly ? (isFalling ? 'ofValueEachYear' : 'ofPriceEachYear') : 'ofPriceOnce'
      return {
        amount: { least: (base.least * rate.least) / 100, most: (base.most * rate.most) / 100 },
        formula: say(sentence, language, { rate: rate.text, price: price.text, years }),
      }
    }
    case code:
    case `${code}/year`: {
      const money = moneyOf(rate, asked)
      const isYearly = rate.unit !== code
      return (
        money && {
          amount: isYearly ? timesYears(money) : money,
          formula: say(isYearly ? 'eachYear' : 'once', language, { rate: rate.text, years }),
        }
      )
    }
    default:
      return null
  }
}

/** In minor units; `null` where the rate is no amount of money. */
function moneyOf({ least, most, unit }: FoundRate, { pack }: OwningAsked): Span | null {
  const { code, minorDigits } = pack.currency
  if (unit !== code && unit !== `${code}/year`) return null
  return { least: least * 10 ** minorDigits, most: most * 10 ** minorDigits }
}

function kilometres({ least, most, unit }: FoundRate): Span | null {
  if (unit !== 'km' && unit !== 'mi') return null
  const { min, max } = toCanonical({ min: least, max: most }, unit)
  return { least: min, most: max }
}

/** Whole ones: the next is due only when its interval is full. */
function servicesIn({ kmAMonth }: OwnWeek, between: Span): Span {
  const km = kmAMonth.value * owningMonths
  return { least: Math.floor(km / between.most), most: Math.floor(km / between.least) }
}

function spanOfCounts({ least, most }: Span, { language }: OwningAsked): string {
  return least === most ? String(least) : say('range', language, { least: String(least), most: String(most) })
}

function timesYears({ least, most }: Span): Span {
  return { least: least * owningYears, most: most * owningYears }
}
