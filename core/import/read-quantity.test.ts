import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attribute, attributeNames, attributes } from '../catalogue/attribute.ts'
import { fromCanonical, isMeasured, unitsOf } from '../catalogue/units.ts'
import { formatMoney } from '../market/format-money.ts'
import { pakistan, withCents } from '../market/test-market.ts'
import type { DecimalMark } from './mapping.ts'
import { readDecimal } from './read-decimal.ts'
import { readQuantity } from './read-quantity.ts'
import { refusalSentence } from './refusal.ts'
import { unitNames } from './target.ts'

const anyText = fc.array(fc.nat(0x2fff)).map((codes) => String.fromCharCode(...codes))

describe('a number with the marks that people set', () => {
  it.each([
    ['1234.5', 1234.5, 1234.5],
    ['1,234.5', 1234.5, 1234.5],
    ['1.234,5', 1234.5, 1234.5],
    ['1 234,5', 1234.5, 1234.5],
    ['1\u00a0234.5', 1234.5, 1234.5],
    ["1'234", 1234, 1234],
    ['12,34,567', 1_234_567, 1_234_567],
    ['1.234.567', 1_234_567, 1_234_567],
    ['۱۲٫۵', 12.5, 12.5],
    ['۱٬۲۳۴', 1234, 1234],
    ['12,5', 12.5, 12.5],
    ['.5', 0.5, 0.5],
    ['0,125', 0.125, 0.125],
    // Only here the column's mark decides.
    ['1,234', 1234, 1.234],
    ['1.234', 1.234, 1234],
  ])('%s is %d where the point is the decimals’, %d where the comma is', (text, byPoint, byComma) => {
    expect(readDecimal(text, 'point')).toBe(byPoint)
    expect(readDecimal(text, 'comma')).toBe(byComma)
  })

  it.each([
    '',
    '1,23,4.5',
    '1.2.3',
    '12 34',
    '1,2345,678',
    '5.',
    '1e5',
    '-5',
    '1234567890123456',
    '1,234,5',
    '٫',
  ])('%j is none', (text) => {
    expect(readDecimal(text, 'point')).toBeNull()
  })

  it('is read back as it was written, with either mark', () => {
    const number = fc.tuple(fc.nat(99_999_999), fc.integer({ min: 0, max: 99 }))
    fc.assert(
      fc.property(number, fc.constantFrom<DecimalMark>('point', 'comma'), ([whole, part], mark) => {
        const [group, point] = mark === 'point' ? [',', '.'] : ['.', ',']
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group)
        const decimals = part === 0 ? '' : `${point}${String(part).padStart(2, '0')}`
        expect(readDecimal(`${grouped}${decimals}`, mark)).toBe(
          Number(`${whole}.${String(part).padStart(2, '0')}`),
        )
      }),
    )
  })
})

const read = (
  text: string,
  attribute: Attribute,
  unit: string | null = null,
  decimal: DecimalMark = 'point',
) => readQuantity(text, { attribute, unit, decimal, market: pakistan })
const range = (min: number, max = min) => ({
  type: 'quantity',
  min: expect.closeTo(min, 4),
  max: expect.closeTo(max, 4),
})

describe('a number of an attribute', () => {
  it.each<[string, Attribute, number, number]>([
    ['510', 'bootLitres', 510, 510],
    ['510 L', 'bootLitres', 510, 510],
    ['18 cu ft', 'bootLitres', 509.70324, 509.70324],
    ['18 ft³', 'bootLitres', 509.70324, 509.70324],
    ['425 - 480 L', 'bootLitres', 425, 480],
    ['450 L (VDA)', 'bootLitres', 450, 450],
    ['۵۱۰ لیٹر', 'bootLitres', 510, 510],
    ['5 - Persons', 'seats', 5, 5],
    ['5 - 7 - Persons', 'seats', 5, 7],
    ['5/7 seater', 'seats', 5, 7],
    ['5 or 7', 'seats', 5, 7],
    ['1,498 cc', 'engineCc', 1498, 1498],
    ['1.5 L', 'engineCc', 1500, 1500],
    ['1.5 - 2.0L', 'engineCc', 1500, 2000],
    ['12 - 16 KM/L', 'consumptionKmPerLitre', 12, 16],
    ['12 to 16 kmpl', 'consumptionKmPerLitre', 12, 16],
    ['12..16', 'consumptionKmPerLitre', 12, 16],
    ['12 سے 16', 'consumptionKmPerLitre', 12, 16],
    ['~ 14.5 km per litre', 'consumptionKmPerLitre', 14.5, 14.5],
    ['5 l/100 km', 'consumptionKmPerLitre', 20, 20],
    ['5.0-8.0 l/100km', 'consumptionKmPerLitre', 12.5, 20],
    ['30 mpg (US)', 'consumptionKmPerLitre', 12.75431, 12.75431],
    ['30 mpg UK', 'consumptionKmPerLitre', 10.62019, 10.62019],
    ['140 MPGe', 'consumptionKwhPer100Km', 14.9595, 14.9595],
    ['24 kWh/100mi', 'consumptionKwhPer100Km', 14.91291, 14.91291],
    ['150 Wh/km', 'consumptionKwhPer100Km', 15, 15],
    ['113.45bhp@6600rpm', 'powerHp', 113.45, 113.45],
    ['340 hp (Combined)', 'powerHp', 340, 340],
    ['100 kW', 'powerHp', 134.10221, 134.10221],
    ['100 PS', 'powerHp', 98.63201, 98.63201],
    ['145 Nm @ 4,600 rpm', 'torqueNm', 145, 145],
    ['100 lb-ft', 'torqueNm', 135.58179, 135.58179],
    ['175.5 in', 'lengthMm', 4457.7, 4457.7],
    ['175.5"', 'lengthMm', 4457.7, 4457.7],
    ['4.44 m', 'lengthMm', 4440, 4440],
    ['180 mm*', 'groundClearanceMm', 180, 180],
    ['18 cm', 'groundClearanceMm', 180, 180],
    ['2,500 lbs', 'kerbWeightKg', 1133.980925, 1133.980925],
    ['571 km WLTP', 'electricRangeKm', 571, 571],
    ['300 miles', 'electricRangeKm', 482.8032, 482.8032],
    ['100 mph', 'topSpeedKmh', 160.9344, 160.9344],
    ['8 - 11 Hours', 'chargingHours', 8, 11],
    ['8 h 30 min', 'chargingHours', 8.5, 8.5],
    ['90 min', 'chargingHours', 1.5, 1.5],
    ['7.2%', 'valueLossPercentPerYear', 7.2, 7.2],
    ['0', 'airbags', 0, 0],
    ['2026', 'modelYear', 2026, 2026],
  ])('%s is read (%s: %d to %d)', (text, attribute, min, max) => {
    expect(read(text, attribute)).toEqual(range(min, max))
  })

  it('without a unit is in the column’s, and one with a unit in its own', () => {
    expect(read('18', 'bootLitres', 'cu-ft')).toEqual(range(509.70324))
    expect(read('510 L', 'bootLitres', 'cu-ft')).toEqual(range(510))
    expect(read('30 mpg', 'consumptionKmPerLitre', 'mpg-uk')).toEqual(range(10.62019))
    expect(read('1.5', 'engineCc', 'engine-l')).toEqual(range(1500))
    expect(read('12 km/l - 25 mpg us', 'consumptionKmPerLitre')).toEqual(range(10.62859, 12))
  })

  it('in gallons is the market’s, and of nobody knows where it is refused', () => {
    const market = { ...pakistan, units: { ...pakistan.units, consumption: 'mpg-us' as const } }
    const rule = { attribute: 'consumptionKmPerLitre', unit: null, decimal: 'point' } as const
    expect(readQuantity('30 mpg', { ...rule, market })).toEqual(range(12.75431))
    expect(read('30 mpg', 'consumptionKmPerLitre')).toMatchObject({ why: { type: 'unit', text: 'mpg' } })
  })

  it.each(['', '-', '—', 'N/A', 'n.a.', '#N/A', 'TBA', 'Not Available', '0', '0 L', '0.0', 'معلوم نہیں'])(
    'is not known where %j stands',
    (text) => {
      expect(read(text, 'bootLitres')).toEqual({ type: 'unknown' })
    },
  )

  it.each<[string, Attribute, string]>([
    ['plenty', 'bootLitres', 'number'],
    ['5+2', 'seats', 'number'],
    ['12 16', 'consumptionKmPerLitre', 'number'],
    ['1½ L', 'engineCc', 'number'],
    ['10²', 'bootLitres', 'number'],
    ['510 kg', 'bootLitres', 'unit'],
    ['12 km per charge', 'consumptionKmPerLitre', 'unit'],
    ['-5', 'seats', 'negative'],
    ['16 - 12 km/l', 'consumptionKmPerLitre', 'reversed'],
    ['4.5', 'seats', 'whole'],
    ['5000', 'bootLitres', 'not-plausible'],
    ['0 - 450 Nm', 'torqueNm', 'not-plausible'],
    ['up to 500 L', 'bootLitres', 'number'],
    ['5,1', 'seats', 'whole'],
  ])('%s is refused as a figure of %s (%s)', (text, attribute, type) => {
    const reading = read(text, attribute)
    expect(reading).toMatchObject({ type: 'refused', why: { type } })
    if (reading.type !== 'refused') return
    expect(refusalSentence(reading.why, 'en')).toMatch(/[.]$/)
    expect(refusalSentence(reading.why, 'ur')).toMatch(/۔$/)
  })
})

describe('a price', () => {
  it.each([
    ['4737000', 4_737_000, 4_737_000],
    ['Rs 47,37,000/-', 4_737_000, 4_737_000],
    ['PKR 47.37 lacs', 4_737_000, 4_737_000],
    ['PKR 47.37 - 61.49 lacs', 4_737_000, 6_149_000],
    ['PKR 2.90 - 4.20 crore', 29_000_000, 42_000_000],
    ['PKR 84.99 lacs - 1.01 crore', 8_499_000, 10_100_000],
    ['4.737.000', 4_737_000, 4_737_000],
    ['42 lakh 50 hazar', 4_250_000, 4_250_000],
    ['PKR 4,737,000 (ex-factory)', 4_737_000, 4_737_000],
    ['Rs 4,250,000 (42.5 lakh)', 4_250_000, 4_250_000],
    ['۴۲٫۵ لاکھ', 4_250_000, 4_250_000],
  ])('%s is read', (text, min, max) => {
    expect(read(text, 'priceMinor')).toEqual(range(min, max))
  })

  it('without a word is in the column’s', () => {
    expect(read('47.37', 'priceMinor', 'lakh')).toEqual(range(4_737_000))
    expect(read('47.37 - 61.49', 'priceMinor', 'lakh')).toEqual(range(4_737_000, 6_149_000))
    expect(read('1.2 crore', 'priceMinor', 'lakh')).toEqual(range(12_000_000))
    expect(read('47,37', 'priceMinor', 'lakh', 'comma')).toEqual(range(4_737_000))
    expect(read('4737000', 'priceMinor', 'PKR')).toEqual(range(4_737_000))
  })

  it('has cents where the market has', () => {
    const rule = { attribute: 'priceMinor', unit: null, decimal: 'point', market: withCents } as const
    expect(readQuantity('$28,579.99', rule)).toEqual(range(2_857_999))
    expect(readQuantity('$28.5k - $31k', rule)).toEqual(range(2_850_000, 3_100_000))
  })

  it.each(['Call For Price', '-', 'TBA', '0', 'PKR 0'])('is not known where %j stands', (text) => {
    expect(read(text, 'priceMinor')).toEqual({ type: 'unknown' })
  })

  it.each([
    ['$ 25,000', 'price'],
    ['about the same', 'price'],
    ['47.37', 'price'],
    ['47', 'not-plausible'],
    ['61.49 - 47.37 lacs', 'reversed'],
    ['-5', 'negative'],
    ['1.5 rupees', 'price'],
  ])('%s is refused (%s)', (text, type) => {
    expect(read(text, 'priceMinor')).toMatchObject({ type: 'refused', why: { type } })
  })

  it('is read back as Northstar writes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300_000, max: 1_000_000_000 }),
        fc.constantFrom('en', 'ur'),
        (amount, language) => {
          const text = formatMoney({ amountMinor: amount, currency: 'PKR' }, pakistan, language)
          expect(read(text, 'priceMinor')).toEqual(range(amount))
        },
      ),
    )
  })
})

describe('any number', () => {
  const numbers = attributeNames.filter((name) => attributes[name].kind === 'number')

  it('comes back in each unit that it may be written in', () => {
    const measured = numbers.filter(isMeasured)
    const cases = measured.flatMap((attribute) => unitsOf(attribute).map((unit) => ({ attribute, unit })))
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ attribute, unit }, at) => {
          const rule = attributes[attribute]
          const [least, most] = rule.plausible
          const exact = least + at * (most - least)
          const value = rule.whole
            ? Math.max(1, Math.round(exact))
            : Number(Math.max(0.01, exact).toPrecision(9))
          const written = fromCanonical({ min: value, max: value }, unit).min.toFixed(9)
          for (const reading of [read(`${written} ${unit}`, attribute), read(written, attribute, unit)]) {
            // The least and the most may fall out by a rounding of the last digit.
            if (reading.type === 'refused') expect(['not-plausible', 'whole']).toContain(reading.why.type)
            else if (reading.type === 'quantity') expect(reading.min / value).toBeCloseTo(1, 5)
          }
        },
      ),
    )
  })

  it('never throws and never gives an end out of order or out of bounds, whatever the text', () => {
    const bits = [
      '12',
      '1,5',
      '4.737.000',
      '-',
      '–',
      ' to ',
      ' ',
      'L',
      'km/l',
      'mpg',
      'lacs',
      'PKR',
      '(',
      ')',
      'x',
      '@',
      '۵',
      '½',
      '"',
      '..',
      '0',
    ]
    const text = fc.oneof(
      anyText,
      fc.array(fc.constantFrom(...bits), { maxLength: 9 }).map((all) => all.join('')),
    )
    const unit = (attribute: Attribute) =>
      fc.constantFrom(null, 'nonsense', ...unitNames(attribute, pakistan))
    const given = fc
      .constantFrom(...numbers)
      .chain((attribute) => fc.tuple(fc.constant(attribute), unit(attribute)))
    fc.assert(
      fc.property(
        text,
        given,
        fc.constantFrom<DecimalMark>('point', 'comma'),
        (cell, [attribute, name], mark) => {
          const reading = read(cell, attribute, name, mark)
          if (reading.type !== 'quantity') return
          const rule = attributes[attribute]
          const [least, most] = rule.kind === 'number' && rule.plausible ? rule.plausible : [1, 1e12]
          expect(reading.min).toBeGreaterThanOrEqual(least)
          expect(reading.max).toBeGreaterThanOrEqual(reading.min)
          expect(reading.max).toBeLessThanOrEqual(most)
        },
      ),
      { numRuns: 400 },
    )
  })
})
