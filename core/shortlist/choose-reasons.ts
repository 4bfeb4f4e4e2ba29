import type { Attribute } from '../catalogue/attribute.ts'
import type { Said } from '../discovery/preferences.ts'
import type { ComparedTerm } from './compare-terms.ts'
import { isUndecided, type Judgement } from './judge-rules.ts'
import { figureAt, type PreparedCatalogue } from './prepare-catalogue.ts'
import { sayAnswer } from './say-answer.ts'
import { sayFact, type Voice } from './say-fact.ts'
import { say } from './sentences.ts'
import type { MatchLine } from './shortlist.ts'

const mostReasons = 5

/** Differences of utility under this are not worth a sentence. */
export const worthSaying = 0.05

/**
 * Why this vehicle, at most five lines, each one answer and one known catalogue fact, one line an attribute and none
 * of the attribute its catch is about or on which a rule is undecided or broken: first
 * the hard rules that set others aside and are met here, then what was asked for and is given above the average of
 * the eligible vehicles (most first), then the other rules that are met.
 */
export function chooseReasons(
  prepared: PreparedCatalogue,
  judgements: readonly Judgement[],
  terms: readonly ComparedTerm[],
  index: number,
  voice: Voice,
  caught: Attribute | null,
): readonly MatchLine[] {
  const met = judgements.filter(({ verdicts }) => verdicts[index] === 'met')
  const isTelling = ({ brokenShare, test }: Judgement) =>
    brokenShare > 0 && (test.type === 'number' || test.type === 'one-of')
  const lines: readonly { readonly said: Said; readonly attribute: Attribute }[] = [
    ...met.filter(isTelling),
    ...gains(terms, index),
    ...met.filter((judgement) => !isTelling(judgement)),
  ]
  const spoken = new Set<Attribute>([
    ...(caught === null ? [] : [caught]),
    ...judgements
      .filter((rule) => isUndecided(rule, index) || rule.verdicts[index] === 'broken')
      .map(({ attribute }) => attribute),
  ])
  const reasons: MatchLine[] = []
  for (const { said, attribute } of lines) {
    const figure = figureAt(prepared, index, attribute)
    if (spoken.has(attribute) || figure.type === 'unknown' || reasons.length === mostReasons) continue
    spoken.add(attribute)
    const words = { fact: sayFact(attribute, figure, voice), said: sayAnswer(said, voice) }
    const sentence = say('reason', voice.language, words)
    reasons.push({ answerId: said.answerId, questionId: said.questionId, attribute, sentence })
  }
  return reasons
}

interface Gain {
  readonly said: Said
  readonly attribute: Attribute
  readonly size: number
}

/** What each attribute gives above the average (what is not known: its neutral value), summed over the answers. */
function gains(terms: readonly ComparedTerm[], index: number): readonly Gain[] {
  const byAttribute = new Map<Attribute, { best: Gain; size: number }>()
  for (const term of terms) {
    const size = term.weight * (term.valueAt(index) - term.mean)
    const gain: Gain = { said: term.said, attribute: term.attribute, size }
    const known = byAttribute.get(term.attribute)
    if (!known) byAttribute.set(term.attribute, { best: gain, size })
    else {
      known.size += size
      if (size > known.best.size) known.best = gain
    }
  }
  return [...byAttribute.values()]
    .filter(({ best, size }) => size > worthSaying && best.size > worthSaying)
    .sort((a, b) => b.size - a.size)
    .map(({ best, size }) => ({ ...best, size }))
}
