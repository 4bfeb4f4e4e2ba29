import type { z } from 'zod'
import type { importRowsSchema } from '../../../contract/import-views.ts'
import { type CellRefusal, refusalSentence } from '../../../core/import/refusal.ts'
import type { Table } from '../../../core/import/table.ts'
import type { Language } from '../../../core/market/language.ts'
import { type Cell, csvBytes } from '../reports/csv.ts'
import type { Asked } from './import-protocol.ts'
import { shortened } from './look-at-table.ts'
import type { PlannedFile } from './plan-file.ts'
import type { SayImport } from './say-import.ts'

type Page = z.infer<typeof importRowsSchema>
type Row = PlannedFile['rows'][number]

/** The cells of a few rows, looked up by their lines in one reading of the table. */
type CellsOf = (lines: ReadonlySet<number>) => ReadonlyMap<number, readonly string[]>

/** Rows of a plan as a person is shown them, by page. */
export function pageOfRows(
  { show, words, offset, limit, language }: Asked['rows'],
  planned: PlannedFile,
  { table, say }: { readonly table: Table; readonly say: SayImport },
): Page {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const places = planned.rows.flatMap((row, place) => {
    if (!isShown(row, show)) return []
    if (wanted.length === 0) return [place]
    const said = textOfRow(row, show, say, language).toLowerCase()
    return wanted.every((word) => said.includes(word)) ? [place] : []
  })
  const shown = places.slice(offset, offset + limit)
  const lines = new Set(shown.flatMap((place) => planned.rows[place]?.line ?? []))
  const cells = show === 'refused' ? cellsIn(table)(lines) : new Map<number, readonly string[]>()
  return {
    total: places.length,
    rows: shown.flatMap((place): Page['rows'] => {
      const row = planned.rows[place]
      if (row === undefined) return []
      const { line, name, outcome } = row
      const refusals = row.refusals.map((refusal) =>
        refusalView(refusal, cells.get(line), { table, say, language }),
      )
      return [{ line, name, outcome, refusals, changes: [...planned.changesOf(place, say)] }]
    }),
  }
}

function isShown({ outcome, refusals }: Row, show: Asked['rows']['show']): boolean {
  return show === 'refused' ? outcome === 'refused' || refusals.length > 0 : outcome === show
}

/** What a row is found by. */
function textOfRow(
  { line, name, refusals }: Row,
  show: Asked['rows']['show'],
  say: SayImport,
  language: Language,
): string {
  if (show !== 'refused') return `${line} ${name}`
  const why = refusals.map((refusal) =>
    [
      refusal.column,
      refusal.field && say.fieldLabel(refusal.field),
      refusalSentence(refusal.why, language),
    ].join(' '),
  )
  return [line, name, ...why].join(' ')
}

function refusalView(
  { column, field, why }: CellRefusal,
  cells: readonly string[] | undefined,
  { table, say, language }: { readonly table: Table; readonly say: SayImport; readonly language: Language },
): Page['rows'][number]['refusals'][number] {
  const cell = column === null ? undefined : cells?.[table.columns.indexOf(column)]
  return {
    column,
    label: field === null ? null : say.fieldLabel(field),
    cell: cell === undefined ? null : shortened(cell),
    why: refusalSentence(why, language),
  }
}

const cellsIn =
  (table: Table): CellsOf =>
  (lines) => {
    const found = new Map<number, readonly string[]>()
    for (const item of table.rows()) {
      if (found.size === lines.size) break
      if (item.type === 'row' && lines.has(item.line)) found.set(item.line, item.cells)
    }
    return found
  }

const reasonWords = {
  en: { line: 'Line', why: 'Why it was refused', wholeRow: 'The whole row' },
  ur: { line: 'سطر', why: 'کیوں رد ہوئی', wholeRow: 'پوری سطر' },
} as const

/** The rows of which something is refused as a CSV file: the columns of the file, the line, and the reasons. */
export function refusedCsv(
  planned: PlannedFile,
  { table, say, language }: { readonly table: Table; readonly say: SayImport; readonly language: Language },
): Uint8Array<ArrayBuffer> {
  const words = reasonWords[language]
  const refused = new Map(
    planned.rows.filter((row) => isShown(row, 'refused')).map((row) => [row.line, row] as const),
  )
  const whyOf = ({ refusals }: Row) =>
    refusals
      .map(
        ({ field, why }) =>
          `${field === null ? words.wholeRow : say.fieldLabel(field)}: ${refusalSentence(why, language)}`,
      )
      .join(' ')
  const rows: Cell[][] = [[...table.columns, words.line, words.why]]
  for (const item of table.rows()) {
    const row = refused.get(item.line)
    if (row === undefined) continue
    // A row that could not be read as one has no cells to give back.
    const cells = item.type === 'row' ? item.cells : table.columns.map(() => '')
    rows.push([...cells, item.line, whyOf(row)])
  }
  return csvBytes(rows)
}
