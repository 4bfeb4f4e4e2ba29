import { decimalMarkOf, fitColumn } from '../../../core/import/fit-column.ts'
import { fitHeading, readHeading } from '../../../core/import/heading.ts'
import type { TableSurvey } from '../../../core/import/survey-table.ts'
import { type TargetField, targetFields } from '../../../core/import/target.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import type { Answered, Asked } from './import-protocol.ts'

/** How the cells of a column that a person chose for a field are most likely written: its unit, decimals and dates. */
export function fitField(
  { survey, market }: { readonly survey: TableSurvey; readonly market: MarketPack },
  { field: fieldId, columns }: Asked['fit'],
): Answered['fit'] {
  const column = survey.columns.find(({ name }) => name === columns[0])
  const field = fieldById(fieldId, market)
  if (column === undefined || field === undefined)
    return { unit: null, decimal: 'point', dateOrder: 'day-first' }
  const texts = survey.columns.flatMap(({ values }) => values.slice(0, 20).map(({ text }) => text))
  const { unit: said } = fitHeading(readHeading(column.name), field, market)
  const { unit, decimal, dateOrder } = fitColumn(column, field, said, market, decimalMarkOf(texts) ?? 'point')
  return { unit, decimal, dateOrder }
}

function fieldById(fieldId: string, market: MarketPack): TargetField | undefined {
  return (['vehicles-wide', 'figures', 'stock'] as const)
    .flatMap((target) => targetFields(target, market))
    .find(({ id }) => id === fieldId)
}
