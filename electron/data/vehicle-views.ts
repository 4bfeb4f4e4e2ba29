import type {
  FigureLine,
  KnownFigure,
  ModelView,
  PriceView,
  VariantView,
} from '../../contract/catalogue-contract.ts'
import type { Attribute, Figure } from '../../core/catalogue/attribute.ts'
import type { CatalogueSource, Variant } from '../../core/catalogue/catalogue.ts'
import { figureAgeText } from '../../core/catalogue/figure-age.ts'
import { attributeLabel, figureText } from '../../core/catalogue/figure-text.ts'
import type { FoundModel } from '../../core/catalogue/find-vehicles.ts'
import type { VehicleIndex } from '../../core/catalogue/vehicle-index.ts'
import type { VariantId, VehiclePhotoId } from '../../core/ids.ts'
import type { BusinessDay } from '../../core/market/business-day.ts'
import type { Language } from '../../core/market/language.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'

/** So many variants stand on a model's card before the rest is asked for. */
const shownOfModel = 4

type KnownPrice = Extract<Figure, { type: 'number' }>

interface ViewDeps {
  readonly index: VehicleIndex
  readonly sourceById: ReadonlyMap<string, CatalogueSource>
  readonly pack: MarketPack
  readonly language: Language
  readonly today: BusinessDay
  /** How many of each variant can be taken home now. */
  readonly freeStock: ReadonlyMap<VariantId, number>
}

/** Vehicles as the screens read them, in one language on one day. */
export function createVehicleViews({ index, sourceById, pack, language, today, freeStock }: ViewDeps) {
  const statusOf = (source: string) => sourceById.get(source)?.status ?? null

  const known = (attribute: Attribute, figure: Figure | undefined): KnownFigure | null =>
    figure === undefined || figure.type === 'unknown'
      ? null
      : {
          text: figureText(attribute, figure, pack, language),
          source: sourceById.get(figure.source)?.title ?? figure.source,
          asOf: figure.asOf,
          age: figureAgeText(figure.asOf, today, language),
          status: statusOf(figure.source),
        }

  const line = (attribute: Attribute, figure: Figure | undefined): FigureLine => ({
    attribute,
    label: attributeLabel(attribute, language, pack),
    figure: known(attribute, figure),
  })

  /** What several vehicles cost: the least of it, of all their dates. */
  const price = (vehicles: readonly Variant[]): PriceView | null => {
    const prices = vehicles
      .flatMap(({ figures: { priceMinor } }): readonly KnownPrice[] =>
        priceMinor?.type === 'number' ? [priceMinor] : [],
      )
      .sort((a, b) => a.min - b.min || a.max - b.max)
    const [least] = prices
    if (least === undefined) return null
    const dates = prices.map(({ asOf }) => asOf).sort()
    const statuses = new Set(prices.map(({ source }) => statusOf(source)))
    return {
      text: figureText('priceMinor', least, pack, language),
      isFrom: prices.some(({ max }) => max > least.max),
      asOf: { from: dates[0] ?? least.asOf, to: dates.at(-1) ?? least.asOf },
      status: leastSureFirst.find((status) => statuses.has(status)) ?? null,
    }
  }

  const variant = (one: Variant): VariantView => ({
    id: one.id,
    name: one.name,
    price: price([one]),
    inStock: freeStock.get(one.id) ?? 0,
  })

  const variantsAt = (positions: readonly number[]): readonly Variant[] =>
    positions.flatMap((position) => index.variants[position] ?? [])

  return {
    known,
    line,
    variants: (positions: readonly number[]): VariantView[] => variantsAt(positions).map(variant),
    model({ model, positions }: FoundModel, photoId: VehiclePhotoId | null): ModelView {
      const { key, brand, model: name } = model
      const found = variantsAt(positions)
      return {
        key,
        brand,
        model: name,
        body: found.map(bodyOf).find((body) => body !== null) ?? null,
        photoId,
        price: price(found),
        count: found.length,
        variants: found.slice(0, shownOfModel).map(variant),
      }
    },
    name: ({ id, brand, model, name, figures }: Variant) => ({
      id,
      brand,
      model,
      name,
      body: bodyOf({ figures }),
    }),
    /** The sources of these figures, in the catalogue's order. */
    sources(figures: readonly (Figure | undefined)[]): CatalogueSource[] {
      const named = new Set(
        figures.flatMap((figure) =>
          figure === undefined || figure.type === 'unknown' ? [] : [figure.source],
        ),
      )
      return [...sourceById.values()].filter(({ id }) => named.has(id))
    },
  }
}

const leastSureFirst = ['disputed', 'reported', null, 'confirmed'] as const

/** The body that a vehicle is drawn with: the first that its source names. */
function bodyOf({ figures: { body } }: Pick<Variant, 'figures'>): string | null {
  return body?.type === 'code' ? (body.codes[0] ?? null) : null
}
