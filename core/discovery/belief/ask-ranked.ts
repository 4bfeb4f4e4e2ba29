import type { Ask } from './ask.ts'
import type { Person } from './person.ts'
import { utilityOf, type VehicleTable } from './vehicle-table.ts'

/**
 * The first and the last of three vehicles, in one breath: the whole order of three by the exploded logit (Beggs,
 * Cardell and Hausman, 1981). Answers are first x last, without the first itself.
 */
export function askRanked(
  key: string,
  table: VehicleTable,
  vehicles: readonly [number, number, number],
  { lapse, noise = 1 }: { readonly lapse: number; readonly noise?: number },
): Ask {
  const answers = 6
  const [one, two, three] = vehicles
  const sharesOf = (a: number, b: number, c: number, into: Float64Array) => {
    const most = Math.max(a, b, c)
    const x = Math.exp((a - most) / noise)
    const y = Math.exp((b - most) / noise)
    const z = Math.exp((c - most) / noise)
    const sum = x + y + z
    const chosen = (1 - lapse) / sum
    const byChance = lapse / answers
    into[0] = chosen * x * over(z, y) + byChance
    into[1] = chosen * x * over(y, z) + byChance
    into[2] = chosen * y * over(z, x) + byChance
    into[3] = chosen * y * over(x, z) + byChance
    into[4] = chosen * z * over(y, x) + byChance
    into[5] = chosen * z * over(x, y) + byChance
  }
  const shares = (person: Person, into: Float64Array) =>
    sharesOf(
      utilityOf(table, person, one),
      utilityOf(table, person, two),
      utilityOf(table, person, three),
      into,
    )
  return {
    key,
    answers,
    shares,
    about: { vehicles, shares: (of, into) => sharesOf(of[0] ?? 0, of[1] ?? 0, of[2] ?? 0, into) },
  }
}

/** The share of the one beside the other. Both may be too small to tell apart from nothing. */
const over = (one: number, other: number): number => (one + other > 0 ? one / (one + other) : 0.5)

/** The answer of that order. @param first and @param last places among the three vehicles, not the same */
export const rankedAnswer = (first: number, last: number): number =>
  first * 2 + (last > first ? last - 1 : last)

/**
 * The first and the last of any number of vehicles: the first by multinomial logit, then the last of the rest
 * (sequential best-worst: Marley and Louviere, 2005); of three it is what `askRanked` has. Answers are first x last,
 * without the first itself.
 */
export function askFirstAndLast(
  key: string,
  table: VehicleTable,
  vehicles: readonly number[],
  { lapse, noise = 1 }: { readonly lapse: number; readonly noise?: number },
): Ask {
  const size = vehicles.length
  const answers = size * (size - 1)
  const utilities = new Float64Array(size)
  const raised = new Float64Array(size)
  const sharesOf = (of: Float64Array, into: Float64Array) => {
    let most = Number.NEGATIVE_INFINITY
    for (const utility of of) if (utility > most) most = utility
    let sum = 0
    for (let at = 0; at < size; at++) {
      const value = Math.exp(Math.max(leastLog, ((of[at] ?? 0) - most) / noise))
      raised[at] = value
      sum += value
    }
    let answer = 0
    for (let first = 0; first < size; first++) {
      const chosen = ((1 - lapse) * (raised[first] ?? 0)) / sum
      let rest = 0
      for (let last = 0; last < size; last++) if (last !== first) rest += 1 / (raised[last] ?? 1)
      for (let last = 0; last < size; last++) {
        if (last === first) continue
        into[answer] = chosen / ((raised[last] ?? 1) * rest) + lapse / answers
        answer += 1
      }
    }
  }
  return {
    key,
    answers,
    shares(person, into) {
      for (let at = 0; at < size; at++) utilities[at] = utilityOf(table, person, vehicles[at] ?? 0)
      sharesOf(utilities, into)
    },
    about: { vehicles, shares: sharesOf },
  }
}

/** Below it one is never chosen, and its inverse would leave what numbers can hold. */
const leastLog = -300
