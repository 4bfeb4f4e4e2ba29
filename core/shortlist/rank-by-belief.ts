import type { Attribute } from '../catalogue/attribute.ts'
import { type Contenders, findContenders } from '../discovery/belief/contenders.ts'
import type { Belief } from '../discovery/belief/posterior.ts'
import { recommend } from '../discovery/belief/recommend.ts'
import { missedCost, type VehicleTable } from '../discovery/belief/vehicle-table.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import { missedWish } from './choose-catch.ts'
import { isUndecided, type Judgement } from './judge-rules.ts'
import { ruleCost, type Term } from './utility.ts'

/** How many vehicles are shown. */
export const shownVehicles = 3

/** A body named is meant, dear or not: what the belief holds likely of budgets does not argue it away. */
const missedWishCost = 2 * missedCost

/** What was asked for in so many words: rules, and what else. */
export interface Asked {
  readonly judgements: readonly Judgement[]
  readonly terms: readonly Term[]
}

/** What the belief puts first. */
export interface Ranked {
  /** Positions in the catalogue of the vehicles shown, best first, each of another model. */
  readonly shown: readonly number[]
  /** How sure the belief is that the best vehicle is among them: 0..1. */
  readonly sureness: number
  /** The best vehicle of each of the next models, best first: a few that come after those shown. */
  readonly next: readonly number[]
  /** Expected utility by position, for the vehicles that may be best; elsewhere not a number. */
  readonly utility: Float64Array
  /** How much each number attribute matters, as expected, in units of choice noise over its span. */
  readonly weights: ReadonlyMap<Attribute, number>
}

/**
 * Ranks the vehicles that no rule sets aside: the set of three models that is together worth most to the people of the
 * belief, in the order of their expected utility (the greater first, on a tie the one that stands first).
 */
export function rankByBelief(
  scene: BeliefScene,
  belief: Belief,
  eligible: readonly number[],
  asked: Asked,
): Ranked {
  const utility = new Float64Array(scene.felt.table.count).fill(Number.NaN)
  const weights = meanWeights(scene, belief)
  if (eligible.length === 0) return { shown: [], sureness: 0, next: [], utility, weights }
  const contenders = contendersFor(scene, belief, eligible, asked)
  const { vehicles, people, utilities } = contenders
  const { places, sureness } = recommend(contenders, shownVehicles, modelOf(scene, contenders))
  const sums = new Float64Array(vehicles.length)
  for (let at = 0; at < people; at++)
    for (let v = 0; v < sums.length; v++) sums[v] = (sums[v] ?? 0) + (utilities[at * sums.length + v] ?? 0)
  const { modelOf: models } = scene.prepared
  const inOrder = [...sums.keys()].toSorted((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b)
  const shown = inOrder.filter((place) => places.includes(place)).map((place) => vehicles[place] ?? 0)
  const next: number[] = []
  const spoken = new Set(shown.map((index) => models[index]))
  for (const place of inOrder) {
    const index = vehicles[place] ?? 0
    if (next.length === shownVehicles || spoken.has(models[index])) continue
    spoken.add(models[index])
    next.push(index)
  }
  for (const place of inOrder) utility[vehicles[place] ?? 0] = (sums[place] ?? 0) / people
  return { shown, sureness, next, utility, weights }
}

/** The vehicles that may be best of those eligible, in the order in which they stand, so that equal ones are equal anywhere. */
export function contendersFor(
  { felt: { table }, prepared }: BeliefScene,
  belief: Belief,
  eligible: readonly number[],
  { judgements, terms }: Asked,
  people?: number,
): Contenders {
  const { standing } = prepared
  const inOrder = Int32Array.from(eligible).sort((a, b) => (standing[a] ?? 0) - (standing[b] ?? 0))
  const doubtful = judgements.filter(
    ({ verdicts }) => verdicts.includes('unknown') || verdicts.includes('range'),
  )
  const doubt = new Float64Array(table.count)
  for (const index of inOrder) {
    let cost = missedWish(terms, index) === undefined ? 0 : missedWishCost
    for (const judgement of doubtful)
      if (isUndecided(judgement, index)) cost += ruleCost(prepared, judgement, index)
    doubt[index] = cost
  }
  const doubted: VehicleTable = { ...table, doubt }
  return findContenders(doubted, belief, inOrder, people)
}

/** By which contenders are shown once: the model of each. */
export const modelOf =
  ({ prepared }: BeliefScene, { vehicles }: Contenders) =>
  (place: number): number =>
    prepared.modelOf[vehicles[place] ?? 0] ?? -1

/** A weight under this is as good as none: nothing is said of such an attribute. */
const slight = 0.25

function meanWeights({ places }: BeliefScene, belief: Belief): ReadonlyMap<Attribute, number> {
  const person = belief.space.empty()
  const sums = new Float64Array(places.tastes.length)
  for (let at = 0; at < belief.count; at++) {
    belief.read(at, person)
    for (let taste = 0; taste < sums.length; taste++)
      sums[taste] = (sums[taste] ?? 0) + (person.weights[taste] ?? 0)
  }
  return new Map(
    places.tastes.flatMap(({ attribute, code }, taste) => {
      const mean = (sums[taste] ?? 0) / belief.count
      return code === null && Math.abs(mean) >= slight ? [[attribute, mean] as const] : []
    }),
  )
}
