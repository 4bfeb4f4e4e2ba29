import type { Belief } from '../discovery/belief/posterior.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import type { Preferences } from '../discovery/preferences.ts'
import { missedWish } from './choose-catch.ts'
import { type ComparedTerm, compareTerms } from './compare-terms.ts'
import { notBroken } from './eligible.ts'
import { isUndecided, type Judgement, judgeRules } from './judge-rules.ts'
import type { PreparedCatalogue } from './prepare-catalogue.ts'
import { askedTerms } from './utility.ts'

/** What was asked for, and what of it holds. Vehicles are given by position. */
export interface RulesInForce {
  /** All the hard rules, relaxed or not. */
  readonly judgements: readonly Judgement[]
  readonly holding: readonly Judgement[]
  readonly relaxed: readonly Judgement[]
  /** The vehicles that no rule that holds sets aside, in the order of `PreparedCatalogue.standing`. */
  readonly eligible: readonly number[]
  /** Those of them that are worth ranking. */
  readonly worthRanking: readonly number[]
  readonly terms: readonly ComparedTerm[]
}

/** @param relaxedKeys the rules, by `ruleKeyOf`, that set nothing aside */
export function rulesInForce(
  prepared: PreparedCatalogue,
  preferences: Preferences,
  relaxedKeys: ReadonlySet<string>,
): RulesInForce {
  return inForce(prepared, preferences, judgeRules(prepared, preferences), relaxedKeys)
}

/** The same rules with others of them relaxed. */
export function withRelaxed(
  prepared: PreparedCatalogue,
  preferences: Preferences,
  { judgements }: RulesInForce,
  relaxedKeys: ReadonlySet<string>,
): RulesInForce {
  return inForce(prepared, preferences, judgements, relaxedKeys)
}

function inForce(
  prepared: PreparedCatalogue,
  preferences: Preferences,
  judgements: readonly Judgement[],
  relaxedKeys: ReadonlySet<string>,
): RulesInForce {
  const holding = judgements.filter(({ ruleKey }) => !relaxedKeys.has(ruleKey))
  const relaxed = judgements.filter(({ ruleKey }) => relaxedKeys.has(ruleKey))
  const { standing } = prepared
  const place = (index: number) => standing[index] ?? 0
  const eligible = notBroken(prepared.catalogue.variants.length, holding).toSorted(
    (a, b) => place(a) - place(b),
  )
  const terms = compareTerms(askedTerms(prepared, preferences), eligible)
  return {
    judgements,
    holding,
    relaxed,
    eligible,
    worthRanking: withoutFiller(eligible, holding, terms),
    terms,
  }
}

/**
 * Without the vehicles that miss a wish for sure and may break a rule too: neither their catch alone nor their doubt
 * alone would say enough. Where nothing else is left, they are all there is to speak of.
 */
function withoutFiller(
  eligible: readonly number[],
  judgements: readonly Judgement[],
  terms: readonly ComparedTerm[],
): readonly number[] {
  const worth = eligible.filter(
    (index) => missedWish(terms, index) === undefined || !judgements.some((rule) => isUndecided(rule, index)),
  )
  return worth.length > 0 ? worth : eligible
}

/**
 * The people of a belief without the musts that were relaxed: they do not count against a vehicle any more. Only what
 * `read` gives of them is changed.
 */
export function withoutRelaxed(
  { places }: Pick<BeliefScene, 'places'>,
  belief: Belief,
  relaxed: readonly Judgement[],
): Belief {
  let gone = 0
  for (const { attribute, test } of relaxed)
    places.musts.forEach((must, at) => {
      if (must.attribute !== attribute || test.type === 'budget') return
      // Musts of a number go with one another: seats for seven are seats for five.
      const isIt =
        test.type === 'number' ? must.test.type === 'number' : places.mustOf(attribute, test) === at
      if (isIt) gone |= 1 << at
    })
  if (gone === 0) return belief
  return {
    ...belief,
    read(at, into) {
      belief.read(at, into)
      into.musts &= ~gone
    },
  }
}
