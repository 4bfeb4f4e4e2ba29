import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Attribute, attributeNames, attributes } from '../core/catalogue/attribute.ts'
import { catalogueSchema, type Variant } from '../core/catalogue/catalogue.ts'
import { readCatalogueCsv } from '../core/catalogue/read-catalogue-csv.ts'
import { readBaseCatalogueFiles, readMarketPack } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))
const market = readMarketPack(packsFolder, 'pk')
const files = readBaseCatalogueFiles(packsFolder, market)
const reading = readCatalogueCsv({ ...files, market, language: 'en' })
if (reading.type !== 'read') throw new Error(reading.reason)
const { catalogue, refused } = reading

const figuresOf = (attribute: Attribute) =>
  catalogue.variants.flatMap((variant) => {
    const figure = variant.figures[attribute]
    return figure === undefined || figure.type === 'unknown' ? [] : [{ variant, figure }]
  })
const named = ({ brand, model, name }: Variant) => `${brand} ${model} ${name}`

describe('the base catalogue of Pakistan', () => {
  it('is read whole: no row is refused', () => {
    expect(refused).toEqual([])
    expect(catalogueSchema.parse(catalogue)).toEqual(catalogue)
  })

  it('has at least 25 models and 50 variants on sale', () => {
    const models = new Set(catalogue.variants.map(({ brand, model }) => `${brand} ${model}`))
    expect(models.size).toBeGreaterThanOrEqual(25)
    expect(catalogue.variants.length).toBeGreaterThanOrEqual(50)
  })

  it('lists every figure without a source in the list of sources: none', () => {
    const listed = new Set(files.sources.map(({ id }) => id))
    const without = attributeNames.flatMap((attribute) =>
      figuresOf(attribute)
        .filter(({ figure }) => !listed.has(figure.source))
        .map(({ variant }) => `${named(variant)}: ${attribute}`),
    )
    expect(without).toEqual([])
  })

  it('names no source that no figure comes from', () => {
    expect(catalogue.sources.map(({ id }) => id)).toEqual(files.sources.map(({ id }) => id).sort())
  })

  it('calls every figure reported until the maker has confirmed it', () => {
    expect(catalogue.sources.filter(({ status }) => status !== 'reported')).toEqual([])
  })

  it('gives every variant one price of its own with its as-of date', () => {
    const exact = figuresOf('priceMinor').filter(
      ({ figure }) => figure.type === 'number' && figure.min === figure.max && figure.asOf !== '',
    )
    expect(exact.length).toBe(catalogue.variants.length)
  })

  it('knows body, seats, fuel, power and transmission of every variant, and the rest of most', () => {
    const share = (attribute: Attribute) => figuresOf(attribute).length / catalogue.variants.length
    for (const attribute of ['body', 'seats', 'fuel', 'powerHp', 'transmission'] as const)
      expect(share(attribute), attribute).toBe(1)
    for (const attribute of ['bootLitres', 'groundClearanceMm', 'engineCc', 'consumptionKmPerLitre'] as const)
      expect(share(attribute), attribute).toBeGreaterThan(0.6)
  })

  it('has no figure that a passenger vehicle could not have', () => {
    const limits: Partial<Record<Attribute, readonly [number, number]>> = {
      seats: [2, 17],
      bootLitres: [100, 1000],
      groundClearanceMm: [120, 320],
      engineCc: [650, 3600],
      consumptionKmPerLitre: [5, 30],
      electricRangeKm: [300, 650],
      batteryKwh: [30, 100],
      powerHp: [35, 650],
      priceMinor: [2_500_000, 100_000_000],
    }
    for (const attribute of attributeNames) {
      if (attributes[attribute].kind !== 'number') continue
      const [least, most] = limits[attribute] ?? [Number.NaN, Number.NaN]
      for (const { variant, figure } of figuresOf(attribute)) {
        if (figure.type !== 'number') throw new Error(`${attribute} of ${named(variant)} is no number`)
        expect(figure.min, `${attribute} of ${named(variant)}`).toBeGreaterThanOrEqual(least)
        expect(figure.max, `${attribute} of ${named(variant)}`).toBeLessThanOrEqual(most)
      }
    }
  })

  it('gives an electric vehicle a battery and a range and no engine, and no other vehicle a battery', () => {
    for (const variant of catalogue.variants) {
      const { fuel, batteryKwh, electricRangeKm, engineCc, consumptionKmPerLitre } = variant.figures
      const electric = fuel?.type === 'code' && fuel.codes.includes('electric')
      const given = [batteryKwh, electricRangeKm, engineCc, consumptionKmPerLitre].map((f) => f !== undefined)
      expect(given, named(variant)).toEqual(
        electric ? [true, true, false, false] : [false, false, true, true],
      )
    }
  })

  it('takes from a variant’s own name only what its model’s figure allows', () => {
    const byName = catalogue.variants.flatMap((variant) =>
      Object.values(variant.figures)
        .filter((figure) => figure.type !== 'unknown' && figure.source === 'pakwheels-2026-variant-name')
        .map((figure) => [named(variant), figure] as const),
    )
    expect(byName.length).toBeGreaterThan(30)
    for (const [name, figure] of byName) {
      if (figure.type === 'code' && figure.codes.includes('manual')) expect(name).toMatch(/Manual|MT/)
      if (figure.type === 'code' && figure.codes.includes('hybrid')) expect(name).toMatch(/HEV|Hybrid/)
    }
  })
})
