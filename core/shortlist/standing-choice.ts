import { canonicalJson } from '../canonical-json.ts'
import type { ConsultantId, ShortlistChoiceId } from '../ids.ts'
import type { Overruling, ShortlistChoice } from './shortlist-choice.ts'

/** What stands of all that was chosen of a shortlist. */
export interface StandingChoice {
  /** The choices that none follows: what the next one follows. */
  readonly headIds: readonly ShortlistChoiceId[]
  readonly relaxed: readonly string[]
  /** With who overruled, and when. */
  readonly overruled: (Overruling & { readonly authorId: ConsultantId; readonly at: number }) | null
}

/**
 * What stands of the choices of one opportunity, given in any order. Where two laptops chose apart, a rule is relaxed if
 * both relaxed it, and of two orders the later one stands.
 */
export function standingChoice(choices: Iterable<ShortlistChoice>): StandingChoice {
  const all = [...choices].toSorted((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1))
  const followed = new Set(all.flatMap(({ id, followsIds }) => followsIds.filter((other) => other !== id)))
  const heads = all.filter(({ id }) => !followed.has(id))
  const [one, ...others] = heads
  const relaxed = [...new Set(one?.relaxed)].filter((key) =>
    others.every((head) => head.relaxed.includes(key)),
  )
  const standing = heads.findLast(({ overruled }) => overruled !== null)?.overruled ?? null
  // A later choice says the order again: whoever said it first overruled.
  const said =
    standing && all.find(({ overruled }) => overruled && canonicalJson(overruled) === canonicalJson(standing))
  return {
    headIds: heads.map(({ id }) => id),
    relaxed: relaxed.toSorted(),
    overruled: standing && said ? { ...standing, authorId: said.authorId, at: said.occurredAt } : null,
  }
}
