import type { MarketPack } from '../market/market-pack.ts'
import type { FieldMapping } from './mapping.ts'
import { type CodeField, type CodeReading, readCode } from './read-code.ts'
import { readPart } from './read-part.ts'
import { type QuantityReading, readQuantity } from './read-quantity.ts'
import type { CellRefusal, ImportRefusal } from './refusal.ts'
import type { TargetField } from './target.ts'
import { isNoName, isUnknown } from './unknown-words.ts'

/** A field's place in a row: where its cells stand, or its one value for the whole file. */
export interface CellSource {
  readonly field: string
  readonly places: readonly number[]
  readonly columns: readonly string[]
  readonly constant: string | null
}

/** Where a field is read from; a column that the table does not have gives nothing. */
export function cellSource({ field, from }: FieldMapping, columns: readonly string[]): CellSource {
  if (from.type === 'constant') return { field, places: [], columns: [], constant: from.value }
  const named = from.columns.filter((column) => columns.includes(column))
  return { field, places: named.map((column) => columns.indexOf(column)), columns: named, constant: null }
}

/** The text of a field: several columns joined by spaces, without those that say nothing or say again what is there. */
export function textOf(source: CellSource | undefined, cells: readonly string[]): string {
  if (source === undefined) return ''
  if (source.constant !== null) return source.constant
  const saysNothing = nameFields.has(source.field) ? isNoName : isUnknown
  const [only] = source.places
  if (source.places.length === 1 && only !== undefined) return tidy(cells[only] ?? '', saysNothing)
  const parts: string[] = []
  for (const place of source.places) {
    const text = tidy(cells[place] ?? '', saysNothing)
    if (text !== '' && !parts.includes(text)) parts.push(text)
  }
  return parts.join(' ')
}

/** What says nothing of a price may well be the name of a car. */
const nameFields: ReadonlySet<string> = new Set(['brand', 'model', 'variant', 'vehicle'])

function tidy(text: string, saysNothing: (text: string) => boolean): string {
  return saysNothing(text)
    ? ''
    : text.includes('  ') || /[\n\t]/.test(text)
      ? text.replace(/\s+/g, ' ')
      : text
}

/** What one field of one row comes to. */
export type Taken<Value> =
  | { readonly type: 'value'; readonly value: Value }
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly refusals: readonly CellRefusal[] }

const unknown = { type: 'unknown' } as const

/** The same cells come again and again in a column: what they were read as is kept, of so many. */
const mostKept = 5000

function keeping<Reading>(read: (text: string) => Reading): (text: string) => Reading {
  const kept = new Map<string, Reading>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const reading = read(text)
    if (kept.size < mostKept) kept.set(text, reading)
    return reading
  }
}

/** Reads the number of a field out of rows; several columns are the ends of one range. */
export function createQuantityTaker(
  field: TargetField,
  mapping: FieldMapping,
  columns: readonly string[],
  market: MarketPack,
): (cells: readonly string[]) => Taken<{ readonly min: number; readonly max: number }> {
  const { attribute } = field
  if (attribute === null) return () => unknown
  const { unit, decimal, part } = mapping
  const read = keeping((text: string): QuantityReading => {
    if (part === null || isUnknown(text)) return readQuantity(text, { attribute, unit, decimal, market })
    const own = readPart(text, part)
    if (own === null) return { type: 'refused', why: { type: 'no-part', text, part } }
    return readQuantity(own, { attribute, unit, decimal, market })
  })
  return createTaker(mapping, columns, read, (readings) => {
    const known = readings.filter((reading) => reading.type === 'quantity')
    if (known.length === 0) return null
    return {
      min: Math.min(...known.map(({ min }) => min)),
      max: Math.max(...known.map(({ max }) => max)),
    }
  })
}

/** Reads the codes of a field out of rows; several columns each name some. */
export function createCodeTaker(
  field: CodeField,
  mapping: FieldMapping,
  columns: readonly string[],
): (cells: readonly string[]) => Taken<readonly string[]> {
  const read = keeping((text: string): CodeReading => readCode(text, field, mapping.translations))
  return createTaker(mapping, columns, read, (readings) => {
    const codes = new Set(readings.flatMap((reading) => (reading.type === 'codes' ? reading.codes : [])))
    return codes.size === 0 ? null : [...codes]
  })
}

/** Reads each cell of a field; one that is refused refuses the field, and names its column. */
function createTaker<
  Reading extends
    | { readonly type: string; readonly why?: never }
    | { readonly type: 'refused'; readonly why: ImportRefusal },
  Value,
>(
  mapping: FieldMapping,
  columns: readonly string[],
  read: (text: string) => Reading,
  combine: (readings: readonly Reading[]) => Value | null,
): (cells: readonly string[]) => Taken<Value> {
  const source = cellSource(mapping, columns)
  const { field } = source
  const takeTexts = (texts: readonly string[]): Taken<Value> => {
    const readings = texts.map(read)
    const refusals = readings.flatMap((reading, n): CellRefusal[] =>
      reading.why === undefined ? [] : [{ column: source.columns[n] ?? null, field, why: reading.why }],
    )
    if (refusals.length > 0) return { type: 'refused', refusals }
    const value = combine(readings)
    return value === null ? unknown : { type: 'value', value }
  }
  if (source.constant !== null) {
    const taken = takeTexts([source.constant])
    return () => taken
  }
  const takeKept = keeping((text: string) => takeTexts([text]))
  const [only] = source.places
  if (only !== undefined && source.places.length === 1) return (cells) => takeKept(cells[only] ?? '')
  return (cells) => takeTexts(source.places.map((place) => cells[place] ?? ''))
}
