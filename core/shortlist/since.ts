import { figureText } from '../catalogue/figure-text.ts'
import type { VariantId } from '../ids.ts'
import { figureAt, type PreparedCatalogue } from './prepare-catalogue.ts'
import { sayVehicle, type Voice } from './say-fact.ts'
import { say } from './sentences.ts'
import type { Since } from './shortlist.ts'
import type { ShownBefore } from './shown-before.ts'

interface StockNow {
  readonly when: 'now' | 'later' | 'not-known'
  readonly sentence: string
}

/**
 * What of the vehicles shown at an earlier visit is otherwise now: its price, whether it is in stock, or that it is no
 * more in the catalogue. Nothing is said of what stayed, nor of a stock that nobody wrote down then or now.
 * @param before as they were kept at the earlier visit
 */
export function sinceKept(
  before: readonly ShownBefore[],
  prepared: PreparedCatalogue,
  stock: ReadonlyMap<VariantId, StockNow>,
  voice: Voice,
): readonly Since[] {
  const { language } = voice
  return before.flatMap((pick) => {
    const { variantId } = pick
    const index = prepared.catalogue.variants.findIndex(({ id }) => id === variantId)
    const variant = prepared.catalogue.variants[index]
    if (!variant)
      return [{ variantId, sentence: say('sinceGone', language, { vehicle: sayVehicle(pick, language) }) }]
    return [priceSince(pick, prepared, index, voice), stockSince(pick, stock.get(variantId), voice)].flatMap(
      (sentence) => (sentence === null ? [] : [{ variantId, sentence }]),
    )
  })
}

function priceSince(
  { price }: ShownBefore,
  prepared: PreparedCatalogue,
  index: number,
  voice: Voice,
): string | null {
  const { language, pack } = voice
  const figure = figureAt(prepared, index, 'priceMinor')
  const before = price?.text ?? ''
  if (figure.type !== 'number') return price && say('sincePriceGone', language, { before })
  const now = figureText('priceMinor', figure, pack, language)
  if (price === null) return say('sincePriceKnown', language, { now })
  if (price.money.currency !== pack.currency.code || price.money.amountMinor === figure.max) return null
  const sentence = figure.max > price.money.amountMinor ? 'sincePriceUp' : 'sincePriceDown'
  return say(sentence, language, { before, now })
}

function stockSince({ stock }: ShownBefore, now: StockNow | undefined, { language }: Voice): string | null {
  if (stock === null || now === undefined) return null
  const wasHere = stock === 'now'
  const isHere = now.when === 'now'
  if (wasHere === isHere) return null
  return say(wasHere ? 'sinceStockThen' : 'sinceStockNow', language, { now: now.sentence })
}
