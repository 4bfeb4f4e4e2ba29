import type { BusinessDay } from '../market/business-day.ts'
import { daysAfter } from '../market/days-between.ts'
import { formatMoney } from '../market/format-money.ts'
import { isolate } from '../market/isolate.ts'
import type { Language } from '../market/language.ts'
import type { Market } from '../market/market-pack.ts'
import type { Money } from '../market/money.ts'
import { onRoadWord } from '../market/on-road-word.ts'
import { dayText } from '../reports/day-text.ts'
import { embed } from '../shortlist/sentences.ts'
import { sayTakeHome, type TakeHomeSentence } from './take-home-words.ts'

/** What was written down for the customer: nothing else counts as promised. */
export interface PromisedAsked {
  readonly language: Language
  readonly market: Market
  /** The latest of each vehicle; `side` is what its price takes to be so, `null` where all was known. */
  readonly quotes: readonly {
    readonly businessDay: BusinessDay
    readonly vehicle: string
    readonly totalText: string
    readonly side: string | null
    /** By name, what belongs to the price and is in no total. */
    readonly notKnown: readonly string[]
  }[]
  readonly bookings: readonly {
    readonly businessDay: BusinessDay
    readonly vehicleName: string
    readonly amount: Money
    readonly paymentMode: string
    readonly promisedDay: BusinessDay | null
  }[]
  /** In how many days a vehicle booked on a day has to be delivered, `null` where the market has no such rule. */
  readonly deliveryRuleOn: (
    day: BusinessDay,
  ) => { readonly days: number; readonly source: string; readonly asOf: string } | null
}

/** Quotes and bookings as they stand, in sentences; empty where nothing was written down. */
export function promisedLines({
  language,
  market,
  quotes,
  bookings,
  deliveryRuleOn,
}: PromisedAsked): readonly string[] {
  const say = (name: TakeHomeSentence, words: Readonly<Record<string, string>>) =>
    sayTakeHome(name, language, words)
  const sayDay = (day: BusinessDay) => isolate(dayText(day, market.locales[language]), language)
  const set = (text: string) => embed(text, language)
  return [
    ...quotes.map(({ businessDay, vehicle, totalText, side, notKnown }) => {
      const onRoad = onRoadWord(market, language)
      const words = { day: sayDay(businessDay), vehicle: set(vehicle), total: totalText, onRoad }
      return [
        side === null ? say('quoted', words) : say('quotedFor', { ...words, side }),
        ...(notKnown.length === 0
          ? []
          : [say('quotedWithout', { list: notKnown.join(sayTakeHome('listComma', language)) })]),
      ].join(' ')
    }),
    ...bookings.map(({ businessDay, vehicleName, amount, paymentMode, promisedDay }) => {
      const deliveryRule = deliveryRuleOn(businessDay)
      const mode = market.paymentModes.find(({ code }) => code === paymentMode)?.name[language] ?? paymentMode
      return [
        say('booked', {
          day: sayDay(businessDay),
          vehicle: set(vehicleName),
          amount: formatMoney(amount, market, language),
          mode,
        }),
        promisedDay === null
          ? say('deliveryNotPromised', {})
          : say('deliveryPromised', { day: sayDay(promisedDay) }),
        ...(deliveryRule === null
          ? []
          : [
              say('deliveryClock', {
                days: String(deliveryRule.days),
                day: sayDay(daysAfter(businessDay, deliveryRule.days)),
                source: set(deliveryRule.source),
                asOf: set(deliveryRule.asOf),
              }),
            ]),
      ].join(' ')
    }),
  ]
}
