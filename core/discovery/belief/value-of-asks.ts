import type { Ask } from './ask.ts'
import { type Contenders, highest, personAt } from './contenders.ts'
import type { Person } from './person.ts'
import type { Belief } from './posterior.ts'

/** What asking would bring: see `valueOfAsks`. */
export interface AskValue {
  /** By how much the chance that the set holds the best vehicle is expected to rise: 0..1. */
  readonly chance: number
  /** What is expected to be learned about which vehicle is best, in nats (mutual information). */
  readonly information: number
}

/**
 * What the answer to each question is expected to do for the recommended set: the expected value of information of
 * Viappiani and Boutilier (2010), over the people of the belief, with the set after each answer the vehicles that are
 * then best for most.
 * @param people how many of the belief's people are asked, those of the contenders at the most
 * @param size how many vehicles are shown
 */
export function valueOfAsks(
  belief: Belief,
  contenders: Contenders,
  asks: readonly Ask[],
  { people, size }: { readonly people: number; readonly size: number },
): readonly AskValue[] {
  const scene = sceneOf(belief, contenders, people)
  const { groups, nearGroup, nearShare } = scene
  const before = new Float64Array(groups)
  for (let near = 0; near < nearGroup.length; near++) {
    const group = nearGroup[near] ?? 0
    before[group] = (before[group] ?? 0) + (nearShare[near] ?? 0)
  }
  const chanceBefore = topSum(before, 0, 1, groups, size)
  const unsureBefore = entropy(before, 0, 1, groups, 1)
  const most = Math.max(0, ...asks.map(({ answers }) => answers))
  const shares = new Float64Array(most)
  const given = new Float64Array(most)
  // By vehicle, and for each the answers: the chance of both together.
  const together = new Float64Array(most * groups)
  return asks.map((ask) => {
    const { answers } = ask
    together.fill(0, 0, answers * groups)
    given.fill(0, 0, answers)
    const sharesOf = sharesIn(scene, contenders, ask)
    for (let at = 0; at < people; at++) {
      sharesOf(at, shares)
      for (let answer = 0; answer < answers; answer++)
        given[answer] = (given[answer] ?? 0) + (shares[answer] ?? 0) / people
      for (let near = at * nearest; near < (at + 1) * nearest; near++) {
        const part = nearShare[near] ?? 0
        if (part === 0) break
        const from = (nearGroup[near] ?? 0) * answers
        for (let answer = 0; answer < answers; answer++)
          together[from + answer] = (together[from + answer] ?? 0) + part * (shares[answer] ?? 0)
      }
    }
    let chance = 0
    let unsure = 0
    for (let answer = 0; answer < answers; answer++) {
      chance += topSum(together, answer, answers, groups, size)
      unsure += entropy(together, answer, answers, groups, given[answer] ?? 0)
    }
    return { chance: Math.max(0, chance - chanceBefore), information: Math.max(0, unsureBefore - unsure) }
  })
}

const nearest = 6
const nearness = 0.3
/** Beside the best of one person; below it a vehicle does not count. */
const leastPart = 0.01

interface Scene {
  readonly people: number
  readonly persons: readonly Person[]
  /** Person by person the vehicles nearest their best, counted over all of them, nearest first, and how often each would be taken by them: 1 in all. */
  readonly nearGroup: Int32Array
  readonly nearShare: Float64Array
  readonly groups: number
}

function sceneOf(
  belief: Belief,
  { best, vehicles, utilities, people: scored }: Contenders,
  people: number,
): Scene {
  const persons = Array.from({ length: people }, (_, at) => {
    const person = belief.space.empty()
    belief.read(personAt(personAt(at, people, scored), scored, belief.count), person)
    return person
  })
  const numbers = new Map<number, number>()
  const nearGroup = new Int32Array(people * nearest)
  const nearShare = new Float64Array(people * nearest)
  const size = vehicles.length
  for (let at = 0; at < people; at++) {
    const of = personAt(at, people, scored)
    const row = utilities.subarray(of * size, (of + 1) * size)
    const places = highest(row, nearest)
    const top = row[best[of] ?? 0] ?? 0
    const parts = places.map((place) => {
      const part = Math.exp(((row[place] ?? 0) - top) / nearness)
      return part < leastPart ? 0 : part
    })
    const sum = parts.reduce((total, part) => total + part, 0)
    places.forEach((place, near) => {
      const known = numbers.get(place) ?? numbers.size
      numbers.set(place, known)
      nearGroup[at * nearest + near] = known
      nearShare[at * nearest + near] = (parts[near] ?? 0) / sum / people
    })
  }
  return { people, persons, nearGroup, nearShare, groups: numbers.size }
}

function sharesIn(scene: Scene, contenders: Contenders, ask: Ask): (at: number, into: Float64Array) => void {
  const { people } = scene
  const { about } = ask
  const places = about?.vehicles.map((vehicle) => contenders.vehicles.indexOf(vehicle))
  if (about && places?.every((place) => place >= 0)) {
    const utilities = new Float64Array(places.length)
    const size = contenders.vehicles.length
    return (at, into) => {
      const from = personAt(at, people, contenders.people) * size
      for (let of = 0; of < places.length; of++)
        utilities[of] = contenders.utilities[from + (places[of] ?? 0)] ?? 0
      about.shares(utilities, into)
    }
  }
  return (at, into) => {
    const person = scene.persons[at]
    if (person) ask.shares(person, into)
  }
}

/** The sum of the highest of `count` values, every `step`th from `from`. */
function topSum(values: Float64Array, from: number, step: number, count: number, most: number): number {
  const top = new Float64Array(most)
  for (let nth = 0, at = from; nth < count; nth++, at += step) {
    let value = values[at] ?? 0
    for (let place = 0; place < most; place++) {
      const there = top[place] ?? 0
      if (value > there) {
        top[place] = value
        value = there
      }
    }
  }
  return top.reduce((sum, value) => sum + value, 0)
}

/** Of `count` values that add up to `sum`, every `step`th from `from`, times `sum`, in nats. */
function entropy(values: Float64Array, from: number, step: number, count: number, sum: number): number {
  let total = 0
  for (let nth = 0, at = from; nth < count; nth++, at += step) {
    const value = values[at] ?? 0
    if (value > 0) total -= value * Math.log(value / sum)
  }
  return total
}
