import fc from 'fast-check'
import { type Variant, variantSchema } from '../catalogue/catalogue.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { type MarketPack, marketPackSchema } from '../market/market-pack.ts'
import type { Rate } from '../market/rate.ts'
import { readConditions } from '../market/rate-conditions.ts'
import { ratesWithEdits } from '../market/rate-edits.ts'
import { pakistan } from '../market/test-market.ts'
import { anyConditions, anyDay, rateOf } from '../market/test-rates.ts'
import type { PriceAsked } from './price-ground.ts'
import { priceTermsSchema } from './price-terms.ts'

const wording = (en: string) => ({ en, ur: en })
const payee = wording('Somebody')

/** Terms with a line of each kind, over the rates and facts of `pricedMarket`. */
export const someTerms = priceTermsSchema.parse({
  vehicle: { name: wording('The car'), payee: wording('The maker'), basis: 'fixed', fact: 'value' },
  lines: [
    { code: 'tax', name: wording('tax'), payee, basis: 'fixed', rates: ['tax'], of: 'value' },
    { code: 'fee', name: wording('fee'), payee, basis: 'fixed', rates: ['fee'] },
    { code: 'first', payee, basis: 'fixed', name: wording('First of two'), rates: ['once', 'fee'] },
    {
      code: 'dear',
      name: wording('dear'),
      payee,
      basis: 'fixed',
      rates: ['tax'],
      of: 'value-above',
      limit: 'limit',
    },
    {
      code: 'credit',
      name: wording('credit'),
      payee,
      basis: 'estimate',
      rates: ['credit'],
      isCredit: true,
      when: 'fuel=electric',
    },
    { code: 'lien', name: wording('lien'), payee, basis: 'fixed', rates: ['fee'], when: 'leased=yes' },
    { code: 'extras', payee, basis: 'estimate', name: wording('Extras'), rates: [] },
  ],
  facts: [
    { fact: 'filer', usual: null, said: null, showsSides: true },
    { fact: 'leased', usual: 'no', said: null },
  ],
  notes: [{ rate: 'limit', ifAbove: true, sentence: wording('Above {value}.') }],
  finance: null,
})

/** A market with a rate of each kind that a price asks for, and no row of any. */
export const pricedMarket: MarketPack = marketPackSchema.parse({
  ...pakistan,
  rateKinds: ['tax', 'fee', 'once', 'limit', 'credit'].map((code) => ({
    code,
    group: 'buying',
    name: wording(code),
  })),
  rateFacts: [
    ...['filer', 'leased'].map((code) => ({
      kind: 'code',
      code,
      name: wording(code),
      values: ['yes', 'no'].map((value) => ({ code: value, name: wording(`${code} ${value}`) })),
    })),
    { kind: 'number', code: 'value', name: wording('Value'), unit: 'PKR' },
  ],
  rates: [],
  rateSources: [],
  ownership: undefined,
  pricing: someTerms,
})

/** A car of 1300 cc at 4,000,000, unless something else is said of it. */
export function carOf(figures: Partial<Record<keyof Variant['figures'], unknown>> = {}): Variant {
  return variantSchema.parse({
    id: 'maker/model/variant',
    brand: 'Maker',
    model: 'Model',
    name: 'Variant',
    figures: {
      engineCc: numberOf(1300),
      fuel: { type: 'code', codes: ['petrol'], source: 'page', asOf: '2026' },
      priceMinor: numberOf(4_000_000),
      ...figures,
    },
  })
}

/** A figure that no catalogue has. */
export const notKnown = { type: 'unknown' } as const

/** A figure as a catalogue has it, a range where two ends are given. */
export function numberOf(min: number, max = min) {
  return { type: 'number', min, max, source: 'page', asOf: '2026' }
}

/** What a price is asked of, by these rates, on 22 November 2026. */
export function askedOf(rates: readonly Rate[], given: Partial<PriceAsked> = {}): PriceAsked {
  return {
    variant: carOf(),
    catalogueSources: [{ id: 'page', title: 'The page', collected: '2026', status: 'reported', note: '' }],
    rates: ratesWithEdits(rates, []),
    pack: pricedMarket,
    terms: someTerms,
    facts: { filer: 'yes', leased: 'no' },
    told: {},
    day: businessDaySchema.parse('2026-11-22'),
    ...given,
  }
}

/** Any row of a rate of the market above, in percent or in rupees. */
export const anyPriceRate: fc.Arbitrary<Rate> = fc
  .record({
    rate: fc.constantFrom('tax', 'fee', 'once', 'limit', 'credit'),
    applies: anyConditions,
    amount: fc.oneof(
      fc.record({ unit: fc.constantFrom('PKR', 'PKR/year'), value: fc.nat(6_000_000) }),
      fc.record({
        unit: fc.constantFrom('percent', 'percent/year'),
        value: fc.nat(40_000).map((value) => value / 1000),
      }),
    ),
    days: fc.tuple(anyDay, fc.option(anyDay)),
  })
  .map(({ rate, applies, amount, days: [from, end] }) => {
    const read = readConditions(applies)
    if (read.type === 'refused') throw new Error(`${applies}: ${read.why.type}`)
    const until = end !== null && end >= from ? end : null
    const { unit, value } = rate === 'limit' ? { unit: 'PKR', value: Math.round(amount.value) } : amount
    return rateOf({ rate, applies: read.text, value, unit, from, until })
  })

/** Any question of a price: a vehicle whose figures may be ranges or missing, facts that may be open, amounts told. */
export const anyAsked: fc.Arbitrary<PriceAsked> = fc
  .record({
    rates: fc.array(anyPriceRate, { maxLength: 15 }),
    cc: fc.option(fc.tuple(fc.integer({ min: 600, max: 4000 }), fc.nat(600))),
    price: fc.option(fc.tuple(fc.integer({ min: 1, max: 9_000_000 }), fc.nat(900_000))),
    fuels: fc.subarray(['petrol', 'diesel', 'electric'], { minLength: 1 }),
    filer: fc.option(fc.constantFrom('yes', 'no')),
    leased: fc.option(fc.constantFrom('yes', 'no')),
    told: fc.dictionary(fc.constantFrom('fee', 'tax', 'extras', 'vehicle'), fc.nat(5_000_000)),
    day: anyDay,
  })
  .map(({ rates, cc, price, fuels, filer, leased, told, day }) =>
    askedOf(rates, {
      variant: carOf({
        engineCc: cc === null ? notKnown : numberOf(cc[0], cc[0] + cc[1]),
        priceMinor: price === null ? notKnown : numberOf(price[0], price[0] + price[1]),
        fuel: { type: 'code', codes: fuels, source: 'page', asOf: '2026' },
      }),
      facts: { ...(filer && { filer }), ...(leased && { leased }) },
      told,
      day,
    }),
  )
