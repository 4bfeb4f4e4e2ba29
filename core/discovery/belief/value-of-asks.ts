import type { Ask } from './ask.ts'
import { type Contenders, highest, personAt } from './contenders.ts'
import type { Person } from './person.ts'
import type { Belief } from './posterior.ts'
import { raisedUtility } from './raised-utility.ts'

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
  const { groups } = scene
  const top = new Float64Array(size)
  const before = bestNow(scene)
  const chanceBefore = topSum(before, { from: 0, step: 1, count: groups }, top)
  const unsureBefore = entropy(before, 0, 1, groups, 1)
  return tallied(scene, contenders, asks, ({ answers, together, given }) => {
    let [chance, unsure] = [0, 0]
    for (let answer = 0; answer < answers; answer++) {
      chance += topSum(together, { from: answer, step: answers, count: groups }, top)
      unsure += entropy(together, answer, answers, groups, given[answer] ?? 0)
    }
    return { chance: Math.max(0, chance - chanceBefore), information: Math.max(0, unsureBefore - unsure) }
  })
}

/**
 * By how much each answer is expected to part the best vehicles: the fall of the chance that two people of whom one
 * answer is known have different ones (the index of Gini). It goes with the information, and takes no logarithms.
 */
export function partingOfAsks(
  belief: Belief,
  contenders: Contenders,
  asks: readonly Ask[],
  people: number,
): readonly number[] {
  const scene = sceneOf(belief, contenders, people)
  const before = bestNow(scene).reduce((sum, share) => sum + share * share, 0)
  return tallied(scene, contenders, asks, ({ answers, together, given }) => {
    let after = 0
    for (let answer = 0; answer < answers; answer++) {
      let squares = 0
      for (let at = answer; at < scene.groups * answers; at += answers)
        squares += (together[at] ?? 0) * (together[at] ?? 0)
      const share = given[answer] ?? 0
      if (share > 0) after += squares / share
    }
    return Math.max(0, after - before)
  })
}

/** How often each vehicle is best. */
function bestNow({ groups, nearGroup, nearShare }: Scene): Float64Array {
  const shares = new Float64Array(groups)
  for (let near = 0; near < nearGroup.length; near++) {
    const group = nearGroup[near] ?? 0
    shares[group] = (shares[group] ?? 0) + (nearShare[near] ?? 0)
  }
  return shares
}

interface Tally {
  readonly answers: number
  /** By vehicle, and for each the answers: the chance of both together. */
  readonly together: Float64Array
  readonly given: Float64Array
}

/** Counts each question's answers by who is best, and reads the count before it is used again. */
function tallied<T>(
  scene: Scene,
  contenders: Contenders,
  asks: readonly Ask[],
  read: (tally: Tally) => T,
): readonly T[] {
  const { people, groups, nearGroup, nearShare } = scene
  const most = Math.max(0, ...asks.map(({ answers }) => answers))
  const shares = new Float64Array(most)
  const given = new Float64Array(most)
  const together = new Float64Array(most * groups)
  const sharesOf = sharesIn(scene, contenders, asks)
  return asks.map((ask) => {
    const { answers } = ask
    together.fill(0, 0, answers * groups)
    given.fill(0, 0, answers)
    const sharesBy = sharesOf(ask)
    for (let at = 0; at < people; at++) {
      sharesBy(at, shares)
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
    return read({ answers, together, given })
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

/** How each person of the scene would answer, by ask: what vehicles are about is raised once for all that ask about it. */
function sharesIn(
  scene: Scene,
  contenders: Contenders,
  asks: readonly Ask[],
): (ask: Ask) => (at: number, into: Float64Array) => void {
  const { people } = scene
  const { vehicles, utilities, best } = contenders
  const placeOf = new Map(Array.from(vehicles, (vehicle, place) => [vehicle, place]))
  const asked = new Set(asks.flatMap(({ about }) => about?.vehicles ?? []))
  const places = [...asked].flatMap((vehicle) => placeOf.get(vehicle) ?? [])
  const columnOf = new Map(places.map((place, column) => [vehicles[place] ?? -1, column]))
  const width = places.length
  const raised = new Float64Array(people * width)
  for (let at = 0; at < people; at++) {
    const of = personAt(at, people, contenders.people)
    const from = of * vehicles.length
    const top = utilities[from + (best[of] ?? 0)] ?? 0
    for (let column = 0; column < width; column++)
      raised[at * width + column] = raisedUtility(utilities[from + (places[column] ?? 0)] ?? 0, top)
  }
  return ({ about, shares }) => {
    const columns = about?.vehicles.flatMap((vehicle) => columnOf.get(vehicle) ?? [])
    if (about && columns?.length === about.vehicles.length) {
      const here = new Float64Array(columns.length)
      return (at, into) => {
        for (let of = 0; of < columns.length; of++) here[of] = raised[at * width + (columns[of] ?? 0)] ?? 0
        about.shares(here, into)
      }
    }
    return (at, into) => {
      const person = scene.persons[at]
      if (person) shares(person, into)
    }
  }
}

interface Strided {
  readonly from: number
  readonly step: number
  readonly count: number
}

/** The sum of the highest of `count` values, every `step`th from `from`: as many as `top` has room for. */
function topSum(values: Float64Array, { from, step, count }: Strided, top: Float64Array): number {
  top.fill(0)
  const most = top.length
  for (let nth = 0, at = from; nth < count; nth++, at += step) {
    let value = values[at] ?? 0
    if (value <= (top[most - 1] ?? 0)) continue
    for (let place = 0; place < most; place++) {
      const there = top[place] ?? 0
      if (value > there) {
        top[place] = value
        value = there
      }
    }
  }
  let sum = 0
  for (let place = 0; place < most; place++) sum += top[place] ?? 0
  return sum
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
