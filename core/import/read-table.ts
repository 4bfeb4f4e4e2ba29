import { decodeChunks, findEncoding } from './decode-text.ts'
import { type DelimitedRecord, delimitedRecords } from './delimited-rows.ts'
import { findDelimiter } from './find-delimiter.ts'
import { columnNames, findHeader, headLines } from './find-header.ts'
import { sheetRows, surveySheet } from './sheet-rows.ts'
import {
  type Delimiter,
  delimiters,
  type Encoding,
  type Table,
  type TableItem,
  type TableLimits,
  type TableOptions,
  type TableReading,
  type TableRows,
  tableLimits,
} from './table.ts'
import { Unreadable } from './unreadable.ts'
import { openWorkbook } from './workbook.ts'
import { inflateBudget, isZip } from './zip-entries.ts'

/**
 * Finds the table in a file of text or a workbook, by the content and never by the file's name. Only its head is read
 * here (of a workbook also the words that its sheets share); `Table.rows` reads the rest.
 */
export function readTable(
  bytes: Uint8Array,
  options: TableOptions = {},
  limits: TableLimits = tableLimits,
): TableReading {
  try {
    const source = isZip(bytes) ? openSheet(bytes, options, limits) : openText(bytes, options)
    return { type: 'table', table: tableIn(source, options, limits) }
  } catch (error) {
    if (error instanceof Unreadable) return { type: 'not-a-table', why: error.why }
    throw error
  }
}

/** Records of a file, whatever its format. */
interface Source extends Pick<Table, 'format' | 'sheets' | 'sheet' | 'encoding' | 'delimiter'> {
  /** From the beginning; `columns` is how many there are, `null` while that is not known. */
  readonly records: (columns: number | null) => {
    readonly records: Iterable<DelimitedRecord>
    readonly share: () => number
  }
}

/** Enough text to see its delimiter by. */
const startCharacters = 1 << 16

function openText(bytes: Uint8Array, options: TableOptions): Source {
  const found = options.encoding ?? findEncoding(bytes)
  if (typeof found !== 'string') throw new Unreadable(found)
  const encoding: Encoding = found
  let start = ''
  for (const text of decodeChunks(bytes, encoding)) {
    start += text
    if (start.length >= startCharacters) break
  }
  start = start.slice(0, startCharacters)
  if (start.includes('\u0000')) throw new Unreadable({ type: 'encoding', encoding })
  // The row that the start ends in is not whole.
  const whole = start.length < startCharacters ? start : start.replace(/[^\r\n]*$/, '')
  const said = saidDelimiter(start)
  const delimiter = options.delimiter ?? said ?? findDelimiter([whole])
  return {
    format: 'text',
    sheets: [],
    sheet: null,
    encoding,
    delimiter,
    records(columns) {
      let taken = 0
      const chunks = decodeChunks(bytes, encoding, (count) => {
        taken = count
      })
      return {
        records: withoutFirst(delimitedRecords(chunks, delimiter, columns), said !== null),
        share: () => taken / bytes.length,
      }
    },
  }
}

/** `sep=;`, by which Excel is told the delimiter in a first line of its own. */
function saidDelimiter(start: string): Delimiter | null {
  const mark = /^sep=(.)\r?\n/i.exec(start)?.[1]
  return delimiters.find((delimiter) => delimiter === mark) ?? null
}

function* withoutFirst(
  records: Iterable<DelimitedRecord>,
  isFirstLeftOut: boolean,
): Generator<DelimitedRecord> {
  for (const record of records) if (!isFirstLeftOut || record.line > 1) yield record
}

function openSheet(bytes: Uint8Array, options: TableOptions, limits: TableLimits): Source {
  const budget = inflateBudget(limits.inflatedBytes)
  const workbook = openWorkbook(bytes, budget)
  const { sheets } = workbook
  const largest = sheets.reduce((best, next) => (next.entry.size > best.entry.size ? next : best))
  const named = sheets.find(({ name }) => name === options.sheet)
  if (options.sheet !== undefined && named === undefined)
    throw new Unreadable({ type: 'no-sheet', sheet: options.sheet })
  const { name, entry } = named ?? largest
  const merged = surveySheet(entry, budget)
  return {
    format: 'workbook',
    sheets: sheets.map((sheet) => sheet.name),
    sheet: name,
    encoding: null,
    delimiter: null,
    records() {
      const own = inflateBudget(limits.inflatedBytes)
      return {
        records: sheetRows(workbook, entry, merged, limits.columns, own),
        share: () => Math.min(1, (limits.inflatedBytes - own.left) / Math.max(1, entry.size)),
      }
    },
  }
}

function tableIn(source: Source, options: TableOptions, limits: TableLimits): Table {
  const head: { line: number; cells: readonly string[] }[] = []
  for (const { line, cells } of source.records(null).records) {
    // A row whose quotes do not close names no columns.
    if (head.length === headLines || (head.length > 0 && line > (options.headerRow ?? 0) + headLines)) break
    head.push({ line, cells: (cells ?? []).map((cell) => cell.trim()) })
  }
  if (head.every(({ cells }) => cells.every((cell) => cell === ''))) throw new Unreadable({ type: 'empty' })
  const place =
    options.headerRow === undefined
      ? findHeader(head.map(({ cells }) => cells))
      : head.findIndex(({ line }) => line === options.headerRow)
  const header = head[place ?? -1]
  if (header === undefined) throw new Unreadable({ type: 'no-header' })

  const below = head.filter(({ line }) => line > header.line)
  const width = tableWidth(
    header.cells,
    below.map(({ cells }) => cells),
  )
  if (width === 0) throw new Unreadable({ type: 'no-header' })
  if (width > limits.columns) throw new Unreadable({ type: 'too-many-columns', most: limits.columns })
  const columns = columnNames(header.cells, width)
  const { format, sheets, sheet, encoding, delimiter } = source
  return {
    ...{ format, sheets, sheet, encoding, delimiter, head, columns },
    headerRow: header.line,
    rows: () => tableRows(source, header, width, limits),
  }
}

/** As wide as the header, and where most rows fill cells beyond it, as wide as they. */
function tableWidth(header: readonly string[], below: readonly (readonly string[])[]): number {
  const widths = below.map(filledWidth).toSorted((a, b) => a - b)
  return Math.max(filledWidth(header), widths[Math.floor((widths.length - 1) / 2)] ?? 0)
}

function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1
}

function tableRows(
  source: Source,
  header: { readonly line: number; readonly cells: readonly string[] },
  width: number,
  limits: TableLimits,
): TableRows {
  const { records, share } = source.records(width)
  return { share, [Symbol.iterator]: () => itemsBelow(records, header, width, limits) }
}

function* itemsBelow(
  records: Iterable<DelimitedRecord>,
  header: { readonly line: number; readonly cells: readonly string[] },
  width: number,
  limits: TableLimits,
): Generator<TableItem> {
  let rows = 0
  let last = header.line
  try {
    for (const { line, cells } of records) {
      last = line
      if (line <= header.line) continue
      if (cells === null) {
        yield { type: 'bad-row', line, why: { type: 'quotes' } }
        continue
      }
      const item = itemOf(line, cells, width, header.cells)
      if (item === null) continue
      rows += 1
      if (rows > limits.rows) throw new Unreadable({ type: 'too-many-rows', most: limits.rows })
      yield item
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    yield { type: 'broken', line: last, why: error.why }
  }
}

/** `null` for an empty row, and for the header again, as a list of several printed pages has it. */
function itemOf(
  line: number,
  cells: readonly string[],
  width: number,
  header: readonly string[],
): TableItem | null {
  const trimmed: string[] = new Array(width)
  let filled = 0
  for (let place = 0; place < width; place += 1) {
    const cell = cells[place]
    const text = cell === undefined ? '' : cell.trim()
    if (text !== '') filled = place + 1
    trimmed[place] = text
  }
  for (let place = width; place < cells.length; place += 1)
    if (cells[place]?.trim() !== '') filled = place + 1
  if (filled > width)
    return { type: 'bad-row', line, why: { type: 'extra-cells', cells: filled, columns: width } }
  if (filled === 0) return null
  if (trimmed.every((text, place) => text === (header[place] ?? ''))) return null
  return { type: 'row', line, cells: trimmed }
}
