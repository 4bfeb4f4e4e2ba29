import { type Attribute, attributeNames, attributes } from '../catalogue/attribute.ts'
import { attributeLabel } from '../catalogue/figure-text.ts'
import { isMeasured, unitsOf } from '../catalogue/units.ts'
import type { Wording } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { stockStates } from '../stock/stock-state.ts'
import type { ColumnMapping, MappedTarget } from './mapping.ts'

/**
 * What a field holds. `value` and `unit` are those of a file with one figure a row, whose `attribute` says what they
 * are of; `vehicle` is a vehicle of the catalogue by its whole name.
 */
type FieldKind = 'text' | 'quantity' | 'code' | 'date' | 'as-of' | 'vehicle' | 'attribute' | 'value' | 'unit'

/** One thing that a file can say, and what a person may choose of it. */
export interface TargetField {
  readonly id: string
  readonly label: Wording
  readonly kind: FieldKind
  /** Without a column or a constant nothing of the file can go in; see `missingFields` for fields that stand in. */
  readonly required: boolean
  /** The attribute whose figure the field is, `null` for what is no figure. */
  readonly attribute: Attribute | null
  /** Of a quantity: the units that it may come in, the one that it is kept in first. */
  readonly units: readonly string[]
  /** Of a code: all that there are. */
  readonly codes: readonly string[]
  /** What several columns for this field are: a text joined by spaces, the two ends of a range, or codes side by side. */
  readonly several: 'joined' | 'range' | 'together' | 'no'
  /** Whether one value may stand for the whole file. */
  readonly constant: boolean
  /** Whether `part` makes sense: one of the numbers of `4495 x 1816 x 1425 mm`. */
  readonly parts: boolean
}

const plain = {
  required: false,
  attribute: null,
  units: [],
  codes: [],
  several: 'no',
  constant: false,
  parts: false,
} as const satisfies Partial<TargetField>

const brand: TargetField = {
  ...plain,
  id: 'brand',
  label: { en: 'Brand', ur: 'برانڈ' },
  kind: 'text',
  required: true,
  constant: true,
}
const model: TargetField = {
  ...plain,
  id: 'model',
  label: { en: 'Model', ur: 'ماڈل' },
  kind: 'text',
  required: true,
  several: 'joined',
  constant: true,
}
const variant: TargetField = {
  ...plain,
  id: 'variant',
  label: { en: 'Variant', ur: 'ویریئنٹ' },
  kind: 'text',
  several: 'joined',
}
const source: TargetField = {
  ...plain,
  id: 'source',
  label: { en: 'Source', ur: 'ماخذ' },
  kind: 'text',
  required: true,
  constant: true,
}
const asOf: TargetField = {
  ...plain,
  id: 'asOf',
  label: { en: 'As-of date', ur: 'کب کے اعداد' },
  kind: 'as-of',
  required: true,
  constant: true,
}

const figureFields: readonly TargetField[] = [
  brand,
  model,
  variant,
  {
    ...plain,
    id: 'attribute',
    label: { en: 'Attribute', ur: 'خصوصیت' },
    kind: 'attribute',
    required: true,
    codes: attributeNames,
    constant: true,
  },
  { ...plain, id: 'value', label: { en: 'Value', ur: 'قدر' }, kind: 'value', required: true },
  { ...plain, id: 'unit', label: { en: 'Unit', ur: 'اکائی' }, kind: 'unit', constant: true },
  source,
  asOf,
]

const stockFields: readonly TargetField[] = [
  {
    ...plain,
    id: 'number',
    label: { en: 'VIN or frame number', ur: 'VIN یا فریم نمبر' },
    kind: 'text',
    required: true,
  },
  {
    ...plain,
    id: 'vehicle',
    label: { en: 'Vehicle', ur: 'گاڑی' },
    kind: 'vehicle',
    several: 'joined',
    constant: true,
  },
  { ...brand, required: false },
  { ...model, required: false },
  { ...variant, constant: true },
  { ...plain, id: 'colour', label: { en: 'Colour', ur: 'رنگ' }, kind: 'text', constant: true },
  {
    ...plain,
    id: 'place',
    label: { en: 'Place', ur: 'جگہ' },
    kind: 'text',
    several: 'joined',
    constant: true,
  },
  {
    ...plain,
    id: 'state',
    label: { en: 'State', ur: 'حالت' },
    kind: 'code',
    codes: stockStates,
    constant: true,
  },
  {
    ...plain,
    id: 'arrivedOn',
    label: { en: 'Arrived on', ur: 'آمد کی تاریخ' },
    kind: 'date',
    constant: true,
  },
  {
    ...plain,
    id: 'expectedOn',
    label: { en: 'Expected on', ur: 'متوقع تاریخ' },
    kind: 'date',
    constant: true,
  },
]

/** What a file for this target can say, in the order in which a person is asked. */
export function targetFields(target: MappedTarget, market: MarketPack): readonly TargetField[] {
  if (target === 'figures') return figureFields
  if (target === 'stock') return stockFields
  return [
    brand,
    model,
    variant,
    source,
    asOf,
    ...attributeNames.map((attribute) => attributeField(attribute, market)),
  ]
}

/** The dimensions that files like to write into one cell. */
const withParts: ReadonlySet<Attribute> = new Set(['lengthMm', 'widthMm', 'heightMm'])

function attributeField(attribute: Attribute, market: MarketPack): TargetField {
  const rule = attributes[attribute]
  const label = { en: attributeLabel(attribute, 'en'), ur: attributeLabel(attribute, 'ur') }
  const field = { ...plain, id: attribute, label, attribute }
  return rule.kind === 'code'
    ? { ...field, kind: 'code', codes: rule.codes, several: 'together', constant: true }
    : {
        ...field,
        kind: 'quantity',
        units: unitNames(attribute, market),
        several: 'range',
        constant: true,
        parts: withParts.has(attribute),
      }
}

/** The units that figures of a number may come in; of a price the currency and the market's number words. */
export function unitNames(attribute: Attribute, { currency, numberWords }: MarketPack): readonly string[] {
  if (isMeasured(attribute)) return unitsOf(attribute)
  return [currency.code, ...numberWords.map(({ name }) => name.en)]
}

/**
 * The fields that have to be mapped yet before anything can go in, each as the ids of which one is enough: of a stock
 * list the vehicle by its whole name, or by brand and model.
 */
export function missingFields(mapping: ColumnMapping, market: MarketPack): readonly (readonly string[])[] {
  const mapped = new Set(mapping.fields.map(({ field }) => field))
  const missing = targetFields(mapping.target, market)
    .filter(({ id, required }) => required && !mapped.has(id))
    .map(({ id }) => [id])
  if (mapping.target === 'stock' && !mapped.has('vehicle') && !mapped.has('model'))
    return [...missing, ['vehicle', 'model']]
  if (mapping.target === 'vehicles-wide' && !attributeNames.some((attribute) => mapped.has(attribute)))
    return [...missing, attributeNames]
  return missing
}
