import type { Attribute, Figure } from '../../../core/catalogue/attribute.ts'
import { hasEveryWord } from '../../has-every-word.ts'
import type { Outputs } from '../../northstar.tsx'

export type Listing = Outputs['catalogue']['list']
export type Vehicle = Listing['vehicles'][number]

/** What to look for; an empty text, `null` for no wish. The price is in the market's minor units. */
export interface Wishes {
  readonly words: string
  readonly body: string | null
  readonly fuel: string | null
  readonly seatsAtLeast: number | null
  readonly priceAtMostMinor: number | null
}

export const noWishes: Wishes = {
  words: '',
  body: null,
  fuel: null,
  seatsAtLeast: null,
  priceAtMostMinor: null,
}

/**
 * The vehicles that fit every wish, and those of which no one can tell because a figure that a wish rests on is not
 * known. A range fits when some of it does.
 */
export function findVehicles(
  vehicles: readonly Vehicle[],
  wishes: Wishes,
): { readonly fitting: readonly Vehicle[]; readonly cannotTell: readonly Vehicle[] } {
  const judged = vehicles
    .filter(({ brand, model, name }) => hasEveryWord(`${brand} ${model} ${name}`, wishes.words))
    .map((vehicle) => ({ vehicle, fits: fitsWishes(vehicle, wishes) }))
  return {
    fitting: judged.filter(({ fits }) => fits === 'yes').map(({ vehicle }) => vehicle),
    cannotTell: judged.filter(({ fits }) => fits === 'cannot-tell').map(({ vehicle }) => vehicle),
  }
}

type Fit = 'yes' | 'no' | 'cannot-tell'

function fitsWishes(vehicle: Vehicle, wishes: Wishes): Fit {
  const fits = [
    judge(vehicle, 'body', wishes.body, hasCode),
    judge(vehicle, 'fuel', wishes.fuel, hasCode),
    judge(
      vehicle,
      'seats',
      wishes.seatsAtLeast,
      (figure, least) => figure.type === 'number' && figure.max >= least,
    ),
    judge(
      vehicle,
      'priceMinor',
      wishes.priceAtMostMinor,
      (figure, most) => figure.type === 'number' && figure.min <= most,
    ),
  ]
  if (fits.includes('no')) return 'no'
  return fits.includes('cannot-tell') ? 'cannot-tell' : 'yes'
}

function judge<W>(
  vehicle: Vehicle,
  attribute: Attribute,
  wish: W | null,
  isMet: (figure: Figure, wish: W) => boolean,
): Fit {
  if (wish === null) return 'yes'
  const figure = figureOf(vehicle, attribute)
  if (figure.type === 'unknown') return 'cannot-tell'
  return isMet(figure, wish) ? 'yes' : 'no'
}

function hasCode(figure: Figure, code: string): boolean {
  return figure.type === 'code' && figure.codes.includes(code)
}

/** A vehicle's figure of one attribute; one that is not listed is not known. */
export function figureOf(vehicle: Vehicle, attribute: Attribute): Figure {
  return vehicle.lines.find((line) => line.attribute === attribute)?.figure ?? { type: 'unknown' }
}

/** Every code of an attribute that some vehicle has, in the order met. */
export function codesOf(vehicles: readonly Vehicle[], attribute: Attribute): readonly string[] {
  const figures = vehicles.map((vehicle) => figureOf(vehicle, attribute))
  return [...new Set(figures.flatMap((figure) => (figure.type === 'code' ? figure.codes : [])))]
}

export interface Model {
  readonly brand: string
  readonly model: string
  readonly body: string | null
  readonly variants: readonly Vehicle[]
}

/** Vehicles by model, each model where its first variant stands. */
export function modelsOf(vehicles: readonly Vehicle[]): readonly Model[] {
  return [...Map.groupBy(vehicles, ({ brand, model }) => JSON.stringify([brand, model])).values()].flatMap(
    (variants) => {
      const [first] = variants
      return first === undefined
        ? []
        : [{ brand: first.brand, model: first.model, body: first.body, variants }]
    },
  )
}
