import { type Attribute, attributes, type Figure } from '../catalogue/attribute.ts'
import { isMeasured } from '../catalogue/units.ts'
import { foldLetters } from '../market/fold-letters.ts'
import type { MarketPack } from '../market/market-pack.ts'
import { cellSource, createCodeTaker, createQuantityTaker, type Taken, textOf } from './cell-readers.ts'
import { attributeOfWord } from './field-words.ts'
import { foldWords } from './fold-words.ts'
import type { ColumnMapping, FieldMapping } from './mapping.ts'
import { readCode } from './read-code.ts'
import { readAsOf } from './read-date.ts'
import { readQuantity } from './read-quantity.ts'
import type { CellRefusal, ImportRefusal } from './refusal.ts'
import { type TargetField, targetFields, unitNames } from './target.ts'
import { readUnit } from './unit-words.ts'
import { isUnknown } from './unknown-words.ts'
import { vehicleName } from './vehicle-name.ts'
import type { ReadVehicleRow, VehicleRowReading } from './vehicle-row.ts'

interface Given {
  readonly mapping: ColumnMapping
  /** The columns of the table, in the order of the cells. */
  readonly columns: readonly string[]
  readonly market: MarketPack
}

/** Reads the rows of a file of vehicles: one vehicle a row, or one figure a row, as the mapping's target is. */
export function createVehicleRowReader(given: Given): ReadVehicleRow {
  return given.mapping.target === 'figures' ? createFigureReader(given) : createWideReader(given)
}

const longestSource = 200

/** Reads what every row of vehicles has: its name, its source and how far its figures go back. */
function createHeadReader({ mapping, columns }: Given) {
  const fieldMapping = (field: string) => mapping.fields.find((one) => one.field === field)
  const source = (field: string) => {
    const found = fieldMapping(field)
    return found && cellSource(found, columns)
  }
  const [brand, model, variant] = [source('brand'), source('model'), source('variant')]
  const [from, since] = [source('source'), source('asOf')]
  const order = fieldMapping('asOf')?.dateOrder ?? 'day-first'
  const asOfByText = new Map<string, string | null>()
  const asOfIn = (text: string): string | null => {
    const known = asOfByText.get(text)
    if (known !== undefined) return known
    const asOf = readAsOf(text, order)
    asOfByText.set(text, asOf)
    return asOf
  }

  return (cells: readonly string[]) => {
    const said = [textOf(brand, cells), textOf(model, cells), textOf(variant, cells)] as const
    const name = vehicleName(...said)
    if ('type' in name)
      return { type: 'refused', name: spokenName(said), refusals: [rowRefusal(name)] } as const
    const spoken = spokenName([name.brand, name.model, name.variant])
    const figureSource = textOf(from, cells)
    const asOfText = textOf(since, cells)
    const asOf = asOfIn(asOfText)
    const refusals: CellRefusal[] = []
    const refuse = (field: string, column: string | undefined, why: ImportRefusal) =>
      refusals.push({ column: column ?? null, field, why })
    if (figureSource === '') refuse('source', from?.columns[0], { type: 'no-source' })
    else if (figureSource.includes('\ufffd')) refuse('source', from?.columns[0], { type: 'encoding' })
    else if (figureSource.length > longestSource)
      refuse('source', from?.columns[0], { type: 'too-long', most: longestSource })
    if (asOfText === '') refuse('asOf', since?.columns[0], { type: 'no-as-of' })
    else if (asOf === null) refuse('asOf', since?.columns[0], { type: 'as-of', text: asOfText })
    if (refusals.length > 0 || asOf === null) return { type: 'refused', name: spoken, refusals } as const
    return { type: 'head', ...name, spoken, source: figureSource, asOf } as const
  }
}

function spokenName(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

function rowRefusal(why: ImportRefusal): CellRefusal {
  return { column: null, field: null, why }
}

type Take = (cells: readonly string[], source: string, asOf: string) => Taken<Figure>

function createWideReader(given: Given): ReadVehicleRow {
  const readHead = createHeadReader(given)
  const takes = figureFields(given).map(({ field, attribute, fieldMapping }) => ({
    attribute,
    take: createFigureTaker(field, attribute, fieldMapping, given),
  }))
  return (cells) => {
    const head = readHead(cells)
    if (head.type === 'refused') return head
    const figures: Partial<Record<Attribute, Figure>> = {}
    const refusals: CellRefusal[] = []
    let known = 0
    for (const { attribute, take } of takes) {
      const taken = take(cells, head.source, head.asOf)
      if (taken.type === 'refused') refusals.push(...taken.refusals)
      if (taken.type !== 'value') continue
      figures[attribute] = taken.value
      known += 1
    }
    if (known === 0)
      return {
        type: 'refused',
        name: head.spoken,
        refusals: [...refusals, rowRefusal({ type: 'no-figure' })],
      }
    const { brand, model, variant } = head
    return { type: 'vehicle', row: { brand, model, variant, figures }, refusals }
  }
}

function figureFields({ mapping, market }: Given) {
  return targetFields(mapping.target, market).flatMap((field) => {
    const { attribute } = field
    const fieldMapping = mapping.fields.find((one) => one.field === field.id)
    return attribute === null || fieldMapping === undefined ? [] : [{ field, attribute, fieldMapping }]
  })
}

function createFigureTaker(
  field: TargetField,
  attribute: Attribute,
  fieldMapping: FieldMapping,
  { columns, market }: Given,
): Take {
  if (field.kind === 'code') {
    const take = createCodeTaker(attribute, fieldMapping, columns)
    return (cells, source, asOf) => {
      const taken = take(cells)
      if (taken.type !== 'value') return taken
      return { type: 'value', value: { type: 'code', codes: [...taken.value], source, asOf } }
    }
  }
  const take = createQuantityTaker(field, fieldMapping, columns, market)
  return (cells, source, asOf) => {
    const taken = take(cells)
    if (taken.type !== 'value') return taken
    return { type: 'value', value: { type: 'number', ...taken.value, source, asOf } }
  }
}

function createFigureReader(given: Given): ReadVehicleRow {
  const { mapping, columns, market } = given
  const readHead = createHeadReader(given)
  const fieldMapping = (field: string) => mapping.fields.find((one) => one.field === field)
  const source = (field: string) => {
    const found = fieldMapping(field)
    return found && cellSource(found, columns)
  }
  const [named, valued, measured] = [source('attribute'), source('value'), source('unit')]
  const translations = fieldMapping('attribute')?.translations ?? {}
  const valueMapping = fieldMapping('value')

  return (cells): VehicleRowReading => {
    const head = readHead(cells)
    if (head.type === 'refused') return head
    const refuse = (
      field: string | null,
      column: string | undefined,
      why: ImportRefusal,
    ): VehicleRowReading => ({
      type: 'refused',
      name: head.spoken,
      refusals: [{ column: column ?? null, field, why }],
    })
    const word = textOf(named, cells)
    if (word === '') return refuse('attribute', named?.columns[0], { type: 'no-attribute' })
    const attribute = readAttribute(word, translations)
    if (attribute === 'left-out') return { type: 'left-out' }
    if (attribute === null) return refuse('attribute', named?.columns[0], { type: 'attribute', text: word })

    const unit = unitOfRow(textOf(measured, cells), attribute, market)
    if (typeof unit === 'object' && unit !== null) return refuse('unit', measured?.columns[0], unit)
    const text = textOf(valued, cells)
    const value = readFigure(text, attribute, unit, valueMapping, market)
    if (value.type === 'unknown') return refuse(null, undefined, { type: 'no-figure' })
    if (value.type === 'refused') return refuse('value', valued?.columns[0], value.why)
    const { brand, model, variant, source: from, asOf } = head
    const figure: Figure =
      value.type === 'codes'
        ? { type: 'code', codes: [...value.codes], source: from, asOf }
        : { type: 'number', min: value.min, max: value.max, source: from, asOf }
    return { type: 'vehicle', row: { brand, model, variant, figures: { [attribute]: figure } }, refusals: [] }
  }
}

/** What a word of the file stands for: what a person said of it (nothing: rows of it are left out), else a known name. */
function readAttribute(
  word: string,
  translations: Readonly<Record<string, string>>,
): Attribute | 'left-out' | null {
  const folded = foldWords(word)
  const said = Object.hasOwn(translations, folded) ? translations[folded] : undefined
  if (said === '') return 'left-out'
  return attributeOfWord(said ?? word)
}

/** The unit of a row: `null` where none is said, a refusal for one that the attribute does not have. */
function unitOfRow(text: string, attribute: Attribute, market: MarketPack): string | null | ImportRefusal {
  if (text === '' || attributes[attribute].kind === 'code') return null
  const known = unitNames(attribute, market)
  const unit = isMeasured(attribute) ? readUnit(text, attribute, null, market) : moneyUnit(text, market)
  return unit ?? { type: 'unit', text, known: known.join(', ') }
}

function moneyUnit(text: string, { currency, numberWords }: MarketPack): string | null {
  const is = (words: readonly string[]) => words.some((word) => foldLetters(word) === foldLetters(text))
  if (is([currency.code, currency.symbol.en, currency.symbol.ur, ...currency.spellings])) return currency.code
  return numberWords.find(({ name, spellings }) => is([name.en, name.ur, ...spellings]))?.name.en ?? null
}

function readFigure(
  text: string,
  attribute: Attribute,
  unit: string | null,
  mapping: FieldMapping | undefined,
  market: MarketPack,
) {
  if (isUnknown(text)) return { type: 'unknown' } as const
  if (attributes[attribute].kind === 'code') return readCode(text, attribute, mapping?.translations ?? {})
  return readQuantity(text, { attribute, unit, decimal: mapping?.decimal ?? 'point', market })
}
