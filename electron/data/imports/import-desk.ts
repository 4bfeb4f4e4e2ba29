import { createHash } from 'node:crypto'
import { Refusal } from '../../../contract/errors.ts'
import { assertNever } from '../../../core/assert-never.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import type { NewId } from '../../../core/ids.ts'
import { surveyEpa } from '../../../core/import/epa.ts'
import { isEpaTable } from '../../../core/import/epa-columns.ts'
import { mappingSchema } from '../../../core/import/mapping.ts'
import { readTable } from '../../../core/import/read-table.ts'
import { headerKey, mappingToRemember } from '../../../core/import/remember-mapping.ts'
import { surveyTable, type TableSurvey } from '../../../core/import/survey-table.ts'
import type { Table } from '../../../core/import/table.ts'
import { notATableReason } from '../../../core/import/table-words.ts'
import { createVehicleFinder } from '../../../core/import/vehicle-finder.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { createCatalogues } from '../../../db/catalogues.ts'
import type { Connection } from '../../../db/connect.ts'
import { createImports, type UnitWrite } from '../../../db/imports.ts'
import { createStock } from '../../../db/stock.ts'
import { checkMapping } from './check-mapping.ts'
import { fitField } from './fit-field.ts'
import type { Answered, Asked, AskName, ImportAsk, ImportWorkerData } from './import-protocol.ts'
import { lookAtTable, type Remembered, tableOptions } from './look-at-table.ts'
import { type PlannedFile, planFile } from './plan-file.ts'
import { pageOfRows, refusedCsv } from './plan-pages.ts'
import { planUndo } from './plan-undo.ts'
import type { SampleRow } from './preview-rows.ts'
import { createSayImport } from './say-import.ts'

/** Answers what the data process asks about one file, and about taking an import back. */
export interface ImportDesk {
  /** @throws Refusal as the answers do; Error for what is asked out of order */
  readonly answer: (ask: ImportAsk) => Answered[AskName]
}

/** A file that was looked at. */
interface Looked {
  readonly table: Table
  readonly survey: TableSurvey
  readonly samples: readonly SampleRow[]
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Rows at the beginning of a table by which a mapping is shown. */
const samplesKept = 300

export function createImportDesk(deps: {
  /** Reads only. */
  readonly connection: Connection
  readonly market: MarketPack
  readonly file: ImportWorkerData['file']
  readonly newId: NewId
  readonly onProgress: (rows: number, share: number) => void
}): ImportDesk {
  const { connection, market, file, newId, onProgress } = deps
  const catalogues = createCatalogues(connection)
  const stock = createStock(connection)
  const imports = createImports(connection)
  const fileName = file?.name ?? ''
  const bytes = new Uint8Array(file?.bytes ?? 0)
  let looked: Looked | null = null
  let planned: PlannedFile | null = null
  let units: readonly UnitWrite[] = []

  /** The catalogue in use, read once for each version of it. */
  let atHand: { readonly version: string | null; readonly catalogue: Catalogue | null } | null = null
  const catalogue = (): Catalogue | null => {
    const version = catalogues.versionInUse()
    if (atHand?.version !== version) atHand = { version, catalogue: catalogues.inUse()?.catalogue ?? null }
    return atHand?.catalogue ?? null
  }
  const findVehicle = () => createVehicleFinder(catalogue()?.variants ?? [])
  const sayIn = (language: Language) => createSayImport({ market, language, catalogue: catalogue() })
  const remembered = (): Remembered =>
    imports.mappings().flatMap(({ header, mapping, usedAt }) => {
      const read = mappingSchema.safeParse(mapping)
      return read.success && read.data.target !== 'epa' ? [{ header, mapping: read.data, usedAt }] : []
    })
  const known = <T>(value: T | null): T => {
    if (value === null) throw new Error('The file was not looked at, or not planned')
    return value
  }

  const look = (asked: Asked['look']): Answered['look'] => {
    const { language, target } = asked
    planned = null
    const read = readTable(bytes, tableOptions(asked))
    if (read.type === 'not-a-table') throw notReadable(read.why, language)
    const { table } = read
    const isEpa = isEpaTable(table.columns)
    const survey = isEpa && (target ?? 'epa') === 'epa' ? notSurveyed(table) : surveyed(table)
    if (survey.broken) throw notReadable(survey.broken, language)
    looked = { table, survey, samples: samplesOf(table) }
    const modelYears = isEpa ? surveyEpa(table).modelYears : null
    const say = sayIn(language)
    return lookAtTable({ table, survey, market, remembered: remembered(), target, modelYears, say, language })
  }
  const surveyed = (table: Table): TableSurvey => {
    let rows = 0
    return surveyTable(table, (share) => {
      rows += surveyedAtOnce
      onProgress(rows, share)
    })
  }
  const notReadable = (why: Parameters<typeof notATableReason>[0], language: Language) =>
    new Refusal('IMPORT_NOT_READABLE', { file: fileName, why: notATableReason(why, language) })

  const plan = ({ mapping, language }: Asked['plan']): Answered['plan'] => {
    const { table } = known(looked)
    planned = planFile(
      {
        table,
        fileName,
        market,
        language,
        catalogue: catalogue(),
        units: stock.units,
        findVehicle: findVehicle(),
        newId,
        sha256,
        onProgress,
      },
      mapping,
    )
    const kept = mappingToRemember(mapping)
    const rowsWithRefusals = planned.rows.filter(
      ({ outcome, refusals }) => outcome === 'refused' || refusals.length > 0,
    )
    return {
      plan: {
        ...planned.plan,
        rowsWithRefusals: rowsWithRefusals.length,
        rowsWithOlder: planned.rowsWithOlder,
      },
      mapped: kept && { target: kept.target, header: headerKey(table.columns), mapping: kept },
    }
  }

  return {
    answer(ask) {
      switch (ask.name) {
        case 'part':
          bytes.set(ask.asked.content, ask.asked.offset)
          return {}
        case 'look':
          return look(ask.asked)
        case 'fit':
          return fitField({ ...known(looked), market }, ask.asked)
        case 'check': {
          const { mapping, language } = ask.asked
          if (mapping.target === 'epa') return { missing: [], words: [], previews: [] }
          const say = sayIn(language)
          return checkMapping({
            ...known(looked),
            mapping,
            market,
            findVehicle: findVehicle(),
            say,
            language,
          })
        }
        case 'plan':
          return plan(ask.asked)
        case 'rows':
          return pageOfRows(ask.asked, known(planned), { ...known(looked), say: sayIn(ask.asked.language) })
        case 'refused': {
          const { language } = ask.asked
          return { content: refusedCsv(known(planned), { ...known(looked), say: sayIn(language), language }) }
        }
        case 'pack': {
          const made = known(planned).pack()
          units = made.units
          return made.packed
        }
        case 'undo': {
          const { importId, today, language } = ask.asked
          const say = sayIn(language)
          const made = planUndo({ imports, catalogues, stock, today, say, language }, importId)
          units = made.units
          return { undo: made.undo, packed: made.packed }
        }
        case 'units':
          return { units: units.slice(ask.asked.from, ask.asked.from + ask.asked.count) }
        default:
          return assertNever(ask)
      }
    },
  }
}

/** As `surveyTable` tells. */
const surveyedAtOnce = 1000

/** Of a file whose columns are known beforehand nothing is guessed from what stands in them. */
const notSurveyed = ({ columns }: Table): TableSurvey => ({
  rows: 0,
  broken: null,
  columns: columns.map((name) => ({
    name,
    filled: 0,
    values: [],
    hasMore: false,
    dates: { notDayFirst: 0, notMonthFirst: 0 },
  })),
})

function samplesOf(table: Table): readonly SampleRow[] {
  const samples: SampleRow[] = []
  for (const item of table.rows()) {
    if (item.type === 'row') samples.push({ line: item.line, cells: item.cells })
    if (samples.length === samplesKept) break
  }
  return samples
}
