import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isVisitGoingOn, type LaptopToUpdate, offerOf, rolloutShare } from './decide-update.ts'
import { compareVersions } from './release.ts'
import { testRelease } from './test-release.ts'

const laptop: LaptopToUpdate = { version: '0.1.0', databaseVersion: 8, platform: 'win32', share: 40 }

describe('a release', () => {
  it('is taken where it is later, knows the tables and is for this laptop', () => {
    const release = testRelease()
    expect(offerOf(release, laptop)).toEqual({ type: 'take', release, file: release.files[0] })
  })

  it('is nothing where this laptop has it or a later one', () => {
    expect(offerOf(testRelease({ version: '0.1.0' }), laptop).type).toBe('none')
    expect(offerOf(testRelease({ version: '0.0.9' }), laptop).type).toBe('none')
  })

  it('that does not know the tables of this laptop is never taken', () => {
    expect(offerOf(testRelease({ databaseVersion: 7 }), laptop).type).toBe('older-database')
    expect(offerOf(testRelease({ databaseVersion: 9 }), laptop).type).toBe('take')
  })

  it('reaches a laptop when so many of a hundred are asked for', () => {
    expect(offerOf(testRelease({ stagingPercentage: 40 }), laptop).type).toBe('later')
    expect(offerOf(testRelease({ stagingPercentage: 41 }), laptop).type).toBe('take')
    expect(offerOf(testRelease({ stagingPercentage: 0 }), { ...laptop, share: 0 }).type).toBe('later')
  })

  it('without a file for this machine is not taken', () => {
    expect(offerOf(testRelease(), { ...laptop, platform: 'darwin' }).type).toBe('no-file')
  })

  it('is taken only if it is later and its tables are not older, whatever it says', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(
        version,
        version,
        fc.nat(20),
        fc.nat(20),
        fc.nat(100),
        (offered, runs, its, ours, staged) => {
          const release = testRelease({ version: offered, databaseVersion: its, stagingPercentage: staged })
          const offer = offerOf(release, { ...laptop, version: runs, databaseVersion: ours })
          if (offer.type !== 'take') return
          expect(compareVersions(offered, runs)).toBeGreaterThan(0)
          expect(its).toBeGreaterThanOrEqual(ours)
          expect(staged).toBeGreaterThan(laptop.share)
        },
      ),
    )
  })
})

describe('the share of a laptop', () => {
  it('goes from nothing up to a hundred, which it never reaches', () => {
    expect(rolloutShare(new Uint8Array(32))).toBe(0)
    expect(rolloutShare(new Uint8Array(32).fill(255))).toBeLessThan(100)
    expect(rolloutShare(new Uint8Array([128, 0, 0, 0]))).toBe(50)
  })
})

describe('a visit', () => {
  const now = Date.UTC(2026, 10, 22, 9)

  it('goes on until it is ended, past midnight too', () => {
    expect(isVisitGoingOn([], now)).toBe(false)
    expect(isVisitGoingOn([now - 40 * 60_000], now)).toBe(true)
    expect(isVisitGoingOn([now - 10 * 3_600_000], now)).toBe(true)
  })

  it('that nobody ended does not hold an update up for ever', () => {
    expect(isVisitGoingOn([now - 24 * 3_600_000], now)).toBe(false)
  })

  it('that began after now, on a clock set back since, goes on', () => {
    expect(isVisitGoingOn([now + 3_600_000], now)).toBe(true)
  })
})
