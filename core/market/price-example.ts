import { formatMoney } from './format-money.ts'
import type { Wording } from './language.ts'
import type { MarketPack } from './market-pack.ts'

/** A price as it reads in the market: the middle of what is plausible there, by magnitude, in two digits. */
export function priceExample(pack: MarketPack): Wording {
  const { atLeast, atMost } = pack.plausiblePriceMinor
  const money = {
    amountMinor: Math.round(Number(Math.sqrt(atLeast * atMost).toPrecision(2))),
    currency: pack.currency.code,
  }
  return { en: formatMoney(money, pack, 'en'), ur: formatMoney(money, pack, 'ur') }
}
