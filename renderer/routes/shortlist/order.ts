/** A list with the one at a place moved up by one, or down; at its end it stays. */
export function moved<T>(list: readonly T[], from: number, by: 1 | -1): readonly T[] {
  const one = list[from]
  const to = from + by
  if (one === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, one)
}
