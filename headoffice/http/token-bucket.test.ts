import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTokenBuckets } from './token-bucket.ts'

test('lets a burst through, then as many as the rate allows, each key for itself', () => {
  let now = 0
  const buckets = createTokenBuckets({ burst: 3, perSecond: 2 }, () => now)
  expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 0])
  expect(buckets.take('a')).toBe(500)
  expect(buckets.take('b')).toBe(0)
  now = 500
  expect(buckets.take('a')).toBe(0)
  expect(buckets.take('a')).toBe(500)
})

test('never lets more through than the burst and what came since, whatever the calls', () => {
  fc.assert(
    fc.property(
      fc.record({ burst: fc.integer({ min: 1, max: 20 }), perSecond: fc.integer({ min: 1, max: 50 }) }),
      fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 200 }),
      (rate, pauses) => {
        let now = 0
        const buckets = createTokenBuckets(rate, () => now)
        let through = 0
        for (const pause of pauses) {
          now += pause
          if (buckets.take('a') === 0) through += 1
        }
        expect(through).toBeLessThanOrEqual(rate.burst + (now / 1000) * rate.perSecond + 1e-6)
      },
    ),
  )
})

test('forgets keys that are full again, so that strangers cannot fill its memory', () => {
  let now = 0
  const buckets = createTokenBuckets({ burst: 1, perSecond: 1 }, () => now)
  for (let n = 0; n < 100_000; n++) {
    now += 10
    buckets.take(`address ${n}`)
  }
  expect(buckets.size()).toBeLessThanOrEqual(10_000)
})
