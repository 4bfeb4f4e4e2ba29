import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type attributeNames, attributes } from '../../core/catalogue/attribute.ts'
import { figureText } from '../../core/catalogue/figure-text.ts'
import { readCatalogueCsv } from '../../core/catalogue/read-catalogue-csv.ts'
import { formatMoney } from '../../core/market/format-money.ts'
import { readPhone } from '../../core/market/phone.ts'
import { readMoney } from '../../core/market/read-money.ts'
import { readBaseCatalogueFiles, readMarketPack } from '../read-packs.ts'

const packsFolder = fileURLToPath(new URL('..', import.meta.url))
const market = readMarketPack(packsFolder, 'us')
const reading = readCatalogueCsv({ ...readBaseCatalogueFiles(packsFolder, market), market, language: 'en' })
if (reading.type !== 'read') throw new Error(reading.reason)
const { variants } = reading.catalogue

test.each([
  ['$42.5k', 4_250_000],
  ['42.5K', 4_250_000],
  ['42,500', 4_250_000],
  ['$42,500', 4_250_000],
  ['$ 42,500.00', 4_250_000],
  ['USD 42,500', 4_250_000],
  ['42.5 thousand', 4_250_000],
  ['42 grand', 4_200_000],
  ['42.5 thousand dollars', 4_250_000],
  ['1.2 million', 120_000_000],
  ['$199.99', 19_999],
  ['42 thousand 500', 4_250_000],
])('%s is read in cents', (text, amountMinor) => {
  expect(readMoney(text, market)).toEqual({ amountMinor, currency: 'USD' })
})

test.each(['42.5 lakh', '42,50,0', 'Rs 42,500', '€42,500', '$42,500.005', '42k 42k'])(
  '%s is no amount here',
  (text) => {
    expect(readMoney(text, market)).toBeNull()
  },
)

test.each([
  [4_250_000, '$42,500'],
  [4_250_050, '$42,500.50'],
  [19_999, '$199.99'],
  [120_000_000, '$1,200,000'],
  [5, '$0.05'],
])('%i cents are said as %s, whole dollars without cents', (amountMinor, text) => {
  const money = { amountMinor, currency: 'USD' }
  expect(formatMoney(money, market, 'en')).toBe(text)
  expect(formatMoney(money, market, 'en', 'short')).toBe(text)
})

test('a phone is read as Americans write one', () => {
  for (const text of ['(585) 555-0171', '585-555-0171', '585.555.0171', '+1 585 555 0171', '1-585-555-0171'])
    expect(readPhone(text, market), text).toBe('+15855550171')
})

test('the catalogue has each kind of fuel, each drive, and cars of the last two model years', () => {
  const codesOf = (attribute: 'fuel' | 'drive') =>
    new Set(variants.flatMap(({ figures: { [attribute]: of } }) => (of?.type === 'code' ? of.codes : [])))
  expect([...codesOf('fuel')].sort()).toEqual([...attributes.fuel.codes].sort())
  expect([...codesOf('drive')].sort()).toEqual([...attributes.drive.codes].sort())
  const years = variants.flatMap(({ figures: { modelYear } }) =>
    modelYear?.type === 'number' ? [modelYear.min] : [],
  )
  expect([...new Set(years)].sort()).toEqual([2025, 2026])
  expect(years).toHaveLength(variants.length)
})

test('what the EPA does not say is not known: no price, no clearance, and seats of two-seaters alone', () => {
  const knowing = (attribute: (typeof attributeNames)[number]) =>
    variants.filter(({ figures }) => figures[attribute] !== undefined)
  expect(knowing('priceMinor')).toEqual([])
  expect(knowing('groundClearanceMm')).toEqual([])
  expect(knowing('powerHp')).toEqual([])
  expect(knowing('seats').map(({ model }) => model)).toEqual(['MX-5 Miata'])
})

test('a figure reads as it stands on the window sticker', () => {
  const figure = (name: string, attribute: (typeof attributeNames)[number]) => {
    const variant = variants.find(({ brand, model, name: trim }) => `${brand} ${model} ${trim}` === name)
    return figureText(attribute, variant?.figures[attribute], market, 'en')
  }
  expect(figure('Toyota Corolla Hybrid', 'consumptionKmPerLitre')).toBe('50 mpg')
  expect(figure('Toyota Prius FWD', 'bootLitres')).toBe('24 cu ft')
  expect(figure('Tesla Model 3 Premium RWD', 'electricRangeKm')).toBe('363 mi')
  expect(figure('Tesla Model 3 Premium RWD', 'consumptionKwhPer100Km')).toBe('25 kWh/100 mi')
  expect(figure('Tesla Model 3 Premium RWD', 'consumptionKmPerLitre')).toBe('not known')
  expect(figure('Toyota RAV4 AWD Plug-in Hybrid', 'electricRangeKm')).toBe('42 mi')
  expect(figure('Ford Mustang 5.0 manual', 'body')).toBe('coupe')
  expect(figure('Ford Mustang 5.0 manual', 'fuel')).toBe('gas')
})
