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

  it('know a price of fuel and of electricity at home, the latest there is', () => {
    for (const fuel of ['petrol', 'hybrid', 'plug-in-hybrid'])
      expect(rate('fuel-price', { fuel })).toBe(266.17)
    expect(rate('fuel-price', { fuel: 'diesel' })).toBe(280.86)
    expect(rate('electricity-price', { 'home-units': 350 })).toBe(37.99)
    expect(rate('electricity-price', { 'home-units': 5000 })).toBe(47.69)
  })

  it('have no figure where none with a source was found, and call none confirmed', () => {
    const filled = new Set(market.rates.map((row) => row.rate))
    const empty = market.rateKinds.map(({ code }) => code).filter((code) => !filled.has(code))
    expect(empty).toEqual(['freight', 'insurance-rate', 'service-interval', 'service-cost'])
    expect(rate('token-tax', { engineCc: 1300, region: 'sindh' })).toBeNull()
    expect(market.rateSources.filter(({ status }) => status === 'confirmed')).toEqual([])
  })

  it('cite each source that is listed', () => {
    const cited = new Set(market.rates.map(({ source }) => source))
    expect(market.rateSources.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([])
  })
})
