import type { Ask } from './belief/ask.ts'
import { type Contenders, personAt } from './belief/contenders.ts'
import type { Belief } from './belief/posterior.ts'
import { recommend } from './belief/recommend.ts'

/** An answer that fewer give than this is not waited for. */
const rare = 0.03

/** What an answer would make of the shortlist: how often it is given, and the places shown after it. */
export interface Outcome {
  readonly share: number
  readonly places: readonly number[]
}

/** The shortlist after each answer that is not rare, by taking the people of the belief as often as they would give it. */
export function outcomesOf(
  belief: Belief,
  contenders: Contenders,
  ask: Ask,
  show: { readonly size: number; readonly groupOf: (place: number) => number },
): readonly Outcome[] {
  const { people } = contenders
  const given = new Float64Array(people * ask.answers)
  const shares = new Float64Array(ask.answers)
  const person = belief.space.empty()
  for (let at = 0; at < people; at++) {
    belief.read(personAt(at, people, belief.count), person)
    ask.shares(person, shares)
    given.set(shares, at * ask.answers)
  }
  return Array.from({ length: ask.answers }, (_, answer) => {
    const weights = Float64Array.from({ length: people }, (_, at) => given[at * ask.answers + answer] ?? 0)
    const share = weights.reduce((sum, weight) => sum + weight, 0) / people
    if (share < rare) return { share, places: [] }
    const after = takenBy(contenders, weights)
    return { share, places: recommend(after, show.size, show.groupOf).places }
  }).filter(({ share }) => share >= rare)
}

/** As many people again, each as often as they weigh (systematic resampling). */
function takenBy(
  { vehicles, people, utilities, best, evaluations }: Contenders,
  weights: Float64Array,
): Contenders {
  const size = vehicles.length
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const taken = { utilities: new Float64Array(utilities.length), best: new Int32Array(people) }
  let [from, passed] = [0, weights[0] ?? 0]
  for (let at = 0; at < people; at++) {
    const mark = ((at + 0.5) / people) * sum
    while (passed < mark && from < people - 1) {
      from += 1
      passed += weights[from] ?? 0
    }
    taken.utilities.set(utilities.subarray(from * size, (from + 1) * size), at * size)
    taken.best[at] = best[from] ?? 0
  }
  return { vehicles, people, evaluations, ...taken }
}
