import type { Attribute } from '../catalogue/attribute.ts'
import { figureText } from '../catalogue/figure-text.ts'
import type { Belief } from '../discovery/belief/posterior.ts'
import type { BeliefScene } from '../discovery/customer-belief.ts'
import { understoodPriorities } from '../discovery/priorities.ts'
import type { VariantId } from '../ids.ts'
import { figureAt } from './prepare-catalogue.ts'
import type { Voice } from './say-fact.ts'
import { nameOf } from './would-change.ts'

/** How far each vehicle gives what matters to this customer. */
export interface Fit {
  readonly rows: readonly {
    readonly attribute: Attribute
    readonly name: string
    /** Of what everything matters together: 0..1. */
    readonly share: number
    readonly byVehicle: readonly {
      readonly variantId: VariantId
      /** 0 is as little as the catalogue gives of it, 1 as much; `null` where it is not known. */
      readonly scaled: number | null
      readonly text: string
    }[]
  }[]
}

/** What matters, the most first, against what each of these vehicles gives of it; those not in the catalogue are left out. */
export function fitOf(
  scene: BeliefScene,
  belief: Belief,
  variantIds: readonly VariantId[],
  voice: Voice,
): Fit {
  const { prepared, felt } = scene
  const vehicles = variantIds.flatMap((variantId) => {
    const index = felt.indexOf(variantId)
    return index === undefined ? [] : [{ variantId, index }]
  })
  return {
    rows: understoodPriorities(scene, belief).map(({ attribute, share }) => {
      const column = prepared.numbers.get(attribute)
      return {
        attribute,
        name: nameOf(scene, attribute, voice),
        share: share / 100,
        byVehicle: vehicles.map(({ variantId, index }) => {
          const figure = figureAt(prepared, index, attribute)
          return {
            variantId,
            scaled: figure.type === 'unknown' ? null : (column?.scaled[index] ?? null),
            text: figureText(attribute, figure, voice.pack, voice.language),
          }
        }),
      }
    }),
  }
}
