import { formatMoney } from '../market/format-money.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import type { Span } from './cost-part.ts'
import { spanText } from './owning-asked.ts'
import { roundSpan } from './reckoned.ts'

/** Where a market says nothing, to the whole unit of its currency. */
export function roundingOf({ ownership, currency }: MarketPack): number {
  return ownership?.roundToMinor ?? 10 ** currency.minorDigits
}

/** An amount as people say it, in minor units, rounded as amounts of owning are. */
export function amountText(
  amount: Span,
  { pack, language }: { readonly pack: MarketPack; readonly language: Language },
  step = roundingOf(pack),
): string {
  const { code: currency } = pack.currency
  return spanText(
    roundSpan(amount, step),
    (amountMinor) => formatMoney({ amountMinor, currency }, pack, language, 'short'),
    language,
  )
}
