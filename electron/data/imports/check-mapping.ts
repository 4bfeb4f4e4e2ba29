import type { z } from 'zod'
import type { importCheckSchema } from '../../../contract/import-views.ts'
import type { ColumnMapping } from '../../../core/import/mapping.ts'
import type { TableSurvey } from '../../../core/import/survey-table.ts'
import type { Table } from '../../../core/import/table.ts'
import { missingFields, targetFields } from '../../../core/import/target.ts'
import type { FindVehicle } from '../../../core/import/vehicle-finder.ts'
import { wordsWithoutCode } from '../../../core/import/words-without-code.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { previewRows, type SampleRow } from './preview-rows.ts'
import type { SayImport } from './say-import.ts'

/** So many words of a field are listed. */
const wordsListed = 60

/** What a mapping lacks yet, which words of the file it has no code for, and how it reads some rows. */
export function checkMapping(given: {
  readonly mapping: ColumnMapping
  readonly table: Table
  readonly survey: TableSurvey
  readonly samples: readonly SampleRow[]
  readonly market: MarketPack
  readonly findVehicle: FindVehicle
  readonly say: SayImport
  readonly language: Language
}): z.infer<typeof importCheckSchema> {
  const { mapping, table, survey, market, findVehicle } = given
  const fields = targetFields(mapping.target, market)
  const words = mapping.fields.flatMap((fieldMapping) => {
    const field = fields.find(({ id }) => id === fieldMapping.field)
    if (field === undefined) return []
    // Words that a person has translated stay listed: what was said of them can be said anew.
    const found = wordsWithoutCode({
      field,
      mapping: { ...fieldMapping, translations: {} },
      survey,
      table,
      findVehicle,
    })
    if (found.length === 0) return []
    const listed = found.slice(0, wordsListed).map(({ word, text, count }) => ({ word, text, count }))
    return [{ field: field.id, words: listed, more: found.length - listed.length }]
  })
  return {
    missing: missingFields(mapping, market).map((ids) => [...ids]),
    words,
    previews: previewRows(given),
  }
}
