import type { Contenders } from './contenders.ts'

/** The set shown, best first, by place among the contenders, and how sure we are of it. */
export interface Recommended {
  readonly places: readonly number[]
  /** The share of people, as the belief has them, whose best vehicle is in the set: 0..1. */
  readonly sureness: number
}

/** Utility that is lost beside the best until a vehicle is worth little more than another: see `worth`. */
const nearness = 0.7

/** What a vehicle is worth to one person beside their best: 1 for the best itself, less the more is lost. */
const worth = (lost: number): number => Math.exp(-lost / nearness)

/**
 * The set whose best is worth most on average, found one after the other: within 1 - 1/e of the optimum, as the worth
 * of a set is monotone and submodular (Nemhauser, Wolsey and Fisher, 1978; for recommendation sets Viappiani and
 * Boutilier, 2010).
 * @param groupOf contenders of one group (the variants of a model) are shown once; by default each is its own
 */
export function recommend(
  contenders: Contenders,
  size: number,
  groupOf: (place: number) => number = (place) => place,
): Recommended {
  const worths = worthsOf(contenders)
  const all = Array.from({ length: contenders.people }, (_, at) => at)
  const places = chooseSet(contenders, worths, all, size, groupOf)
  // Who chose the set thinks too well of it: each half of the people judges what the other half chose.
  const halves = [all.filter((at) => at % 2 === 0), all.filter((at) => at % 2 === 1)] as const
  const judged = [0, 1].map((half) => {
    const [choosing, judging] = half === 0 ? halves : [halves[1], halves[0]]
    const chosen = new Set(chooseSet(contenders, worths, choosing, size, groupOf))
    return judging.filter((at) => chosen.has(contenders.best[at] ?? -1)).length / judging.length
  })
  return { places, sureness: judged.reduce((sum, share) => sum + share, 0) / judged.length }
}

function worthsOf({ people, utilities, vehicles, best }: Contenders): Float64Array {
  const size = vehicles.length
  const worths = new Float64Array(people * size)
  for (let at = 0; at < people; at++) {
    const top = utilities[at * size + (best[at] ?? 0)] ?? 0
    for (let v = 0; v < size; v++) worths[at * size + v] = worth(top - (utilities[at * size + v] ?? 0))
  }
  return worths
}

function chooseSet(
  { vehicles }: Contenders,
  worths: Float64Array,
  people: readonly number[],
  most: number,
  groupOf: (place: number) => number,
): readonly number[] {
  const size = vehicles.length
  const had = new Float64Array(people.length)
  const chosen: number[] = []
  const groups = new Set<number>()
  const gains = new Float64Array(size)
  while (chosen.length < most && chosen.length < size) {
    gains.fill(0)
    for (let at = 0; at < people.length; at++) {
      const from = (people[at] ?? 0) * size
      const before = had[at] ?? 0
      for (let v = 0; v < size; v++) {
        const more = (worths[from + v] ?? 0) - before
        if (more > 0) gains[v] = (gains[v] ?? 0) + more
      }
    }
    let best = -1
    for (let v = 0; v < size; v++)
      if (!groups.has(groupOf(v)) && (best < 0 || (gains[v] ?? 0) > (gains[best] ?? 0))) best = v
    if (best < 0) break
    chosen.push(best)
    groups.add(groupOf(best))
    for (let at = 0; at < people.length; at++)
      had[at] = Math.max(had[at] ?? 0, worths[(people[at] ?? 0) * size + best] ?? 0)
  }
  return chosen
}
