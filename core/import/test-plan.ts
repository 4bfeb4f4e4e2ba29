import type { Catalogue } from '../catalogue/catalogue.ts'
import { pakistan } from '../market/test-market.ts'
import type { CataloguePlan } from './import-plan.ts'
import { type ColumnMapping, columnField, constantField, type FieldMapping } from './mapping.ts'
import { createCataloguePlanner } from './plan-catalogue.ts'
import { createVehicleRowReader } from './read-vehicle-row.ts'
import { tableOf } from './test-table.ts'

/** A mapping of vehicles whose columns are called as its fields are, of one source and date. */
function wideMapping(
  columns: readonly string[],
  changed: Readonly<Record<string, Partial<FieldMapping>>> = {},
): ColumnMapping {
  return {
    target: 'vehicles-wide',
    fields: [
      ...columns.map((column) => ({ ...columnField(column, [column]), ...changed[column] })),
      ...(columns.includes('source') ? [] : [constantField('source', 'list')]),
      ...(columns.includes('asOf') ? [] : [constantField('asOf', '2026-03')]),
    ],
  }
}

/** The plan of a file whose first line names its fields. */
export function planOf(
  text: string,
  inUse: Catalogue | null = null,
  changed: Readonly<Record<string, Partial<FieldMapping>>> = {},
): CataloguePlan {
  const table = tableOf(text, { headerRow: 1, delimiter: ',' })
  const mapping = wideMapping(table.columns, changed)
  const readRow = createVehicleRowReader({ mapping, columns: table.columns, market: pakistan })
  const planner = createCataloguePlanner({ inUse, readRow, rowIs: 'vehicle', origin: 'list.csv' })
  for (const item of table.rows()) planner.add(item)
  return planner.finish()
}
