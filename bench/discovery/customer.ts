import type { Ask } from '../../core/discovery/belief/ask.ts'
import { createPersonSpace, type Person, type TasteSpace } from '../../core/discovery/belief/person.ts'
import { createSeeded, type Seeded } from '../../core/discovery/belief/seeded.ts'
import { utilityOf, type VehicleTable } from '../../core/discovery/belief/vehicle-table.ts'
import { type Answering, knownAnswering, knownPrior, shiftedPopulation } from './population.ts'

/** Somebody who knows what they want, and what they would have thought of each vehicle. */
export interface Customer {
  readonly person: Person
  readonly answering: Answering
  readonly utilities: Float64Array
  readonly best: number
  /** What there is to lose: from the best to the worst that they could take. */
  readonly range: number
  /** Their answer to a question asked as they answer; every time drawn anew. */
  readonly answer: (ask: Ask) => number
}

export type PopulationName = 'known' | 'shifted'

const ratingBiasSd = 0.7
export const beliefSpace: TasteSpace = createPersonSpace(knownPrior, ratingBiasSd)

/** So few vehicles within budget and musts are no yardstick: then all are. */
const fewInReach = 10

/** @param seed names the customer: the same one whoever is asking */
export function simulateCustomer(
  table: VehicleTable,
  {
    population,
    seed,
    shiftSeed,
  }: { readonly population: PopulationName; readonly seed: string; readonly shiftSeed: string },
): Customer {
  const random = createSeeded(seed)
  const { person, answering } =
    population === 'known' ? knownPerson(random) : shiftedPerson(random, createSeeded(shiftSeed))
  const utilities = Float64Array.from({ length: table.count }, (_, at) => utilityOf(table, person, at))
  const places = [...utilities.keys()]
  const utility = (at: number) => utilities[at] ?? 0
  const best = places.reduce((first, at) => (utility(at) > utility(first) ? at : first), 0)
  const inReach = places.filter((at) => isInReach(table, person, at))
  const worst = (inReach.length < fewInReach ? places : inReach).reduce(
    (least, at) => Math.min(least, utility(at)),
    Number.POSITIVE_INFINITY,
  )
  const shares = new Float64Array(128)
  return {
    person,
    answering,
    utilities,
    best,
    range: utility(best) - worst,
    answer(ask) {
      ask.shares(person, shares)
      let left = random.next()
      for (let answer = 0; answer < ask.answers - 1; answer++) {
        left -= shares[answer] ?? 0
        if (left < 0) return answer
      }
      return ask.answers - 1
    },
  }
}

function drawPerson(random: Seeded, mustShares: readonly number[]): Person {
  const normals = Float64Array.from({ length: beliefSpace.dimensions }, () => random.normal())
  const bits = mustShares.reduce(
    (held, share, must) => (random.next() < share ? held | (1 << must) : held),
    0,
  )
  const person = beliefSpace.empty()
  beliefSpace.read(normals, 0, bits, person)
  return person
}

const knownPerson = (random: Seeded) => ({
  person: drawPerson(random, beliefSpace.mustShares),
  answering: knownAnswering,
})

function shiftedPerson(random: Seeded, shiftRandom: Seeded) {
  const { shifts, widening, mustShares, answering } = shiftedPopulation(shiftRandom.next)
  const person = drawPerson(random, mustShares)
  const moved = person.standard.map((standard, at) => (shifts[at] ?? 0) + widening * standard)
  person.standard.set(moved)
  beliefSpace.weigh(person)
  person.logBudget *= widening
  return { person, answering }
}

function isInReach({ logPrice, missed }: VehicleTable, { musts, logBudget }: Person, at: number): boolean {
  if ((logPrice[at] ?? 0) > logBudget) return false
  return missed.every((misses, must) => ((musts >> must) & 1) === 0 || (misses[at] ?? 0) === 0)
}
