import { asOfSchema } from '../catalogue/attribute.ts'
import { foldDigits, foldLetters } from '../market/fold-letters.ts'
import type { DateOrder } from './mapping.ts'

const months: readonly (readonly string[])[] = [
  ['january', 'jan', 'جنوری'],
  ['february', 'feb', 'فروری'],
  ['march', 'mar', 'مارچ'],
  ['april', 'apr', 'اپریل'],
  ['may', 'مئی'],
  ['june', 'jun', 'جون'],
  ['july', 'jul', 'جولائی'],
  ['august', 'aug', 'اگست'],
  ['september', 'sep', 'sept', 'ستمبر'],
  ['october', 'oct', 'اکتوبر'],
  ['november', 'nov', 'نومبر'],
  ['december', 'dec', 'دسمبر'],
]
const monthByName = new Map(
  months.flatMap((names, place) => names.map((name) => [foldLetters(name), place + 1] as const)),
)

/** The parts of a date as numbers stand in it, before anybody says which is the day. */
interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

/**
 * Reads a day: `2026-03-15`, `15/03/2026`, `15.3.26`, `15 Mar 2026`, `March 15, 2026`, with Urdu digits and months; a
 * time of day behind it is left out. Two digits of a year are of this century.
 * @returns `YYYY-MM-DD`, `null` for what is no day for certain
 */
export function readDate(text: string, order: DateOrder): string | null {
  const plain = plainDate(text)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain)
  if (iso) return dayText({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) })
  const numbers = dateNumbers(plain)
  if (numbers) {
    const [first, second, year] = numbers
    const isDayFirst = order === 'day-first'
    return dayText({ year, day: isDayFirst ? first : second, month: isDayFirst ? second : first })
  }
  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(\p{L}+)[\s\-/.,]*(\d{4}|\d{2})$/u.exec(plain) ??
    reorder(/^(\p{L}+)[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s,\-/.]+(\d{4})$/u.exec(plain))
  const month = monthByName.get(named?.[2] ?? '')
  if (!named || month === undefined) return null
  return dayText({ day: Number(named[1]), month, year: fullYear(named[3] ?? '') })
}

/** The two numbers before a year, in their order: which is the day, only all dates of a column together can say. */
export function dateNumbers(text: string): readonly [number, number, number] | null {
  const match = /^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})$/.exec(plainDate(text))
  return match ? [Number(match[1]), Number(match[2]), fullYear(match[3] ?? '')] : null
}

/**
 * Reads how far a figure goes back, as precisely as the text is: a day, a month (`2026-03`, `03/2026`, `March 2026`) or a
 * year. `Mar-26` may be a day or a month and is neither.
 * @returns as `asOfSchema` has it
 */
export function readAsOf(text: string, order: DateOrder): string | null {
  const plain = plainDate(text)
  const year = /^\d{4}$/.exec(plain)?.[0]
  if (year !== undefined) return year
  const month =
    /^(\d{4})[-/.](\d{1,2})$/.exec(plain) ?? swap(/^(\d{1,2})[-/.](\d{4})$/.exec(plain)) ?? namedMonth(plain)
  const asOf = month ? `${month[1]}-${String(month[2]).padStart(2, '0')}` : readDate(text, order)
  return asOf !== null && asOfSchema.safeParse(asOf).success ? asOf : null
}

function namedMonth(plain: string): readonly [string, string, number] | null {
  const match = /^(\p{L}+)[\s\-/.,]+(\d{4})$/u.exec(plain)
  const month = monthByName.get(match?.[1] ?? '')
  return match && month !== undefined ? ['', match[2] ?? '', month] : null
}

function swap(match: RegExpExecArray | null): readonly [string, string, string] | null {
  return match ? ['', match[2] ?? '', match[1] ?? ''] : null
}

function reorder(match: RegExpExecArray | null): readonly string[] | null {
  return match ? ['', match[2] ?? '', match[1] ?? '', match[3] ?? ''] : null
}

/** Letters and digits folded, without a weekday before and a time of day behind. */
function plainDate(text: string): string {
  return foldLetters(foldDigits(text))
    .trim()
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+/, '')
    .replace(/[t\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|z|[+-]\d{2}:?\d{2})?$/, '')
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

function dayText({ year, month, day }: DateParts): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (year < 1900 || year > 2200 || !asOfSchema.safeParse(text).success) return null
  return text
}
