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
const without = (attribute: Attribute) => {
  const known = new Set(figuresOf(attribute).map(({ variant }) => variant.id))
  return catalogue.variants.filter(({ id }) => !known.has(id)).map(named)
}
const named = ({ brand, model, name }: Variant) => `${brand} ${model} ${name}`

describe('the base catalogue of Pakistan', () => {
  it('is read whole: no row is refused', () => {
    expect(refused).toEqual([])
    expect(catalogueSchema.parse(catalogue)).toEqual(catalogue)
  })

  it('has at least 40 models and 90 variants on sale', () => {
    const models = new Set(catalogue.variants.map(({ brand, model }) => `${brand} ${model}`))
    expect(models.size).toBeGreaterThanOrEqual(40)
    expect(catalogue.variants.length).toBeGreaterThanOrEqual(90)
    expect(reading.figures).toBeGreaterThan(850)
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

  it('gives every figure a date that lies in or before the year in which it was collected', () => {
    const dates = attributeNames.flatMap((attribute) => figuresOf(attribute).map(({ figure }) => figure.asOf))
    expect([...new Set(dates)].filter((date) => date.slice(0, 4) > '2026')).toEqual([])
  })

  it('gives every variant one price of its own with its as-of date', () => {
    const exact = figuresOf('priceMinor').filter(
      ({ figure }) => figure.type === 'number' && figure.min === figure.max && figure.asOf !== '',
    )
    expect(exact.length).toBe(catalogue.variants.length)
  })

  it('knows body, seats, fuel and transmission of every variant, power of all but the i7, and the rest of most', () => {
    const share = (attribute: Attribute) => figuresOf(attribute).length / catalogue.variants.length
    for (const attribute of ['body', 'seats', 'fuel', 'transmission', 'lengthMm', 'topSpeedKmh'] as const)
      expect(share(attribute), attribute).toBe(1)
    expect(without('powerHp')).toEqual(['BMW 7 Series i7 eDrive50', 'BMW 7 Series i7 xDrive60 Excellence'])
    for (const attribute of [
      'bootLitres',
      'groundClearanceMm',
      'engineCc',
      'consumptionKmPerLitre',
      'torqueNm',
      'kerbWeightKg',
      'tankLitres',
      'valueLossPercentPerYear',
    ] as const)
      expect(share(attribute), attribute).toBeGreaterThan(0.6)
  })

  it('leaves unknown what no source says', () => {
    for (const attribute of ['airbags', 'modelYear', 'consumptionKwhPer100Km'] as const)
      expect(figuresOf(attribute), attribute).toEqual([])
    expect(without('widthMm')).toEqual(['BMW iX xDrive40', 'BMW iX xDrive60'])
  })

  it('gives the loss of value of the model itself, else says that it is of the segment, and of no electric car', () => {
    const sourceById = new Map(catalogue.sources.map((source) => [source.id, source]))
    const losses = figuresOf('valueLossPercentPerYear')
    const titles = losses.map(({ figure }) => sourceById.get(figure.source)?.title ?? '')
    const ofSegment = titles.filter((title) => title.includes('by segment, not this model'))
    expect(losses.length - ofSegment.length).toBeGreaterThan(40)
    expect(ofSegment.length).toBeGreaterThan(15)
    const electric = losses.filter(
      ({ variant: { figures } }) => figures.fuel?.type === 'code' && figures.fuel.codes.includes('electric'),
    )
    expect(electric).toEqual([])
  })

  it('says which wheels are driven only where the name of the variant does', () => {
    for (const { variant, figure } of figuresOf('drive')) {
      if (figure.type !== 'code') throw new Error(`The drive of ${named(variant)} is no code`)
      const word = figure.codes.includes('all') ? /xDrive|quattro|AWD/ : /FWD/
      expect(variant.name).toMatch(word)
    }
  })

  it('has no figure that a passenger vehicle could not have', () => {
    const limits: Partial<Record<Attribute, readonly [number, number]>> = {
      seats: [2, 29],
      bootLitres: [100, 1000],
      groundClearanceMm: [120, 320],
      engineCc: [650, 4100],
      consumptionKmPerLitre: [5, 30],
      electricRangeKm: [300, 710],
      batteryKwh: [30, 115],
      powerHp: [35, 650],
      priceMinor: [2_300_000, 100_000_000],
      torqueNm: [50, 750],
      lengthMm: [3300, 7000],
      widthMm: [1400, 2200],
      heightMm: [1300, 2700],
      kerbWeightKg: [600, 3600],
      topSpeedKmh: [120, 270],
      tankLitres: [25, 120],
      chargingHours: [4, 12],
      valueLossPercentPerYear: [4, 16],
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

  it('gives an electric vehicle a battery and a range but for the i7, and no engine, and no other vehicle a battery', () => {
    for (const variant of catalogue.variants) {
      const { fuel, batteryKwh, electricRangeKm, engineCc, consumptionKmPerLitre } = variant.figures
      const electric = fuel?.type === 'code' && fuel.codes.includes('electric')
      const given = [batteryKwh, electricRangeKm, engineCc, consumptionKmPerLitre].map((f) => f !== undefined)
      const isKnown = variant.model !== '7 Series'
      expect(given, named(variant)).toEqual(
        electric ? [isKnown, isKnown, false, false] : [false, false, true, true],
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
