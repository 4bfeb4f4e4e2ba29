import { isolate } from './isolate.ts'
import type { Language } from './language.ts'
import type { Market } from './market-pack.ts'
import type { Money } from './money.ts'

/**
 * An amount as the market says it, never rounded: `full` is `Rs 4,250,000 (42.5 lakh)`, `short` is `42.5 lakh`.
 * An amount under the market's smallest number word is written out in both. `full` leaves out words that nobody would
 * say, such as 97.46333 lakh: the figures alone are read faster. `figures` is never in words, for columns of amounts.
 * Digits are 0-9 in every language.
 * @throws RangeError when the money is not in the market's currency
 */
export function formatMoney(
  money: Money,
  pack: Market,
  language: Language,
  style: 'full' | 'short' | 'figures' = 'full',
): string {
  const { currency } = pack
  if (money.currency !== currency.code)
    throw new RangeError(`${money.currency} is not the currency of market ${pack.id}`)
  const minus = money.amountMinor < 0 ? '-' : ''
  const amountMinor = BigInt(money.amountMinor < 0 ? -money.amountMinor : money.amountMinor)
  const unit = 10n ** BigInt(currency.minorDigits)

  const words = style === 'figures' ? null : inNumberWord(amountMinor, unit, pack, language)
  const inWords = words === null ? null : `${minus}${words}`
  if (style === 'short' && inWords !== null) return isolate(inWords, language)

  const figures = amountInFigures(money.amountMinor, currency)
  const written = currency.pattern[language].replace('{amount}', figures)
  return isolate(inWords === null || !isSayable(inWords) ? written : `${written} (${inWords})`, language)
}

/** Five figures at most where there are decimals. */
const isSayable = (words: string): boolean => !words.includes('.') || words.replace(/\D/g, '').length <= 5

/** The figures of an amount alone, for a table that says its currency: `4,250,000`. */
export function amountInFigures(amountMinor: number, currency: Market['currency']): string {
  const absolute = BigInt(Math.abs(amountMinor))
  const unit = 10n ** BigInt(currency.minorDigits)
  const fraction = absolute % unit
  const cents = fraction === 0n ? '' : `.${String(fraction).padStart(currency.minorDigits, '0')}`
  return `${amountMinor < 0 ? '-' : ''}${grouped(absolute / unit, currency.grouping)}${cents}`
}

/** `42.5 lakh`: the amount over the longest shown word that it reaches, with every decimal it takes. */
function inNumberWord(
  amountMinor: bigint,
  unit: bigint,
  { numberWords, currency }: Market,
  language: Language,
): string | null {
  const word = numberWords.find(({ shown, step }) => shown && amountMinor >= BigInt(step) * unit)
  if (!word) return null
  const stepMinor = BigInt(word.step) * unit
  const places = String(stepMinor).length - 1
  const decimals = String(amountMinor % stepMinor)
    .padStart(places, '0')
    .replace(/0+$/, '')
  const whole = grouped(amountMinor / stepMinor, currency.grouping)
  return `${whole}${decimals === '' ? '' : `.${decimals}`} ${word.name[language]}`
}

function grouped(whole: bigint, grouping: Market['currency']['grouping']): string {
  const digits = String(whole)
  if (grouping === 'thousands') return digits.replace(/\B(?=(\d{3})+$)/g, ',')
  const tail = digits.slice(-3)
  const head = digits.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',')
  return head === '' ? tail : `${head},${tail}`
}
