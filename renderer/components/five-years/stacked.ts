interface Span {
  readonly least: number
  readonly most: number
}

export interface StackedVehicle<Code extends string> {
  readonly parts: readonly { readonly code: Code; readonly amountMinor: Span | null }[]
  readonly totalMinor: Span | null
  /** The names of what is in no total, or not wholly. */
  readonly missing: readonly string[]
}

export interface Stack<Code extends string> {
  /** The known parts in their order; lengths are shares of the longest stack, at the middle of what each may be. */
  readonly pieces: readonly { readonly code: Code; readonly length: number }[]
  /** From where to where the total may reach; `null` where it is one amount. */
  readonly reach: { readonly from: number; readonly length: number } | null
  /** Some part is not known, or not wholly, so that the stack does not end where it seems to. */
  readonly isOpen: boolean
}

/**
 * Costs of several vehicles as stacks on one scale, which ends where the greatest total may end.
 * @returns lengths from 0 to 1, in the order of the vehicles
 */
export function stacksOf<Code extends string>(
  vehicles: readonly StackedVehicle<Code>[],
): readonly Stack<Code>[] {
  const longest = Math.max(1, ...vehicles.map(({ totalMinor }) => totalMinor?.most ?? 0))
  return vehicles.map(({ parts, totalMinor, missing }) => ({
    pieces: parts.flatMap(({ code, amountMinor }) =>
      amountMinor === null ? [] : [{ code, length: (amountMinor.least + amountMinor.most) / 2 / longest }],
    ),
    reach:
      totalMinor === null || totalMinor.least === totalMinor.most
        ? null
        : { from: totalMinor.least / longest, length: (totalMinor.most - totalMinor.least) / longest },
    isOpen: missing.length > 0,
  }))
}
