import type { Delimiter } from './table.ts'

/** One record of delimited text: its first line from 1, and its cells as they stand; `null` when quotes do not close. */
export interface DelimitedRecord {
  readonly line: number
  readonly cells: readonly string[] | null
}

/** A cell may run over so many lines; a quotation mark left open further than that is one that was left open. */
const mostLinesInARecord = 200
const mostCharactersInARecord = 100_000

/**
 * Splits text into records by RFC 4180, with line breaks inside quotes. A quotation mark left open must not swallow
 * the good rows after it: a record that runs over lines has to close, to have as many cells as there are `columns` and no
 * whole row inside its quotes, else its first line alone is bad and the next is read for itself.
 */
export function* delimitedRecords(
  chunks: Iterable<string>,
  delimiter: Delimiter,
  columns: number | null,
): Generator<DelimitedRecord> {
  const lines = linesOf(chunks)
  /** Lines that were read ahead for a record that did not close. */
  let ahead: string[] = []
  const next = (): string | null => {
    const known = ahead.shift()
    if (known !== undefined) return known
    const { done, value } = lines.next()
    return done ? null : value
  }

  let line = 1
  for (let text = next(); text !== null; text = next()) {
    if (!text.includes('"')) {
      yield { line, cells: text.split(delimiter) }
      line += 1
      continue
    }
    const parsed = splitRecord(text, delimiter)
    if (parsed !== 'open') {
      yield { line, cells: parsed === 'malformed' ? null : parsed }
      line += 1
      continue
    }
    const more: string[] = []
    const cells = closeRecord(text, more, next, delimiter, columns)
    yield { line, cells }
    if (cells === null) ahead = [...more, ...ahead]
    line += cells === null ? 1 : 1 + more.length
  }
}

/** Reads on until the quotes of a record close; `null` when they do not. What was read for it is put into `more`. */
function closeRecord(
  first: string,
  more: string[],
  next: () => string | null,
  delimiter: Delimiter,
  columns: number | null,
): readonly string[] | null {
  let text = first
  while (more.length < mostLinesInARecord && text.length < mostCharactersInARecord) {
    const line = next()
    if (line === null) return null
    more.push(line)
    text += `\n${line}`
    const parsed = line.includes('"') ? splitRecord(text, delimiter) : 'open'
    if (parsed === 'malformed') return null
    if (parsed !== 'open') return columns === null || parsed.length === columns ? parsed : null
    if (isWholeRow(line, delimiter, columns)) return null
  }
  return null
}

/** With fewer columns than this, a line of a remark is as likely to look like a row as a row is. */
const fewestColumns = 4

/** Whether a line inside quotes is a row by itself: then it is one, and the quotes before it were left open. */
function isWholeRow(line: string, delimiter: Delimiter, columns: number | null): boolean {
  if (columns === null || columns < fewestColumns) return false
  const cells = splitRecord(line, delimiter)
  return typeof cells !== 'string' && cells.length === columns
}

/** The cells of a record; a quotation mark inside a cell that does not begin with one is a letter like any other. */
function splitRecord(text: string, delimiter: Delimiter): readonly string[] | 'open' | 'malformed' {
  const cells: string[] = []
  let at = 0
  for (;;) {
    const start = skipBlanks(text, at, delimiter)
    if (text[start] !== '"') {
      const end = text.indexOf(delimiter, at)
      cells.push(end === -1 ? text.slice(at) : text.slice(at, end))
      if (end === -1) return cells
      at = end + 1
      continue
    }
    let cell = ''
    let from = start + 1
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote === -1) return 'open'
      cell += text.slice(from, quote)
      from = quote + 1
      if (text[from] !== '"') break
      cell += '"'
      from += 1
    }
    cells.push(cell)
    const end = skipBlanks(text, from, delimiter)
    if (end >= text.length) return cells
    if (text[end] !== delimiter) return 'malformed'
    at = end + 1
  }
}

function skipBlanks(text: string, from: number, delimiter: Delimiter): number {
  let at = from
  while (text[at] === ' ' || (text[at] === '\t' && delimiter !== '\t')) at += 1
  return at
}

/** The lines of a text that comes in pieces; they end in CRLF, LF or CR. */
function* linesOf(chunks: Iterable<string>): Generator<string, undefined> {
  let rest = ''
  for (const chunk of chunks) {
    const text = rest + chunk
    let start = 0
    // Found once for many lines: most files have no CR at all, or one before each LF.
    let carriage = text.indexOf('\r')
    for (;;) {
      if (carriage !== -1 && carriage < start) carriage = text.indexOf('\r', start)
      const feed = text.indexOf('\n', start)
      const end = carriage !== -1 && (feed === -1 || carriage < feed) ? carriage : feed
      // A CR at the very end may be half of a CRLF.
      if (end === -1 || end + 1 === text.length) break
      yield text.slice(start, end)
      start = end === carriage && text[end + 1] === '\n' ? end + 2 : end + 1
    }
    rest = text.slice(start)
  }
  if (rest !== '') yield rest.replace(/[\r\n]$/, '')
}
