import type { Rate } from './limits.ts'

export interface TokenBuckets {
  /** Takes one token of `key`. @returns 0, or how many milliseconds until there is one */
  readonly take: (key: string) => number
  /** How many keys are remembered. */
  readonly size: () => number
}

interface Bucket {
  readonly tokens: number
  readonly atMs: number
}

/** So many keys are remembered before those that are full again are forgotten. */
const keysBeforeSweep = 10_000

/**
 * One token bucket a key (the algorithm of RFC 2697's single rate).
 * @param nowMs a clock that only goes forward
 */
export function createTokenBuckets({ burst, perSecond }: Rate, nowMs: () => number): TokenBuckets {
  const bucketByKey = new Map<string, Bucket>()
  let sweepAt = keysBeforeSweep

  const tokensOf = (bucket: Bucket | undefined, now: number) =>
    bucket ? Math.min(burst, bucket.tokens + ((now - bucket.atMs) / 1000) * perSecond) : burst

  const sweep = (now: number) => {
    for (const [key, bucket] of bucketByKey) if (tokensOf(bucket, now) >= burst) bucketByKey.delete(key)
    // Where all are in use, a sweep a call would cost more than the calls.
    sweepAt = Math.max(keysBeforeSweep, bucketByKey.size * 2)
  }

  return {
    take(key) {
      const now = nowMs()
      if (bucketByKey.size >= sweepAt) sweep(now)
      const tokens = tokensOf(bucketByKey.get(key), now)
      if (tokens < 1) return ((1 - tokens) / perSecond) * 1000
      bucketByKey.set(key, { tokens: tokens - 1, atMs: now })
      return 0
    },
    size: () => bucketByKey.size,
  }
}
