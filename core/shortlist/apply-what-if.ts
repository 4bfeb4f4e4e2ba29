import type { Belief } from '../discovery/belief/posterior.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import type { Preferences } from '../discovery/preferences.ts'
import type { QuestionBank } from '../discovery/question-bank.ts'
import { answerIdSchema } from '../ids.ts'
import type { WhatIf } from './what-if.ts'

/** The people and the wishes as they would be. */
export interface AsIf {
  readonly belief: Belief
  readonly preferences: Preferences
}

/**
 * Another budget, as a hard rule in place of the one named and in the same measure for everyone whom the belief holds
 * possible, and attributes that matter to each of them `factor` times what they do.
 * @param currency of the market, in which the budget is
 */
export function applyWhatIf(
  { places, felt, bank }: BeliefScene,
  { belief, preferences }: AsIf,
  { budgetMinor, emphasis }: WhatIf,
  currency: string,
): AsIf {
  const factors = emphasis.flatMap(({ attribute, factor }) =>
    places.tastes.flatMap((taste, place) => (taste.attribute === attribute ? [{ place, factor }] : [])),
  )
  const named = preferences.budget?.atMost.amountMinor ?? null
  const raise = budgetMinor === null || named === null ? null : Math.log(budgetMinor / named)
  const same = budgetMinor === null || named !== null ? null : Math.log(budgetMinor / felt.middlePriceMinor)
  const people: Belief = {
    ...belief,
    read(at, into) {
      belief.read(at, into)
      for (const { place, factor } of factors) into.weights[place] = (into.weights[place] ?? 0) * factor
      if (raise !== null) into.logBudget += raise
      if (same !== null) into.logBudget = same
    },
  }
  return {
    belief: people,
    preferences: budgetMinor === null ? preferences : withBudget(preferences, budgetMinor, currency, bank),
  }
}

/** No sentence is made of a budget that nobody named, so it needs no answer's id. */
const noAnswer = answerIdSchema.parse('00000000-0000-0000-0000-000000000000')

function withBudget(
  preferences: Preferences,
  amountMinor: number,
  currency: string,
  bank: QuestionBank,
): Preferences {
  const atMost = { amountMinor, currency }
  const budget = preferences.budget ?? {
    answerId: noAnswer,
    questionId: '',
    ownWords: '',
    because: null,
    label: null,
    flexibility: preferences.flexible?.share ?? flexibilityIn(bank),
    flexibilitySaid: preferences.flexible,
  }
  return { ...preferences, budget: { ...budget, atMost, amount: atMost } }
}

/** How far a budget gives way where the bank asks for one. */
function flexibilityIn({ topics }: QuestionBank): number {
  for (const { questions } of topics)
    for (const question of questions) if (question.kind === 'money-range') return question.flexibility
  return 0
}
