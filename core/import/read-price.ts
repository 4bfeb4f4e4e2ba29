import type { NumberRange } from '../catalogue/units.ts'
import { foldDigits, foldLetters } from '../market/fold-letters.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { readMoney } from '../market/read-money.ts'
import type { DecimalMark } from './mapping.ts'
import { numberPattern, plainDecimal } from './read-decimal.ts'
import type { ImportRefusal } from './refusal.ts'

const mostCharacters = 120
const number = new RegExp(numberPattern, 'gu')
/** Between two amounts, the second perhaps behind the currency's name. */
const between = /\s*(?:\.{2,3}|…|[-–—−~]|\bto\b|\bse\b|تا|سے)\s*(?=[^\d]{0,12}\d)/iu

/**
 * Reads a price or a range of prices with the market's own number words: `PKR 47.37 - 61.49 lacs`, where the word at the
 * end is said of both, `84.99 lacs - 1.01 crore`, `$28,579`.
 * @param unit the currency's code, or a number word that amounts without one are in
 * @returns minor units
 */
export function readPrice(
  text: string,
  unit: string | null,
  decimal: DecimalMark,
  market: MarketPack,
): NumberRange | ImportRefusal {
  const bad: ImportRefusal = { type: 'price', text }
  if (text.length > mostCharacters) return bad
  // Marks between digits come in other ways than the market's: made plain before the market reads them.
  const plain = foldDigits(text)
    .replace(/\s*[*†‡]+\s*$/, '')
    .replace(/\((?=\D*\))[^)]*\)/g, '')
    .replace(number, (digits) => plainDecimal(digits, decimal) ?? digits)
    .trim()
  if (/^[-−]\s*\d/.test(plain)) return { type: 'negative', text }
  if (/^\D*0+(\.0+)?\D*$/.test(plain)) return { min: 0, max: 0 }
  const ends = plain.split(between)
  if (ends.length > 2) return bad
  const [low = '', high = low] = ends
  const word = trailingWords(high) || (unit === null || unit === market.currency.code ? '' : unit)
  const amounts = [low, high].map((end) => readMoney(withWord(end, word, market), market)?.amountMinor)
  const [min, max] = amounts
  if (min === undefined || max === undefined) return bad
  return min > max ? { type: 'reversed', text } : { min, max }
}

/** What follows the last digit, without the strokes that close an amount (`/-`). */
function trailingWords(amount: string): string {
  return amount
    .replace(/^[\s\S]*\d/, '')
    .replace(/^[\s/\-=.]+/, '')
    .trim()
}

/** An amount with the number word that stands behind its pair, where it has none of its own. */
function withWord(amount: string, word: string, { currency, numberWords }: MarketPack): string {
  const own = foldLetters(trailingWords(amount)).replace(/\.$/, '')
  const names = [currency.code, currency.symbol.en, currency.symbol.ur, ...currency.spellings].map(
    foldLetters,
  )
  const hasWord = numberWords.some(({ name, spellings }) =>
    [name.en, name.ur, ...spellings].some((spelling) => own.includes(foldLetters(spelling)) && own !== ''),
  )
  if (hasWord || word === '' || names.includes(foldLetters(word))) return amount
  return `${amount.replace(/[\s/\-=.]*$/, '')} ${word}`
}
