import type { Catalogue, CatalogueSource } from '../../core/catalogue/catalogue.ts'
import { createEpaReader, epaSources, surveyEpa } from '../../core/import/epa.ts'
import { isEpaTable } from '../../core/import/epa-columns.ts'
import { guessMapping } from '../../core/import/guess-mapping.ts'
import type { CataloguePlan } from '../../core/import/import-plan.ts'
import { type ColumnMapping, constantField, type MappedTarget } from '../../core/import/mapping.ts'
import { createCataloguePlanner } from '../../core/import/plan-catalogue.ts'
import { readTable } from '../../core/import/read-table.ts'
import { createVehicleRowReader } from '../../core/import/read-vehicle-row.ts'
import { surveyTable } from '../../core/import/survey-table.ts'
import type { Table } from '../../core/import/table.ts'
import { notATableReason } from '../../core/import/table-words.ts'
import { missingFields } from '../../core/import/target.ts'
import type { ReadVehicleRow } from '../../core/import/vehicle-row.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'

/** How long the steps of an import took, in milliseconds. */
export interface ImportSteps {
  readonly plan: CataloguePlan
  readonly catalogue: Catalogue
  readonly what: string
  readonly tookMs: {
    readonly find: number
    readonly map: number
    readonly plan: number
    readonly merge: number
  }
}

/**
 * Reads a file of vehicles, maps it as it is guessed and plans it into an empty catalogue. What a person would be asked
 * for (a source, a date) is made up here.
 * @throws Error with the reason when it is no table, or no table of vehicles
 */
export function readImport(bytes: Uint8Array, market: MarketPack, origin: string): ImportSteps {
  const start = performance.now()
  const reading = readTable(bytes)
  if (reading.type !== 'table')
    throw new Error(`The file cannot be read: ${notATableReason(reading.why, 'en')}`)
  const { table } = reading
  const found = performance.now()
  const { what, readRow, rowIs, sources } = mapped(table, market)
  const guessed = performance.now()
  const planner = createCataloguePlanner({ inUse: null, readRow, rowIs, origin, sources })
  for (const item of table.rows()) planner.add(item)
  const plan = planner.finish()
  if (plan.broken) throw new Error(`The file ends early: ${notATableReason(plan.broken, 'en')}`)
  const planned = performance.now()
  const catalogue = plan.catalogue()
  const merged = performance.now()
  const tookMs = {
    find: found - start,
    map: guessed - found,
    plan: planned - guessed,
    merge: merged - planned,
  }
  return { plan, catalogue, what, tookMs }
}

interface Mapped {
  readonly what: string
  readonly readRow: ReadVehicleRow
  readonly rowIs: 'vehicle' | 'figure'
  readonly sources: () => readonly CatalogueSource[]
}

function mapped(table: Table, market: MarketPack): Mapped {
  const { columns } = table
  if (isEpaTable(columns)) {
    const survey = surveyEpa(table)
    return {
      what: 'the EPA’s list',
      readRow: createEpaReader({ columns, survey, fromYear: null, toYear: null }),
      rowIs: 'vehicle',
      sources: () => epaSources(survey),
    }
  }
  const survey = surveyTable(table)
  const guess = (target: MappedTarget): ColumnMapping => {
    const { mapping } = guessMapping({ table, survey, target, market, remembered: [] })
    const said = new Set(mapping.fields.map(({ field }) => field))
    const madeUp = [constantField('source', 'benchmark'), constantField('asOf', '2026')]
    return { ...mapping, fields: [...mapping.fields, ...madeUp.filter(({ field }) => !said.has(field))] }
  }
  const mapping = (['figures', 'vehicles-wide'] as const)
    .map(guess)
    .find((one) => missingFields(one, market).length === 0)
  if (mapping === undefined)
    throw new Error('No brand, model and figures were found in the columns of the file')
  return {
    what: mapping.target === 'figures' ? 'one figure a row' : `${mapping.fields.length} columns by guess`,
    readRow: createVehicleRowReader({ mapping, columns, market }),
    rowIs: mapping.target === 'figures' ? 'figure' : 'vehicle',
    sources: () => [],
  }
}
