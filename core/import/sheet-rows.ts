import type { DelimitedRecord } from './delimited-rows.ts'
import { excelNumberText } from './excel-text.ts'
import { unescapeText, type Workbook } from './workbook.ts'
import { readXml } from './xml-events.ts'
import { type InflateBudget, inflateEntry, type ZipEntry } from './zip-entries.ts'

/** Cells that are merged from above: what the first says, those below it in its column say too. */
export interface MergedDown {
  readonly column: number
  readonly fromLine: number
  readonly toLine: number
}

const mostMerged = 50_000

/**
 * Reads a sheet once without its cells: that it can be read to its end within the budget, and what is merged, which
 * stands behind the cells. Cells merged sideways are left as they are: a title over a table is not said of each column.
 * @throws Unreadable when it cannot
 */
export function surveySheet(entry: ZipEntry, budget: InflateBudget): readonly MergedDown[] {
  const merged: MergedDown[] = []
  const decoder = new TextDecoder()
  let tail = ''
  let isBehindCells = false
  for (const piece of inflateEntry(entry, budget)) {
    if (isBehindCells) {
      tail += decoder.decode(piece, { stream: true })
      continue
    }
    // The end tag may lie across two pieces.
    tail = tail.slice(-40) + decoder.decode(piece, { stream: true })
    const end = tail.search(/<\/(\w+:)?sheetData\s*>/)
    if (end === -1) continue
    isBehindCells = true
    tail = tail.slice(end)
  }
  for (const [, range = ''] of tail.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]+)"/g)) {
    const [from, to] = range.split(':').map(placeOf)
    if (!from || !to || from.line === to.line || merged.length === mostMerged) continue
    merged.push({ column: from.column, fromLine: from.line, toLine: to.line })
  }
  return merged.sort((a, b) => a.fromLine - b.fromLine)
}

/** A cell's place, from column 0 and line 1, by a reference such as `AB12`. */
function placeOf(reference: string): { readonly column: number; readonly line: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  return match ? { column: columnOf(match[1] ?? ''), line: Number(match[2]) } : null
}

function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/**
 * The rows of a sheet, read as they are asked for: numbers and dates as text (`excelNumberText`), formulas by the value
 * that was kept with them.
 * @throws Unreadable when it is damaged or holds too much
 */
export function* sheetRows(
  workbook: Workbook,
  entry: ZipEntry,
  merged: readonly MergedDown[],
  mostColumns: number,
  budget: InflateBudget,
): Generator<DelimitedRecord> {
  const reading = createSheetReading(workbook, mostColumns)
  const fill = createFill(merged)
  for (const _ of readXml(inflateEntry(entry, budget), reading.handlers))
    for (const row of reading.takeRows()) yield fill(row)
}

interface SheetRow {
  readonly line: number
  readonly cells: string[]
}

function createSheetReading({ sharedStrings, styles, is1904 }: Workbook, mostColumns: number) {
  let rows: SheetRow[] = []
  let row: SheetRow = { line: 0, cells: [] }
  let [column, type, style, text] = [-1, '', 0, '']
  let isInValue = false

  const cellText = (): string => {
    if (type === 's') return sharedStrings[Number(text)] ?? ''
    if (type === '' || type === 'n') return excelNumberText(text, styles[style] ?? 'number', is1904)
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
    if (type === 'd') return text.replace('T', ' ').slice(0, 16).replace(' 00:00', '')
    return unescapeText(text)
  }
  return {
    takeRows: (): readonly SheetRow[] => {
      const taken = rows
      rows = []
      return taken
    },
    handlers: {
      open(name: string, { r, t, s }: Readonly<Record<string, string>>) {
        if (name === 'c') {
          column = r === undefined ? column + 1 : columnOf(r)
          type = t ?? ''
          style = s === undefined ? 0 : Number(s)
          text = ''
        } else if (name === 'v' || name === 't') isInValue = true
        else if (name === 'row') {
          row = { line: r === undefined ? row.line + 1 : Number(r), cells: [] }
          column = -1
        }
      },
      text(piece: string) {
        if (isInValue) text += piece
      },
      close(name: string) {
        if (name === 'v' || name === 't') isInValue = false
        else if (name === 'c') {
          // One column too many is kept, so that a row which has it can be told.
          if (text !== '' && column >= 0 && column <= mostColumns) {
            while (row.cells.length < column) row.cells.push('')
            row.cells[column] = cellText()
          }
        } else if (name === 'row') rows.push(row)
      },
    },
  }
}

/** Puts what merged cells say into the rows below the first. */
function createFill(merged: readonly MergedDown[]) {
  let next = 0
  let open: { readonly range: MergedDown; readonly value: string }[] = []
  return ({ line, cells }: SheetRow): DelimitedRecord => {
    open = open.filter(({ range }) => range.toLine >= line)
    for (const { range, value } of open) {
      while (cells.length <= range.column) cells.push('')
      cells[range.column] ||= value
    }
    for (; next < merged.length; next += 1) {
      const range = merged[next]
      if (range === undefined || range.fromLine > line) break
      if (range.fromLine === line) open.push({ range, value: cells[range.column] ?? '' })
    }
    return { line, cells }
  }
}
