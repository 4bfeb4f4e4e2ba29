import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holds, type KnownFacts, readConditions } from './rate-conditions.ts'
import { rateInForce, rateStanding } from './rate-in-force.ts'
import { anyDay, anyRate, rateOf } from './test-rates.ts'

const anyFacts: fc.Arbitrary<KnownFacts> = fc.record({
  engineCc: fc.option(fc.nat(4000), { nil: undefined }),
  value: fc.option(fc.nat(4000), { nil: undefined }),
  fuel: fc.option(fc.constantFrom('petrol', 'diesel', 'electric'), { nil: undefined }),
  filer: fc.option(fc.constantFrom('yes', 'no'), { nil: undefined }),
})
const anyRates = fc.array(anyRate, { maxLength: 12 })

describe('the rate in force', () => {
  const old = rateOf({ from: '2024-07-01', value: 1 })
  const current = rateOf({ from: '2025-07-01', value: 2 })
  const next = rateOf({ from: '2026-07-01', value: 3 })

  it('is the latest that has begun', () => {
    const at = (day: string) => rateInForce([next, old, current], 'token-tax', {}, day)
    expect(at('2024-06-30')).toBeNull()
    expect(at('2024-07-01')).toBe(old)
    expect(at('2026-06-30')).toBe(current)
    expect(at('2026-07-01')).toBe(next)
  })

  it('is the one before again, once one with an end has ended', () => {
    const lowered = rateOf({ from: '2026-01-01', until: '2026-03-31', value: 0 })
    const at = (day: string) => rateInForce([current, lowered], 'token-tax', {}, day)?.value
    expect([at('2026-03-31'), at('2026-04-01')]).toEqual([0, 2])
  })

  it('is the one that asks for most, however old it is', () => {
    const filer = rateOf({ applies: 'filer=yes', from: '2020-01-01', value: 9 })
    const small = rateOf({ applies: 'engineCc<=1000;filer=yes', from: '2019-01-01', value: 5 })
    const at = (facts: KnownFacts) => rateInForce([current, filer, small], 'token-tax', facts, '2026-01-01')
    expect(at({ filer: 'yes', engineCc: 660 })).toBe(small)
    expect(at({ filer: 'yes', engineCc: 1300 })).toBe(filer)
    expect(at({ engineCc: 660 })).toBe(current)
  })

  it('holds for what is known, has begun, has not ended, and no other that fits is nearer', () => {
    fc.assert(
      fc.property(anyRates, anyFacts, anyDay, (rates, facts, day) => {
        const fits = rates.filter((rate) => {
          const read = readConditions(rate.applies)
          const isOn = rate.rate === 'token-tax' && rate.from <= day && (rate.until ?? day) >= day
          return isOn && read.type === 'read' && read.conditions.every((one) => holds(one, facts))
        })
        const found = rateInForce(rates, 'token-tax', facts, day)
        if (found === null) {
          expect(fits).toEqual([])
          return
        }
        expect(fits).toContain(found)
        const asked = (text: string) => (text === '' ? 0 : text.split(';').length)
        for (const other of fits) {
          expect(asked(other.applies)).toBeLessThanOrEqual(asked(found.applies))
          if (asked(other.applies) === asked(found.applies)) expect(other.from <= found.from).toBe(true)
        }
      }),
    )
  })

  it('is the same whatever order the rows stand in', () => {
    fc.assert(
      fc.property(anyRates, anyFacts, anyDay, fc.integer(), (rates, facts, day, turn) => {
        const at = rates.length === 0 ? 0 : Math.abs(turn) % rates.length
        const turned = [...rates.slice(at), ...rates.slice(0, at)].toReversed()
        expect(rateInForce(turned, 'token-tax', facts, day)).toEqual(
          rateInForce(rates, 'token-tax', facts, day),
        )
      }),
    )
  })
})

describe('where a row stands', () => {
  it('is to come, in force or ended', () => {
    const rows = [
      rateOf({ from: '2024-07-01', value: 1 }),
      rateOf({ from: '2025-07-01', value: 2 }),
      rateOf({ from: '2026-07-01', value: 3 }),
      rateOf({ from: '2025-07-01', until: '2025-12-31', applies: 'filer=yes' }),
      rateOf({ from: '2020-07-01', applies: 'filer=no' }),
    ]
    expect(rows.map((row) => rateStanding(row, rows, '2026-01-15'))).toEqual([
      'ended',
      'in-force',
      'to-come',
      'ended',
      'in-force',
    ])
  })

  it('is in force for exactly the rows that can be found for some vehicle', () => {
    fc.assert(
      fc.property(anyRates, anyFacts, anyDay, (rates, facts, day) => {
        const found = rateInForce(rates, 'token-tax', facts, day)
        if (found !== null) expect(rateStanding(found, rates, day)).toBe('in-force')
      }),
    )
  })
})
