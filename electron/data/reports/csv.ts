import Papa from 'papaparse'

export type Cell = string | number | null

/**
 * A table as CSV bytes that Excel opens as it was meant: UTF-8 with a byte order mark, CRLF, every text in quotes,
 * every number bare. Text that a spreadsheet would take for a formula or turn into a number is guarded by a leading
 * tab inside its quotes (docs/decisions/004-csv-cells.md); take one leading tab off to read the text back.
 */
export function csvBytes(rows: readonly (readonly Cell[])[]): Uint8Array<ArrayBuffer> {
  const guarded = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guard(cell) : cell)))
  const text = Papa.unparse(guarded, {
    newline: '\r\n',
    quotes: (value: unknown) => typeof value === 'string' && value !== '',
  })
  return new TextEncoder().encode(`\uFEFF${text}\r\n`)
}

// The full-width forms are read as operators by spreadsheets in East Asian locales.
const startsLikeFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u

/**
 * Marks a text cell that begins like a formula, `+923001234567` included, so that it stays the text it is.
 * A text that a spreadsheet reads as a number, a date or a percentage but that begins otherwise is not marked.
 */
export function guard(text: string): string {
  return startsLikeFormula.test(text) ? `\t${text}` : text
}
