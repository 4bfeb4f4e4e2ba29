import { describe, expect, it } from 'vitest'
import { businessDaySchema } from '../market/business-day.ts'
import { pakistan } from '../market/test-market.ts'
import { type PromisedAsked, promisedLines } from './promised.ts'

const day = (text: string) => businessDaySchema.parse(text)
const nothing: PromisedAsked = {
  language: 'en',
  market: pakistan,
  quotes: [],
  bookings: [],
  deliveryRuleOn: () => null,
}
const quote = {
  businessDay: day('2026-11-20'),
  vehicle: 'Honda City',
  totalText: 'Rs 4,912,269',
  side: null,
  notKnown: ['Freight', 'Insurance or takaful, first year'],
}

describe('what was written down for the customer', () => {
  it('is nothing where nothing was', () => {
    expect(promisedLines(nothing)).toEqual([])
  })

  it('never says a total that parts are missing from as if it were whole', () => {
    expect(promisedLines({ ...nothing, quotes: [quote] })).toEqual([
      'Quoted on Friday, 20 November 2026: Honda City, Rs 4,912,269 on the road. Not known then, and not in it: Freight, Insurance or takaful, first year.',
    ])
    const [whole] = promisedLines({ ...nothing, quotes: [{ ...quote, notKnown: [] }] })
    expect(whole).not.toContain('Not known')
    const [urdu] = promisedLines({ ...nothing, language: 'ur', quotes: [quote] })
    expect(urdu).toContain('شامل نہیں')
  })

  it('counts a delivery by the rule of the day on which it was booked', () => {
    const booking = {
      businessDay: day('2026-06-01'),
      vehicleName: 'Honda City',
      amount: { amountMinor: 500_000, currency: 'PKR' },
      paymentMode: 'cash',
      promisedDay: null,
    }
    const deliveryRuleOn = (on: string) => ({
      days: on < '2026-07-01' ? 60 : 90,
      source: 'The rule',
      asOf: '2022-04',
    })
    const [line] = promisedLines({ ...nothing, bookings: [booking], deliveryRuleOn })
    expect(line).toContain('60 days from the booking, which is Friday, 31 July 2026')
  })
})
