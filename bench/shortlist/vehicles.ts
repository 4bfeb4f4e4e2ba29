import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Figure } from '../../core/catalogue/attribute.ts'
import type { Catalogue, Variant } from '../../core/catalogue/catalogue.ts'
import { catalogueVersion } from '../../core/catalogue/catalogue-version.ts'
import { createSeeded } from '../../core/discovery/belief/seeded.ts'
import { variantIdSchema } from '../../core/ids.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'
import { readImport } from '../import/read-import.ts'

/** Vehicles to choose among, and where they came from, in words. */
export interface Vehicles {
  readonly variants: readonly Variant[]
  readonly what: string
}

/** The vehicles of a file (.csv or .csv.gz), as an import reads them; what it has no price for gets a drawn one. */
export function readVehicles(file: string, market: MarketPack): Vehicles {
  const raw = readFileSync(file)
  const bytes = file.endsWith('.gz') ? gunzipSync(raw) : raw
  const { catalogue, what } = readImport(bytes, market, basename(file))
  const random = createSeeded('prices')
  const variants = catalogue.variants.map((variant) =>
    variant.figures.priceMinor ? variant : withDrawnPrice(variant, market, random.normal()),
  )
  return { variants, what: `${basename(file)} (${what}), prices drawn where it has none` }
}

/** Vehicles that nobody sells, where no file is named. */
export function drawVehicles(count: number, market: MarketPack): Vehicles {
  const random = createSeeded('vehicles')
  const number = (value: number): Figure => ({ type: 'number', min: value, max: value, ...drawn })
  const oneOf = (...codes: readonly string[]): Figure => ({
    type: 'code',
    codes: [codes[random.below(codes.length)] ?? ''],
    ...drawn,
  })
  const variants = Array.from({ length: count }, (_, at): Variant => {
    const model = `Model ${Math.floor(at / 8)}`
    const variant = {
      id: variantIdSchema.parse(`drawn/model-${Math.floor(at / 8)}/variant-${at}`),
      brand: 'Drawn',
      model,
      name: `Variant ${at}`,
      figures: {
        body: oneOf('hatchback', 'sedan', 'crossover', 'suv', 'pickup'),
        fuel: oneOf('petrol', 'hybrid', 'electric', 'diesel'),
        transmission: oneOf('manual', 'automatic'),
        seats: number([4, 5, 5, 7][random.below(4)] ?? 5),
        bootLitres: number(200 + random.below(600)),
        groundClearanceMm: number(130 + random.below(120)),
        powerHp: number(60 + random.below(300)),
        airbags: number(random.below(9)),
        consumptionKmPerLitre: number(6 + random.below(22)),
        modelYear: number(2018 + random.below(9)),
      },
    }
    return withDrawnPrice(variant, market, random.normal())
  })
  return { variants, what: 'vehicles that nobody sells: name a file of real ones with --file' }
}

const drawn = { source: 'drawn', asOf: '2026' }
/** The scatter of prices about the market's middle one, in logarithms. */
const priceSd = 0.4

function withDrawnPrice(variant: Variant, { plausiblePriceMinor }: MarketPack, normal: number): Variant {
  const { atLeast, atMost } = plausiblePriceMinor
  const price = Math.round(Math.sqrt(atLeast * atMost) * Math.exp(priceSd * normal))
  const priceMinor: Figure = { type: 'number', min: price, max: price, ...drawn }
  return { ...variant, figures: { ...variant.figures, priceMinor } }
}

/** So many of them, evenly spread; of more than there are, the first ones stand again under other names. */
export function catalogueOf({ variants }: Vehicles, count: number): Catalogue {
  const chosen = Array.from({ length: count }, (_, at): Variant[] => {
    const variant =
      count <= variants.length
        ? variants[Math.floor((at * variants.length) / count)]
        : variants[at % variants.length]
    if (!variant) return []
    if (at < variants.length) return [variant]
    return [
      { ...variant, id: variantIdSchema.parse(`${variant.id}-again-${at}`), name: `${variant.name} ${at}` },
    ]
  }).flat()
  const sources = [{ id: 'drawn', title: 'Drawn', collected: '2026', status: 'reported' as const, note: '' }]
  return { version: catalogueVersion({ variants: chosen, sources }), variants: chosen, sources }
}
