import type { Ask } from './ask.ts'
import type { Contenders } from './contenders.ts'
import type { Belief } from './posterior.ts'
import { type AskValue, valueOfAsks } from './value-of-asks.ts'

/** A question that could be asked, with what it costs: seconds of conversation, and 0..1 how much it intrudes. */
export interface Costed {
  readonly ask: Ask
  readonly seconds: number
  readonly intrusiveness: number
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
const first = { people: 96, kept: 32 }
const last = { people: 800 }

/**
 * The questions most worth asking, best first: their value per second of conversation, less the more they intrude.
 * Told twice, as the best of many by a small sample is mostly the luckiest.
 * @param size how many vehicles are shown
 */
export function weighAsks(
  belief: Belief,
  contenders: Contenders,
  asks: readonly Costed[],
  size: number,
): readonly Weighed[] {
  const weigh = (among: readonly number[], most: number): readonly Weighed[] => {
    const costed = among.flatMap((at) => asks[at] ?? [])
    const people = Math.min(most, contenders.people)
    const values = valueOfAsks(
      belief,
      contenders,
      costed.map(({ ask }) => ask),
      { people, size },
    )
    return values
      .map((value, nth) => {
        const { seconds = 0, intrusiveness = 0 } = costed[nth] ?? {}
        const gain = value.information + chanceWeight * value.chance
        return { ...value, at: among[nth] ?? 0, density: forItsCost(gain, { seconds, intrusiveness }) }
      })
      .toSorted((a, b) => b.density - a.density || a.at - b.at)
  }
  const hopeful = weigh([...asks.keys()], first.people).slice(0, first.kept)
  return weigh(
    hopeful.map(({ at }) => at),
    last.people,
  )
}
