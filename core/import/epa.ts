import type { Attribute, Figure } from '../catalogue/attribute.ts'
import type { CatalogueSource } from '../catalogue/catalogue.ts'
import { vehicleId } from '../catalogue/vehicle-id.ts'
import { epaCellsReader } from './epa-columns.ts'
import {
  classSource,
  createEpaFigures,
  displacementSource,
  epaFigures,
  epaRefusal,
  mainSource,
} from './epa-figures.ts'
import { epaName, withEpaId } from './epa-name.ts'
import type { CellRefusal, ImportRefusal } from './refusal.ts'
import type { Table } from './table.ts'
import type { VehicleName } from './vehicle-name.ts'
import type { ReadVehicleRow, VehicleRowReading } from './vehicle-row.ts'

/** What has to be known of the whole list before its rows can be read. */
export interface EpaSurvey {
  /** Ascending. */
  readonly modelYears: readonly number[]
  /** Names that several vehicles have, which their EPA ids tell apart. */
  readonly sameNames: ReadonlySet<string>
  /** The day of the newest row, `YYYY-MM-DD`; `null` where no row has one. */
  readonly newest: string | null
}

/** Reads the EPA's list once. */
export function surveyEpa(table: Table): EpaSurvey {
  const cellsOf = epaCellsReader(table.columns)
  const years = new Set<string>()
  const nameById = new Map<string, string>()
  const sameNames = new Set<string>()
  const days = new Set<string>()
  for (const item of table.rows()) {
    if (item.type !== 'row') continue
    const cells = cellsOf(item.cells)
    years.add(cells('year'))
    days.add(cells('modifiedOn'))
    const name = epaName(cells)
    const id = vehicleId(name.brand, name.model, name.variant)
    if (id === null) continue
    const known = nameById.get(id)
    if (known !== undefined) sameNames.add(known).add(spoken(name))
    else nameById.set(id, spoken(name))
  }
  return {
    modelYears: [...years]
      .map(Number)
      .filter(Number.isInteger)
      .sort((a, b) => a - b),
    sameNames,
    newest: [...days].flatMap((day) => dayOf(day) ?? []).reduce<string | null>(laterOf, null),
  }
}

function spoken({ brand, model, variant }: VehicleName): string {
  return `${brand} | ${model} | ${variant}`
}

function laterOf(one: string | null, other: string): string {
  return one !== null && one > other ? one : other
}

/** The sources that figures of the EPA's list name, of a snapshot as new as its newest row. */
export function epaSources({ newest }: EpaSurvey): readonly CatalogueSource[] {
  const collected = newest ?? 'fueleconomy.gov'
  const snapshot = newest === null ? '' : `, snapshot ${newest}`
  const title = `EPA fuel economy data, fueleconomy.gov, public domain${snapshot}`
  const source = (id: string, what: string, note: string): CatalogueSource => ({
    id,
    title: what === '' ? title : `${title}: ${what}`,
    collected,
    status: 'confirmed',
    note,
  })
  return [
    source(
      mainSource,
      '',
      'vehicles.csv as published by the U.S. Environmental Protection Agency and Department of Energy. Label values: combined miles a gallon, kWh a 100 miles, electric range. Of a plug-in hybrid, fuel economy is that on fuel and range that on electricity. Luggage volume is EPA’s where it has one: none for most SUVs, vans and pickups. There are no prices and no seats in it.',
    ),
    source(
      classSource,
      'size class and drive',
      'The body is EPA’s size class: SUV, minivan, van, pickup and station wagon as EPA says, a car by whether its luggage volume is that of a hatchback, a two-door or a four-door. Where EPA says two-wheel drive without saying which, front and rear both stand here.',
    ),
    source(
      displacementSource,
      'engine displacement',
      'EPA gives litres to one decimal: 2.0 L stands here as 2000 cc, and the engine may be up to 50 cc smaller or larger.',
    ),
  ]
}

/**
 * Reads the rows of `vehicles.csv` of fueleconomy.gov. Its traps: `-1` and zero are not known; luggage volume is zero on
 * nearly all vans and SUVs; what burns electricity, hydrogen or gas has its miles "a gallon" in gallons of petrol equal in
 * energy, which are no kilometres a litre of anything.
 * @see https://www.fueleconomy.gov/feg/ws/ the data descriptions
 */
export function createEpaReader(given: {
  readonly columns: readonly string[]
  readonly survey: EpaSurvey
  /** The first and the last model year that go in; `null` for no end. */
  readonly fromYear: number | null
  readonly toYear: number | null
}): ReadVehicleRow {
  const { columns, survey, fromYear, toYear } = given
  const cellsOf = epaCellsReader(columns)
  const takeFigure = createEpaFigures()
  return (row): VehicleRowReading => {
    const cells = cellsOf(row)
    const year = /^\d{4}$/.test(cells('year')) ? Number(cells('year')) : null
    if (fromYear !== null && (year === null || year < fromYear)) return { type: 'left-out' }
    if (toYear !== null && (year === null || year > toYear)) return { type: 'left-out' }
    const plain = epaName(cells)
    const refuse = (why: ImportRefusal): VehicleRowReading => ({
      type: 'refused',
      name: `${plain.brand} ${plain.model}`.trim(),
      refusals: [{ column: null, field: null, why }],
    })
    if (plain.brand === '' || plain.model === '') return refuse({ type: 'no-vehicle' })
    const asOf = dayOf(cells('modifiedOn')) ?? year?.toString()
    if (asOf === undefined) return refuse({ type: 'no-as-of' })
    const name = survey.sameNames.has(spoken(plain)) ? withEpaId(plain, cells('id')) : plain
    const figures: Partial<Record<Attribute, Figure>> = {}
    const refusals: CellRefusal[] = []
    for (const said of epaFigures(cells)) {
      const figure = takeFigure(said, asOf)
      if (figure !== null) figures[said.attribute] = figure
      else refusals.push(epaRefusal(said))
    }
    return { type: 'vehicle', row: { ...name, figures }, refusals }
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Tue Oct 28 00:00:00 EDT 2025` as `2025-10-28`. */
function dayOf(text: string): string | null {
  const match = /^\w{3} (\w{3}) (\d{2}) \d{2}:\d{2}:\d{2} \w+ (\d{4})$/.exec(text)
  const month = months.indexOf(match?.[1] ?? '') + 1
  return match && month > 0 ? `${match[3]}-${String(month).padStart(2, '0')}-${match[2]}` : null
}
