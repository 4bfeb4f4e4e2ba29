import { type Attribute, attributes } from '../catalogue/attribute.ts'
import {
  type FiledUnit,
  isMeasured,
  type MeasuredAttribute,
  type NumberRange,
  toCanonical,
} from '../catalogue/units.ts'
import { foldDigits } from '../market/fold-letters.ts'
import type { MarketPack } from '../market/market-pack.ts'
import type { DecimalMark } from './mapping.ts'
import { numberPattern, readDecimal } from './read-decimal.ts'
import { readPrice } from './read-price.ts'
import type { ImportRefusal } from './refusal.ts'
import { unitNames } from './target.ts'
import { readUnit } from './unit-words.ts'
import { isUnknown } from './unknown-words.ts'

/** What a number is of, and how its column writes it. */
export interface QuantityRule {
  readonly attribute: Attribute
  /** The unit of a number that comes without one, out of `unitNames`; `null` for the first of them. */
  readonly unit: string | null
  readonly decimal: DecimalMark
  readonly market: MarketPack
}

/** Ends in the unit that figures of the attribute are kept in. */
export type QuantityReading =
  | { readonly type: 'quantity'; readonly min: number; readonly max: number }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly why: ImportRefusal }

/** What is longer is no number. */
const mostCharacters = 160

/**
 * Reads a number or a range of one attribute as files write it: `510`, `5 - Persons`, `12 - 16 KM/L`, `18 cu ft`,
 * `1.5 L`, `113 bhp @ 6600 rpm`, `PKR 47.37 - 61.49 lacs`. A unit in the text goes before the column's. A dash, `N/A` or
 * a zero where zero cannot be is not known.
 */
export function readQuantity(text: string, rule: QuantityRule): QuantityReading {
  const { attribute, market } = rule
  const trimmed = text.trim()
  if (isUnknown(trimmed)) return { type: 'unknown' }
  const range = isMeasured(attribute)
    ? readMeasure(trimmed, { ...rule, attribute })
    : readPrice(trimmed, rule.unit, rule.decimal, market)
  if ('type' in range) return { type: 'refused', why: range }
  return checkRange(range, trimmed, attribute, market)
}

function checkRange(
  { min, max }: NumberRange,
  text: string,
  attribute: Attribute,
  market: MarketPack,
): QuantityReading {
  const refuse = (why: ImportRefusal): QuantityReading => ({ type: 'refused', why })
  const limits = limitsOf(attribute, market)
  if (limits === null) return refuse({ type: 'number', text })
  const { least, most, scale, unit, whole } = limits
  if (min < 0) return refuse({ type: 'negative', text })
  if (min === 0 && max === 0 && least > 0) return { type: 'unknown' }
  if (min > max) return refuse({ type: 'reversed', text })
  if (whole && !(Number.isInteger(min) && Number.isInteger(max))) return refuse({ type: 'whole', text })
  if (min < least || max > most)
    return refuse({ type: 'not-plausible', text, range: `${least / scale}..${most / scale} ${unit}` })
  return { type: 'quantity', min, max }
}

/** What a figure may be; `scale` is how many of the figure's units are one of those that people say. */
function limitsOf(attribute: Attribute, market: MarketPack) {
  const rule = attributes[attribute]
  if (rule.kind !== 'number') return null
  const { atLeast, atMost } = market.plausiblePriceMinor
  if (rule.plausible === null)
    return {
      least: atLeast,
      most: atMost,
      scale: 10 ** market.currency.minorDigits,
      unit: market.currency.code,
      whole: rule.whole,
    }
  return { least: rule.plausible[0], most: rule.plausible[1], scale: 1, unit: rule.unit, whole: rule.whole }
}

type MeasureRule = QuantityRule & { readonly attribute: MeasuredAttribute }

const separator = String.raw`\s*(?:\.{2,3}|…|[-–—−~/&+]|\bto\b|\bor\b|\band\b|\bse\b|تا|سے|یا)\s*`
const sign = '[-−+]?'
const wordsBetween = String.raw`[^\d\s.,\-–—−~/&+][^\d]{0,23}?`
const onePattern = new RegExp(String.raw`^(${sign})\s*(${numberPattern})([\s\S]*)$`, 'u')
const rangePattern = new RegExp(
  String.raw`^(${sign})\s*(${numberPattern})\s*(${wordsBetween})?${separator}(${numberPattern})([\s\S]*)$`,
  'iu',
)
const hoursPattern = /^(\d+)\s*h[a-z]*\.?\s*(\d+)\s*m[a-z]*\.?$/i

function readMeasure(text: string, rule: MeasureRule): NumberRange | ImportRefusal {
  const bad: ImportRefusal = { type: 'number', text }
  const bare = withoutRemarks(foldNumbers(text))
  if (bare === null || bare.length > mostCharacters) return bad
  const hours = rule.attribute === 'chargingHours' ? hoursPattern.exec(bare) : null
  if (hours) {
    const value = Number((Number(hours[1]) + Number(hours[2]) / 60).toFixed(2))
    return { min: value, max: value }
  }

  const range = rangePattern.exec(bare)
  if (range) {
    const [, minus = '', low = '', between = '', high = '', rest = ''] = range
    // In "145 Nm 4600 rpm" and "5+2 seats" two numbers are no range.
    const isSum = /\+/.test(bare.slice(low.length, bare.length - high.length - rest.length))
    const unit = unitOf(rest, rule)
    const lowUnit = between.trim() === '' ? unit : unitOf(between, rule)
    if (!isSum && unit !== null && lowUnit !== null) {
      const ends = [signed(minus, readDecimal(low, rule.decimal)), readDecimal(high, rule.decimal)]
      return inCanonical(ends, lowUnit, unit, text)
    }
  }
  const one = onePattern.exec(bare)
  if (!one) return bad
  const [, minus = '', digits = '', rest = ''] = one
  const number = signed(minus, readDecimal(digits, rule.decimal))
  if (number === null || /\d/.test(withoutUnitDigits(rest))) return bad
  const unit = unitOf(rest, rule)
  if (unit === null)
    return { type: 'unit', text: rest.trim(), known: unitNames(rule.attribute, rule.market).join(', ') }
  return inCanonical([number, number], unit, unit, text)
}

/** Urdu digits as 0-9, a cubed sign as a plain 3; other raised or fraction signs would make another number. */
function foldNumbers(text: string): string | null {
  const plain = foldDigits(text)
    .replace(/(?<=\p{L})³/gu, '3')
    .replace(/^(?:~|≈|ca\.?|approx(?:imately)?\.?|about|تقریباً)\s*/iu, '')
  return /\p{No}/u.test(plain) ? null : plain
}

/** Without what people add to a number: a footnote's star, the turns at which an engine has its power, what stands in brackets. */
function withoutRemarks(text: string | null): string | null {
  if (text === null) return null
  return text
    .replace(/\s*[@/]\s*[\d\s.,–-]+r\.?p\.?m\.?.*$/i, '')
    .replace(/\s*[@*†‡]+[\s\S]*$/, '')
    .trim()
}

function signed(minus: string, number: number | null): number | null {
  return number !== null && /[-−]/.test(minus) ? -number : number
}

/** `l/100 km` has digits that are no number. */
function withoutUnitDigits(rest: string): string {
  return rest.replace(/\/\s*100|(?<=\p{L})3\b|\([^)]*\)|\bper\s+100/giu, '')
}

/**
 * The unit in what follows a number, `null` when it is none of the attribute's: with what stands in brackets (`mpg (US)`),
 * without it (`hp (combined)`), or followed by words that do not count (`km WLTP`).
 */
function unitOf(rest: string, rule: MeasureRule): FiledUnit | null {
  const text = rest.replace(/^[\s\-–—:]+(?=\D)/, '').replace(/[\s.,;:\-–—]+$/, '')
  const unit = (words: string) => readUnit(words, rule.attribute, rule.unit, rule.market)
  const chosen = rule.unit === null ? unitsFirst(rule) : (unit(rule.unit) ?? unitsFirst(rule))
  if (text === '' || /^\([^)]*\)$/.test(text)) return chosen
  const whole = unit(text) ?? unit(text.replace(/\([^)]*\)/g, ''))
  if (whole !== null) return whole
  // From the longest start of whole words to the shortest.
  const words = text
    .replace(/\([^)]*\)/g, '')
    .trim()
    .split(/\s+/)
  for (let count = words.length - 1; count > 0; count -= 1) {
    const behind = words.slice(count).join(' ')
    if (/[\d/]|\b(per|fi)\b|فی/.test(behind)) continue
    const found = unit(words.slice(0, count).join(' '))
    if (found !== null) return found
  }
  return null
}

function unitsFirst({ attribute, market }: MeasureRule): FiledUnit | null {
  return readUnit(unitNames(attribute, market)[0] ?? '', attribute, null, market)
}

/** Converted ends lose what is only the noise of binary fractions. */
const certainDigits = 12

function inCanonical(
  [low = null, high = null]: readonly (number | null)[],
  lowUnit: FiledUnit,
  highUnit: FiledUnit,
  text: string,
): NumberRange | ImportRefusal {
  if (low === null || high === null) return { type: 'number', text }
  if (lowUnit === highUnit && low > high) return { type: 'reversed', text }
  if (low < 0 || high < 0) return { type: 'negative', text }
  // Nothing a hundred kilometres is not a car's: like any zero that cannot be, it is not known.
  if (low === 0 && high === 0) return { min: 0, max: 0 }
  const ends = [toCanonical({ min: low, max: low }, lowUnit), toCanonical({ min: high, max: high }, highUnit)]
  const numbers = ends.map(({ min }) => (Number.isFinite(min) ? Number(min.toPrecision(certainDigits)) : 0))
  return { min: Math.min(...numbers), max: Math.max(...numbers) }
}
