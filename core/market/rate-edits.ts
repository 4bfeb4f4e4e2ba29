import type { ConsultantId, RateEditId } from '../ids.ts'
import type { Rate } from './rate.ts'
import { rateKey } from './read-rates-csv.ts'

/** A rate that a store set; its `source` is in words, not the id of one of the market's. */
export interface RateEdit extends Rate {
  readonly id: RateEditId
  readonly authorId: ConsultantId
}

/**
 * A rate as it counts in a store: the market's own, or one that the store set in its place (`replaced` is then what the
 * market says) or beside it.
 */
export type StoreRate =
  | (Rate & { readonly setBy: null })
  | (Rate & { readonly setBy: RateEdit; readonly replaced: Rate | null })

/**
 * The rates of a store: an edit of the same rate, conditions and first day takes the place of the market's row, any other
 * stands beside it. The market's rows come first, in their order.
 */
export function ratesWithEdits(packRates: readonly Rate[], edits: readonly RateEdit[]): readonly StoreRate[] {
  const editByKey = new Map(edits.map((edit) => [rateKey(edit), edit]))
  const packKeys = new Set(packRates.map(rateKey))
  return [
    ...packRates.map((rate) => {
      const edit = editByKey.get(rateKey(rate))
      return edit ? setRate(edit, rate) : { ...rate, setBy: null }
    }),
    ...[...editByKey.values()]
      .filter((edit) => !packKeys.has(rateKey(edit)))
      .map((edit) => setRate(edit, null)),
  ]
}

function setRate(edit: RateEdit, replaced: Rate | null): StoreRate {
  const { rate, applies, value, unit, from, until, source, asOf } = edit
  return { rate, applies, value, unit, from, until, source, asOf, setBy: edit, replaced }
}
