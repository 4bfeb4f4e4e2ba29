import type { Contenders } from './contenders.ts'
import type { Seeded } from './seeded.ts'

/** Of the vehicles that are best for most people, how many are held against one another. */
const amongPairs = 8
const amongSets = 30
/** In how many sets: the largest teach most. */
const largestDrawn = 180
const othersDrawn = 60
/** Those oftener best are drawn oftener: the power of an even draw by which they are. */
const leaning = 1.5

/**
 * Which vehicles to hold against one another: pairs, and sets of the sizes wanted, of those that are best for most
 * people, as positions in the catalogue, upwards. An answer teaches most where each of them may still be the best.
 * @param sizes how many are held against one another at once, beside pairs
 */
export function proposeComparisons(
  contenders: Contenders,
  random: Seeded,
  sizes: readonly number[],
): readonly (readonly number[])[] {
  const vehicles = oftenestBest(contenders, amongSets)
  const first = vehicles.slice(0, amongPairs)
  const pairs = first.flatMap((one, at) => first.slice(at + 1).map((other) => upwards([one, other])))
  const sets = new Map<string, readonly number[]>()
  for (const size of sizes) {
    if (vehicles.length < size) continue
    const draws = size === Math.max(...sizes) ? largestDrawn : othersDrawn
    for (let draw = 0; draw < draws; draw++) {
      const several = new Set<number>()
      while (several.size < size)
        several.add(vehicles[Math.floor(vehicles.length * random.next() ** leaning)] ?? 0)
      const set = upwards([...several])
      sets.set(set.join(' '), set)
    }
  }
  return [...pairs, ...sets.values()]
}

const upwards = (vehicles: readonly number[]): readonly number[] => vehicles.toSorted((a, b) => a - b)

function oftenestBest({ vehicles, best }: Contenders, most: number): readonly number[] {
  const times = new Map<number, number>()
  for (const place of best) times.set(place, (times.get(place) ?? 0) + 1)
  return [...times]
    .toSorted(([one, often], [other, asOften]) => asOften - often || one - other)
    .slice(0, most)
    .map(([place]) => vehicles[place] ?? 0)
}
