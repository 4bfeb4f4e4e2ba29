import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rateInForce } from '../../core/market/rate-in-force.ts'
import { readMarketPack } from '../read-packs.ts'

const market = readMarketPack(fileURLToPath(new URL('..', import.meta.url)), 'pk')
const day = '2026-11-22'
const rate = (code: string, facts: Parameters<typeof rateInForce>[2]) =>
  rateInForce(market.rates, code, facts, day)?.value ?? null

describe('the rates of Pakistan', () => {
  it('tax the registration of every engine, and whoever is not on the list three times as much', () => {
    const classes = [850, 1000, 1300, 1600, 1800, 2000, 2500, 3000]
    for (const engineCc of [300, ...classes.flatMap((end) => [end, end + 0.5, end + 1]), 6000]) {
      const filer = rate('withholding-tax', { engineCc, filer: 'yes' })
      expect(filer, `${engineCc} cc`).toBeGreaterThan(0)
      expect(rate('withholding-tax', { engineCc, filer: 'no' }), `${engineCc} cc`).toBeCloseTo(
        (filer ?? 0) * 3,
      )
    }
    expect(rate('withholding-tax', { engineCc: 1300, filer: 'yes' })).toBe(1.5)
    expect(rate('withholding-tax', { engineCc: 1301, filer: 'yes' })).toBe(2)
  })

  it('say nothing where it is not known who buys, or which engine it is', () => {
    expect(rate('withholding-tax', { engineCc: 1300 })).toBeNull()
    expect(rate('withholding-tax', { engineCc: { min: 1199, max: 1497 }, filer: 'yes' })).toBeNull()
    expect(rate('withholding-tax', { fuel: 'electric', value: 4_999_999, filer: 'yes' })).toBeNull()
    expect(rate('withholding-tax', { fuel: 'electric', value: 5_000_000, filer: 'yes' })).toBe(3)
  })

  it('know a price of fuel for the fortnight that it was announced for, and none after it', () => {
    const fuelPrice = (fuel: string, on: string) =>
      rateInForce(market.rates, 'fuel-price', { fuel }, on)?.value ?? null
    for (const fuel of ['petrol', 'hybrid', 'plug-in-hybrid']) {
      expect(fuelPrice(fuel, '2026-01-15')).toBe(253.17)
      expect(fuelPrice(fuel, '2026-01-16')).toBeNull()
      expect(fuelPrice(fuel, '2026-03-15')).toBe(266.17)
      expect(fuelPrice(fuel, day)).toBeNull()
    }
    expect(fuelPrice('diesel', '2026-03-01')).toBe(280.86)
    expect(fuelPrice('diesel', day)).toBeNull()
  })

  it('take token tax of a small engine in Punjab once, and of a larger one each year', () => {
    const small = { engineCc: 660, region: 'punjab' }
    expect(rate('token-tax', small)).toBeNull()
    expect(rate('token-tax-lifetime', small)).toBe(20_000)
    expect(rate('token-tax', { ...small, engineCc: 1300 })).toBe(0.2)
    expect(rate('token-tax-lifetime', { ...small, engineCc: 1300 })).toBeNull()
  })

  it('know a price of electricity at home', () => {
    expect(rate('electricity-price', { 'home-units': 350 })).toBe(37.99)
    expect(rate('electricity-price', { 'home-units': 5000 })).toBe(47.69)
  })

  it('have no figure where none with a source was found, and call none confirmed', () => {
    expect(rate('token-tax', { engineCc: 1300, region: 'sindh' })).toBeNull()
    expect(market.rateSources.filter(({ status }) => status === 'confirmed')).toEqual([])
  })

  it('cite each source that is listed', () => {
    const cited = new Set(market.rates.map(({ source }) => source))
    expect(market.rateSources.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([])
  })
})
