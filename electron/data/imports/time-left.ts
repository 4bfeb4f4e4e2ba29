/** Tells how long a work will still take, from how much of it was done since it began. */
export interface TimeLeft {
  /** @param share how much is done, from 0 to 1 @returns whole seconds, `null` while it is too early to say */
  readonly seconds: (share: number) => number | null
}

/** Before so much time and so much of the work, a guess would jump about. */
const earliestMs = 700
const leastShare = 0.01

/** Begins to count. @param monotonicMs milliseconds on a clock that only goes forward */
export function createTimeLeft(monotonicMs: () => number): TimeLeft {
  const beganMs = monotonicMs()
  return {
    seconds(share) {
      const spentMs = monotonicMs() - beganMs
      if (spentMs < earliestMs || share < leastShare) return null
      return Math.max(0, Math.ceil((spentMs * (1 - share)) / share / 1000))
    },
  }
}
