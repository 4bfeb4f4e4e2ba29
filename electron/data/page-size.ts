/** How much to ask for or send at once, learned from how long it took. */
export interface PageSize {
  readonly now: () => number
  /** A page went through: so much of it, in so many milliseconds. */
  readonly took: (amount: number, ms: number) => void
  /** A page did not go through: the next is smaller. */
  readonly failed: () => void
}

/** A page should take about this long: long enough to be worth its round trip, short enough to be said again. */
export const aimMs = 8_000
/** It grows by steps, since one quick page may have been luck. */
const growsBy = 4

/**
 * @param least and `most` bound every page, in whatever unit `took` is told
 * @param first the size before anything is known
 */
export function createPageSize(bounds: {
  readonly least: number
  readonly most: number
  readonly first: number
}): PageSize {
  let size = bounds.first
  const bounded = (wanted: number) => Math.round(Math.min(bounds.most, Math.max(bounds.least, wanted)))
  return {
    now: () => size,
    took(amount, ms) {
      const fitting = (amount / Math.max(ms, 1)) * aimMs
      // What a page with little in it took was the round trip, unless even that was long.
      const isTelling = amount >= size / growsBy || ms > aimMs
      if (isTelling) size = bounded(Math.min(fitting, size * growsBy))
    },
    failed() {
      size = bounded(size / 4)
    },
  }
}
