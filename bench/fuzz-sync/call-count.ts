/** Counts what a laptop says to head office, to see that nothing is said without end. */
export interface CallCount {
  readonly called: (path: string) => void
  readonly total: () => number
  /** Calls of each path since the last time this was asked. */
  readonly sinceLast: () => ReadonlyMap<string, number>
}

export function createCallCount(): CallCount {
  let total = 0
  let byPath = new Map<string, number>()
  return {
    called(path) {
      total += 1
      byPath.set(path, (byPath.get(path) ?? 0) + 1)
    },
    total: () => total,
    sinceLast() {
      const since = byPath
      byPath = new Map()
      return since
    },
  }
}
