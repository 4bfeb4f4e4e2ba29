import type { Ask } from './ask.ts'
import type { Contenders } from './contenders.ts'
import type { Belief } from './posterior.ts'
import { type AskValue, valueOfAsks } from './value-of-asks.ts'

/** A question that could be asked, with what it costs: seconds of conversation, and 0..1 how much it intrudes. */
export interface Costed {
  readonly ask: Ask
  readonly seconds: number
  readonly intrusiveness: number
  /** How far it fits what is being talked of: a factor of its worth. */
  readonly fit: number
}

/** A question weighed. `at` is its place among those given; `density` what it brings for its cost, only to compare by. */
export interface Weighed extends AskValue {
  readonly at: number
  readonly density: number
}

/** A rise of the chance that the best is shown from nothing to certain counts as so many nats of information. */
const chanceWeight = 15
/** The part of a question's worth that the most intrusive one loses. */
const mostIntrusion = 0.6
/** An exchange takes so long beside asking and answering, in seconds. */
const aroundSeconds = 30

/** What a gain of so many nats is worth for what it costs. */
export const forItsCost = (
  gain: number,
  { seconds, intrusiveness }: Pick<Costed, 'seconds' | 'intrusiveness'>,
): number => (gain * (1 - mostIntrusion * intrusiveness)) / (aroundSeconds + seconds)

/** Few people are enough to leave most questions aside; the value of those left is told by many. */
const rounds = [
  { people: 64, kept: 96 },
  { people: 192, kept: 24 },
  { people: 800, kept: 24 },
]

/**
 * The questions most worth asking, best first: their value per second of conversation, less the more they intrude.
 * Told in rounds of ever more people, as the best of many by a small sample is mostly the luckiest.
 * @param size how many vehicles are shown
 */
export function weighAsks(
  belief: Belief,
  contenders: Contenders,
  asks: readonly Costed[],
  size: number,
): readonly Weighed[] {
  let hopeful: readonly number[] = [...asks.keys()]
  let weighed: readonly Weighed[] = []
  for (const { people, kept } of rounds) {
    const costed = hopeful.flatMap((at) => asks[at] ?? [])
    const values = valueOfAsks(
      belief,
      contenders,
      costed.map(({ ask }) => ask),
      { people: Math.min(people, contenders.people), size },
    )
    const among = hopeful
    weighed = values
      .map((value, nth) => {
        const { seconds = 0, intrusiveness = 0, fit = 1 } = costed[nth] ?? {}
        const gain = value.information + chanceWeight * value.chance
        return { ...value, at: among[nth] ?? 0, density: fit * forItsCost(gain, { seconds, intrusiveness }) }
      })
      .toSorted((a, b) => b.density - a.density || a.at - b.at)
      .slice(0, kept)
    hopeful = weighed.map(({ at }) => at)
  }
  return weighed
}
