import { Refusal } from '../../../contract/errors.ts'
import type { Catalogue } from '../../../core/catalogue/catalogue.ts'
import { type NewId, type StockUnitId, stockUnitIdSchema } from '../../../core/ids.ts'
import { createEpaReader, epaSources, surveyEpa } from '../../../core/import/epa.ts'
import type { CataloguePlan, FigureChange, PlannedRow, Planner } from '../../../core/import/import-plan.ts'
import { isOlder } from '../../../core/import/is-older.ts'
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
import { hashedId } from '../../../core/sync/hashed-id.ts'
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
  /** How many rows would put a figure in place of one of a later date. */
  readonly rowsWithOlder: number
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
  /** Of UTF-8 text, in lower-case hexadecimal. */
  readonly sha256: (text: string) => string
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
  throw new Refusal('IMPORT_NOT_MAPPED', { fields: labels.join(language === 'ur' ? '، ' : ', ') })
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
  return planned<FigureChange>(plan, { said: (change, say) => say.figureChange(change), isOlder }, () => {
    const { version, content } = catalogueContent(plan.catalogue())
    const before = given.catalogue?.version ?? null
    const origin = given.fileName
    return { packed: { type: 'vehicles', before, version, content, origin }, units: [] }
  })
}

function planStock(given: Given, mapping: ColumnMapping): PlannedFile {
  const { table, findVehicle } = given
  const units = given.units()
  const readRow = createStockRowReader({ mapping, columns: table.columns, findVehicle })
  const plan: StockPlan = readThrough(given, createStockPlanner({ units, readRow }))
  return planned<StockChange>(
    plan,
    { said: (change, say) => say.stockChange(change), isOlder: () => false },
    () => {
      const idOfNew = idsOfNewCars(units, given)
      const writes = plan.edits.map(({ unitId, before, after }) => ({
        unitId: unitId ?? idOfNew(after.number),
        before,
        after,
      }))
      return { packed: { type: 'stock', units: writes.length, edits: unitEditsText(writes) }, units: writes }
    },
  )
}

/**
 * The id of a new car follows from its number: laptops that import the same list write one row. Where a car that goes
 * by another number today has that id, the new one gets its own.
 */
function idsOfNewCars(
  units: readonly StockUnit[],
  { newId, sha256 }: Pick<Given, 'newId' | 'sha256'>,
): (number: string) => StockUnitId {
  const taken = new Set(units.map(({ id }) => id))
  return (number) => {
    const id = stockUnitIdSchema.parse(hashedId(`northstar stock\n${number}`, sha256))
    return taken.has(id) ? stockUnitIdSchema.parse(newId()) : id
  }
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
  {
    said,
    isOlder,
  }: {
    readonly said: (change: Change, say: SayImport) => SaidChange
    readonly isOlder: (change: Change) => boolean
  },
  pack: PlannedFile['pack'],
): PlannedFile {
  const { rows, counts, refusedCellsNotListed } = plan
  return {
    plan: { counts, refusedCellsNotListed },
    rows,
    pack,
    rowsWithOlder: rows.filter((row) => row.outcome === 'changed' && row.changes().some(isOlder)).length,
    changesOf: (place, say) => (rows[place]?.changes() ?? []).map((change) => said(change, say)),
  }
}
