import type { MarketPack } from '../market/market-pack.ts'
import { type ColumnFit, decimalMarkOf, fitColumn } from './fit-column.ts'
import { foldWords } from './fold-words.ts'
import { guessDistinctNames } from './guess-names.ts'
import { fitHeading, type Heading, otherEnd, readHeading } from './heading.ts'
import {
  type ColumnMapping,
  columnField,
  type DecimalMark,
  type FieldMapping,
  type MappedTarget,
} from './mapping.ts'
import { type RememberedMapping, recallMapping } from './remember-mapping.ts'
import type { ColumnSurvey, TableSurvey } from './survey-table.ts'
import type { Table } from './table.ts'
import { type TargetField, targetFields } from './target.ts'

/** By what a field was guessed; `guessReasonText` says it to a person. */
export type GuessReason =
  | { readonly type: 'remembered-file' }
  | { readonly type: 'remembered-column'; readonly column: string }
  | { readonly type: 'heading'; readonly column: string }
  /** The header says it, and few of the cells can be read as it: words to translate, or another unit. */
  | { readonly type: 'heading-alone'; readonly column: string; readonly readPercent: number }
  | { readonly type: 'cells'; readonly column: string }
  /** Without these columns several rows would be the same vehicle. */
  | { readonly type: 'distinct'; readonly columns: readonly string[] }
  | { readonly type: 'parts'; readonly column: string }
  | { readonly type: 'city-and-highway'; readonly columns: readonly string[] }

interface FieldGuess {
  readonly field: string
  readonly sureness: 'sure' | 'likely'
  readonly why: GuessReason
}

export interface GuessedMapping {
  readonly mapping: ColumnMapping
  /** One for each field of the mapping; a field that is not here was not guessed. */
  readonly guesses: readonly FieldGuess[]
}

/** A field with how it is filled and why that is thought. */
interface Guessed {
  readonly fieldMapping: FieldMapping
  readonly guess: FieldGuess
}

/**
 * Guesses how the columns of a file fill the fields of a target: as a file with the very same columns was mapped before,
 * else column by column as one of its name was, else by headers and cells.
 * @param remembered mappings of earlier files, the last first
 */
export function guessMapping(given: {
  readonly table: Table
  readonly survey: TableSurvey
  readonly target: MappedTarget
  readonly market: MarketPack
  readonly remembered: readonly RememberedMapping[]
}): GuessedMapping {
  const { table, survey, target, market, remembered } = given
  const recalled = recallMapping(remembered, target, table.columns)
  if (recalled.type === 'file') {
    const why = { type: 'remembered-file' } as const
    return {
      mapping: recalled.mapping,
      guesses: recalled.mapping.fields.map(({ field }) => ({ field, sureness: 'sure', why })),
    }
  }
  const known = recalled.fields.map(({ column, fieldMapping }): Guessed => {
    const why = { type: 'remembered-column', column } as const
    return { fieldMapping, guess: { field: fieldMapping.field, sureness: 'sure', why } }
  })
  const fields = targetFields(target, market)
  const found = guessFields(fields, survey, market, known)
  const named =
    target === 'vehicles-wide'
      ? withDistinctNames(found, table)
      : target === 'stock'
        ? withWholeVehicle(found)
        : found
  const order = new Map(fields.map(({ id }, place) => [id, place]))
  const all = named.toSorted((a, b) => (order.get(a.guess.field) ?? 0) - (order.get(b.guess.field) ?? 0))
  return {
    mapping: { target, fields: all.map(({ fieldMapping }) => fieldMapping) },
    guesses: all.map(({ guess }) => guess),
  }
}

/** The columns of a file that a mapping leaves out. */
export function leftOutColumns(mapping: ColumnMapping, columns: readonly string[]): readonly string[] {
  const used = new Set(mapping.fields.flatMap(({ from }) => (from.type === 'columns' ? from.columns : [])))
  return columns.filter((column) => !used.has(column))
}

interface Candidate {
  readonly field: TargetField
  readonly column: ColumnSurvey
  readonly heading: number
  readonly fit: ColumnFit
  readonly score: number
}

/** A header that names a field as well as this is believed even where few of its cells can be read. */
const plainHeading = 0.85
const leastHeading = 0.6
const leastShare = 0.5
/** Without a header that says it, nearly every cell has to. */
const leastShareAlone = 0.9

function guessFields(
  fields: readonly TargetField[],
  survey: TableSurvey,
  market: MarketPack,
  known: readonly Guessed[],
): readonly Guessed[] {
  const fileDecimal = decimalMarkOf(
    survey.columns.flatMap(({ values }) => values.slice(0, 20).map(({ text }) => text)),
  )
  const found = [...known]
  const usedColumns = new Set(found.flatMap(({ fieldMapping }) => columnsOf(fieldMapping)))
  const usedFields = new Set(found.map(({ guess }) => guess.field))
  const take = (guessed: Guessed): void => {
    found.push(guessed)
    usedFields.add(guessed.guess.field)
    for (const column of columnsOf(guessed.fieldMapping)) usedColumns.add(column)
  }

  const free = fields.filter(({ id }) => !usedFields.has(id))
  const columns = survey.columns.filter(({ name, filled }) => filled > 0 && !usedColumns.has(name))
  const decimal = fileDecimal ?? 'point'
  for (const guessed of guessParts(free, columns, market, decimal)) take(guessed)
  const candidates = columns
    .filter(({ name }) => !usedColumns.has(name))
    .flatMap((column) => {
      const heading = readHeading(column.name)
      return free
        .filter(({ id }) => !usedFields.has(id))
        .flatMap((field) => candidate(field, column, heading, market, decimal, survey.rows) ?? [])
    })
    .toSorted((a, b) => b.score - a.score)
  for (const { field, column, heading, fit } of candidates) {
    if (usedFields.has(field.id) || usedColumns.has(column.name)) continue
    take(guessOf(field, column, heading, fit, survey))
  }
  const economy = fields.find(({ id }) => id === 'consumptionKmPerLitre')
  if (economy && !usedFields.has(economy.id)) {
    const guessed = guessCityAndHighway(economy, survey, usedColumns, market, decimal)
    if (guessed) take(guessed)
  }
  return found
}

function columnsOf({ from }: FieldMapping): readonly string[] {
  return from.type === 'columns' ? from.columns : []
}

function candidate(
  field: TargetField,
  column: ColumnSurvey,
  said: Heading,
  market: MarketPack,
  decimal: DecimalMark,
  rows: number,
): Candidate | null {
  const { score: heading, unit } = fitHeading(said, field, market)
  const speaksForItself = field.kind === 'code' || field.id === 'number'
  if (heading < leastHeading && !speaksForItself) return null
  const fit = fitColumn(column, field, unit, market, decimal)
  // A column that is filled in most rows comes before another of the same name.
  const filled = 0.9 + (0.1 * column.filled) / Math.max(1, rows)
  if (heading < leastHeading) {
    const isVaried = field.id === 'number' ? column.values.length > 1 : column.values.length < 30
    if (fit.share < leastShareAlone || !isVaried) return null
    return { field, column, heading, fit, score: 0.5 * fit.share * filled }
  }
  if (heading < plainHeading && fit.share < leastShare) return null
  // Cells that cannot be read at all may be words to translate, but are no numbers or dates.
  if (fit.share === 0 && field.kind !== 'code' && field.kind !== 'vehicle') return null
  return { field, column, heading, fit, score: heading * (0.5 + fit.share / 2) * filled }
}

function guessOf(
  field: TargetField,
  column: ColumnSurvey,
  heading: number,
  fit: ColumnFit,
  survey: TableSurvey,
): Guessed {
  const { name } = column
  const ends =
    field.several === 'range'
      ? otherEnd(
          name,
          survey.columns.map((other) => other.name),
        )
      : null
  const isPair = ends !== null && field.id !== 'bootLitres'
  const columns = isPair ? [ends.low, ends.high] : [name]
  const isRead = fit.share >= leastShareAlone
  const why: GuessReason =
    heading < leastHeading
      ? { type: 'cells', column: name }
      : isRead
        ? { type: 'heading', column: name }
        : { type: 'heading-alone', column: name, readPercent: Math.floor(fit.share * 100) }
  const isSure = heading >= plainHeading && isRead
  return {
    fieldMapping: readAs(columnField(field.id, columns), fit),
    guess: { field: field.id, sureness: isSure ? 'sure' : 'likely', why },
  }
}

function readAs(fieldMapping: FieldMapping, { unit, decimal, dateOrder }: ColumnFit): FieldMapping {
  return { ...fieldMapping, unit, decimal, dateOrder }
}

const dimensions = ['lengthMm', 'widthMm', 'heightMm'] as const
const dimensionWords = /^(dimensions?|size|measurements?|l w h|lxwxh|length width height|پیمائش)\b/
const leastWithParts = 0.6

/** Length, width and height out of one column (`4495 x 1816 x 1425 mm`), in the order that its header says. */
function guessParts(
  fields: readonly TargetField[],
  columns: readonly ColumnSurvey[],
  market: MarketPack,
  decimal: DecimalMark,
): readonly Guessed[] {
  const sized = fields.filter(({ id }) => dimensions.some((name) => name === id))
  const length = sized.find(({ id }) => id === 'lengthMm')
  const column = columns.find(({ name }) =>
    dimensionWords.test(foldWords(name).replace(/\bx\b/g, ' ').replace(/ +/g, ' ')),
  )
  if (column === undefined || length === undefined) return []
  const order = partOrder(column.name)
  const fit = fitColumn(
    column,
    length,
    fitHeading(readHeading(column.name), length, market).unit,
    market,
    decimal,
    order.indexOf('lengthMm'),
  )
  if (fit.share < leastWithParts) return []
  return sized.map((field) => ({
    fieldMapping: {
      ...readAs(columnField(field.id, [column.name]), fit),
      part: order.indexOf(field.id),
    },
    guess: { field: field.id, sureness: 'likely', why: { type: 'parts', column: column.name } },
  }))
}

function partOrder(header: string): readonly string[] {
  const words = foldWords(header).split(' ')
  const places = dimensions.map((name) => {
    const word = name.slice(0, -2)
    return { name, at: words.findIndex((said) => said === word || said === word[0]) }
  })
  if (places.some(({ at }) => at === -1)) return dimensions
  return places.toSorted((a, b) => a.at - b.at).map(({ name }) => name)
}

/** City and highway figures together, where a file has no combined one, are the ends of a range. */
function guessCityAndHighway(
  field: TargetField,
  survey: TableSurvey,
  used: ReadonlySet<string>,
  market: MarketPack,
  decimal: DecimalMark,
): Guessed | null {
  const pairs = [[/\b(city|urban)\b/, /\b(highway|hwy|motorway|extra urban)\b/]] as const
  for (const [city, highway] of pairs) {
    const one = (words: RegExp, not: RegExp | null) =>
      survey.columns.find(({ name, filled }) => {
        const folded = foldWords(name)
        const isIt = words.test(folded) && !(not?.test(folded) ?? false) && filled > 0 && !used.has(name)
        return (
          isIt &&
          fitHeading(readHeading(name.replace(/city|urban|highway|hwy|motorway|extra/gi, ' ')), field, market)
            .score >= leastHeading
        )
      })
    const [low, high] = [one(city, /extra/), one(highway, null)]
    if (!low || !high) continue
    const { unit } = fitHeading(readHeading(low.name.replace(/city|urban/gi, ' ')), field, market)
    const fit = fitColumn(low, field, unit, market, decimal)
    if (fit.share < leastShare) continue
    const columns = [low.name, high.name]
    return {
      fieldMapping: readAs(columnField(field.id, columns), fit),
      guess: { field: field.id, sureness: 'likely', why: { type: 'city-and-highway', columns } },
    }
  }
  return null
}

/** Where the names of several rows are the same, columns are joined to the variant's until they differ. */
function withDistinctNames(found: readonly Guessed[], table: Table): readonly Guessed[] {
  const columnsFor = (field: string) =>
    found.filter(({ guess }) => guess.field === field).flatMap(({ fieldMapping }) => columnsOf(fieldMapping))
  if (columnsFor('model').length === 0) return found
  const variant = columnsFor('variant')
  const tellers = [
    'modelYear',
    'engineCc',
    'transmission',
    'fuel',
    'drive',
    'body',
    'batteryKwh',
    'powerHp',
    'seats',
  ]
  const added = guessDistinctNames(
    table,
    [...columnsFor('brand'), ...columnsFor('model'), ...variant],
    tellers.flatMap(columnsFor),
  )
  if (added.length === 0) return found
  const columns = [...variant, ...added]
  return [
    ...found.filter(({ guess }) => guess.field !== 'variant'),
    {
      fieldMapping: columnField('variant', columns),
      guess: { field: 'variant', sureness: 'likely', why: { type: 'distinct', columns: added } },
    },
  ]
}

/** A stock list that names vehicles in several columns: joined, so that a person can say of each name what is meant. */
function withWholeVehicle(found: readonly Guessed[]): readonly Guessed[] {
  const parts = ['brand', 'model', 'variant'].flatMap((field) =>
    found.filter(({ guess }) => guess.field === field),
  )
  const model = parts.find(({ guess }) => guess.field === 'model')
  if (model === undefined || found.some(({ guess }) => guess.field === 'vehicle')) return found
  const columns = parts.flatMap(({ fieldMapping }) => columnsOf(fieldMapping))
  return [
    ...found.filter((guessed) => !parts.includes(guessed)),
    {
      fieldMapping: columnField('vehicle', columns),
      guess: { ...model.guess, field: 'vehicle' },
    },
  ]
}
