import type { BeliefScene } from '../discovery/customer-belief.ts'
import { type AsIf, applyWhatIf } from './apply-what-if.ts'
import type { Ranked } from './rank-by-belief.ts'
import { rankInForce } from './rank-in-force.ts'
import { type RulesInForce, rulesInForce } from './rules-in-force.ts'
import type { WhatIf } from './what-if.ts'

/** Nothing else than it is. */
export const asItIs: WhatIf = { budgetMinor: null, emphasis: [] }

/** What is ranked as it would be, time and again: the same answers, other budgets and priorities. */
export interface Trial {
  readonly scene: BeliefScene
  readonly now: AsIf
  readonly relaxed: ReadonlySet<string>
  readonly currency: string
  /** As they are now, for what leaves them so. */
  readonly rules: RulesInForce
}

/** What the belief would put first. A budget that is tried holds, whether or not the one named was relaxed. */
export function rankAsIf({ scene, now, relaxed, currency, rules }: Trial, whatIf: WhatIf): Ranked {
  const { belief, preferences } = applyWhatIf(scene, now, whatIf, currency)
  const isSame = preferences === now.preferences
  return rankInForce(scene, belief, isSame ? rules : rulesInForce(scene.prepared, preferences, relaxed))
}
