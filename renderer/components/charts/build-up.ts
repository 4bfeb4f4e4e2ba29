export interface BuildUpLine {
  readonly code: string
  readonly name: string
  /** `null` where no rate is known for it: it is named, and counts nothing. */
  readonly amountMinor: number | null
}

export interface BuildUp {
  /** The largest line, which the others come on top of, and its share of the whole. */
  readonly base: BuildUpLine & { readonly share: number }
  /** All the others, each with its share of the largest among them. */
  readonly onTop: readonly (BuildUpLine & { readonly share: number })[]
}

/**
 * What a price is made of, to be drawn: one line carries nearly all of it, so that the others are drawn against one
 * another and not against it. Shares are 0..1; `null` where nothing is known that could be drawn.
 */
export function buildUpOf(lines: readonly BuildUpLine[]): BuildUp | null {
  const amountOf = ({ amountMinor }: BuildUpLine) => Math.max(0, amountMinor ?? 0)
  const [base] = lines.toSorted((a, b) => amountOf(b) - amountOf(a))
  if (base === undefined || amountOf(base) === 0) return null
  const rest = lines.filter(({ code }) => code !== base.code)
  const total = lines.reduce((sum, line) => sum + amountOf(line), 0)
  const largest = Math.max(1, ...rest.map(amountOf))
  return {
    base: { ...base, share: amountOf(base) / total },
    onTop: rest.map((line) => ({ ...line, share: amountOf(line) / largest })),
  }
}
