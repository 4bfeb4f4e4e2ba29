import fc from 'fast-check'
import { businessDaySchema } from './business-day.ts'
import type { MarketPack } from './market-pack.ts'
import { type Rate, rateSchema } from './rate.ts'
import { readConditions } from './rate-conditions.ts'
import { pakistan } from './test-market.ts'

/** What is said of its own rates alone goes by kinds that are not here. */
const { pricing: _pricing, ownership: _ownership, ...plain } = pakistan

/** Pakistan with two kinds of rates, four facts and one source, to try rates on. */
export const ratedMarket: MarketPack = {
  ...plain,
  rateKinds: [
    { code: 'token-tax', group: 'owning', name: { en: 'Token tax', ur: 'ٹوکن ٹیکس' } },
    { code: 'fuel-price', group: 'running', name: { en: 'Fuel price', ur: 'ایندھن کی قیمت' } },
  ],
  rateFacts: [
    {
      kind: 'code',
      code: 'filer',
      name: { en: 'Taxpayer list', ur: 'ٹیکس فہرست' },
      values: [
        { code: 'yes', name: { en: 'on the list', ur: 'فہرست پر' } },
        { code: 'no', name: { en: 'not on the list', ur: 'فہرست پر نہیں' } },
      ],
    },
    { kind: 'number', code: 'value', name: { en: 'Value', ur: 'قیمت' }, unit: 'PKR' },
  ],
  rates: [],
  rateSources: [
    { id: 'gazette', title: 'The Gazette', collected: 'May 2026', status: 'confirmed', note: '' },
  ],
}

/** A rate of the market above: a token tax of Rs 1,000 a year for everything since 2026 where nothing else is said. */
export function rateOf(given: Partial<Record<keyof Rate, string | number | null>> = {}): Rate {
  return rateSchema.parse({
    rate: 'token-tax',
    applies: '',
    value: 1000,
    unit: 'PKR/year',
    from: '2026-01-01',
    until: null,
    source: 'gazette',
    asOf: '2026-05',
    ...given,
  })
}

const anyBounds = fc
  .tuple(fc.option(fc.nat(4000)), fc.option(fc.nat(4000)), fc.boolean(), fc.boolean())
  .filter(([least, most]) => (least !== null || most !== null) && (least ?? -1) < (most ?? 4001))
  .map(([least, most, isLeastWithin, isMostWithin]) =>
    [
      ...(least === null ? [] : [`>${isLeastWithin ? '=' : ''}${least}`]),
      ...(most === null ? [] : [`<${isMostWithin ? '=' : ''}${most}`]),
    ].join(''),
  )

const anyCodes = (...codes: readonly string[]) =>
  fc
    .tuple(fc.constantFrom('=', '!='), fc.subarray([...codes], { minLength: 1 }))
    .map(([sign, few]) => `${sign}${few.join('|')}`)

/** Conditions as people might write them, in any order, with spaces. */
export const anyConditions: fc.Arbitrary<string> = fc
  .tuple(
    fc.option(anyBounds.map((bounds) => `engineCc${bounds}`)),
    fc.option(anyBounds.map((bounds) => `value ${bounds}`)),
    fc.option(anyCodes('petrol', 'diesel', 'electric').map((codes) => `fuel${codes}`)),
    fc.option(anyCodes('yes', 'no').map((codes) => `filer ${codes}`)),
  )
  .chain((terms) => fc.shuffledSubarray(terms.filter((term) => term !== null)))
  .map((terms) => terms.join(' ; '))

export const anyDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => businessDaySchema.parse(date.toISOString().slice(0, 10)))

/** Any rate of the market above, with its conditions as they are kept. */
export const anyRate: fc.Arbitrary<Rate> = fc
  .record({
    rate: fc.constantFrom('token-tax', 'fuel-price'),
    applies: anyConditions,
    value: fc.nat(5000),
    days: fc.tuple(anyDay, fc.option(anyDay)),
  })
  .map(({ rate, applies, value, days: [from, end] }) => {
    const read = readConditions(applies)
    if (read.type === 'refused') throw new Error(`${applies}: ${read.why.type}`)
    return rateOf({ rate, applies: read.text, value, from, until: end !== null && end >= from ? end : null })
  })
