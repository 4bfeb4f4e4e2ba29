import type { CatalogueSource } from '../catalogue/catalogue.ts'
import { readCsvTable } from '../catalogue/csv-table.ts'
import { type Resale, resaleSchema } from './ownership-terms.ts'

const columns = [
  'make',
  'model',
  'loss_percent_per_year',
  'adverts',
  'model_years',
  'weighted_r2',
  'source',
  'as_of',
] as const

/**
 * Reads what models lose in value from CSV with the columns above.
 * @param sources those that a row may name by id
 * @throws Error naming the line when a row is none: the list is part of a market pack, not of an import
 */
export function readResaleCsv(text: string, sources: readonly CatalogueSource[]): readonly Resale[] {
  const table = readCsvTable(text, columns)
  if (table.type === 'not-a-table') throw new Error(`Not a list of resale figures: ${table.why.type}`)
  const [bad] = table.bad
  if (bad) throw new Error(`Line ${bad.line} of the resale figures: ${bad.why.type}`)
  return table.rows.map(({ line, cells }) => {
    const row = resaleSchema.safeParse({
      make: cells.make,
      model: cells.model,
      lossPercentPerYear: Number(cells.loss_percent_per_year),
      adverts: Number(cells.adverts),
      modelYears: Number(cells.model_years),
      weightedR2: Number(cells.weighted_r2),
      source: sources.find(({ id }) => id === cells.source),
      asOf: cells.as_of,
    })
    if (!row.success) throw new Error(`Line ${line} of the resale figures`, { cause: row.error })
    return row.data
  })
}
