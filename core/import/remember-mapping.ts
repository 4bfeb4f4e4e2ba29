import { foldWords } from './fold-words.ts'
import type { ColumnMapping, FieldMapping, MappedTarget, Mapping } from './mapping.ts'

/** How an earlier file was mapped. */
export interface RememberedMapping {
  /** Names its columns (`headerKey`). */
  readonly header: string
  readonly mapping: ColumnMapping
}

/** Names the columns of a file: the same for the same names in any order, however they are written. */
export function headerKey(columns: readonly string[]): string {
  return columns.map(foldWords).toSorted().join('\n')
}

/**
 * What is worth remembering of a mapping once its file is imported: all but how old its figures are, which is another
 * thing with each file. `null` where nobody mapped anything.
 */
export function mappingToRemember(mapping: Mapping): ColumnMapping | null {
  if (mapping.target === 'epa') return null
  const fields = mapping.fields.filter(({ field, from }) => field !== 'asOf' || from.type === 'columns')
  return { target: mapping.target, fields }
}

type Recalled =
  | { readonly type: 'file'; readonly mapping: ColumnMapping }
  | {
      readonly type: 'columns'
      readonly fields: readonly { readonly column: string; readonly fieldMapping: FieldMapping }[]
    }

/**
 * What is remembered for a file: the whole mapping of one with the very same columns, else of each field how it was
 * filled last from columns that this file has as well. The last mapping comes first.
 */
export function recallMapping(
  remembered: readonly RememberedMapping[],
  target: MappedTarget,
  columns: readonly string[],
): Recalled {
  const own = remembered.filter(({ mapping }) => mapping.target === target)
  const nameByKey = new Map(columns.map((column) => [foldWords(column), column]))
  const key = headerKey(columns)
  const same = own.find(({ header }) => header === key)
  if (same) {
    const fields = same.mapping.fields.map((field) => withNames(field, nameByKey) ?? field)
    return { type: 'file', mapping: { target, fields } }
  }
  const found = new Map<string, { column: string; fieldMapping: FieldMapping }>()
  const used = new Set<string>()
  for (const { mapping } of own)
    for (const field of mapping.fields) {
      const here = withNames(field, nameByKey)
      if (here === null || here.from.type !== 'columns' || found.has(field.field)) continue
      // A part of a cell may share its column with the other parts.
      if (here.part === null && here.from.columns.some((column) => used.has(column))) continue
      for (const column of here.from.columns) used.add(column)
      found.set(field.field, { column: here.from.columns[0] ?? '', fieldMapping: here })
    }
  return { type: 'columns', fields: [...found.values()] }
}

/** The field with the columns as this file writes them; `null` where it lacks one. */
function withNames(field: FieldMapping, nameByKey: ReadonlyMap<string, string>): FieldMapping | null {
  if (field.from.type === 'constant') return field
  const columns = field.from.columns.map((column) => nameByKey.get(foldWords(column)))
  const known = columns.filter((column) => column !== undefined)
  return known.length === columns.length ? { ...field, from: { type: 'columns', columns: known } } : null
}
