import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { variantIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { pakistan, withCents } from '../market/test-market.ts'
import type { OnRoadPrice, PriceLine } from '../pricing/on-road-price.ts'
import { type PricedSide, priceTable } from './price-table.ts'

const wording = (en: string) => ({ en, ur: `${en} اردو` })

function lineOf(code: string, of: Partial<PriceLine> = {}): PriceLine {
  return {
    code,
    name: wording(code),
    payee: wording('somebody'),
    basis: 'fixed',
    amountMinor: { least: 1_000, most: 1_000 },
    rules: [],
    limits: [],
    asOf: '2026-07',
    source: null,
    isOld: false,
    whyNotKnown: null,
    ...of,
  }
}

function priceOf(lines: readonly PriceLine[]): OnRoadPrice {
  const known = lines.flatMap(({ amountMinor }) => amountMinor ?? [])
  return {
    day: businessDaySchema.parse('2026-11-22'),
    vehicle: { variantId: variantIdSchema.parse('a/b/c'), brand: 'A', model: 'B', name: 'C' },
    facts: {},
    lines: [...lines],
    totalMinor: {
      least: known.reduce((sum, { least }) => sum + least, 0),
      most: known.reduce((sum, { most }) => sum + most, 0),
    },
    notKnown: lines.filter(({ amountMinor }) => amountMinor === null).map(({ code }) => code),
    notes: [],
  }
}
const oneSide = (...lines: readonly PriceLine[]): readonly PricedSide[] => [
  { label: null, price: priceOf(lines) },
]
const amount = (of: number) => ({ amountMinor: { least: of, most: of } })

describe('the prices of several vehicles in one table', () => {
  it('stand line by line, with a dash where a line is not a vehicle’s and what is known of none by name alone', () => {
    const { rows, notKnown } = priceTable(
      [
        oneSide(lineOf('vehicle', amount(4_250_000)), lineOf('tax', { asOf: '2024-06' })),
        oneSide(lineOf('vehicle', amount(5_000_000)), lineOf('freight', { amountMinor: null, asOf: null })),
      ],
      pakistan,
      'en',
    )
    expect(rows.map(({ name, cells, asOf }) => [name, cells, asOf])).toEqual([
      ['vehicle', ['4,250,000', '5,000,000'], '2026-07'],
      ['tax', ['1,000', '–'], '2024-06'],
      ['Total on the road, as far as it is known', ['4,251,000', '5,000,000'], null],
    ])
    expect(notKnown).toEqual(['freight'])
  })

  it('say a line once where all sides agree, and once a side where they do not', () => {
    const sides: readonly PricedSide[] = [
      {
        label: 'filer',
        price: priceOf([lineOf('vehicle', amount(4_000_000)), lineOf('tax', amount(80_000))]),
      },
      {
        label: 'no filer',
        price: priceOf([lineOf('vehicle', amount(4_000_000)), lineOf('tax', amount(240_000))]),
      },
    ]
    const { rows } = priceTable([sides, oneSide(lineOf('vehicle', amount(1)))], pakistan, 'en')
    expect(rows.map(({ name, cells }) => [name, ...cells])).toEqual([
      ['vehicle', '4,000,000', '1'],
      ['tax (filer)', '80,000', '–'],
      ['tax (no filer)', '240,000', '–'],
      ['Total on the road (filer)', '4,080,000', '1'],
      ['Total on the road (no filer)', '4,240,000', '1'],
    ])
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })

  it('mark what is an estimate and what is old, and say ranges from least to most', () => {
    const range = { least: 94_740, most: 142_110 }
    const table = priceTable(
      [oneSide(lineOf('tax', { basis: 'estimate', isOld: true, amountMinor: range }))],
      pakistan,
      'en',
    )
    expect(table.rows[0]?.cells).toEqual(['94,740 to 142,110 *†'])
    // So does the total that they are in: it goes into a message without the lines.
    expect(table.rows[1]?.cells).toEqual(['94,740 to 142,110 *†'])
    expect([table.hasEstimate, table.hasOld]).toEqual([true, true])
  })

  it('have cents where the market has', () => {
    const { rows } = priceTable([oneSide(lineOf('fee', amount(-12_345)))], withCents, 'en')
    expect(rows[0]?.cells).toEqual(['-123.45'])
  })

  it('lose no line and no side, whatever they are', () => {
    const anyLine = fc
      .record({ code: fc.constantFrom('a', 'b', 'c', 'd'), of: fc.nat(9_000_000), known: fc.boolean() })
      .map(({ code, of, known }) => lineOf(code, known ? amount(of) : { amountMinor: null }))
    const anyVehicle = fc
      .array(fc.uniqueArray(anyLine, { selector: ({ code }) => code, minLength: 1 }), {
        minLength: 1,
        maxLength: 2,
      })
      .map((sides) =>
        sides.map((lines, at) => ({
          label: sides.length === 1 ? null : `side ${at}`,
          price: priceOf(lines),
        })),
      )
    fc.assert(
      fc.property(fc.array(anyVehicle, { minLength: 1, maxLength: 3 }), (vehicles) => {
        const { rows, notKnown } = priceTable(vehicles, pakistan, 'en')
        const figures = (code: string) => rows.filter(({ key }) => key.split(' ')[0] === code)
        vehicles.forEach((sides, column) => {
          for (const { price } of sides) {
            for (const { code, amountMinor } of price.lines) {
              const cells = figures(code).map((row) => row.cells[column])
              if (amountMinor) expect(cells).toContain(amountMinor.least.toLocaleString('en'))
              else expect(notKnown).toContain(code)
            }
            const total = price.totalMinor?.least.toLocaleString('en')
            expect(figures('total').map(({ cells }) => cells[column])).toContain(total)
          }
        })
        for (const { cells } of rows) expect(cells).toHaveLength(vehicles.length)
      }),
    )
  })
})
