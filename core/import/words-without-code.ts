import { cellSource, textOf } from './cell-readers.ts'
import { attributeOfWord } from './field-words.ts'
import { foldWords } from './fold-words.ts'
import type { FieldMapping } from './mapping.ts'
import { readCode } from './read-code.ts'
import type { TableSurvey } from './survey-table.ts'
import type { Table } from './table.ts'
import type { TargetField } from './target.ts'
import type { FindVehicle } from './vehicle-finder.ts'

/** A word of the file that stands for nothing yet: `word` is its key in `FieldMapping.translations`. */
export interface WordWithoutCode {
  readonly word: string
  /** As the file first writes it. */
  readonly text: string
  readonly count: number
}

/** Nobody translates a paragraph. */
const longestWord = 200

/**
 * The words in a field's columns that neither Northstar nor the person has a code for, the most frequent first; none of a
 * field that is no code. Several columns that are one name together are read from the table.
 */
export function wordsWithoutCode(given: {
  readonly field: TargetField
  readonly mapping: FieldMapping
  readonly survey: TableSurvey
  readonly table: Table
  readonly findVehicle: FindVehicle
}): readonly WordWithoutCode[] {
  const { field, mapping, survey, table, findVehicle } = given
  const { from, translations } = mapping
  const isOpen = openTest(field, mapping, findVehicle)
  if (from.type === 'constant' || isOpen === null) return []
  const isOneName = field.several === 'joined' && from.columns.length > 1
  const cells = isOneName
    ? joinedCells(table, mapping)
    : survey.columns.filter(({ name }) => from.columns.includes(name)).flatMap(({ values }) => values)
  const words = new Map<string, WordWithoutCode>()
  for (const { text, count } of cells) {
    const word = foldWords(text)
    if (Object.hasOwn(translations, word) || word === '' || word.length > longestWord || !isOpen(text))
      continue
    const known = words.get(word)
    words.set(word, { word, text: known?.text ?? text, count: (known?.count ?? 0) + count })
  }
  return [...words.values()].sort((a, b) => b.count - a.count)
}

function joinedCells(
  table: Table,
  mapping: FieldMapping,
): readonly { readonly text: string; readonly count: number }[] {
  const source = cellSource(mapping, table.columns)
  const counts = new Map<string, number>()
  for (const item of table.rows()) {
    if (item.type !== 'row') continue
    const text = textOf(source, item.cells)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, count]) => ({ text, count }))
}

function openTest(
  { kind, attribute, id }: TargetField,
  { translations }: FieldMapping,
  findVehicle: FindVehicle,
): ((text: string) => boolean) | null {
  if (kind === 'attribute') return (text) => attributeOfWord(text) === null
  if (kind === 'vehicle') return (text) => findVehicle(text).type !== 'found'
  if (kind !== 'code') return null
  const field = attribute ?? (id === 'state' ? 'state' : null)
  return field && ((text) => readCode(text, field, translations).type === 'refused')
}
