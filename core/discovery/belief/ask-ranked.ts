import type { Ask } from './ask.ts'
import type { Evidence } from './posterior.ts'
import { raiseUtilities, softened } from './raised-utility.ts'
import type { VehicleTable } from './vehicle-table.ts'

/**
 * The first and the last of several vehicles, in one breath: the first by multinomial logit, then the last of the rest
 * (sequential best-worst: Marley and Louviere, 2005). Of three it is their whole order, by the exploded logit (Beggs,
 * Cardell and Hausman, 1981). Answers are first x last, without the first itself.
 * @param noise the scale of choice noise, which utilities are in units of
 */
export function askFirstAndLast(
  key: string,
  table: VehicleTable,
  vehicles: readonly number[],
  { lapse, noise = 1 }: { readonly lapse: number; readonly noise?: number },
): Ask {
  const size = vehicles.length
  const answers = size * (size - 1)
  const raisedHere = new Float64Array(size)
  const inverse = new Float64Array(size)
  const sharesOf = size === 3 ? shareOrders : shareFirstAndLast
  function shareOrders(raised: Float64Array, into: Float64Array): void {
    const x = softened(raised[0] ?? 0, noise)
    const y = softened(raised[1] ?? 0, noise)
    const z = softened(raised[2] ?? 0, noise)
    const chosen = (1 - lapse) / (x + y + z)
    const byChance = lapse / answers
    const [first, second, third] = [(chosen * x) / (y + z), (chosen * y) / (x + z), (chosen * z) / (x + y)]
    into[0] = first * z + byChance
    into[1] = first * y + byChance
    into[2] = second * z + byChance
    into[3] = second * x + byChance
    into[4] = third * y + byChance
    into[5] = third * x + byChance
  }
  function shareFirstAndLast(raised: Float64Array, into: Float64Array): void {
    let sum = 0
    for (let at = 0; at < size; at++) {
      const value = softened(raised[at] ?? 0, noise)
      inverse[at] = 1 / value
      sum += value
    }
    const byChance = lapse / answers
    let answer = 0
    for (let first = 0; first < size; first++) {
      let rest = 0
      for (let last = 0; last < size; last++) if (last !== first) rest += inverse[last] ?? 0
      const chosen = (1 - lapse) / (sum * (inverse[first] ?? 1) * rest)
      for (let last = 0; last < size; last++) {
        if (last === first) continue
        into[answer] = chosen * (inverse[last] ?? 0) + byChance
        answer += 1
      }
    }
  }
  return {
    key,
    answers,
    shares(person, into) {
      raiseUtilities(table, person, vehicles, raisedHere)
      sharesOf(raisedHere, into)
    },
    about: { vehicles, shares: sharesOf },
  }
}

/** The answer of that first and last. @param first and @param last places among `of` vehicles, not the same */
export const firstAndLastAnswer = (first: number, last: number, of: number): number =>
  first * (of - 1) + (last > first ? last - 1 : last)

/** By first and second place among four: the lower of the two places that are left. */
const firstLeft = Int32Array.from({ length: 16 }, (_, pair) =>
  [0, 1, 2, 3].findIndex((place) => place !== pair >> 2 && place !== pair % 4),
)

/**
 * Four vehicles in order, each the first of those that are left: the exploded logit (Beggs, Cardell and Hausman, 1981).
 * Answers are the orders, by first, second and third place.
 * @param noise the scale of choice noise, which utilities are in units of
 */
export function askInOrder(
  key: string,
  table: VehicleTable,
  vehicles: readonly [number, number, number, number],
  { lapse, noise = 1 }: { readonly lapse: number; readonly noise?: number },
): Ask {
  const answers = 24
  const raisedHere = new Float64Array(4)
  const x = new Float64Array(4)
  const byChance = lapse / answers
  const sharesOf = (raised: Float64Array, into: Float64Array) => {
    for (let at = 0; at < 4; at++) x[at] = softened(raised[at] ?? 0, noise)
    const sum = (x[0] ?? 0) + (x[1] ?? 0) + (x[2] ?? 0) + (x[3] ?? 0)
    let answer = 0
    for (let first = 0; first < 4; first++) {
      // Added up anew: taken away from the sum, what is small beside the first would be lost.
      let left = 0
      for (let at = 0; at < 4; at++) if (at !== first) left += x[at] ?? 0
      const ofFirst = ((1 - lapse) * (x[first] ?? 0)) / (sum * left)
      for (let second = 0; second < 4; second++) {
        if (second === first) continue
        const one = firstLeft[first * 4 + second] ?? 0
        const other = 6 - first - second - one
        const [a, b] = [x[one] ?? 0, x[other] ?? 0]
        const both = (ofFirst * (x[second] ?? 0)) / (a + b)
        into[answer] = both * a + byChance
        into[answer + 1] = both * b + byChance
        answer += 2
      }
    }
  }
  return {
    key,
    answers,
    shares(person, into) {
      raiseUtilities(table, person, vehicles, raisedHere)
      sharesOf(raisedHere, into)
    },
    about: { vehicles, shares: sharesOf },
  }
}

/**
 * That so much of an order was said.
 * @param said places among the vehicles, the first taken first; those that are left may come in any order
 */
export function orderEvidence(
  key: string,
  table: VehicleTable,
  vehicles: readonly number[],
  said: readonly number[],
  { lapse }: { readonly lapse: number },
): Evidence {
  const raised = new Float64Array(vehicles.length)
  const orders = said.reduce((count, _, taken) => count * (vehicles.length - taken), 1)
  return {
    key: `${key} ${said.join(' ')}`,
    logLikelihood(person) {
      raiseUtilities(table, person, vehicles, raised)
      let share = 1
      for (const place of said) {
        let left = 0
        for (let at = 0; at < raised.length; at++) left += raised[at] ?? 0
        share *= (raised[place] ?? 0) / left
        raised[place] = 0
      }
      return Math.log(Math.max((1 - lapse) * share + lapse / orders, 1e-12))
    },
  }
}
