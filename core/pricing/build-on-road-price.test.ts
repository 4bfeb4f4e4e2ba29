import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateOf } from '../market/test-rates.ts'
import { buildOnRoadPrice } from './build-on-road-price.ts'
import { onRoadPriceSchema, vehicleLineCode } from './on-road-price.ts'
import type { PriceAsked } from './price-ground.ts'
import { anyAsked, askedOf, carOf, notKnown, numberOf, pricedMarket } from './test-prices.ts'

const tax = rateOf({ rate: 'tax', applies: 'filer=yes', value: 1.5, unit: 'percent' })
const fee = rateOf({ rate: 'fee', applies: '', value: 1200, unit: 'PKR' })
const lineOf = (asked: PriceAsked, code: string) =>
  buildOnRoadPrice(asked).lines.find((line) => line.code === code)
const exactly = (amount: number) => ({ least: amount, most: amount })

describe('a price on the road', () => {
  it('is the vehicle and every line that belongs to it, each with its rule, its day and its source', () => {
    const price = buildOnRoadPrice(askedOf([tax, fee]))
    expect(price.lines.map(({ code, amountMinor }) => [code, amountMinor?.most ?? null])).toEqual([
      [vehicleLineCode, 4_000_000],
      ['tax', 60_000],
      ['fee', 1200],
      ['first', 1200],
      ['dear', null],
    ])
    expect(price.totalMinor).toEqual(exactly(4_062_400))
    expect(price.notKnown).toEqual(['dear'])
    expect(price.lines[1]).toMatchObject({
      rules: [{ rate: 'tax', applies: 'filer=yes', value: 1.5, unit: 'percent', from: '2026-01-01' }],
      asOf: '2026-05',
      source: { title: 'gazette', status: 'reported' },
      isOld: false,
    })
  })

  it('rounds each line to the whole unit, a half away from zero', () => {
    const variant = carOf({ priceMinor: numberOf(4_000_033) })
    // 60,000.495 and then 60,000.5 exactly.
    expect(lineOf(askedOf([tax], { variant }), 'tax')?.amountMinor).toEqual(exactly(60_000))
    const half = carOf({ priceMinor: numberOf(100) })
    const halves = rateOf({ rate: 'tax', value: 0.5, unit: 'percent' })
    expect(lineOf(askedOf([halves], { variant: half }), 'tax')?.amountMinor).toEqual(exactly(1))
    const credit = rateOf({ rate: 'credit', value: 0.5, unit: 'percent' })
    const electric = carOf({
      priceMinor: numberOf(100),
      fuel: { type: 'code', codes: ['electric'], source: 'page', asOf: '2026' },
    })
    const { terms } = askedOf([])
    const lines = terms.lines.map((line) =>
      line.code === 'credit' ? { ...line, of: 'value' as const } : line,
    )
    const asked = askedOf([credit], { variant: electric, terms: { ...terms, lines } })
    expect(lineOf(asked, 'credit')?.amountMinor).toEqual(exactly(-1))
  })

  it('asks whose make it is: a rate of one make is never that of another', () => {
    const makes = [{ code: 'suzuki', name: { en: 'Suzuki', ur: 'سوزوکی' } }]
    const make = { kind: 'code' as const, code: 'make', name: { en: 'Make', ur: 'کمپنی' }, values: makes }
    const pack = { ...pricedMarket, rateFacts: [...pricedMarket.rateFacts, make] }
    const ofSuzuki = rateOf({ rate: 'fee', applies: 'make=suzuki', value: 900, unit: 'PKR' })
    const suzuki = { ...carOf(), brand: 'Suzuki' }
    expect(lineOf(askedOf([ofSuzuki], { pack, variant: suzuki }), 'fee')?.amountMinor).toEqual(exactly(900))
    expect(lineOf(askedOf([ofSuzuki], { pack }), 'fee')?.amountMinor).toBeNull()
  })

  it('names a line that may belong to a vehicle of which that is not known', () => {
    const credit = rateOf({ rate: 'credit', applies: 'fuel=electric', value: 900, unit: 'PKR' })
    const price = buildOnRoadPrice(askedOf([credit], { variant: carOf({ fuel: notKnown }) }))
    expect(price.notKnown).toContain('credit')
    expect(buildOnRoadPrice(askedOf([credit])).notKnown).not.toContain('credit')
  })

  it('goes by a rate whose last day is over while nothing follows it, and says that it is old', () => {
    const ended = rateOf({ rate: 'fee', value: 900, unit: 'PKR', from: '2025-01-01', until: '2025-12-31' })
    expect(lineOf(askedOf([ended]), 'fee')).toMatchObject({ amountMinor: exactly(900), isOld: true })
    expect(lineOf(askedOf([ended, fee]), 'fee')).toMatchObject({ amountMinor: exactly(1200), isOld: false })
  })

  it('names what belongs to it and no rate is in force for, and leaves it out of the total', () => {
    const price = buildOnRoadPrice(askedOf([tax], { facts: { filer: 'no', leased: 'yes' } }))
    expect(price.notKnown).toEqual(['tax', 'fee', 'first', 'dear', 'lien'])
    expect(price.totalMinor).toEqual(exactly(4_000_000))
    expect(price.lines.find(({ code }) => code === 'lien')?.whyNotKnown).toBe('rate')
  })

  it('takes an amount that was told for what no rate says, as an estimate, and never over a rate', () => {
    const asked = askedOf([fee], { told: { tax: 55_000, fee: 1, extras: 30_000 } })
    expect(lineOf(asked, 'tax')).toMatchObject({
      amountMinor: exactly(55_000),
      basis: 'estimate',
      source: { status: 'told' },
    })
    expect(lineOf(asked, 'fee')?.amountMinor).toEqual(exactly(1200))
    expect(lineOf(asked, 'extras')?.amountMinor).toEqual(exactly(30_000))
    expect(lineOf(askedOf([fee]), 'extras')).toBeUndefined()
  })

  it('is a range where the price is one, or where what is known leaves open which rate counts', () => {
    const variant = carOf({ priceMinor: numberOf(4_000_000, 5_000_000), engineCc: numberOf(900, 1300) })
    const small = rateOf({ rate: 'tax', applies: 'engineCc<=1000', value: 1, unit: 'percent' })
    const big = rateOf({ rate: 'tax', applies: 'engineCc>1000', value: 2, unit: 'percent' })
    expect(lineOf(askedOf([small, big], { variant }), 'tax')).toMatchObject({
      amountMinor: { least: 40_000, most: 100_000 },
      rules: [{ value: 1 }, { value: 2 }],
    })
    // Of one half of the engines nothing is known.
    expect(lineOf(askedOf([small], { variant }), 'tax')?.amountMinor).toBeNull()
    const sides = [tax, rateOf({ rate: 'tax', applies: 'filer=no', value: 4.5, unit: 'percent' })]
    expect(lineOf(askedOf(sides, { facts: {} }), 'tax')?.amountMinor).toEqual({
      least: 60_000,
      most: 180_000,
    })
  })

  it('takes of a price above a limit only what is above it', () => {
    const limit = rateOf({ rate: 'limit', value: 3_000_000, unit: 'PKR' })
    expect(lineOf(askedOf([tax, limit]), 'dear')?.amountMinor).toEqual(exactly(15_000))
    const cheap = carOf({ priceMinor: numberOf(3_000_000) })
    expect(lineOf(askedOf([tax, limit], { variant: cheap }), 'dear')).toBeUndefined()
  })

  it('says nothing of a total while nobody knows what the vehicle costs, and goes by what was told of it', () => {
    const variant = carOf({ priceMinor: notKnown })
    const unknown = buildOnRoadPrice(askedOf([tax, fee], { variant }))
    expect(unknown.totalMinor).toBeNull()
    expect(unknown.lines[0]?.whyNotKnown).toBe('figure')
    const told = buildOnRoadPrice(askedOf([tax], { variant, told: { [vehicleLineCode]: 2_000_000 } }))
    expect(told.totalMinor).toEqual(exactly(2_030_000))
  })

  it('says a note of a dear vehicle only above its limit', () => {
    const limit = rateOf({ rate: 'limit', value: 4_000_000, unit: 'PKR' })
    expect(buildOnRoadPrice(askedOf([limit])).notes).toEqual([])
    const variant = carOf({ priceMinor: numberOf(4_000_001) })
    expect(buildOnRoadPrice(askedOf([limit], { variant })).notes).toMatchObject([{ rule: { rate: 'limit' } }])
  })

  it('sums to its total to the last unit, whatever is known, and is as the schema has it', () => {
    fc.assert(
      fc.property(anyAsked, (asked) => {
        const price = buildOnRoadPrice(asked)
        expect(onRoadPriceSchema.parse(price)).toEqual(price)
        const known = price.lines.flatMap(({ amountMinor }) => amountMinor ?? [])
        for (const { least, most } of known) expect(least).toBeLessThanOrEqual(most)
        if (price.totalMinor !== null)
          expect(price.totalMinor).toEqual({
            least: known.reduce((sum, { least }) => sum + least, 0),
            most: known.reduce((sum, { most }) => sum + most, 0),
          })
        const missing = price.lines.filter(({ amountMinor }) => amountMinor === null)
        expect(price.notKnown).toEqual(missing.map(({ code }) => code))
      }),
    )
  })

  it('is the same whatever order rates of two open facts stand in', () => {
    const percent = (applies: string, value: number) =>
      rateOf({ rate: 'tax', applies, value, unit: 'percent' })
    const rates = [percent('filer=no', 1), percent('leased=no', 2), percent('', 3)]
    const turned = askedOf(rates.toReversed(), { facts: {} })
    expect(buildOnRoadPrice(turned)).toEqual(buildOnRoadPrice(askedOf(rates, { facts: {} })))
  })

  it('is the same whatever order the rates stand in', () => {
    fc.assert(
      fc.property(anyAsked, fc.nat(), (asked, turn) => {
        const { rates } = asked
        const at = rates.length === 0 ? 0 : turn % rates.length
        const turned = [...rates.slice(at), ...rates.slice(0, at)].toReversed()
        expect(buildOnRoadPrice({ ...asked, rates: turned })).toEqual(buildOnRoadPrice(asked))
      }),
    )
  })

  it('holds the price of every vehicle within a range: what is settled later lies between its ends', () => {
    const withRanges = anyAsked
      .filter(({ variant }) => variant.figures.priceMinor?.type === 'number')
      .map((asked) => ({ ...asked, told: {} }))
    fc.assert(
      fc.property(withRanges, fc.nat(1000), fc.constantFrom('yes', 'no'), (asked, share, filer) => {
        const at = (figure: { min: number; max: number }) =>
          Math.round(figure.min + ((figure.max - figure.min) * share) / 1000)
        const figures = { ...asked.variant.figures }
        for (const attribute of ['priceMinor', 'engineCc'] as const) {
          const figure = figures[attribute]
          if (figure?.type === 'number') figures[attribute] = { ...figure, min: at(figure), max: at(figure) }
        }
        const settled = { ...asked, variant: { ...asked.variant, figures }, facts: { filer, ...asked.facts } }
        const wide = buildOnRoadPrice(asked)
        const narrow = buildOnRoadPrice(settled)
        for (const line of wide.lines) {
          const same = narrow.lines.find(({ code }) => code === line.code)
          if (!same || line.amountMinor === null) continue
          expect(same.amountMinor).not.toBeNull()
          expect(same.amountMinor?.least).toBeGreaterThanOrEqual(line.amountMinor.least)
          expect(same.amountMinor?.most).toBeLessThanOrEqual(line.amountMinor.most)
        }
      }),
    )
  })
})
