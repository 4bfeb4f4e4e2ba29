/** What each vehicle gives of what matters: a row an attribute, the share of it in all that matters 0..1. */
export interface FitRow {
  readonly attribute: string
  readonly name: string
  readonly share: number
  readonly byVehicle: readonly {
    readonly variantId: string
    /** How much of it the vehicle gives, 0 the least and 1 the most; `null` where it is not known. */
    readonly scaled: number | null
    readonly text: string
  }[]
}

/** The vehicle that gives most of an attribute; `null` where two give alike, or fewer than two are known. */
export function mostOf({ byVehicle }: FitRow): string | null {
  const known = byVehicle.flatMap(({ variantId, scaled }) => (scaled === null ? [] : [{ variantId, scaled }]))
  const [first, second] = known.toSorted((a, b) => b.scaled - a.scaled)
  if (first === undefined || second === undefined || first.scaled === second.scaled) return null
  return first.variantId
}

/** Of each vehicle the names of what it alone gives most of, in the order of the rows. */
export function strengthsOf(
  rows: readonly FitRow[],
  variantIds: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    variantIds.map((id) => [id, rows.filter((row) => mostOf(row) === id).map(({ name }) => name)]),
  )
}
