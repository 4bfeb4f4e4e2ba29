import { pakistan } from '../market/test-market.ts'
import { type CatalogueReading, readCatalogueCsv } from './read-catalogue-csv.ts'

export const header = 'brand,model,variant,attribute,value,unit,source,as_of'

/** What reading a file of these rows gives; the header is put before them. */
export function readRows(...rows: readonly string[]): Extract<CatalogueReading, { type: 'read' }> {
  const reading = readText([header, ...rows].join('\n'))
  if (reading.type !== 'read') throw new Error(reading.reason)
  return reading
}

/** What reading this text as a catalogue file gives. */
export function readText(figuresText: string): CatalogueReading {
  const sources = [
    { id: 'maker', title: 'The maker', collected: 'May 2026', status: 'confirmed' as const, note: '' },
  ]
  return readCatalogueCsv({ figuresText, sources, origin: 'prices.csv', market: pakistan, language: 'en' })
}
