import { Refusal } from '../../../contract/errors.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { type NewId, stockUnitIdSchema } from '../../../core/ids.ts'
import { createEpaReader, epaSources, surveyEpa } from '../../../core/import/epa.ts'
import type { CataloguePlan, FigureChange, PlannedRow, Planner } from '../../../core/import/import-plan.ts'
import type { ColumnMapping, Mapping } from '../../../core/import/mapping.ts'
import { createCataloguePlanner } from '../../../core/import/plan-catalogue.ts'
import { createStockPlanner, type StockChange, type StockPlan } from '../../../core/import/plan-stock.ts'
import { createStockRowReader } from '../../../core/import/read-stock-row.ts'
import { createVehicleRowReader } from '../../../core/import/read-vehicle-row.ts'
import type { Table } from '../../../core/import/table.ts'
import { notATableReason } from '../../../core/import/table-words.ts'
import { missingFields, targetFields } from '../../../core/import/target.ts'
import type { FindVehicle } from '../../../core/import/vehicle-finder.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { catalogueContent } from '../../../db/catalogues.ts'
import { type UnitWrite, unitEditsText } from '../../../db/imports.ts'
import type { StockUnit } from '../../../db/stock.ts'
import type { Answered } from './import-protocol.ts'
import type { SaidChange, SayImport } from './say-import.ts'

/** What an import would do, and what is to be written for it. */
export interface PlannedFile {
  readonly plan: Pick<CataloguePlan, 'counts' | 'refusedCellsNotListed'>
  readonly rows: readonly Pick<PlannedRow<never>, 'line' | 'outcome' | 'name' | 'refusals'>[]
  /** What would change in a row, by its place in `rows`. */
  readonly changesOf: (place: number, say: SayImport) => readonly SaidChange[]
  /** What is to be written; of cars the list itself stays here. */
  readonly pack: () => { readonly packed: Answered['pack']; readonly units: readonly UnitWrite[] }
}

interface Given {
  readonly table: Table
  readonly fileName: string
  readonly market: MarketPack
  readonly language: Language
  /** `null` while there is none. */
  readonly catalogue: Catalogue | null
  readonly units: () => readonly StockUnit[]
  readonly findVehicle: FindVehicle
  readonly newId: NewId
  /** Told how many rows were read, and what share of the file that is. */
  readonly onProgress: (rows: number, share: number) => void
}

/**
 * The dry run: reads every row and says what would become of it.
 * @throws Refusal IMPORT_NOT_MAPPED, IMPORT_NOT_READABLE
 */
export function planFile(given: Given, mapping: Mapping): PlannedFile {
  if (mapping.target === 'epa') return planEpa(given, mapping)
  refuseNotMapped(mapping, given)
  return mapping.target === 'stock' ? planStock(given, mapping) : planVehicles(given, mapping)
}

function refuseNotMapped(mapping: ColumnMapping, { market, language }: Given): void {
  const missing = missingFields(mapping, market)
  if (missing.length === 0) return
  const fields = targetFields(mapping.target, market)
  const labels = missing.map(([id]) => fields.find((field) => field.id === id)?.label[language] ?? '')
  throw new Refusal('IMPORT_NOT_MAPPED', { fields: labels.join(', ') })
}

function planEpa(given: Given, { fromYear, toYear }: Extract<Mapping, { target: 'epa' }>): PlannedFile {
  const { table, catalogue, fileName } = given
  const survey = surveyEpa(table)
  return vehiclesPlanned(
    given,
    createCataloguePlanner({
      inUse: catalogue,
      readRow: createEpaReader({ columns: table.columns, survey, fromYear, toYear }),
      rowIs: 'vehicle',
      origin: fileName,
      sources: () => epaSources(survey),
    }),
  )
}

function planVehicles(given: Given, mapping: ColumnMapping): PlannedFile {
  const { table, market, catalogue, fileName } = given
  const planner = createCataloguePlanner({
    inUse: catalogue,
    readRow: createVehicleRowReader({ mapping, columns: table.columns, market }),
    rowIs: mapping.target === 'figures' ? 'figure' : 'vehicle',
    origin: fileName,
  })
  return vehiclesPlanned(given, planner)
}

function vehiclesPlanned(given: Given, planner: Planner<CataloguePlan>): PlannedFile {
  const plan = readThrough(given, planner)
  return planned<FigureChange>(
    plan,
    (change, say) => say.figureChange(change),
    () => {
      const { version, content } = catalogueContent(plan.catalogue())
      const before = given.catalogue?.version ?? null
      const origin = given.fileName
      return { packed: { type: 'vehicles', before, version, content, origin }, units: [] }
    },
  )
}

function planStock(given: Given, mapping: ColumnMapping): PlannedFile {
  const { table, findVehicle, newId } = given
  const readRow = createStockRowReader({ mapping, columns: table.columns, findVehicle })
  const plan: StockPlan = readThrough(given, createStockPlanner({ units: given.units(), readRow }))
  return planned<StockChange>(
    plan,
    (change, say) => say.stockChange(change),
    () => {
      const units = plan.edits.map(({ unitId, before, after }) => ({
        unitId: unitId ?? stockUnitIdSchema.parse(newId()),
        before,
        after,
      }))
      return { packed: { type: 'stock', units: units.length, edits: unitEditsText(units) }, units }
    },
  )
}

const everyRows = 500

/** Reads the table to its end. @throws Refusal IMPORT_NOT_READABLE where its end cannot be read */
function readThrough<Plan extends Pick<CataloguePlan, 'broken'>>(
  { table, fileName: file, language, onProgress }: Given,
  planner: Planner<Plan>,
): Plan {
  const items = table.rows()
  let rows = 0
  for (const item of items) {
    planner.add(item)
    rows += 1
    if (rows % everyRows === 0) onProgress(rows, items.share())
  }
  const plan = planner.finish()
  if (plan.broken)
    throw new Refusal('IMPORT_NOT_READABLE', { file, why: notATableReason(plan.broken, language) })
  return plan
}

function planned<Change>(
  plan: Pick<CataloguePlan, 'counts' | 'refusedCellsNotListed'> & {
    readonly rows: readonly PlannedRow<Change>[]
  },
  said: (change: Change, say: SayImport) => SaidChange,
  pack: PlannedFile['pack'],
): PlannedFile {
  const { rows, counts, refusedCellsNotListed } = plan
  return {
    plan: { counts, refusedCellsNotListed },
    rows,
    pack,
    changesOf: (place, say) => (rows[place]?.changes() ?? []).map((change) => said(change, say)),
  }
}
