const units = ['kB', 'MB', 'GB'] as const

/**
 * The size of a file as a person reads it: in the unit that leaves at most three digits before the point, with one
 * digit after it where it is small.
 * @param bytes of the file; a thousand of each unit make one of the next
 */
export function sizeOf(bytes: number): { readonly size: string; readonly unit: (typeof units)[number] } {
  let size = bytes / 1000
  let unit: (typeof units)[number] = units[0]
  for (const larger of units.slice(1)) {
    if (Math.round(size) < 1000) break
    size /= 1000
    unit = larger
  }
  return {
    size: size < 9.95 && unit !== 'kB' ? size.toFixed(1) : String(Math.max(1, Math.round(size))),
    unit,
  }
}
