/**
 * What nobody knows of some vehicles of one taste's attribute. `apart` is how far from the middle of the table it may lie
 * for them, as often as it is so among the vehicles of which it is known; on average it lies in the middle.
 */
export interface UnknownFigures {
  /** 1 for a vehicle of which it is not known. */
  readonly isUnknown: Uint8Array
  readonly apart: Float64Array
}

/** How finely a distribution is told. */
const levels = 64

/**
 * How far from the middle a figure may lie that nobody knows: the known ones in even steps from the least to the
 * greatest, about their own mean, drawn in so that it stays between 0 and 1.
 * @param known of the vehicles of which it is known, scaled 0..1
 * @param middle where it stands in the table
 * @returns `null` where it can lie nowhere else
 */
export function apartOf(known: ArrayLike<number>, middle: number): Float64Array | null {
  // A typed array sorts by number, and tens of thousands of them at once.
  const sorted = Float64Array.from(known).sort()
  const drawn = Array.from({ length: levels }, (_, level) => {
    const rank = ((level + 0.5) / levels) * sorted.length
    return sorted[Math.min(sorted.length - 1, Math.floor(rank))] ?? middle
  })
  const mean = drawn.reduce((sum, value) => sum + value, 0) / levels
  const [below, above] = [mean - Math.min(...drawn), Math.max(...drawn) - mean]
  const room = Math.min(below > 0 ? middle / below : 1, above > 0 ? (1 - middle) / above : 1, 1)
  if (room <= 0 || below + above === 0) return null
  return Float64Array.from(drawn, (value) => room * (value - mean))
}

/** Figures that are not known of some vehicles that stand side by side, by taste. */
export type SpreadOut = readonly {
  readonly taste: number
  readonly places: readonly number[]
  readonly apart: Float64Array
}[]

/** Where `vehicles` are spread out; what is known of none or of all of them parts none from another. */
export function spreadOver(
  unknown: readonly (UnknownFigures | null)[] | undefined,
  vehicles: Int32Array,
): SpreadOut {
  return (unknown ?? []).flatMap((figures, taste) => {
    if (figures === null) return []
    const places = [...vehicles.keys()].filter((place) => figures.isUnknown[vehicles[place] ?? 0] === 1)
    if (places.length === 0 || places.length === vehicles.length) return []
    return [{ taste, places, apart: figures.apart }]
  })
}

/**
 * Lets one of many people see what is not known as it may be: to some it is good, to others bad, in even shares. All
 * vehicles of which a thing is not known are as good in it to one person, so that one which is better in all that is
 * known stays better.
 * @param at which of the people, from 0
 */
export function seeAsItMayBe(spread: SpreadOut, weights: Float64Array, at: number, into: Float64Array): void {
  for (const { taste, places, apart } of spread) {
    const weight = weights[taste] ?? 0
    if (weight === 0) continue
    const more = weight * (apart[Math.floor(shareFor(taste, at) * apart.length)] ?? 0)
    for (const place of places) into[place] = (into[place] ?? 0) + more
  }
}

/**
 * Evenly spread over people and independent among tastes: the fractions of multiples of square roots of primes
 * (Richtmyer, 1951; Weyl's equidistribution theorem).
 */
function shareFor(taste: number, at: number): number {
  const turn = Math.sqrt(primes[taste % primes.length] ?? 2) * (1 + Math.floor(taste / primes.length))
  return ((at + 0.5) * turn) % 1
}

const primes = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
]
