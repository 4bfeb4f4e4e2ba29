import { delimitedRecords } from './delimited-rows.ts'
import { type Delimiter, delimiters } from './table.ts'

/**
 * The delimiter by which most of a file's first rows have the same number of cells. A comma before decimals is in some
 * rows only, and never in the header.
 */
export function findDelimiter(start: readonly string[]): Delimiter {
  const scores = delimiters.map((delimiter) => ({ delimiter, score: evenness(start, delimiter) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

/** The share of the rows that have the commonest number of cells, more than one; more cells win where it is equal. A share is far more than what cells add. */
function evenness(start: readonly string[], delimiter: Delimiter): number {
  const rows = new Map<number, number>()
  let all = 0
  for (const { cells } of delimitedRecords(start, delimiter, null)) {
    if (cells?.every((cell) => cell.trim() === '')) continue
    all += 1
    if (cells && cells.length > 1) rows.set(cells.length, (rows.get(cells.length) ?? 0) + 1)
  }
  const shares = [...rows].map(([cells, count]) => count / all + Math.min(cells, 100) / 100_000)
  return Math.max(0, ...shares)
}
