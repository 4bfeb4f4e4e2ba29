import { type Attribute, attributes } from '../catalogue/attribute.ts'
import { figureText } from '../catalogue/figure-text.ts'
import type { Said } from '../discovery/preferences.ts'
import { brokenRules, type CatchScene, missedWish, ruleShortfalls, sayMissed } from './choose-catch.ts'
import { worthSaying } from './choose-reasons.ts'
import { figureAt } from './prepare-catalogue.ts'
import { sayAnswer } from './say-answer.ts'
import { sayFact } from './say-fact.ts'
import { embed, say } from './sentences.ts'
import type { MatchLine } from './shortlist.ts'

/**
 * Why a vehicle is not among those shown, beside `pick`, one that is: a rule that it breaks and the pick does not, a wish
 * that it misses, a rule on which less is known of it, or what else costs it most, first of what was asked for, then of
 * what matters to anybody. Where nothing of that can be named, that the two suit much alike.
 */
export function sayWhyNot(scene: CatchScene, index: number, pick: number): MatchLine {
  const { prepared, voice } = scene
  const { language, pack } = voice
  const keptByPick = scene.judgements.filter(({ verdicts }) => verdicts[pick] !== 'broken')
  const broken = brokenRules({ ...scene, judgements: keptByPick }, index)
  if (broken) return broken
  const missed = missedWish(scene.terms, index)
  if (missed && missedWish(scene.terms, pick) === undefined)
    return lineOf(missed.said, missed.attribute, sayMissed(missed, voice))
  const besides = ruleShortfalls(scene, pick)
  const [doubt] = ruleShortfalls(scene, index)
    .map((shortfall, at) => ({ ...shortfall, more: shortfall.cost - (besides[at]?.cost ?? 0) }))
    .filter(({ more }) => more > worthSaying)
    .toSorted((a, b) => b.more - a.more)
  if (doubt) return lineOf(doubt.said, doubt.attribute, doubt.sentence())
  const variant = prepared.catalogue.variants[pick]
  const name = embed(variant ? `${variant.brand} ${variant.model}` : '', language)
  const lost = lostAsAsked(scene, index, pick) ?? lostAnyway(scene, index, pick)
  if (!lost) return lineOf(null, null, say('whyNotAlike', language, { pick: name }))
  const { attribute, said } = lost
  const words = {
    fact: sayFact(attribute, figureAt(prepared, index, attribute), voice),
    pick: name,
    best: figureText(attribute, figureAt(prepared, pick, attribute), pack, language),
  }
  const sentence =
    said === null
      ? say('whyNotLessUnasked', language, words)
      : say('whyNotLess', language, { ...words, said: sayAnswer(said, voice) })
  return lineOf(said, attribute, sentence)
}

function lineOf(said: Said | null, attribute: Attribute | null, sentence: string): MatchLine {
  return { answerId: said?.answerId ?? null, questionId: said?.questionId ?? null, attribute, sentence }
}

interface Lost {
  readonly attribute: Attribute
  readonly said: Said | null
  readonly cost: number
}

const most = (losses: readonly Lost[]): Lost | undefined =>
  losses.filter(({ cost }) => cost > worthSaying).toSorted((a, b) => b.cost - a.cost)[0]

/** Both figures have to be known: a gap against what nobody knows is none. */
function lostAsAsked({ terms }: CatchScene, index: number, pick: number): Lost | undefined {
  return most(
    terms.flatMap(({ attribute, said, weight, valueAt, isKnownAt }) =>
      isKnownAt(index) && isKnownAt(pick)
        ? [{ attribute, said, cost: weight * (valueAt(pick) - valueAt(index)) }]
        : [],
    ),
  )
}

function lostAnyway({ prepared, weights }: CatchScene, index: number, pick: number): Lost | undefined {
  return most(
    [...prepared.numbers].flatMap(([attribute, { min, scaled }]) => {
      const isKnown = (at: number) => !Number.isNaN(min[at] ?? Number.NaN)
      if (attributes[attribute].better === null || !isKnown(index) || !isKnown(pick)) return []
      const cost = (weights.get(attribute) ?? 0) * ((scaled[pick] ?? 0) - (scaled[index] ?? 0))
      return [{ attribute, said: null, cost }]
    }),
  )
}
