type Reasons = {
  readonly reasons: readonly { readonly attribute: string | null; readonly sentence: string }[]
}

/** The first reason for a pick that does not speak for every one of them; `null` where it has none of its own. */
export function tellingReason(pick: Reasons, picks: readonly Reasons[]): string | null {
  const isShared = (attribute: string | null) =>
    picks.length > 1 && picks.every(({ reasons }) => reasons.some((other) => other.attribute === attribute))
  return pick.reasons.find(({ attribute }) => !isShared(attribute))?.sentence ?? null
}
