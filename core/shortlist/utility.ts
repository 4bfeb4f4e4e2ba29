import type { Attribute } from '../catalogue/attribute.ts'
import type { Preferences, Priority, Taste } from '../discovery/preferences.ts'
import type { Judgement } from './judge-rules.ts'
import type { PreparedCatalogue } from './prepare-catalogue.ts'

/** What a must-have missed costs, and what the budget's penalty reaches `fullOverrun` above the budget. */
const missedCost = 5
const fullOverrun = 0.1

/**
 * The utility of each variant, by position: an additive multi-attribute utility (Keeney and Raiffa, 1976) in units
 * of the scale of choice noise (Gumbel), so that a difference of 1 is chosen 73 times in 100.
 *
 *     sum of weight x attribute scaled 0..1 over the catalogue's 5th to 95th percentile (the middle of a range)
 *   + sum of weight x share of the variant's codes that the customer has a taste for
 *   - 5 x how far the price is over the budget / 10 % of the budget
 *   - 5 x the odds of missing a hard rule that cannot be judged
 *
 * What is not known stands at the catalogue's middle: the median of an attribute, the mean of a taste. A rule that
 * cannot be judged has the odds of the vehicles that can; one that a range straddles has even odds.
 */
export function utilities(
  prepared: PreparedCatalogue,
  preferences: Preferences,
  judgements: readonly Judgement[],
): Float64Array {
  const size = prepared.catalogue.variants.length
  const utility = new Float64Array(size)
  for (const [attribute, weight] of preferences.weights) {
    const scaled = prepared.numbers.get(attribute)?.scaled
    if (!scaled) continue
    for (let index = 0; index < size; index++)
      utility[index] = (utility[index] ?? 0) + weight * (scaled[index] ?? 0)
  }
  for (const taste of preferences.tastes) {
    const { valueAt } = tasteTerm(prepared, taste)
    for (let index = 0; index < size; index++)
      utility[index] = (utility[index] ?? 0) + taste.weight * valueAt(index)
  }
  for (const judgement of judgements)
    for (let index = 0; index < size; index++)
      utility[index] = (utility[index] ?? 0) - ruleCost(prepared, judgement, index)
  return utility
}

/** What a hard rule or the budget costs a vehicle that is not set aside, in units of utility: 0 when it is met. */
export function ruleCost(prepared: PreparedCatalogue, judgement: Judgement, index: number): number {
  const verdict = judgement.verdicts[index]
  if (verdict === 'unknown') return missedCost * judgement.brokenShare
  if (judgement.test.type === 'budget') {
    const { min, max } = prepared.numbers.get('priceMinor') ?? { min: [], max: [] }
    const price = ((min[index] ?? 0) + (max[index] ?? 0)) / 2
    const budget = judgement.test.atMost.amountMinor
    return (missedCost * Math.max(0, price - budget)) / (fullOverrun * budget)
  }
  return verdict === 'range' ? missedCost / 2 : 0
}

/** One thing that one answer asked for, over the catalogue: values 0..1 by position, times the weight. */
export interface Term {
  readonly said: Priority | Taste
  readonly attribute: Attribute
  readonly weight: number
  readonly valueAt: (index: number) => number
  readonly isKnownAt: (index: number) => boolean
}

/** What the answers themselves asked for, without the base weights. */
export function askedTerms(prepared: PreparedCatalogue, preferences: Preferences): readonly Term[] {
  return [
    ...preferences.priorities.map((priority) => priorityTerm(prepared, priority)),
    ...preferences.tastes.map((taste) => tasteTerm(prepared, taste)),
  ]
}

function priorityTerm(prepared: PreparedCatalogue, said: Priority): Term {
  const column = prepared.numbers.get(said.attribute)
  return {
    said,
    attribute: said.attribute,
    weight: said.weight,
    valueAt: (index) => column?.scaled[index] ?? 0,
    isKnownAt: (index) => !Number.isNaN(column?.min[index] ?? Number.NaN),
  }
}

function tasteTerm(prepared: PreparedCatalogue, said: Taste): Term {
  const column = prepared.codes.get(said.attribute)
  const shares = (column?.sets ?? []).map(
    (codes) => codes.filter((code) => said.codes.includes(code)).length / codes.length,
  )
  const counts = column?.counts ?? []
  const known = counts.reduce((sum, count) => sum + count, 0)
  const total = shares.reduce((sum, share, set) => sum + share * (counts[set] ?? 0), 0)
  const neutral = known === 0 ? 0 : total / known
  const setAt = (index: number) => column?.setOf[index] ?? -1
  return {
    said,
    attribute: said.attribute,
    weight: said.weight,
    valueAt: (index) => shares[setAt(index)] ?? neutral,
    isKnownAt: (index) => setAt(index) >= 0,
  }
}
