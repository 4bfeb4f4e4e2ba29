import { Refusal } from '../../../contract/errors.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'

/** Why an amount is not taken, with how people of the market say and write one. */
export function moneyNotValid(
  text: string,
  { examples: { said, written } }: MarketPack,
  language: Language,
): Refusal {
  return new Refusal('MONEY_NOT_VALID', { text, said: said[language], written: written[language] })
}
