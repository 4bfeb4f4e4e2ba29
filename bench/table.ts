/** Prints rows as an aligned table on standard output; the first row is the head. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows)
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
}

/** The last line of a benchmark: `NAME: figure=value ...` with plain decimals, and whole numbers as they are. */
export function printFigures(name: string, figures: Readonly<Record<string, number>>): void {
  const parts = Object.entries(figures).map(
    ([figure, value]) => `${figure}=${Number.isInteger(value) ? value : plainDecimal(value)}`,
  )
  process.stdout.write(`${name}: ${parts.join(' ')}\n`)
}

/** The value below which the share `p` (0 to 1) of the sample lies, by the nearest-rank method. */
export function percentile(sample: readonly number[], p: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(p * sorted.length))
  const value = sorted[rank - 1]
  if (value === undefined) throw new Error('A percentile of nothing')
  return value
}

export const plainDecimal = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 3)
