import { isMeasured, unitRead } from '../catalogue/units.ts'
import { foldDigits } from '../market/fold-letters.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { readVehicleNumber } from '../stock/vehicle-number.ts'
import { attributeOfWord } from './field-words.ts'
import type { DateOrder, DecimalMark } from './mapping.ts'
import { readCode } from './read-code.ts'
import { readAsOf, readDate } from './read-date.ts'
import { readPart } from './read-part.ts'
import { readQuantity } from './read-quantity.ts'
import type { ColumnSurvey } from './survey-table.ts'
import type { TargetField } from './target.ts'

/** How the cells of a column are to be read for a field, and what share of its different cells can be. */
export interface ColumnFit {
  readonly share: number
  readonly unit: string | null
  readonly decimal: DecimalMark
  readonly dateOrder: DateOrder
}

/** So many different cells of a column are tried. */
const tried = 60
/** A unit by which nearly all cells are plausible is the unit that they are in. */
const plausibleShare = 0.8

/**
 * How well the cells of a column fit a field.
 * @param headingUnit the unit that the header says, `null` where it does not
 */
export function fitColumn(
  column: ColumnSurvey,
  field: TargetField,
  headingUnit: string | null,
  market: MarketPack,
  fileDecimal: DecimalMark,
  part: number | null = null,
): ColumnFit {
  const texts = column.values.slice(0, tried).map(({ text }) => text)
  const decimal = decimalMarkOf(texts) ?? fileDecimal
  const { notDayFirst, notMonthFirst } = column.dates
  const dateOrder: DateOrder =
    notDayFirst === notMonthFirst
      ? dateOrderOf(market)
      : notDayFirst > notMonthFirst
        ? 'month-first'
        : 'day-first'
  const plain = { unit: null, decimal, dateOrder }
  const shareOf = (fits: (text: string) => boolean) =>
    texts.length === 0 ? 0 : texts.filter(fits).length / texts.length
  const { attribute } = field
  switch (field.kind) {
    case 'quantity': {
      if (attribute === null) return { ...plain, share: 0 }
      const withUnit = (unit: string | null) =>
        shareOf((text) => {
          const cell = part === null ? text : readPart(text, part)
          return cell !== null && readQuantity(cell, { attribute, unit, decimal, market }).type === 'quantity'
        })
      if (headingUnit !== null) return { ...plain, unit: headingUnit, share: withUnit(headingUnit) }
      return { ...plain, ...bestUnit(unitsInOrder(field, market), withUnit) }
    }
    case 'code':
      return {
        ...plain,
        share: shareOf((text) => readCode(text, attribute ?? 'state', {}).type === 'codes'),
      }
    case 'date':
      return { ...plain, share: shareOf((text) => readDate(text, dateOrder) !== null) }
    case 'as-of':
      return { ...plain, share: shareOf((text) => readAsOf(text, dateOrder) !== null) }
    case 'attribute':
      return { ...plain, share: shareOf((text) => attributeOfWord(text) !== null) }
    case 'text':
      return {
        ...plain,
        share:
          field.id === 'number'
            ? shareOf((text) => readVehicleNumber(text) !== null)
            : texts.length === 0
              ? 0
              : 1 - shareOf((text) => text.length > 120) / 2,
      }
    default:
      return { ...plain, share: texts.length === 0 ? 0 : 1 }
  }
}

/** What people of the market read first, then the unit that figures are kept in, then the others. */
function unitsInOrder({ attribute, units }: TargetField, market: MarketPack): readonly string[] {
  if (attribute === null || !isMeasured(attribute)) {
    // Of number words the smallest first: 47.37 is lakh before it is crore.
    const [currency = '', ...words] = units
    return [currency, ...words.toReversed()]
  }
  const read = unitRead(attribute, market.units)
  return [read, ...units.filter((unit) => unit !== read)]
}

function bestUnit(
  units: readonly string[],
  shareWith: (unit: string) => number,
): { readonly unit: string | null; readonly share: number } {
  let best = { unit: units[0] ?? null, share: 0 }
  for (const unit of units) {
    const share = shareWith(unit)
    if (share >= plausibleShare) return { unit, share }
    if (share > best.share) best = { unit, share }
  }
  return best
}

/** The order in which people of the market write a date in figures, by their locale (CLDR). */
function dateOrderOf({ locales }: MarketPack): DateOrder {
  const format = new Intl.DateTimeFormat(locales.en, { day: 'numeric', month: 'numeric', timeZone: 'UTC' })
  const first = format.formatToParts(0).find(({ type }) => type === 'day' || type === 'month')
  return first?.type === 'month' ? 'month-first' : 'day-first'
}

/** The decimal mark that numbers show for certain; `null` where none does. */
export function decimalMarkOf(texts: readonly string[]): DecimalMark | null {
  let [points, commas] = [0, 0]
  for (const text of texts) {
    const digits = foldDigits(text)
    if (/\d\.\d{1,2}(?!\d)|\d\.\d{4}|(?:^|\D)0\.\d|,\d{3}\./.test(digits)) points += 1
    else if (/\d,\d{1,2}(?![\d,])|(?:^|\D)0,\d|\.\d{3},/.test(digits)) commas += 1
  }
  if (points === commas) return null
  return points > commas ? 'point' : 'comma'
}
