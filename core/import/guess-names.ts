import { foldWords } from './fold-words.ts'
import type { Table } from './table.ts'

/** So few rows may have the name of another: they are slips, which the dry run shows. */
const fewSame = 0.02
const mostRows = 20_000

/**
 * Columns that tell rows apart whose names are the same, the fewest that do; empty where the names differ already.
 * @param names the columns that name a vehicle so far
 * @param tellers the columns that may be added, the likeliest first
 */
export function guessDistinctNames(
  table: Table,
  names: readonly string[],
  tellers: readonly string[],
): readonly string[] {
  const place = (column: string) => table.columns.indexOf(column)
  const others = table.columns.filter((column) =>
    /\b(door|doors|generation|package|pack|edition)\b/.test(foldWords(column)),
  )
  const candidates = [...new Set([...tellers, ...others])].filter((column) => !names.includes(column))
  const rows: (readonly string[])[] = []
  for (const item of table.rows()) {
    if (item.type === 'row')
      rows.push([...names, ...candidates].map((column) => foldWords(item.cells[place(column)] ?? '')))
    if (rows.length === mostRows) break
  }
  let keys = rows.map((cells) => cells.slice(0, names.length).join('\t'))
  let same = repeated(keys)
  const added: string[] = []
  while (same > rows.length * fewSame) {
    const best = candidates
      .map((column, at) => {
        const longer = keys.map((key, row) => `${key}\t${rows[row]?.[names.length + at] ?? ''}`)
        return { column, longer, left: added.includes(column) ? same : repeated(longer) }
      })
      .reduce<{ column: string; longer: string[]; left: number } | null>(
        (one, other) => (one === null || other.left < one.left ? other : one),
        null,
      )
    // A column that tells hardly any rows apart makes names long for nothing.
    if (best === null || best.left > same * 0.9) break
    added.push(best.column)
    keys = best.longer
    same = best.left
  }
  return added
}

function repeated(keys: readonly string[]): number {
  return keys.length - new Set(keys).size
}
