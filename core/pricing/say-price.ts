import { figureAgeText } from '../catalogue/figure-age.ts'
import { statusNames } from '../catalogue/figure-words.ts'
import { dateLocale } from '../market/date-locale.ts'
import { fillSentence } from '../market/fill-sentence.ts'
import { formatMoney } from '../market/format-money.ts'
import { isolate } from '../market/isolate.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { rateValueText } from '../market/rate-unit.ts'
import { rateAppliesText } from '../market/say-rate.ts'
import { dayText } from '../reports/day-text.ts'
import { percentOf } from './exact-amounts.ts'
import {
  type AmountRange,
  type FigureSource,
  type OnRoadPrice,
  type PriceLine,
  type PriceRule,
  vehicleLineCode,
} from './on-road-price.ts'
import { priceWords } from './price-words.ts'

type Words = keyof typeof priceWords

/** Ready to be shown: every line of a price with its texts in one language. */
export function sayPrice(price: OnRoadPrice, pack: MarketPack, language: Language) {
  const { vehicle, totalMinor } = price
  const notKnown = price.lines
    .filter((line) => line.amountMinor === null)
    .map(({ code, name }) => ({ code, name: name[language] }))
  return {
    day: price.day,
    dayText: isolate(dayText(price.day, pack.locales[language]), language),
    variantId: vehicle.variantId,
    name: `${vehicle.brand} ${vehicle.model} ${vehicle.name}`,
    lines: price.lines.map((line) => sayLine(line, price, pack, language)),
    totalMinor,
    totalText: amountText(totalMinor, pack, language),
    notKnown,
    notKnownText:
      notKnown.length === 0
        ? null
        : sayPriceWord('missing', language, {
            names: notKnown.map(({ name }) => name).join(priceWords.comma[language]),
          }),
    roundingText: sayPriceWord('rounding', language, {
      unit: formatMoney({ amountMinor: 1, currency: pack.currency.code }, pack, language),
    }),
    notes: price.notes.map(({ sentence, rule }) => ({
      sentence: withOld(
        isolate(
          fillSentence(sentence[language], {
            value: rateValueText(rule.value, rule.unit, pack, language),
            amount: shareText(rule, price, pack, language),
          }),
          language,
        ),
        oldText(rule, pack, language),
      ),
      sourceText: ruleSourceText(rule, pack, language),
    })),
  }
}

/** An amount or its range: "Rs 94,740", "Rs 94,740 to Rs 142,110", "not known yet". */
export function amountText(
  amount: AmountRange | null,
  pack: MarketPack,
  language: Language,
  style: 'full' | 'figures' = 'full',
): string {
  if (amount === null) return priceWords.notKnownYet[language]
  const text = (amountMinor: number) =>
    formatMoney({ amountMinor, currency: pack.currency.code }, pack, language, style)
  if (amount.least === amount.most) return text(amount.least)
  return sayPriceWord('range', language, { least: text(amount.least), most: text(amount.most) })
}

/** Where a figure is from and how sure that is. */
export function sourceText(source: FigureSource, pack: MarketPack, language: Language): string {
  const { title, status } = source
  switch (status) {
    case 'told':
      return sayPriceWord('told', language, { day: shortDay(title, pack, language) })
    case 'set-here':
      return sayPriceWord('setHere', language, { title })
    default:
      return sayPriceWord('sourceSure', language, { title, sure: statusNames[status][language] })
  }
}

/** Where a rule is from, and of when it is. */
export function ruleSourceText({ source, asOf }: PriceRule, pack: MarketPack, language: Language): string {
  const when = sayPriceWord('asOfAlone', language, { asOf: asOfText(asOf, pack, language) })
  return `${sourceText(source, pack, language)}${priceWords.dot[language]}${when}`
}

/** That a rule is old; `null` where it is not. */
export function oldText({ isOld, until }: PriceRule, pack: MarketPack, language: Language): string | null {
  return isOld && until ? sayPriceWord('old', language, { until: shortDay(until, pack, language) }) : null
}

/** A sentence that follows from a rule, and that the rule is old. */
export function withOld(sentence: string, old: string | null): string {
  return old === null ? sentence : `${sentence} ${old}`
}

/** A sentence about a price with its words filled in. */
export function sayPriceWord(
  word: Words,
  language: Language,
  words: Readonly<Record<string, string>> = {},
): string {
  return isolate(fillSentence(priceWords[word][language], words), language)
}

/** A day as it stands in a table: "22 Nov 2026". */
export function shortDay(day: string, pack: MarketPack, language: Language): string {
  return dateText(day, { day: 'numeric', month: 'short', year: 'numeric' }, pack, language)
}

/** An as-of date as precise as it is: "2024", "June 2024", "23 Jul 2024". */
export function asOfText(asOf: string, pack: MarketPack, language: Language): string {
  if (asOf.length === 4) return isolate(asOf, language)
  if (asOf.length === 10) return shortDay(asOf, pack, language)
  return dateText(`${asOf}-01`, { month: 'long', year: 'numeric' }, pack, language)
}

function dateText(
  day: string,
  parts: Intl.DateTimeFormatOptions,
  pack: MarketPack,
  language: Language,
): string {
  const format = new Intl.DateTimeFormat(dateLocale(pack.locales[language]), {
    timeZone: 'UTC',
    calendar: 'gregory',
    ...parts,
  })
  return isolate(format.format(Date.parse(`${day}T00:00:00Z`)), language)
}

function sayLine(line: PriceLine, price: OnRoadPrice, pack: MarketPack, language: Language) {
  const { code, amountMinor, rules, asOf, source, isOld, whyNotKnown } = line
  const isTold = source?.status === 'told'
  return {
    code,
    name: line.name[language],
    amountMinor,
    amountText: amountText(amountMinor, pack, language, 'figures'),
    payee: line.payee[language],
    basis: line.basis,
    basisText: priceWords[line.basis][language],
    ruleText: ruleTextOf(line, pack, language),
    ruleIds: rules.map(({ ruleId }) => ruleId),
    asOfText:
      asOf === null
        ? null
        : sayPriceWord('asOf', language, {
            asOf: asOfText(asOf, pack, language),
            age: figureAgeText(asOf, price.day, language),
          }),
    sourceText: source && sourceText(source, pack, language),
    isOld,
    note: noteOf(line, pack, language),
    whyNotKnown,
    canBeTold: isTold || (code === vehicleLineCode ? amountMinor === null : rules.length === 0),
    isTold,
  }
}

/** The rules of a line, each with what it is of and what it applies to. */
function ruleTextOf(line: PriceLine, pack: MarketPack, language: Language): string | null {
  if (line.rules.length === 0) return null
  const [limit] = line.limits
  const texts = line.rules.map((rule) => {
    const value = rateValueText(rule.value, rule.unit, pack, language)
    const figure = !rule.unit.startsWith('percent')
      ? value
      : limit
        ? sayPriceWord('ofAbove', language, {
            value,
            limit: rateValueText(limit.value, limit.unit, pack, language),
          })
        : sayPriceWord('ofPrice', language, { value })
    return rule.applies === ''
      ? figure
      : `${figure}${priceWords.dot[language]}${rateAppliesText(rule.applies, pack, language)}`
  })
  return isolate(texts.join(priceWords.or[language]), language)
}

function noteOf(line: PriceLine, pack: MarketPack, language: Language): string | null {
  if (line.whyNotKnown === 'figure') return priceWords.noPrice[language]
  if (line.whyNotKnown === 'rate') return priceWords.noRate[language]
  const old = [...line.rules, ...line.limits].find((rule) => rule.isOld)
  if (old) return oldText(old, pack, language)
  return line.rules.length > 1 ? priceWords.rangeOfRules[language] : null
}

/** What a share of the price comes to; the rate itself where it is no share. */
function shareText(
  { value, unit }: PriceRule,
  price: OnRoadPrice,
  pack: MarketPack,
  language: Language,
): string {
  const vehicle = price.lines.find(({ code }) => code === vehicleLineCode)?.amountMinor ?? null
  if (unit !== 'percent' || vehicle === null) return rateValueText(value, unit, pack, language)
  const share = { least: percentOf(vehicle.least, value), most: percentOf(vehicle.most, value) }
  return amountText(share, pack, language)
}
