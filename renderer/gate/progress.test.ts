import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progressOf, soFar } from './progress.ts'

const work = (done: number, of: number | null) => ({ what: 'upgrading' as const, done, of, startedAt: 0 })

describe('how far the work is', () => {
  it('is not said while it is not known how much there is', () => {
    expect(progressOf(work(7, null))).toEqual({ type: 'unknown' })
    expect(progressOf(work(0, 0))).toEqual({ type: 'unknown' })
  })

  it('counts few parts as steps, beginning with the first', () => {
    expect(progressOf(work(0, 4))).toEqual({ type: 'steps', step: 1, of: 4 })
    expect(progressOf(work(1, 4))).toEqual({ type: 'steps', step: 2, of: 4 })
    expect(progressOf(work(4, 4))).toEqual({ type: 'steps', step: 4, of: 4 })
  })

  it('says many parts as a share that is never rounded up to the whole', () => {
    expect(progressOf(work(99_999, 100_000))).toEqual({ type: 'percent', percent: 99 })
    expect(progressOf(work(100_000, 100_000))).toEqual({ type: 'percent', percent: 100 })
  })

  it('stays within its bounds whatever is counted', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (done, of) => {
        const progress = progressOf(work(done, of))
        if (progress.type === 'steps') return progress.step >= 1 && progress.step <= of
        return progress.type === 'percent' && progress.percent >= 0 && progress.percent <= 100
      }),
    )
  })
})

it('how long it has taken is never negative, also when the clock was put back', () => {
  expect(soFar(0, 125_900)).toEqual({ minutes: 2, seconds: 5 })
  expect(soFar(60_000, 0)).toEqual({ minutes: 0, seconds: 0 })
})
