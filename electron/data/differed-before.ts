/** Nothing came in between, so nothing is likely to have mended what differs. */
const againAfterMs = 3_600_000

interface At {
  readonly epoch: string
  readonly seq: number
}

/** Knows where all records were compared with head office's in vain, so that it is not done again for nothing. */
export interface DifferedBefore {
  /** Whether comparing again at this position is no use yet. */
  readonly isKnownAt: (at: At) => boolean
  readonly note: (at: At) => void
}

/** @param monotonicMs a clock that only goes forward */
export function createDifferedBefore(monotonicMs: () => number): DifferedBefore {
  let last: (At & { readonly notedMs: number }) | null = null
  return {
    isKnownAt: ({ epoch, seq }) =>
      last?.epoch === epoch && last.seq === seq && monotonicMs() - last.notedMs < againAfterMs,
    note(at) {
      last = { ...at, notedMs: monotonicMs() }
    },
  }
}
