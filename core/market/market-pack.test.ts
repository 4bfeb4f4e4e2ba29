import { describe, expect, it } from 'vitest'
import { marketPackSchema, marketSchema, withRatesOf } from './market-pack.ts'
import { pakistan } from './test-market.ts'
import { ratedMarket, rateOf } from './test-rates.ts'

const rated = { ...ratedMarket, rates: [rateOf()] }

describe('a market pack', () => {
  it('of before units and rates were data reads metric and brings no rates', () => {
    const { units: _, rateKinds, rateFacts, rates, rateSources, pricing, ownership, ...before } = pakistan
    const read = marketPackSchema.parse(before)
    expect(read.units).toMatchObject({ distance: 'km', consumption: 'km/l', length: 'mm', mass: 'kg' })
    expect([read.rateKinds, read.rateFacts, read.rates, read.rateSources]).toEqual([[], [], [], []])
  })

  it('says its units in part, the rest is metric', () => {
    const read = marketPackSchema.parse({ ...pakistan, units: { consumption: 'l/100km' } })
    expect(read.units).toMatchObject({ consumption: 'l/100km', distance: 'km' })
  })

  it('is refused with a rate that cannot be in it, and the rate is named', () => {
    expect(marketPackSchema.safeParse(rated).success).toBe(true)
    const { error } = marketPackSchema.safeParse({ ...rated, rates: [rateOf(), rateOf({ unit: 'USD' })] })
    expect(error?.issues[0]?.path).toEqual(['rates', 1])
  })

  it('without rates has those of the application, and with any of its own none of them', () => {
    expect(withRatesOf(rated, pakistan)).toEqual({
      ...pakistan,
      rateKinds: rated.rateKinds,
      rateFacts: rated.rateFacts,
      rates: rated.rates,
      rateSources: rated.rateSources,
    })
    const other = { ...rated, rates: [rateOf({ value: 7 })] }
    expect(withRatesOf(rated, other)).toEqual(other)
  })

  it('goes to the page without its rates', () => {
    expect(Object.keys(marketSchema.parse(rated)).filter((key) => key.startsWith('rate'))).toEqual([])
  })
})
