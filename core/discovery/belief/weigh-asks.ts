import type { Ask } from './ask.ts'
import type { Contenders } from './contenders.ts'
import type { Belief } from './posterior.ts'
import { type AskValue, partingOfAsks, valueOfAsks } from './value-of-asks.ts'

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

/** A few people are enough to leave most questions aside, by how far they part the best vehicles. */
const first = { people: 64, kept: 64 }
/** The value of those left is told by ever more. */
const rounds = [
  { people: 192, kept: 16 },
  { people: 600, kept: 16 },
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
  const asksOf = (costed: readonly Costed[]) => costed.map(({ ask }) => ask)
  const peopleOf = (most: number) => Math.min(most, contenders.people)
  const parting = partingOfAsks(belief, contenders, asksOf(asks), peopleOf(first.people))
  const hoped = asks.map((costed, at) => costed.fit * forItsCost(parting[at] ?? 0, costed))
  let hopeful: readonly number[] = [...asks.keys()]
    .toSorted((a, b) => (hoped[b] ?? 0) - (hoped[a] ?? 0) || a - b)
    .slice(0, first.kept)
  let weighed: readonly Weighed[] = []
  for (const { people, kept } of rounds) {
    const among = hopeful.flatMap((at) => {
      const costed = asks[at]
      return costed ? [{ at, costed }] : []
    })
    const values = valueOfAsks(belief, contenders, asksOf(among.map(({ costed }) => costed)), {
      people: peopleOf(people),
      size,
    })
    weighed = among
      .map(({ at, costed }, nth) => {
        const { chance = 0, information = 0 } = values[nth] ?? {}
        const gain = information + chanceWeight * chance
        return { chance, information, at, density: costed.fit * forItsCost(gain, costed) }
      })
      .toSorted((a, b) => b.density - a.density || a.at - b.at)
      .slice(0, kept)
    hopeful = weighed.map(({ at }) => at)
  }
  return weighed
}
