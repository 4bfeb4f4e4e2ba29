import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rate } from '../market/rate.ts'
import { rateOf } from '../market/test-rates.ts'
import { type FinanceAsked, financeGrounds } from './finance-grounds.ts'
import { financeOfferOf } from './finance-offer-of.ts'
import type { PriceTerms } from './price-terms.ts'
import { sayFinance } from './say-finance.ts'
import { askedOf, pricedMarket } from './test-prices.ts'

const wording = (en: string) => ({ en, ur: en })

/** A mode whose least down payment is `fee`, whose cap is `limit`, and a financier's product of it: who is leased to. */
const finance: PriceTerms['finance'] = {
  modes: [
    {
      code: 'bank',
      name: wording('Bank'),
      word: wording('markup'),
      arithmetic: 'level',
      interestFree: false,
      facts: { leased: 'no' },
      rate: 'tax',
      downPayment: 'fee',
      term: 'once',
      cap: 'limit',
      notes: [],
      usualMonths: 36,
    },
  ],
  products: [{ code: 'own-product', mode: 'bank', name: wording('Own product'), facts: { leased: 'yes' } }],
  interestFree: null,
}
const nothing: FinanceAsked = {
  downPaymentMinor: null,
  months: null,
  ratePercentPerYear: {},
  toldOn: askedOf([]).day,
}
function groundsOf(rates: readonly Rate[], given: Partial<FinanceAsked> = {}, priceMinor = 4_000_000) {
  const asked = askedOf(rates)
  const terms = { ...asked.terms, finance }
  return financeGrounds({ ...asked, terms }, priceMinor, { ...nothing, ...given })
}
const rows = (own: { readonly down: number; readonly years: number; readonly cap: number }) => [
  rateOf({ rate: 'fee', value: 30, unit: 'percent' }),
  rateOf({ rate: 'once', value: 3, unit: 'years' }),
  rateOf({ rate: 'fee', applies: 'leased=yes', value: own.down, unit: 'percent' }),
  rateOf({ rate: 'once', applies: 'leased=yes', value: own.years, unit: 'years' }),
  rateOf({ rate: 'limit', applies: 'leased=yes', value: own.cap, unit: 'PKR' }),
]

describe('the ways to pay for a vehicle', () => {
  it('go by the market’s rules as they were asked for, and by a financier’s own terms within them', () => {
    const asked = { downPaymentMinor: 100_000, months: 84 }
    const [market, own] = groundsOf(rows({ down: 15, years: 5, cap: 3_000_000 }), asked)
    expect(market).toMatchObject({ mode: 'bank', downPaymentMinor: 100_000, months: 84 })
    expect(market?.limits.map(({ isBroken, isHeld }) => [isBroken, isHeld])).toEqual([
      [true, false],
      [true, false],
    ])
    expect(own).toMatchObject({ mode: 'own-product', downPaymentMinor: 1_000_000, months: 60 })
    expect(own?.limits.map(({ type, isBroken, isHeld }) => [type, isBroken, isHeld])).toEqual([
      ['down-payment', false, true],
      ['term', false, true],
      ['cap', false, true],
    ])
  })

  it('never offer a product beyond its own down payment, longest term and cap, whatever is asked', () => {
    const anyOwn = fc.record({
      down: fc.nat(100),
      years: fc.integer({ min: 1, max: 9 }),
      cap: fc.nat(9_000_000),
    })
    const anyWanted = fc.record({
      downPaymentMinor: fc.option(fc.nat(12_000_000)),
      months: fc.option(fc.integer({ min: 1, max: 120 })),
      ratePercentPerYear: fc.constant({ 'own-product': 20 }),
    })
    fc.assert(
      fc.property(anyOwn, anyWanted, fc.nat(9_000_000), (own, wanted, priceMinor) => {
        const product = groundsOf(rows(own), wanted, priceMinor)[1]
        if (!product) throw new Error('no product')
        const offer = financeOfferOf(product)
        expect(offer.downPaymentMinor * 100).toBeGreaterThanOrEqual(priceMinor * own.down - 50)
        expect(offer.months).toBeLessThanOrEqual(own.years * 12)
        expect(offer.financedMinor).toBeLessThanOrEqual(own.cap)
        expect(offer.schedule.at(-1)?.closingMinor ?? 0).toBe(0)
      }),
    )
  })

  it('ask the financier where several charges may count, and pick none of them', () => {
    const charge = (filer: string, value: number) =>
      rateOf({ rate: 'tax', applies: `filer=${filer}`, value, unit: 'percent/year' })
    const rates = [charge('yes', 18), charge('no', 22)]
    expect(groundsOf(rates)[0]?.ratePercentPerYear).toBe(18)
    const asked = askedOf(rates, { facts: { leased: 'no' } })
    const [ground] = financeGrounds({ ...asked, terms: { ...asked.terms, finance } }, 4_000_000, nothing)
    expect(ground).toMatchObject({ ratePercentPerYear: null, rateSource: null })
  })

  it('say which of their rates are old, and of when each is', () => {
    const ended = { until: '2026-06-30' as const, from: '2026-01-01' as const }
    const [ground] = groundsOf([
      rateOf({ rate: 'fee', value: 30, unit: 'percent', ...ended }),
      rateOf({ rate: 'tax', value: 20, unit: 'percent/year', ...ended }),
    ])
    if (!ground) throw new Error('no way to pay')
    const beside = { setAsideBy: null, upFrontMinor: null, isHigherPrice: false }
    const said = sayFinance(ground, financeOfferOf(ground), beside, pricedMarket, 'en')
    const old = 'Old: this rate ended on 30 Jun 2026, and what followed it is not known.'
    expect(said.rateSourceText).toContain(old)
    expect(said.rateSourceText).toContain('As of May 2026')
    expect(said.notes.find(({ sentence }) => sentence.startsWith('fee'))?.sentence).toContain(old)
  })
})
