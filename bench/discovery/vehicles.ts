import type { Seeded } from '../../core/discovery/belief/seeded.ts'
import type { VehicleTable } from '../../core/discovery/belief/vehicle-table.ts'
import { keysOf } from '../../core/keys-of.ts'
import { attributes, type SimulatedAttribute } from './population.ts'

/** A simulated catalogue: vehicles of as many models, the variants of one model near each other. */
export interface SimulatedCatalogue {
  readonly table: VehicleTable
  readonly modelOf: Int32Array
}

const gauss = (random: Seeded, sd: number) => sd * random.normal()

/** How far an attribute goes with size, luxury and sport, what it costs, and how much of it a trim changes. */
const makings: Readonly<
  Record<
    Exclude<SimulatedAttribute, 'price' | 'seats'>,
    readonly [readonly [number, number, number], number, number]
  >
> = {
  running: [[-0.5, 0, -0.4], 0.1, 0.3],
  boot: [[0.6, 0, 0], 0.12, 0.2],
  performance: [[0, 0.3, 0.6], 0.2, 0.5],
  safety: [[0.1, 0.4, 0], 0.2, 0.5],
  range: [[0, 0, 0], 0.16, 0.3],
  resale: [[0, 0, 0], 0.06, 0],
  service: [[0, 0, 0], 0.04, 0],
  comfort: [[0.2, 0.5, 0], 0.24, 0.5],
  clearance: [[0.2, 0, 0], 0.06, 0],
  brand: [[0, 0.2, 0.2], 0.1, 0],
}

/**
 * How far prices of like vehicles lie apart, in logarithms: the scatter about a hedonic regression. Set so that the
 * form fares about as on the page that the measures come from.
 */
const buySd = 0.2

/**
 * Vehicles whose attributes hang together as on a market: what is good about a vehicle costs money, and part of a
 * price is a better or worse buy.
 */
export function simulateVehicles(random: Seeded, count: number, models: number): SimulatedCatalogue {
  const hasTrims = count > models
  const raw = new Map<SimulatedAttribute, number[]>(attributes.map((name) => [name, []]))
  const put = (name: SimulatedAttribute, value: number) => raw.get(name)?.push(value)
  const logPrices: number[] = []
  const modelOf = Int32Array.from({ length: count }, (_, at) => Math.floor((at * models) / count))
  const bases = Array.from({ length: models }, () => ({
    factors: [random.normal(), random.normal(), random.normal()],
    own: keysOf(makings).map(() => random.normal()),
    sevenSeats: random.next(),
    buy: gauss(random, buySd),
  }))
  for (const model of modelOf) {
    const base = bases[model]
    if (!base) continue
    const size = base.factors[0] ?? 0
    const seats = size > 0 && base.sevenSeats < 0.5 ? 7 : size < -1.3 ? 4 : 5
    put('seats', seats + 0.2 * size)
    let logPrice = 0.1 * (seats - 5) + base.buy + (hasTrims ? gauss(random, 0.03) : 0)
    keysOf(makings).forEach((name, at) => {
      const [goesWith, costs, byTrim] = makings[name]
      const shared = goesWith.reduce((sum, share, factor) => sum + share * (base.factors[factor] ?? 0), 0)
      const alone = Math.sqrt(1 - goesWith.reduce((sum, share) => sum + share * share, 0))
      const value = shared + alone * (base.own[at] ?? 0) + (hasTrims ? gauss(random, byTrim) : 0)
      put(name, value)
      logPrice += costs * value
    })
    logPrices.push(logPrice)
    put('price', -Math.exp(logPrice))
  }
  const middle = percentile(
    logPrices.toSorted((a, b) => a - b),
    0.5,
  )
  const column = (name: SimulatedAttribute) => raw.get(name) ?? []
  const isBelow = (values: readonly number[], share: number) => {
    const limit = percentile(
      values.toSorted((a, b) => a - b),
      share,
    )
    return Float64Array.from(values, (value) => (value < limit ? 1 : 0))
  }
  return {
    table: {
      count,
      columns: attributes.map((name) => scaled(column(name))),
      missed: [
        Float64Array.from(column('seats'), (seats) => (seats < 6 ? 1 : 0)),
        isBelow(column('clearance'), 0.65),
        isBelow(column('boot'), 0.65),
        isBelow(column('range'), 0.5),
        isBelow(column('safety'), 0.6),
      ],
      logPrice: Float64Array.from(logPrices, (price) => price - middle),
    },
    modelOf,
  }
}

/** 0..1 over the 5th to the 95th percentile. */
function scaled(values: readonly number[]): Float64Array {
  const sorted = [...values].sort((a, b) => a - b)
  const low = percentile(sorted, 0.05)
  const span = percentile(sorted, 0.95) - low
  return Float64Array.from(values, (value) => Math.min(1, Math.max(0, (value - low) / span)))
}

function percentile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1)
  const below = sorted[Math.floor(rank)] ?? 0
  const above = sorted[Math.ceil(rank)] ?? below
  return below + (above - below) * (rank - Math.floor(rank))
}
