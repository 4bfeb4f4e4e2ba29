import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FinanceGround, financeOfferSchema } from './finance-offer.ts'
import { financeOfferOf } from './finance-offer-of.ts'

const wording = (en: string) => ({ en, ur: en })
function groundOf(given: Partial<FinanceGround> = {}): FinanceGround {
  return {
    mode: 'bank',
    name: wording('Bank'),
    word: wording('markup'),
    arithmetic: 'level',
    interestFree: false,
    priceMinor: 4_000_000,
    downPaymentMinor: 1_200_000,
    months: 36,
    ratePercentPerYear: 21.5,
    rateSource: { title: '2026-11-22', status: 'told' },
    rateRule: null,
    limits: [],
    ...given,
  }
}
const anyGround = fc
  .record({
    arithmetic: fc.constantFrom('level' as const, 'share' as const),
    priceMinor: fc.integer({ min: 0, max: 1_000_000_000 }),
    downPaymentMinor: fc.nat(20_000_000),
    months: fc.integer({ min: 1, max: 120 }),
    ratePercentPerYear: fc.nat(60_000).map((thousandths) => thousandths / 1000),
  })
  .map(groundOf)

describe('an offer', () => {
  it('pays the debt off month by month, and its schedule ends at 0', () => {
    const offer = financeOfferOf(groundOf())
    expect(offer.schedule).toHaveLength(36)
    expect(offer.schedule[0]).toEqual({
      month: 1,
      openingMinor: 2_800_000,
      chargeMinor: 50_167,
      principalMinor: 56_043,
      payMinor: 106_210,
      closingMinor: 2_743_957,
    })
    expect(offer.schedule.at(-1)?.closingMinor).toBe(0)
    expect(offer.monthlyMinor).toBe(106_210)
  })

  it('grows cheaper each month where shares are bought back', () => {
    const { schedule } = financeOfferOf(groundOf({ arithmetic: 'share' }))
    const pays = schedule.slice(0, -1).map(({ payMinor }) => payMinor)
    expect(pays).toEqual(pays.toSorted((a, b) => b - a))
    expect(new Set(schedule.slice(0, -1).map(({ principalMinor }) => principalMinor)).size).toBe(1)
  })

  it('costs nothing more than the vehicle in cash, and has no schedule', () => {
    const offer = financeOfferOf(groundOf({ arithmetic: 'cash', months: 0, ratePercentPerYear: null }))
    expect(offer).toMatchObject({ totalMinor: 4_000_000, chargeMinor: 0, downPaymentMinor: 4_000_000 })
    expect(offer.schedule).toEqual([])
  })

  it('says no amount a month while the financier has told no figure', () => {
    const offer = financeOfferOf(groundOf({ ratePercentPerYear: null }))
    expect(offer).toMatchObject({ financedMinor: 2_800_000, monthlyMinor: null, totalMinor: null })
  })

  it('never takes a down payment above the price', () => {
    const offer = financeOfferOf(groundOf({ downPaymentMinor: 9_000_000 }))
    expect(offer).toMatchObject({ downPaymentMinor: 4_000_000, financedMinor: 0, totalMinor: 4_000_000 })
  })

  it('sums to the last unit and ends at 0, whatever the price, the term and the rate', () => {
    fc.assert(
      fc.property(anyGround, (ground) => {
        const offer = financeOfferOf(ground)
        expect(financeOfferSchema.parse(offer)).toEqual(offer)
        let owed = offer.financedMinor
        for (const month of offer.schedule) {
          expect(month.openingMinor).toBe(owed)
          expect(month.payMinor).toBe(month.chargeMinor + month.principalMinor)
          expect(month.principalMinor).toBeGreaterThanOrEqual(0)
          owed -= month.principalMinor
          expect(month.closingMinor).toBe(owed)
        }
        expect(offer.schedule.length === 0 ? 0 : owed).toBe(0)
        const paid = offer.schedule.reduce((sum, { payMinor }) => sum + payMinor, 0)
        expect(offer.totalMinor).toBe(offer.downPaymentMinor + paid)
        expect(offer.financedMinor + offer.downPaymentMinor).toBe(ground.priceMinor)
      }),
    )
  })

  it('keeps all months but the last the same where the payment is level', () => {
    const level = anyGround.filter(({ priceMinor, arithmetic }) => arithmetic === 'level' && priceMinor > 1e6)
    fc.assert(
      fc.property(level, (ground) => {
        const pays = financeOfferOf(ground).schedule.slice(0, -1)
        const owing = pays.filter(({ closingMinor }) => closingMinor > 0)
        expect(new Set(owing.map(({ payMinor }) => payMinor)).size).toBeLessThanOrEqual(1)
      }),
    )
  })
})
