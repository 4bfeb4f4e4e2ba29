import type { VariantId } from '../ids.ts'
import { formatMoney } from '../market/format-money.ts'
import type { Language } from '../market/language.ts'
import type { Money } from '../market/money.ts'
import type { QuoteContent } from '../pricing/quote.ts'
import { amountText } from '../pricing/say-price.ts'
import type { Voice } from './say-fact.ts'
import type { Pick, Shortlist } from './shortlist.ts'

/** A vehicle as it was when the customer was last shown it. */
export interface ShownBefore {
  readonly variantId: VariantId
  readonly brand: string
  readonly model: string
  readonly name: string
  /** In the language asked for now. */
  readonly price: { readonly money: Money; readonly text: string } | null
  /** `null` where nobody wrote its stock down, or it was not looked at. */
  readonly stock: Pick['stock']
}

interface Before {
  /** The shortlist kept at an earlier visit. */
  readonly kept: { readonly language: Language; readonly content: Shortlist } | null
  /** The quotes of earlier visits, the latest first. */
  readonly quotes: readonly QuoteContent[]
}

/**
 * What was kept of earlier visits, each vehicle once: those of the shortlist, then those that were quoted beside. A price
 * that was only told to the consultant is no list's, and nothing is said of it.
 */
export function shownBefore({ kept, quotes }: Before, { pack, language }: Voice): readonly ShownBefore[] {
  const shown = new Map<VariantId, ShownBefore>()
  for (const pick of kept?.content.picks ?? []) {
    const isReadAsKept = kept?.language === language
    const price =
      pick.price === null || isReadAsKept
        ? pick.price
        : { money: pick.price.money, text: formatMoney(pick.price.money, pack, language) }
    shown.set(pick.variantId, { ...pick, price })
  }
  for (const { ground } of quotes) {
    const { vehicle, price, currency } = ground
    if (shown.has(vehicle.variantId) || price.amountMinor === null || price.source?.status === 'told')
      continue
    const money = { amountMinor: price.amountMinor.most, currency: currency.code }
    const text = amountText(price.amountMinor, pack, language)
    shown.set(vehicle.variantId, { ...vehicle, price: { money, text }, stock: null })
  }
  return [...shown.values()]
}
