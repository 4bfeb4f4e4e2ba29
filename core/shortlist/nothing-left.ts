import type { Belief } from '../discovery/belief/posterior.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import type { Preferences } from '../discovery/preferences.ts'
import type { Judgement } from './judge-rules.ts'
import { rankInForce } from './rank-in-force.ts'
import { type RulesInForce, withRelaxed } from './rules-in-force.ts'
import { sayAnswer } from './say-answer.ts'
import { sayVehicle, sayWanted, type Voice } from './say-fact.ts'
import { say } from './sentences.ts'
import type { NothingLeft } from './shortlist.ts'

/** So many rules are relaxed together at most: more is another talk. */
const mostRules = 3

/** Rules, by their keys in order, and the vehicles that come back by relaxing just these, by position. */
export interface WayOut {
  readonly ruleKeys: readonly string[]
  readonly vehicles: readonly number[]
}

/**
 * Every minimal set of up to three rules whose relaxing brings back a vehicle. A vehicle comes back when all the rules
 * that it breaks are relaxed, so these are the sets of broken rules that contain no other vehicle's: one pass over what
 * each rule set aside. The fewest rules first, then those that bring back the most.
 * @param size how many vehicles there are
 */
export function waysOut(size: number, holding: readonly Judgement[]): readonly WayOut[] {
  const keys = [...new Set(holding.map(({ ruleKey }) => ruleKey))].toSorted()
  const brokenOf = brokenRules(size, holding, keys)
  const vehiclesOf = new Map<string, { readonly rules: readonly number[]; readonly vehicles: number[] }>()
  for (let index = 0; index < size; index++) {
    const rules = brokenOf(index)
    if (rules === null || rules.length === 0) continue
    const name = rules.join()
    const known = vehiclesOf.get(name)
    if (known) known.vehicles.push(index)
    else vehiclesOf.set(name, { rules, vehicles: [index] })
  }
  const isMinimal = (rules: readonly number[]) =>
    properSubsets(rules).every((subset) => !vehiclesOf.has(subset.join()))
  return [...vehiclesOf.values()]
    .filter(({ rules }) => isMinimal(rules))
    .toSorted(
      (a, b) =>
        a.rules.length - b.rules.length ||
        b.vehicles.length - a.vehicles.length ||
        (a.rules.join() < b.rules.join() ? -1 : 1),
    )
    .map(({ rules, vehicles }) => ({ ruleKeys: rules.map((rule) => keys[rule] ?? ''), vehicles }))
}

/** The places among `keys` of the rules that a vehicle breaks, upwards; `null` of one that breaks too many. */
function brokenRules(
  size: number,
  holding: readonly Judgement[],
  keys: readonly string[],
): (index: number) => readonly number[] | null {
  const counts = new Uint8Array(size)
  const rules = new Uint16Array(size * mostRules)
  keys.forEach((key, rule) => {
    const broken = new Set(
      holding.flatMap((judgement) => (judgement.ruleKey === key ? judgement.broken : [])),
    )
    for (const index of broken) {
      const count = counts[index] ?? 0
      if (count < mostRules) rules[index * mostRules + count] = rule
      if (count <= mostRules) counts[index] = count + 1
    }
  })
  return (index) => {
    const count = counts[index] ?? 0
    return count > mostRules ? null : [...rules.subarray(index * mostRules, index * mostRules + count)]
  }
}

function properSubsets(rules: readonly number[]): readonly (readonly number[])[] {
  const singles = rules.map((rule) => [rule])
  if (rules.length < 2) return []
  return rules.length === 2
    ? singles
    : [...singles, ...rules.map((left) => rules.filter((rule) => rule !== left))]
}

/** What there is to do where no rule leaves a vehicle, in words, with the best vehicle that each way brings. */
export function sayNothingLeft(
  scene: BeliefScene,
  belief: Belief,
  preferences: Preferences,
  rules: RulesInForce,
  voice: Voice,
): readonly NothingLeft[] {
  const { prepared } = scene
  const { variants } = prepared.catalogue
  const { language } = voice
  const relaxedAlready = rules.relaxed.map(({ ruleKey }) => ruleKey)
  return waysOut(variants.length, rules.holding).flatMap(({ ruleKeys, vehicles }) => {
    const relaxed = withRelaxed(prepared, preferences, rules, new Set([...relaxedAlready, ...ruleKeys]))
    const [best] = rankInForce(scene, belief, relaxed).shown
    const variant = best === undefined ? undefined : variants[best]
    if (!variant) return []
    const count = vehicles.length
    const words = {
      rules: ruleKeys.map((key) => sayRule(rules, key, voice)).join(say('and', language)),
      vehicle: sayVehicle(variant, language),
      vehicles: say('vehicles', language, { count: `${count}` }),
    }
    return [
      {
        ruleKeys: [...ruleKeys],
        sentence: say(count === 1 ? 'nothingLeft' : 'nothingLeftBest', language, words),
        brings: { variantId: variant.id, name: `${variant.brand} ${variant.model} ${variant.name}`, count },
      },
    ]
  })
}

function sayRule({ holding }: RulesInForce, key: string, voice: Voice): string {
  const rule = holding.find(({ ruleKey }) => ruleKey === key)
  if (!rule) throw new Error(`There is no rule ${key}`)
  return say('ruleAsSaid', voice.language, {
    wanted: sayWanted(rule, voice),
    said: sayAnswer(rule.said, voice),
  })
}
