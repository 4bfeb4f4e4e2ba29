import type { Belief } from '../discovery/belief/posterior.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import { type Ranked, rankByBelief } from './rank-by-belief.ts'
import { type RulesInForce, withoutRelaxed } from './rules-in-force.ts'

/** The vehicles that the rules in force leave, ranked by what the belief holds likely of people without those relaxed. */
export function rankInForce(scene: BeliefScene, belief: Belief, rules: RulesInForce): Ranked {
  const { worthRanking, holding, relaxed, terms } = rules
  return rankByBelief(scene, withoutRelaxed(scene, belief, relaxed), worthRanking, {
    judgements: holding,
    terms,
  })
}
