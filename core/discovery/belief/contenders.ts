import type { Person } from './person.ts'
import type { Belief } from './posterior.ts'
import { seeAsItMayBe, spreadOver } from './unknown-figures.ts'
import { fullOverrun, missedCost, type VehicleTable } from './vehicle-table.ts'

/**
 * The vehicles that may still be best, and what each person of the belief thinks of them.
 * `utilities` is person by person, vehicle after vehicle in the order of `vehicles`; `best` is by person the place of
 * the best of them there.
 */
export interface Contenders {
  readonly vehicles: Int32Array
  readonly people: number
  readonly utilities: Float64Array
  readonly best: Int32Array
  /** How many utilities were worked out to find them: vehicle x person. */
  readonly evaluations: number
}

/** Of the vehicle x person that are looked at to find who may be best, where the catalogue is small. */
const looks = 60_000
/** People who look at every vehicle, however large the catalogue, and how many each of them names. */
const scoutsAtLeast = 96
const scoutsAtMost = 512
const namedByEach = 4
/** So few vehicles are looked at by everyone. */
const fewVehicles = 40

/** Finds the vehicles that may be best: those that some people put first among all are scored by everyone. */
export function findContenders(
  table: VehicleTable,
  belief: Belief,
  eligible: Int32Array,
  people: number = belief.count,
): Contenders {
  const isFew = eligible.length <= fewVehicles
  const scouts = Math.min(
    belief.count,
    scoutsAtMost,
    Math.max(scoutsAtLeast, Math.floor(looks / Math.max(1, eligible.length))),
  )
  let evaluations = 0
  const judge: typeof score = (felt, person, into) => {
    evaluations += into.length
    score(felt, person, into)
  }
  const vehicles = isFew ? eligible : named(table, belief, eligible, { scouts, judge })
  const felt = gather(table, vehicles)
  const spread = spreadOver(table.unknown, vehicles)
  const utilities = new Float64Array(people * vehicles.length)
  const best = new Int32Array(people)
  const person = belief.space.empty()
  for (let at = 0; at < people; at++) {
    belief.read(personAt(at, people, belief.count), person)
    const row = utilities.subarray(at * vehicles.length, (at + 1) * vehicles.length)
    judge(felt, person, row)
    seeAsItMayBe(spread, person.weights, at, row)
    let first = 0
    for (let v = 1; v < row.length; v++) if ((row[v] ?? 0) > (row[first] ?? 0)) first = v
    best[at] = first
  }
  return { vehicles, people, utilities, best, evaluations }
}

/** Spread over the whole sample. */
export const personAt = (at: number, of: number, count: number): number => Math.floor((at * count) / of)

function named(
  table: VehicleTable,
  belief: Belief,
  eligible: Int32Array,
  { scouts, judge }: { readonly scouts: number; readonly judge: typeof score },
): Int32Array {
  const felt = gather(table, eligible)
  const row = new Float64Array(eligible.length)
  const person = belief.space.empty()
  const found = new Set<number>()
  for (let at = 0; at < scouts; at++) {
    belief.read(personAt(at, scouts, belief.count), person)
    judge(felt, person, row)
    for (const place of highest(row, namedByEach)) found.add(place)
  }
  // In the order that they came in, so that of equal vehicles the same one is first for everybody.
  return Int32Array.from(found)
    .sort()
    .map((place) => eligible[place] ?? 0)
}

/** The places of the highest values, by one pass. */
export function highest(values: Float64Array, most: number): readonly number[] {
  const places: number[] = []
  let least = Number.NEGATIVE_INFINITY
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0
    if (places.length === most && value <= least) continue
    let to = places.length
    while (to > 0 && (values[places[to - 1] ?? 0] ?? 0) < value) to -= 1
    places.splice(to, 0, at)
    if (places.length > most) places.pop()
    least = values[places.at(-1) ?? 0] ?? 0
  }
  return places
}

/** Some vehicles of a table side by side, so that a person runs through each attribute in one go. */
interface Gathered {
  readonly size: number
  /** By taste; `null` where none of them has anything of it. */
  readonly columns: readonly (Float64Array | null)[]
  readonly missed: readonly Float64Array[]
  /** Over the catalogue's middle price. */
  readonly prices: Float64Array
  /** What is lost with everybody. */
  readonly doubt: Float64Array | null
}

function gather({ columns, missed, logPrice, doubt }: VehicleTable, vehicles: Int32Array): Gathered {
  // A loop, as `Float64Array.from` takes many times as long.
  const pick = (column: Float64Array) => {
    const picked = new Float64Array(vehicles.length)
    for (let at = 0; at < picked.length; at++) picked[at] = column[vehicles[at] ?? 0] ?? 0
    return picked
  }
  return {
    size: vehicles.length,
    columns: columns.map((column) => {
      const picked = pick(column)
      return picked.some((value) => value !== 0) ? picked : null
    }),
    missed: missed.map(pick),
    prices: pick(logPrice).map(Math.exp),
    doubt: doubt ? pick(doubt) : null,
  }
}

/** The utility of each vehicle as `utilityOf` has it, column by column: a catalogue is long. */
function score(
  { size, columns, missed, prices, doubt }: Gathered,
  { weights, musts, logBudget }: Person,
  into: Float64Array,
): void {
  if (doubt === null) into.fill(0)
  else for (let v = 0; v < size; v++) into[v] = -(doubt[v] ?? 0)
  columns.forEach((column, taste) => {
    const weight = weights[taste] ?? 0
    if (weight === 0 || column === null) return
    for (let v = 0; v < size; v++) into[v] = (into[v] ?? 0) + weight * (column[v] ?? 0)
  })
  missed.forEach((misses, must) => {
    if (((musts >> must) & 1) === 0) return
    for (let v = 0; v < size; v++) into[v] = (into[v] ?? 0) - missedCost * (misses[v] ?? 0)
  })
  const budget = Math.exp(logBudget)
  for (let v = 0; v < size; v++) {
    const over = (prices[v] ?? 0) / budget - 1
    if (over > 0) into[v] = (into[v] ?? 0) - missedCost * Math.min(1, over / fullOverrun)
  }
}
