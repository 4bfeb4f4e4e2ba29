import { foldDigits, foldLetters } from '../market/fold-letters.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { type Attribute, asOfSchema, attributeNames, attributes, type Figure } from './attribute.ts'
import { slug } from './vehicle-id.ts'

export const figureColumns = [
  'brand',
  'model',
  'variant',
  'attribute',
  'value',
  'unit',
  'source',
  'as_of',
] as const
export type FigureCells = Readonly<Record<(typeof figureColumns)[number], string>>

/** A figure with the vehicle it is said of; an empty `variant` says it of the whole model. */
export interface FigureRow {
  readonly brand: string
  readonly model: string
  readonly variant: string
  readonly attribute: Attribute
  readonly figure: Figure
}

/** Why one row cannot go in; `rowRefusalSentence` says it to a person. */
export type RowRefusal =
  | { readonly type: 'quotes' }
  | { readonly type: 'extra-cells'; readonly cells: number }
  | { readonly type: 'encoding' }
  | { readonly type: 'no-vehicle' }
  | { readonly type: 'no-slug'; readonly name: string }
  | { readonly type: 'attribute'; readonly attribute: string; readonly known: string }
  | { readonly type: 'no-source' }
  | { readonly type: 'as-of'; readonly asOf: string }
  | { readonly type: 'unit'; readonly unit: string; readonly wanted: string }
  | { readonly type: 'no-value' }
  | { readonly type: 'number'; readonly value: string }
  | { readonly type: 'negative'; readonly value: string }
  | { readonly type: 'whole'; readonly value: string }
  | { readonly type: 'reversed'; readonly value: string }
  | { readonly type: 'not-plausible'; readonly value: string; readonly range: string }
  | { readonly type: 'code'; readonly code: string; readonly known: string }
  | { readonly type: 'duplicate'; readonly line: number }
  | { readonly type: 'no-variant'; readonly model: string }

export type FigureRowReading =
  | { readonly type: 'figure'; readonly row: FigureRow }
  | { readonly type: 'refused'; readonly why: RowRefusal }

/** The words of a catalogue file: the attribute's own name, and `price` in whole currency for the price. */
const wordByAttribute = new Map<Attribute, string>(
  attributeNames.map((attribute) => [attribute, attribute === 'priceMinor' ? 'price' : attribute]),
)
const attributeByWord = new Map([...wordByAttribute].map(([attribute, word]) => [word, attribute]))

/** Reads one row of a catalogue file; a unit other than the attribute's own is refused, never converted. */
export function readFigureRow(cells: FigureCells, pack: MarketPack): FigureRowReading {
  const refuse = (why: RowRefusal): FigureRowReading => ({ type: 'refused', why })
  const { brand, model, variant, source, as_of: asOf } = cells
  if (Object.values(cells).some((cell) => cell.includes('\ufffd'))) return refuse({ type: 'encoding' })
  if (brand === '' || model === '') return refuse({ type: 'no-vehicle' })
  const unnamed = [brand, model, variant].find((name) => name !== '' && slug(name) === '')
  if (unnamed !== undefined) return refuse({ type: 'no-slug', name: unnamed })
  const attribute = attributeByWord.get(cells.attribute)
  if (attribute === undefined)
    return refuse({
      type: 'attribute',
      attribute: cells.attribute,
      known: [...attributeByWord.keys()].join(', '),
    })
  if (source === '') return refuse({ type: 'no-source' })
  if (!asOfSchema.safeParse(foldDigits(asOf)).success) return refuse({ type: 'as-of', asOf })
  if (cells.value === '') return refuse({ type: 'no-value' })

  const value = readValue(attribute, cells, pack)
  if ('why' in value) return refuse(value.why)
  const figure: Figure = { ...value, source, asOf: foldDigits(asOf) }
  return { type: 'figure', row: { brand, model, variant, attribute, figure } }
}

type Value =
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'code'; readonly codes: string[] }
  | { readonly why: RowRefusal }

function readValue(attribute: Attribute, { value, unit }: FigureCells, pack: MarketPack): Value {
  const rule = attributes[attribute]
  if (rule.kind === 'code') {
    if (unit !== '') return { why: { type: 'unit', unit, wanted: '' } }
    const known: readonly string[] = rule.codes
    const given = value.split('|').map((code) => code.trim().toLowerCase())
    const stranger = given.find((code) => !known.includes(code))
    if (stranger !== undefined) return { why: { type: 'code', code: stranger, known: known.join(', ') } }
    return { type: 'code', codes: known.filter((code) => given.includes(code)) }
  }

  const isPrice = attribute === 'priceMinor'
  const units = isPrice ? currencyUnits(pack) : [rule.unit]
  if (!units.some((known) => foldLetters(known) === foldLetters(unit)))
    return { why: { type: 'unit', unit, wanted: units[0] ?? '' } }
  const scale = isPrice ? 10 ** pack.currency.minorDigits : 1
  const { atLeast, atMost } = pack.plausiblePriceMinor
  const [least, most] = rule.plausible ?? [atLeast, atMost]
  return readRange(value, { scale, whole: rule.whole, least, most })
}

function currencyUnits({ currency }: MarketPack): readonly string[] {
  return [currency.code, currency.symbol.en, currency.symbol.ur]
}

interface RangeRule {
  /** How many of the figure's units one unit of the file is: a hundred where a currency has cents. */
  readonly scale: number
  readonly whole: boolean
  readonly least: number
  readonly most: number
}

/** `12` or `12..16`; digits may be Urdu and grouped by commas. */
function readRange(value: string, { scale, whole, least, most }: RangeRule): Value {
  const ends = foldDigits(value).split('..')
  const numbers = ends.map((end) => readNumber(end.trim()))
  if (ends.length > 2 || numbers.includes(null)) return { why: { type: 'number', value } }
  const scaled = numbers.map((number) => scaleUp(number ?? 0, scale))
  const [min = 0, max = min] = scaled
  if (min < 0 || max < 0) return { why: { type: 'negative', value } }
  if (whole && !scaled.every(Number.isInteger)) return { why: { type: 'whole', value } }
  if (min > max) return { why: { type: 'reversed', value } }
  if (min < least || max > most)
    return { why: { type: 'not-plausible', value, range: `${least / scale}..${most / scale}` } }
  return { type: 'number', min, max }
}

function readNumber(text: string): number | null {
  if (!/^-?(\d+|\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})(\.\d+)?$/.test(text)) return null
  return Number(text.replaceAll(',', ''))
}

/** `79.99` in cents is 7999, though 79.99 * 100 is not in binary fractions; a third decimal stays a fraction. */
function scaleUp(number: number, scale: number): number {
  return Number((number * scale).toPrecision(15))
}
