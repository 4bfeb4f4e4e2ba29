import { isMeasured, type MeasuredAttribute } from '../catalogue/units.ts'
import { foldLetters } from '../market/fold-letters.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { fieldWords } from './field-words.ts'
import { foldWords } from './fold-words.ts'
import type { TargetField } from './target.ts'
import { readUnit } from './unit-words.ts'

/** What a header says of a field: how well it names it, from 0 to 1, and its unit where it says one. */
export interface HeadingFit {
  readonly score: number
  readonly unit: string | null
}

/** Words that change nothing of what a header names. */
const noise: ReadonlySet<string> = new Set(
  'the of in total overall value spec vehicle vehicles car cars approx figure claimed standard std nominal rated official'.split(
    ' ',
  ),
)
/** The ends of a range, each in a column of its own. */
const ends: readonly (readonly [string, string])[] = [
  ['min', 'max'],
  ['minimum', 'maximum'],
  ['from', 'to'],
  ['low', 'high'],
  ['lowest', 'highest'],
  ['lower', 'upper'],
  ['starting', 'ending'],
]
const endWords: ReadonlySet<string> = new Set(ends.flat())

const exact = 1
const withoutNoise = 0.95
const withoutEnds = 0.9

/** The words of a header, read once for all fields. */
export interface Heading {
  readonly words: readonly string[]
  /** Without what stands in brackets. */
  readonly bareWords: readonly string[]
  readonly bracketed: readonly string[]
}

const brackets = /[([{]([^)\]}]*)[)\]}]/g

export function readHeading(header: string): Heading {
  return {
    words: foldWords(header).split(' '),
    bareWords: foldWords(header.replace(brackets, ' ')).split(' '),
    bracketed: [...header.matchAll(brackets)].map(([, inside = '']) => inside),
  }
}

/** How well a header names a field; a unit in it (`Boot (L)`, `Mileage_kmpl`, `Price in lacs`) is taken off first. */
export function fitHeading(heading: Heading, field: TargetField, market: MarketPack): HeadingFit {
  const { words, bareWords, bracketed } = heading
  const isMeasure = field.kind === 'quantity' && field.attribute !== null
  const bracketUnit = isMeasure ? firstUnit(bracketed, field, market) : null
  let best: HeadingFit = { score: 0, unit: null }
  const consider = (said: readonly string[], unit: string | null): void => {
    const score = scoreOf(said, field.id)
    if (score > best.score) best = { score, unit }
  }
  consider(words, bracketUnit)
  if (bracketed.length > 0) consider(bareWords, bracketUnit)
  // A unit at the end is the unit of what stands before it.
  for (let count = 1; isMeasure && count <= 3 && count < bareWords.length; count += 1) {
    const unit = unitIn(bareWords.slice(-count).join(' '), field, market)
    if (unit !== null) consider(withoutIn(bareWords.slice(0, -count)), unit)
  }
  // `hp` and `MPG` are names and units at once.
  if (best.score === 0 || best.unit !== null || !isMeasure) return best
  return { ...best, unit: unitIn(words.join(' '), field, market) }
}

function firstUnit(texts: readonly string[], field: TargetField, market: MarketPack): string | null {
  for (const text of texts) {
    const unit = unitIn(text, field, market)
    if (unit !== null) return unit
  }
  return null
}

/** "Length in mm" is the length. */
function withoutIn(words: readonly string[]): readonly string[] {
  return words.at(-1) === 'in' ? words.slice(0, -1) : words
}

function unitIn(text: string, { attribute }: TargetField, market: MarketPack): string | null {
  if (attribute === null) return null
  return isMeasured(attribute) ? measureIn(text, attribute, market) : moneyUnitIn(text, market)
}

function measureIn(text: string, attribute: MeasuredAttribute, market: MarketPack): string | null {
  const unit = readUnit(text, attribute, null, market)
  // A gallon of nobody knows where is most often that of the United States: the guess says so.
  return unit ?? readUnit(text, attribute, 'mpg-us', market)
}

/** The number word in a header, or the currency. */
function moneyUnitIn(text: string, { currency, numberWords }: MarketPack): string | null {
  const words = foldLetters(text).split(/[^\p{L}$£€]+/u)
  const hasOne = (spellings: readonly string[]) =>
    spellings.some((spelling) => words.includes(foldLetters(spelling)))
  const step = numberWords.find(({ name, spellings }) =>
    hasOne([name.en, name.ur, ...spellings.filter((s) => s.length > 1)]),
  )
  if (step) return step.name.en
  return hasOne([currency.code, currency.symbol.en, currency.symbol.ur, ...currency.spellings])
    ? currency.code
    : null
}

function scoreOf(words: readonly string[], field: string): number {
  const { ranks, headings, others } = fieldWords(field)
  // What is likelier to be meant comes first by a little.
  const ranked = (said: readonly string[], score: number): number | null => {
    const rank = ranks.get(said.join(' '))
    return rank === undefined ? null : score - Math.min(rank, 40) / 1000
  }
  const whole = ranked(words, exact)
  if (whole !== null) return whole
  if (words.some((word) => others.has(word))) return 0
  const plain = words.filter((word) => !noise.has(word))
  const endless = plain.filter((word) => !endWords.has(word))
  return ranked(plain, withoutNoise) ?? ranked(endless, withoutEnds) ?? inside(endless, headings)
}

/** How much of a header a heading is whose words all stand in it. */
function inside(words: readonly string[], headings: readonly (readonly string[])[]): number {
  let longest = 0
  for (const heading of headings)
    if (heading.length > longest && heading.every((word) => words.includes(word))) longest = heading.length
  return longest === 0 ? 0 : 0.35 + (0.5 * longest) / words.length
}

/** The other end of a range that a column is one end of: `Price from` and `Price to`; `null` for none. */
export function otherEnd(
  column: string,
  columns: readonly string[],
): { readonly low: string; readonly high: string } | null {
  const words = foldWords(column).split(' ')
  for (const pair of ends)
    for (const [place, word] of pair.entries()) {
      const at = words.indexOf(word)
      if (at === -1) continue
      const wanted = words.with(at, pair[1 - place] ?? '').join(' ')
      const other = columns.find((name) => name !== column && foldWords(name) === wanted)
      if (other !== undefined)
        return place === 0 ? { low: column, high: other } : { low: other, high: column }
    }
  return null
}
