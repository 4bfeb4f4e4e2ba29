import type { BusinessDay } from '../market/business-day.ts'
import type { KnownFacts } from '../market/rate-conditions.ts'
import { percentOf, wholeToMinor } from './exact-amounts.ts'
import type { FinanceGround } from './finance-offer.ts'
import { findRules } from './find-rules.ts'
import type { PriceRule } from './on-road-price.ts'
import { knownFacts, type PriceAsked, ruleOf } from './price-ground.ts'
import { type WayToPay, waysToPay } from './ways-to-pay.ts'

/** What was asked of finance, `null` for what the market's rules say. */
export interface FinanceAsked {
  readonly downPaymentMinor: number | null
  readonly months: number | null
  /** What the financier said, by the code of the mode. */
  readonly ratePercentPerYear: Readonly<Record<string, number>>
  readonly toldOn: BusinessDay
}

/**
 * All that each way to pay for a vehicle follows from, in the market's order; none where the market has no finance.
 * By the market's rules what was asked is taken as it was asked, and what of them it breaks is said; a financier's own
 * product is held within its terms, and that is said. A figure that the financier told counts before one of the rates.
 * @param priceMinor the vehicle's own price
 */
export function financeGrounds(
  asked: PriceAsked,
  priceMinor: number,
  finance: FinanceAsked,
): readonly FinanceGround[] {
  return waysToPay(asked.terms).map((way) => groundOf(way, asked, priceMinor, finance))
}

function groundOf(
  mode: WayToPay,
  asked: PriceAsked,
  priceMinor: number,
  finance: FinanceAsked,
): FinanceGround {
  const { pack } = asked
  const facts = { ...asked.facts, ...mode.facts }
  const known = knownFacts({ ...asked, facts }, { least: priceMinor, most: priceMinor })
  const rulesOf = (code: string | null) => rulesInForce(code, asked, known)
  const downRules = rulesOf(mode.downPayment)
  const termRules = rulesOf(mode.term)
  const capRules = rulesOf(mode.cap)
  const leastDown = Math.max(0, ...downRules.map((rule) => amountOf(rule, priceMinor, pack)))
  const mostFinanced = Math.min(priceMinor, ...capRules.map((rule) => amountOf(rule, priceMinor, pack)))
  const mostMonths = Math.min(...termRules.map(monthsOf))

  const isCash = mode.arithmetic === 'cash'
  const usualDown = Math.min(priceMinor, Math.max(leastDown, priceMinor - mostFinanced))
  const askedDown = isCash ? priceMinor : Math.min(priceMinor, finance.downPaymentMinor ?? usualDown)
  const askedMonths = isCash ? 0 : (finance.months ?? Math.min(mode.usualMonths, mostMonths))
  const { isProduct } = mode
  const downPaymentMinor = isProduct ? Math.max(askedDown, usualDown) : askedDown
  const months = isProduct ? Math.min(askedMonths, mostMonths) : askedMonths
  const told = finance.ratePercentPerYear[mode.code]
  const rateRules = told === undefined ? rulesOf(mode.rate) : []
  // Several that may count are no figure to reckon with: the financier is asked.
  const [rateRule] = rateRules.length === 1 && rateRules[0]?.unit === 'percent/year' ? rateRules : []
  const nameOf = (rule: PriceRule) =>
    pack.rateKinds.find(({ code }) => code === rule.rate)?.name ?? { en: rule.rate, ur: rule.rate }
  const limit = (type: FinanceGround['limits'][number]['type'], isOutside: boolean) => (rule: PriceRule) => ({
    type,
    name: nameOf(rule),
    rule,
    isBroken: isOutside && !isProduct,
    isHeld: isOutside && isProduct,
  })
  return {
    mode: mode.code,
    name: mode.name,
    word: mode.word,
    arithmetic: mode.arithmetic,
    interestFree: mode.interestFree,
    priceMinor,
    downPaymentMinor,
    months,
    ratePercentPerYear: told ?? rateRule?.value ?? null,
    rateSource:
      told === undefined ? (rateRule?.source ?? null) : { title: finance.toldOn, status: 'told' as const },
    rateRule: rateRule ?? null,
    limits: [
      ...downRules.map(limit('down-payment', askedDown < leastDown)),
      ...termRules.map(limit('term', askedMonths > mostMonths)),
      ...capRules.map(limit('cap', priceMinor - askedDown > mostFinanced)),
      ...mode.notes.flatMap(rulesOf).map(limit('note', false)),
    ],
  }
}

function rulesInForce(code: string | null, asked: PriceAsked, known: KnownFacts): readonly PriceRule[] {
  const { rates, pack, day } = asked
  if (code === null) return []
  return (findRules(rates, [code], known, pack.rateFacts, day) ?? []).map((found) => ruleOf(found, pack))
}

function amountOf({ value, unit }: PriceRule, priceMinor: number, { currency }: PriceAsked['pack']): number {
  return unit === 'percent' ? percentOf(priceMinor, value) : wholeToMinor(value, currency.minorDigits)
}

function monthsOf({ value, unit }: PriceRule): number {
  return Math.floor(unit === 'years' ? value * 12 : value)
}
