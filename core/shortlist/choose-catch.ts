import { type Attribute, attributes } from '../catalogue/attribute.ts'
import { attributeLabel, figureText } from '../catalogue/figure-text.ts'
import { isReadInverse } from '../catalogue/units.ts'
import type { Said } from '../discovery/preferences.ts'
import { formatMoney } from '../market/format-money.ts'
import type { Money } from '../market/money.ts'
import { appliesAt } from './applies.ts'
import { worthSaying } from './choose-reasons.ts'
import type { ComparedTerm } from './compare-terms.ts'
import type { Judgement } from './judge-rules.ts'
import { figureAt, type PreparedCatalogue } from './prepare-catalogue.ts'
import { sayAnswer } from './say-answer.ts'
import { sayFact, sayKind, sayWanted, type Voice } from './say-fact.ts'
import { withSource } from './say-rule.ts'
import { say } from './sentences.ts'
import type { MatchLine } from './shortlist.ts'
import { ruleCost, type Term } from './utility.ts'

/** What a catch is told from. */
export interface CatchScene {
  readonly prepared: PreparedCatalogue
  readonly judgements: readonly Judgement[]
  readonly terms: readonly ComparedTerm[]
  /** How much each attribute matters in all, asked for or not. */
  readonly weights: ReadonlyMap<Attribute, number>
  /** The vehicles shown, by position. */
  readonly shown: readonly number[]
  readonly voice: Voice
}

/**
 * The one catch of a vehicle: first the hard rules that it breaks (one that is shown all the same, as they were relaxed
 * or overruled), then a body or fuel that was wished for and is missed, then what costs it most utility of all that the
 * customer asked for, be it a rule that cannot be judged, a price over the comfortable range, or less than the best
 * eligible vehicle gives. Where nothing asked for falls short, the figure it is worst at among those shown, then what is
 * not known of it, then its weakest figure in the catalogue. Never empty.
 */
export function chooseCatch(scene: CatchScene, index: number): MatchLine {
  const broken = brokenRules(scene, index)
  if (broken) return broken
  const missed = missedWish(scene.terms, index)
  if (missed) {
    const { said, attribute } = missed
    const sentence = sayMissed(missed, scene.voice)
    return { answerId: said.answerId, questionId: said.questionId, attribute, sentence }
  }
  const [costliest] = [...ruleShortfalls(scene, index), ...termShortfalls(scene, index)]
    .filter(({ cost }) => cost > worthSaying)
    .sort((a, b) => b.cost - a.cost)
  if (!costliest) return plainCatch(scene, index)
  const { said, attribute, sentence } = costliest
  return { answerId: said.answerId, questionId: said.questionId, attribute, sentence: sentence() }
}

/** All the rules that it breaks in one line, which is that of the first. */
export function brokenRules({ prepared, judgements, voice }: CatchScene, index: number): MatchLine | null {
  const broken = judgements.filter(({ verdicts }) => verdicts[index] === 'broken')
  const [first] = broken
  if (!first) return null
  const sentences = broken.map((judgement) => {
    const { attribute, test, said, limit } = judgement
    const fact = sayFact(attribute, figureAt(prepared, index, attribute), voice)
    if (test.type === 'budget') return sayOverBudget(fact, test.atMost, voice)
    const wanted = sayWanted(judgement, voice)
    const sentence = say('catchBroken', voice.language, { fact, wanted, said: sayAnswer(said, voice) })
    return withSource(sentence, limit, voice)
  })
  const { said, attribute } = first
  const sentence = [...new Set(sentences)].join(' ')
  return { answerId: said.answerId, questionId: said.questionId, attribute, sentence }
}

function sayOverBudget(fact: string, atMost: Money, { pack, language }: Voice): string {
  return say('catchOverBudget', language, { fact, money: formatMoney(atMost, pack, language) })
}

/** A taste of at least this weight is a wish for that very thing, not a hint at it. */
const wishWeight = 4

/** The strongest wish for a body or a fuel that this vehicle certainly misses, whether or not another has it. */
export function missedWish<T extends Term>(terms: readonly T[], index: number): T | undefined {
  return terms
    .filter(
      ({ attribute, weight, valueAt, isKnownAt }) =>
        (attribute === 'body' || attribute === 'fuel') &&
        weight >= wishWeight &&
        isKnownAt(index) &&
        valueAt(index) === 0,
    )
    .toSorted((a, b) => b.weight - a.weight)[0]
}

export function sayMissed({ attribute, said }: ComparedTerm, voice: Voice): string {
  const codes = 'codes' in said ? said.codes : []
  const wanted = sayKind(attribute, codes, voice)
  return say('catchMissed', voice.language, { wanted, said: sayAnswer(said, voice) })
}

/** What asked for and not given costs a vehicle, in units of utility, and how it is said. */
export interface Shortfall {
  readonly said: Said
  readonly attribute: Attribute
  readonly cost: number
  readonly sentence: () => string
}

/** What it costs a vehicle that a hard rule cannot be judged, or the budget is exceeded. */
export function ruleShortfalls(scene: CatchScene, index: number): readonly Shortfall[] {
  const { prepared, voice } = scene
  return scene.judgements.map((judgement) => {
    const { said, attribute, test } = judgement
    const sentence = () => {
      const figure = figureAt(prepared, index, attribute)
      if (figure.type === 'unknown') return sayUnknown(attribute, said, voice)
      const fact = sayFact(attribute, figure, voice)
      if (test.type !== 'budget')
        return say('catchRange', voice.language, { fact, said: sayAnswer(said, voice) })
      return sayOverBudget(fact, test.atMost, voice)
    }
    return { said, attribute, cost: ruleCost(prepared, judgement, index), sentence }
  })
}

/** One an attribute: the costs of all the answers that asked for it, said with the one that costs most. */
function termShortfalls(scene: CatchScene, index: number): readonly Shortfall[] {
  const byAttribute = new Map<Attribute, { term: ComparedTerm; largest: number; cost: number }>()
  for (const term of scene.terms) {
    const isSayable = term.isKnownAt(index) || appliesAt(scene.prepared, index, term.attribute)
    if (term.bestIndex < 0 || !isSayable) continue
    const cost = term.weight * (term.valueAt(term.bestIndex) - term.valueAt(index))
    const known = byAttribute.get(term.attribute)
    if (!known) byAttribute.set(term.attribute, { term, largest: cost, cost })
    else {
      known.cost += cost
      if (cost > known.largest) {
        known.term = term
        known.largest = cost
      }
    }
  }
  return [...byAttribute].map(([attribute, { term, cost }]) => ({
    said: term.said,
    attribute,
    cost,
    sentence: () => sayShortfall(scene, term, index),
  }))
}

function sayShortfall({ prepared, voice }: CatchScene, term: ComparedTerm, index: number): string {
  const { attribute, said } = term
  const figure = figureAt(prepared, index, attribute)
  if (figure.type === 'unknown') return sayUnknown(attribute, said, voice)
  const words = { fact: sayFact(attribute, figure, voice), said: sayAnswer(said, voice) }
  if (figure.type === 'code') return say('catchTaste', voice.language, words)
  const bestFigure = figureAt(prepared, term.bestIndex, attribute)
  const best = figureText(attribute, bestFigure, voice.pack, voice.language)
  return say('catchShortfall', voice.language, { ...words, best })
}

function sayUnknown(attribute: Attribute, said: Said, voice: Voice): string {
  const label = attributeLabel(attribute, voice.language, voice.pack)
  return say('catchUnknown', voice.language, { label, said: sayAnswer(said, voice) })
}

/** What any buyer counts on being told. That a rarer figure is not known is no catch unless it was asked for. */
const everyoneAsks = [
  'body',
  'seats',
  'bootLitres',
  'groundClearanceMm',
  'engineCc',
  'fuel',
  'consumptionKmPerLitre',
  'electricRangeKm',
  'batteryKwh',
  'powerHp',
  'transmission',
  'priceMinor',
] as const satisfies readonly Attribute[]

function plainCatch(scene: CatchScene, index: number): MatchLine {
  const { prepared, voice } = scene
  const line = (attribute: Attribute, sentence: string): MatchLine => ({
    answerId: null,
    questionId: null,
    attribute,
    sentence,
  })
  const fact = (attribute: Attribute) => sayFact(attribute, figureAt(prepared, index, attribute), voice)

  const worst = worstOfShown(scene, index)
  if (worst) {
    const isLowest = (attributes[worst].better === 'more') !== isReadInverse(worst, voice.pack.units)
    const sentence = isLowest ? 'catchLowest' : 'catchHighest'
    return line(worst, say(sentence, voice.language, { fact: fact(worst) }))
  }
  const unknown = everyoneAsks.find(
    (attribute) =>
      figureAt(prepared, index, attribute).type === 'unknown' && appliesAt(prepared, index, attribute),
  )
  if (unknown) {
    const label = attributeLabel(unknown, voice.language, voice.pack)
    return line(unknown, say('catchNotKnown', voice.language, { label }))
  }
  const weakest = weakestOf(prepared, index)
  return line(weakest, say('catchWeakest', voice.language, { fact: fact(weakest) }))
}

/** The attribute that costs this vehicle most against the next of those shown, where it is worst of all known. */
function worstOfShown({ prepared, weights, shown }: CatchScene, index: number): Attribute | null {
  let worst: Attribute | null = null
  let largest = 0
  for (const [attribute, column] of prepared.numbers) {
    const isKnown = (position: number) => !Number.isNaN(column.min[position] ?? Number.NaN)
    const others = shown.filter((position) => position !== index && isKnown(position))
    if (attributes[attribute].better === null || others.length === 0 || !isKnown(index)) continue
    const next = Math.min(...others.map((position) => column.scaled[position] ?? 0))
    const cost = (weights.get(attribute) ?? 0) * (next - (column.scaled[index] ?? 0))
    if (cost > largest) {
      largest = cost
      worst = attribute
    }
  }
  return worst
}

/** Of a vehicle whose every figure is known. */
function weakestOf(prepared: PreparedCatalogue, index: number): Attribute {
  let weakest: Attribute = 'priceMinor'
  for (const [attribute, { scaled, min }] of prepared.numbers) {
    if (attributes[attribute].better === null || Number.isNaN(min[index] ?? Number.NaN)) continue
    const least = prepared.numbers.get(weakest)?.scaled[index] ?? 1
    if ((scaled[index] ?? 1) < least) weakest = attribute
  }
  return weakest
}
