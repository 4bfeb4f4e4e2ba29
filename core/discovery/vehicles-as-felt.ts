import type { Attribute } from '../catalogue/attribute.ts'
import { judgeRule } from '../shortlist/judge-rules.ts'
import type { PreparedCatalogue } from '../shortlist/prepare-catalogue.ts'
import { apartOf, type UnknownFigures } from './belief/unknown-figures.ts'
import type { VehicleTable } from './belief/vehicle-table.ts'
import type { TastePlaces } from './market-prior.ts'

/** A catalogue as the belief scores it: see `VehicleTable`. Made once for each catalogue and prior. */
export interface FeltCatalogue {
  readonly table: VehicleTable
  /** The middle price of the catalogue in minor units, 1 where it knows none. */
  readonly middlePriceMinor: number
  readonly indexOf: (variantId: string) => number | undefined
  /** What a vehicle is liked or not beside: some of the catalogue, evenly spread over the order of ids. */
  readonly beside: readonly number[]
}

/**
 * What is not known stands at the catalogue's middle in the table, and is spread about it over people; a must that cannot
 * be judged stands at the odds of the others.
 */
export function feltCatalogue(prepared: PreparedCatalogue, places: TastePlaces): FeltCatalogue {
  const { variants } = prepared.catalogue
  const price = prepared.numbers.get('priceMinor')
  const prices = variants.map(
    (_, at) => ((price?.min[at] ?? Number.NaN) + (price?.max[at] ?? Number.NaN)) / 2,
  )
  const known = prices.filter((value) => value > 0).sort((a, b) => a - b)
  const middlePriceMinor = known[Math.floor(known.length / 2)] ?? 1
  const columns = places.tastes.map(({ attribute, code }) =>
    code === null
      ? (prepared.numbers.get(attribute)?.scaled ?? new Float64Array(variants.length))
      : codeColumn(prepared, attribute, code),
  )
  const byId = new Map(variants.map(({ id }, index) => [String(id), index]))
  return {
    table: {
      count: variants.length,
      columns,
      unknown: places.tastes.map(({ attribute, code }, taste) =>
        unknownFigures(columns[taste] ?? new Float64Array(), knownAt(prepared, attribute, code !== null)),
      ),
      missed: places.musts.map(({ attribute, test }) => {
        const { verdicts, brokenShare } = judgeRule(prepared, attribute, test)
        return Float64Array.from(verdicts, (verdict) => {
          if (verdict === 'broken') return 1
          if (verdict === 'unknown') return brokenShare
          return verdict === 'range' ? 0.5 : 0
        })
      }),
      logPrice: Float64Array.from(prices, (value) => (value > 0 ? Math.log(value / middlePriceMinor) : 0)),
    },
    middlePriceMinor,
    indexOf: (variantId) => byId.get(variantId),
    beside: besideOf(variants.map(({ id }) => String(id))),
  }
}

/** Of which vehicles a figure of the attribute is known. */
function knownAt(
  { numbers, codes }: PreparedCatalogue,
  attribute: Attribute,
  isCode: boolean,
): (index: number) => boolean {
  if (isCode) return (index) => (codes.get(attribute)?.setOf[index] ?? -1) >= 0
  return (index) => !Number.isNaN(numbers.get(attribute)?.min[index] ?? Number.NaN)
}

function unknownFigures(column: Float64Array, isKnown: (index: number) => boolean): UnknownFigures | null {
  const isUnknown = Uint8Array.from(column, (_, index) => (isKnown(index) ? 0 : 1))
  const first = isUnknown.indexOf(1)
  if (first < 0) return null
  const known = column.filter((_, index) => isUnknown[index] === 0)
  const apart = apartOf(known, column[first] ?? 0)
  return apart && { isUnknown, apart }
}

function codeColumn(
  prepared: PreparedCatalogue,
  attribute: Parameters<typeof prepared.codes.get>[0],
  code: string,
): Float64Array {
  const column = prepared.codes.get(attribute)
  const { variants } = prepared.catalogue
  if (!column) return new Float64Array(variants.length)
  const shares = column.sets.map((codes) => codes.filter((one) => one === code).length / codes.length)
  const known = column.counts.reduce((sum, count) => sum + count, 0)
  const total = shares.reduce((sum, share, set) => sum + share * (column.counts[set] ?? 0), 0)
  const neutral = known === 0 ? 0 : total / known
  return Float64Array.from(column.setOf, (set) => shares[set] ?? neutral)
}

const besideVehicles = 24

function besideOf(ids: readonly string[]): readonly number[] {
  const order = [...ids.keys()].toSorted((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1))
  const size = Math.min(besideVehicles, order.length)
  return Array.from({ length: size }, (_, at) => order[Math.floor((at * order.length) / size)] ?? 0)
}
