import type { Attribute } from '../catalogue/attribute.ts'
import type { Belief } from './belief/posterior.ts'
import type { BeliefScene } from './customer-belief.ts'

/** How much one attribute matters to this customer beside the others. */
export interface UnderstoodPriority {
  readonly attribute: Attribute
  /** Of what all of them matter together, in hundredths. */
  readonly share: number
  /** Half of the people that the belief holds possible lie within a third of this. */
  readonly isSure: boolean
}

const mostShown = 6
const leastShare = 3
const sureWithin = 1 / 3

/** The attributes that matter most, as the belief has them, of those that the bank has words for. */
export function understoodPriorities(
  { places, bank }: BeliefScene,
  belief: Belief,
): readonly UnderstoodPriority[] {
  const person = belief.space.empty()
  const tastes = places.tastes.flatMap(({ attribute, code }, taste) =>
    code === null && bank.attributeWords[attribute] !== undefined ? [{ attribute, taste }] : [],
  )
  const samples = tastes.map(() => new Float64Array(belief.count))
  for (let at = 0; at < belief.count; at++) {
    belief.read(at, person)
    tastes.forEach(({ taste }, column) => {
      const sample = samples[column]
      if (sample) sample[at] = Math.max(0, person.weights[taste] ?? 0)
    })
  }
  const means = samples.map((sample) => sample.reduce((sum, weight) => sum + weight, 0) / belief.count)
  const total = means.reduce((sum, mean) => sum + mean, 0)
  return tastes
    .map(({ attribute }, at) => {
      const sorted = (samples[at] ?? new Float64Array()).toSorted()
      const [low = 0, high = 0] = [
        sorted[Math.floor(belief.count / 4)],
        sorted[Math.floor((3 * belief.count) / 4)],
      ]
      const mean = means[at] ?? 0
      return {
        attribute,
        share: Math.round((100 * mean) / total),
        isSure: low >= mean * (1 - sureWithin) && high <= mean * (1 + sureWithin),
      }
    })
    .filter(({ share }) => share >= leastShare)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, mostShown)
}
