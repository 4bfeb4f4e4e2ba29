import { foldDigits } from '../market/fold-letters.ts'

/** Lines above the table (a title, a date, an address) are looked through so far. */
export const headLines = 40
/** Of the cells that the rows below fill, a header names at least this share. */
const namedShare = 0.6
/** A header's names differ for the most part; the groups above it repeat for each of their columns. */
const distinctShare = 0.5

/**
 * Which of a file's first lines names its columns: the first that fills most of the table's width with words that
 * differ. `null` when there is none, in a file of numbers alone.
 * @returns the place in `rows`
 */
export function findHeader(rows: readonly (readonly string[])[]): number | null {
  const filled = rows.map((cells) => cells.filter((cell) => cell.trim() !== '').length)
  const width = usualWidth(filled)
  const found = rows.findIndex((cells, place) => {
    const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    const figures = names.filter(isFigure).length
    return (
      (filled[place] ?? 0) >= Math.max(1, width * namedShare) &&
      figures * 2 < names.length &&
      new Set(names).size >= names.length * distinctShare
    )
  })
  return found === -1 ? null : found
}

/** How many cells a row fills, in the middle of the longer half: titles and remarks are short. */
function usualWidth(filled: readonly number[]): number {
  const widths = filled.filter((count) => count > 0).toSorted((a, b) => b - a)
  return widths[Math.floor(widths.length / 4)] ?? 0
}

function isFigure(text: string): boolean {
  return /^[^\p{L}]*\d[^\p{L}]*$/u.test(foldDigits(text))
}

/**
 * Distinct names for columns: white space as one space, a column without a name by its letter in a spreadsheet, and a
 * number after a name that came before.
 */
export function columnNames(cells: readonly string[], width: number): readonly string[] {
  const taken = new Set<string>()
  return Array.from({ length: width }, (_, place) => {
    const name = (cells[place] ?? '').replace(/\s+/g, ' ').trim() || columnLetters(place)
    let distinct = name
    for (let count = 2; taken.has(distinct); count += 1) distinct = `${name} ${count}`
    taken.add(distinct)
    return distinct
  })
}

/** `A` to `Z`, `AA` and on. */
function columnLetters(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : columnLetters(Math.floor(place / 26) - 1) + letter
}
