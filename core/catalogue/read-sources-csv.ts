import { type CatalogueSource, sourceSchema } from './catalogue.ts'
import { readCsvTable } from './csv-table.ts'

/**
 * Reads a list of sources from CSV with the columns `id,title,collected,status,note`.
 * @throws Error naming the line when a row is not a source: the list is part of a market pack, not of an import
 */
export function readSourcesCsv(text: string): readonly CatalogueSource[] {
  const table = readCsvTable(text, ['id', 'title', 'collected', 'status', 'note'])
  if (table.type === 'not-a-table') throw new Error(`Not a list of sources: ${table.why.type}`)
  const [bad] = table.bad
  if (bad) throw new Error(`Line ${bad.line} of the sources: ${bad.why.type}`)
  return table.rows.map(({ line, cells }) => {
    const source = sourceSchema.safeParse(cells)
    if (!source.success) throw new Error(`Line ${line} of the sources`, { cause: source.error })
    return source.data
  })
}
