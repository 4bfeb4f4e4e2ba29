import { foldLetters } from './fold-letters.ts'
import type { Market } from './market-pack.ts'
import type { Money } from './money.ts'

/** A run of digits with its separators, a word with an abbreviation's dot, or anything else. */
const tokenPattern = /\d[\d.,]*|\p{L}+\.?|[^\s\d\p{L}]+/gu

/**
 * Reads an amount as people of the market write it: `42.5 lac`, `42 lakh 50 hazar`, `1.2 cr`, `42,50,000`,
 * `Rs 4250000/-`, Urdu digits and words, and what `formatMoney` writes.
 * @returns `null` for anything else: words that are not numbers, negatives, a fraction of the smallest unit, two
 * amounts, or more than an integer holds exactly
 */
export function readMoney(text: string, pack: Market): Money | null {
  // Compatibility folding would turn a superscript or a fraction sign into plain digits of another amount.
  if (/\p{No}/u.test(text)) return null
  const folded = foldLetters(text).replaceAll('٫', '.').replace(/[٬،]/g, ',').trim()
  const pair = /^(.+?)\(([^()]+)\)$/.exec(folded)
  const first = readAmount(pair?.[1] ?? folded, pack)
  if (first === null || (pair && first !== readAmount(pair[2] ?? '', pack))) return null
  return { amountMinor: first, currency: pack.currency.code }
}

function readAmount(text: string, pack: Market): number | null {
  const terms = readTerms(withoutCurrency(text.match(tokenPattern) ?? [], pack), pack)
  if (terms === null) return null
  const smallestStep = BigInt(pack.numberWords.at(-1)?.step ?? 1)
  const unit = 10n ** BigInt(pack.currency.minorDigits)

  let total = 0n
  let previousStep: bigint | null = null
  for (const { number, step } of terms) {
    const scaled = number.digits * step * unit
    const divisor = 10n ** BigInt(number.places)
    if (scaled % divisor !== 0n) return null
    const amount = scaled / divisor
    // "42 lakh 50" may mean 42.5 lakh or 50 rupees more: a bare rest is read only after the smallest word.
    if (previousStep !== null && (step >= previousStep || amount >= previousStep * unit)) return null
    if (step === 1n && previousStep !== null && previousStep !== smallestStep) return null
    total += amount
    previousStep = step
  }
  return total <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(total) : null
}

interface Term {
  readonly number: { readonly digits: bigint; readonly places: number }
  readonly step: bigint
}

/** Numbers each with the word that follows; `null` for no term, a word alone or a decimal before the last term. */
function readTerms(tokens: readonly string[], pack: Market): readonly Term[] | null {
  const terms: Term[] = []
  for (let i = 0; i < tokens.length; ) {
    const number = readNumber(tokens[i] ?? '')
    if (number === null || terms.some((term) => term.number.places > 0)) return null
    const word = tokens[i + 1]
    if (word === undefined || /^\d/.test(word)) {
      terms.push({ number, step: 1n })
      i += 1
      continue
    }
    const step = stepOf(word, pack)
    if (step === null) return null
    terms.push({ number, step })
    i += 2
  }
  return terms.length === 0 ? null : terms
}

/** Digits with thousands or Indian grouping, and a decimal point. */
function readNumber(token: string): Term['number'] | null {
  const match = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3})(?:\.(\d+))?$/.exec(token)
  if (!match) return null
  const decimals = (match[2] ?? '').replace(/0+$/, '')
  return { digits: BigInt(`${(match[1] ?? '').replaceAll(',', '')}${decimals}`), places: decimals.length }
}

function stepOf(word: string, { numberWords }: Market): bigint | null {
  const found = numberWords.find(({ name, spellings }) => isSpelling(word, [name.en, name.ur, ...spellings]))
  return found ? BigInt(found.step) : null
}

/** The tokens without the currency's name, which may stand once at either end. */
function withoutCurrency(tokens: readonly string[], { currency }: Market): readonly string[] {
  const names = [currency.code, currency.symbol.en, currency.symbol.ur, ...currency.spellings]
  const start = isSpelling(tokens[0], names) ? 1 : 0
  const end = isSpelling(tokens.at(-1), names) && tokens.length > start ? -1 : undefined
  return tokens.slice(start, end)
}

function isSpelling(word: string | undefined, spellings: readonly string[]): boolean {
  if (word === undefined) return false
  const bare = withoutDot(word)
  return spellings.some((spelling) => withoutDot(foldLetters(spelling)) === bare)
}

function withoutDot(word: string): string {
  return word.replace(/\.$/, '')
}
