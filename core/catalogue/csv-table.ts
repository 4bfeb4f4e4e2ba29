import Papa from 'papaparse'

/** One row of a CSV file: its line in the file (from 1), and its cells by column, trimmed. */
interface CsvRow<Column extends string> {
  readonly line: number
  readonly cells: Readonly<Record<Column, string>>
}

/** What makes a file no table with the columns asked for. */
export type NotATable =
  | { readonly type: 'empty' }
  | { readonly type: 'web-page' }
  | { readonly type: 'workbook' }
  | { readonly type: 'not-text' }
  | { readonly type: 'no-column'; readonly columns: readonly string[] }
  | { readonly type: 'column-twice'; readonly column: string }

/** What makes one row unreadable as a row. */
type BadRow = { readonly type: 'quotes' } | { readonly type: 'extra-cells'; readonly cells: number }

export type CsvTable<Column extends string> =
  | {
      readonly type: 'table'
      readonly rows: readonly CsvRow<Column>[]
      readonly bad: readonly { readonly line: number; readonly why: BadRow }[]
    }
  | { readonly type: 'not-a-table'; readonly why: NotATable }

/**
 * Splits CSV text into rows by the columns that its first line names, in any order; others are ignored. Takes a byte
 * order mark, CRLF, quotes (RFC 4180) and, as spreadsheets write them, semicolons or tabs. Empty rows are left
 * out. One line is one row: a quote left open must not swallow the good rows after it, so that a value may not hold
 * a line break.
 */
export function readCsvTable<Column extends string>(
  text: string,
  columns: readonly Column[],
): CsvTable<Column> {
  const content = text.replace(/^\ufeff/, '')
  const notText = notTextReason(content)
  if (notText) return { type: 'not-a-table', why: notText }

  const [firstLine = '', ...lines] = content.split(/\r\n|\r|\n/)
  const delimiter = [',', ';', '\t'].find((mark) => firstLine.includes(mark)) ?? ','
  const header = splitLine(firstLine, delimiter) ?? []
  const names = header.map((cell) => cell.trim().toLowerCase().replace(/\s+/g, '_'))
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0) return { type: 'not-a-table', why: { type: 'no-column', columns: missing } }
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (twice !== undefined) return { type: 'not-a-table', why: { type: 'column-twice', column: twice } }

  const rows: CsvRow<Column>[] = []
  const bad: { line: number; why: BadRow }[] = []
  for (const [index, text] of lines.entries()) {
    const line = index + 2
    const cells = splitLine(text, delimiter)
    const filled = (cells?.findLastIndex((cell) => cell.trim() !== '') ?? -1) + 1
    if (cells === null) bad.push({ line, why: { type: 'quotes' } })
    else if (filled > names.length) bad.push({ line, why: { type: 'extra-cells', cells: filled } })
    else if (filled > 0) rows.push({ line, cells: cellsByColumn(cells, names, columns) })
  }
  if (rows.length + bad.length === 0) return { type: 'not-a-table', why: { type: 'empty' } }
  return { type: 'table', rows, bad }
}

/** The cells of one line; `null` when its quotes do not close. */
function splitLine(line: string, delimiter: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(delimiter)
  const { data, errors } = Papa.parse<string[]>(line, { delimiter })
  return errors.some(({ type }) => type === 'Quotes') ? null : (data[0] ?? [])
}

function notTextReason(content: string): NotATable | null {
  if (content.trim() === '') return { type: 'empty' }
  if (content.startsWith('PK\u0003\u0004')) return { type: 'workbook' }
  if (/^\s*</.test(content)) return { type: 'web-page' }
  if (content.includes('\u0000')) return { type: 'not-text' }
  return null
}

function cellsByColumn<Column extends string>(
  cells: readonly string[],
  names: readonly string[],
  columns: readonly Column[],
): Readonly<Record<Column, string>> {
  const entries = columns.map((column) => [column, (cells[names.indexOf(column)] ?? '').trim()])
  return Object.fromEntries(entries) as Record<Column, string>
}
