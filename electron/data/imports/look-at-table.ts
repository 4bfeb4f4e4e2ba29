import type { z } from 'zod'
import type { importAsks, importLookSchema } from '../../../contract/import-views.ts'
import { type GuessReason, guessMapping } from '../../../core/import/guess-mapping.ts'
import { guessReasonText } from '../../../core/import/guess-words.ts'
import type { ImportTarget, MappedTarget } from '../../../core/import/mapping.ts'
import { headerKey, type RememberedMapping } from '../../../core/import/remember-mapping.ts'
import type { TableSurvey } from '../../../core/import/survey-table.ts'
import type { Table, TableOptions } from '../../../core/import/table.ts'
import { type TargetField, targetFields } from '../../../core/import/target.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { readVehicleNumber } from '../../../core/stock/vehicle-number.ts'
import type { SayImport } from './say-import.ts'

type Look = z.infer<typeof importLookSchema>

/** How earlier files were mapped, each with when, the last first. */
export type Remembered = readonly (RememberedMapping & { readonly usedAt: number })[]

/** What a file is, as a person is shown it. */
export function lookAtTable(given: {
  readonly table: Table
  readonly survey: TableSurvey
  readonly market: MarketPack
  readonly remembered: Remembered
  /** What a person said that the file holds; `null` for what it is most likely. */
  readonly target: ImportTarget | null
  /** The model years of a file that is mapped by nobody; `null` for any other file. */
  readonly modelYears: readonly number[] | null
  readonly say: SayImport
  readonly language: Language
}): Look {
  const { table, survey, market, remembered, modelYears, say, language } = given
  const { format, encoding, delimiter, sheets, sheet, headerRow } = table
  const target = given.target ?? likelyTarget(given)
  const guessed =
    target === 'epa'
      ? { mapping: { target, ...lastTwoYears(modelYears ?? []) }, guesses: [] }
      : guessMapping({ table, survey, target, market, remembered })
  const key = headerKey(table.columns)
  const recalled = remembered.find(({ header, mapping }) => header === key && mapping.target === target)
  return {
    format,
    encoding,
    delimiter,
    sheets: [...sheets],
    sheet,
    headerRow,
    head: table.head.map(({ line, cells }) => ({ line, cells: cells.slice(0, cellsShown).map(shortened) })),
    columns: survey.columns.map(({ name, filled, values }) => ({
      name,
      filled,
      samples: values.slice(0, samplesShown).map(({ text }) => shortened(text)),
    })),
    target,
    targets: modelYears === null ? [...mappedTargets] : ['epa', ...mappedTargets],
    fields:
      target === 'epa' ? [] : targetFields(target, market).map((field) => fieldView(field, say, language)),
    mapping: guessed.mapping,
    guesses: guessed.guesses.map(({ field, sureness, why }) => ({
      field,
      sureness,
      why: guessReasonText(why, language),
    })),
    rememberedAt: recalled?.usedAt ?? null,
    modelYears: [...(modelYears ?? [])],
  }
}

const mappedTargets: readonly MappedTarget[] = ['vehicles-wide', 'figures', 'stock']
const samplesShown = 5
const cellsShown = 40
const longestShown = 80
export const shortened = (text: string): string =>
  text.length <= longestShown ? text : `${text.slice(0, longestShown - 1)}…`

function fieldView(field: TargetField, say: SayImport, language: Language): Look['fields'][number] {
  const { id, label, kind, required, units, codes, several, constant, parts } = field
  return {
    id,
    label: label[language],
    kind,
    required,
    units: [...units],
    codes: codes.map((code) => ({ code, name: say.code(field, code) })),
    several,
    constant,
    parts,
  }
}

/** What the file most likely holds: as one with the same columns was mapped last, else told from its columns. */
function likelyTarget({
  table,
  survey,
  market,
  remembered,
  modelYears,
}: Pick<
  Parameters<typeof lookAtTable>[0],
  'table' | 'survey' | 'market' | 'remembered' | 'modelYears'
>): ImportTarget {
  if (modelYears !== null) return 'epa'
  const key = headerKey(table.columns)
  const same = remembered.find(({ header }) => header === key)
  if (same) return same.mapping.target
  const columnsOf = (target: MappedTarget) =>
    new Map(
      guessMapping({ table, survey, target, market, remembered: [] }).guesses.map(({ field, why }) => [
        field,
        why,
      ]),
    )
  const figures = columnsOf('figures')
  if (isNamed(figures.get('attribute')) && isNamed(figures.get('value'))) return 'figures'
  const number = columnsOf('stock').get('number')
  if (isNamed(number)) return 'stock'
  // Grades and codes may pass for frame numbers: without a header that says so, only VINs make it a stock list.
  const column =
    number?.type === 'cells' ? survey.columns.find(({ name }) => name === number.column) : undefined
  return column?.values.every(({ text }) => readVehicleNumber(text)?.type === 'vin')
    ? 'stock'
    : 'vehicles-wide'
}

const isNamed = (why: GuessReason | undefined): boolean =>
  why?.type === 'heading' || why?.type === 'heading-alone'

function lastTwoYears(years: readonly number[]) {
  return { fromYear: years.at(-2) ?? years.at(-1) ?? null, toYear: years.at(-1) ?? null }
}

/** A table as a person wants it read; what they did not say is left out. */
export function tableOptions({ reading }: z.infer<typeof importAsks.look>): TableOptions {
  const { sheet, delimiter, encoding, headerRow } = reading
  return {
    ...(sheet !== undefined && { sheet }),
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    ...(headerRow !== undefined && { headerRow }),
  }
}
