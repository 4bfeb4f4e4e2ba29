import { figureText } from '../catalogue/figure-text.ts'
import type { Answer } from '../discovery/answer.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import { preferencesOf } from '../discovery/preferences.ts'
import { type UnderstoodPriority, understoodPriorities } from '../discovery/priorities.ts'
import type { VariantId } from '../ids.ts'
import { heldPeople } from './held-people.ts'
import { figureAt } from './prepare-catalogue.ts'
import { asItIs, rankAsIf, type Trial } from './rank-as-if.ts'
import { roundStep } from './round-step.ts'
import { rulesInForce } from './rules-in-force.ts'
import type { Voice } from './say-fact.ts'
import type { WhatIf } from './what-if.ts'
import { nameOf } from './would-change.ts'

/** What the shortlist would be; places count from 1. */
export interface SeenWhatIf {
  readonly picks: readonly {
    readonly variantId: VariantId
    readonly name: string
    readonly brand: string
    readonly model: string
    readonly place: number
    /** `null` of a vehicle that is not shown as it is. */
    readonly placeBefore: number | null
    readonly price: string | null
  }[]
  readonly budget: {
    readonly minMinor: number
    readonly maxMinor: number
    readonly stepMinor: number
    readonly nowMinor: number | null
  }
  readonly emphasis: readonly {
    readonly attribute: UnderstoodPriority['attribute']
    readonly name: string
    readonly share: number
  }[]
}

/** What is kept of a belief to try it out time and again: as it is, its shortlist and what matters most. */
export interface Tried extends Trial {
  readonly before: readonly number[]
  readonly priorities: readonly UnderstoodPriority[]
}

/** Prepares the answers of one opportunity to be tried out. */
export function tryOut(
  scene: BeliefScene,
  answers: readonly Answer[],
  {
    seed,
    relaxed,
    currency,
  }: { readonly seed: string; readonly relaxed: readonly string[]; readonly currency: string },
): Tried {
  const belief = heldPeople(scene.believe(answers, seed))
  const now = { belief, preferences: preferencesOf(scene.bank, answers, scene.limits) }
  const relaxedKeys = new Set(relaxed)
  const rules = rulesInForce(scene.prepared, now.preferences, relaxedKeys)
  const trial: Trial = { scene, now, relaxed: relaxedKeys, currency, rules }
  return {
    ...trial,
    before: rankAsIf(trial, asItIs).shown,
    priorities: understoodPriorities(scene, now.belief),
  }
}

/** The shortlist as it would be, and between what can be tried. Nothing of it is kept. */
export function seeWhatIf(tried: Tried, whatIf: WhatIf, voice: Voice): SeenWhatIf {
  const { scene, before, priorities } = tried
  const { variants } = scene.prepared.catalogue
  const { shown } = rankAsIf(tried, whatIf)
  return {
    picks: shown.flatMap((index, at) => {
      const variant = variants[index]
      if (!variant) return []
      const { id, brand, model, name } = variant
      const price = figureAt(scene.prepared, index, 'priceMinor')
      const placeBefore = before.indexOf(index)
      return [
        {
          variantId: id,
          name,
          brand,
          model,
          place: at + 1,
          placeBefore: placeBefore < 0 ? null : placeBefore + 1,
          price: price.type === 'number' ? figureText('priceMinor', price, voice.pack, voice.language) : null,
        },
      ]
    }),
    budget: budgetRange(tried),
    emphasis: priorities.map(({ attribute, share }) => ({
      attribute,
      name: nameOf(scene, attribute, voice),
      share,
    })),
  }
}

/** From the cheapest vehicle to the dearest that all but a few in a hundred are under, and the budget named in any case. */
function budgetRange({ scene, now }: Trial): SeenWhatIf['budget'] {
  const nowMinor = now.preferences.budget?.atMost.amountMinor ?? null
  const prices = [...(scene.prepared.numbers.get('priceMinor')?.max ?? [])]
    .filter((price) => price > 0)
    .toSorted((a, b) => a - b)
  const middle = prices[Math.floor(prices.length / 2)] ?? 1
  const stepMinor = roundStep(nowMinor ?? middle)
  const least = Math.min(prices[0] ?? stepMinor, nowMinor ?? Number.POSITIVE_INFINITY)
  const most = Math.max(prices[Math.floor(0.97 * (prices.length - 1))] ?? 0, 1.5 * (nowMinor ?? 0))
  const minMinor = Math.max(stepMinor, Math.floor(least / stepMinor) * stepMinor)
  return {
    minMinor,
    maxMinor: Math.max(minMinor, Math.ceil(most / stepMinor) * stepMinor),
    stepMinor,
    nowMinor,
  }
}
