/** Counts crashes, and says when there were too many too close together to try again. */
export interface CrashLimit {
  /** Notes one crash. @returns how many there were within the span, this one included, and whether to try again */
  readonly note: () => { readonly times: number; readonly tryAgain: boolean }
  readonly forget: () => void
}

/** @param nowMs any clock that never goes back */
export function createCrashLimit(options: {
  readonly limit: number
  readonly withinMs: number
  readonly nowMs: () => number
}): CrashLimit {
  let crashes: readonly number[] = []
  return {
    note: () => {
      const now = options.nowMs()
      crashes = [...crashes.filter((at) => now - at < options.withinMs), now]
      return { times: crashes.length, tryAgain: crashes.length < options.limit }
    },
    forget: () => {
      crashes = []
    },
  }
}
