import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type ClockFacts, clockDoubtSentence, judgeClock, type SaidDay } from './clock-doubt.ts'

const noon = Date.UTC(2026, 10, 22, 7)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const upAtNoon = 5 * day

/** A clock that reads `now` when nothing else is said: nothing was set, and the machine has been up as long. */
const facts = (now: number, of: Partial<ClockFacts> = {}): ClockFacts => {
  const reading = { clockAt: now, upMs: upAtNoon }
  return {
    reading,
    base: reading,
    newestEventAt: noon,
    builtAt: null,
    headoffice: null,
    said: null,
    hasSaidLapsed: false,
    hasOpenVisit: () => false,
    ...of,
  }
}
const doubt = (now: number, of: Partial<ClockFacts> = {}) => judgeClock(facts(now, of)).doubt
const sentence = (now: number, language: 'en' | 'ur', of: Partial<ClockFacts> = {}) =>
  clockDoubtSentence(judgeClock(facts(now, of)), 'Asia/Karachi', language)
const open = { hasOpenVisit: () => true }
const said = (of: Partial<SaidDay>): SaidDay => ({
  clockAt: noon,
  upMs: upAtNoon,
  offsetMs: 0,
  newestEventAt: noon,
  headofficeOffsetMs: null,
  ...of,
})

test('a clock before what is already recorded is doubted, with the date it says', () => {
  expect(sentence(Date.UTC(1998, 11, 31, 20), 'en')).toBe(
    'This laptop’s clock says 1 January 1999, before what is already recorded. Northstar asks for the date before the next visit.',
  )
  expect(sentence(Date.UTC(1998, 11, 31, 20), 'ur')).toBe(
    'اس لیپ ٹاپ کی گھڑی 1 جنوری، 1999 بتاتی ہے، جو پہلے سے درج باتوں سے پہلے ہے۔ اگلی ملاقات سے پہلے نارتھ اسٹار تاریخ پوچھے گا۔',
  )
})

test('on the same day the time is said too', () => {
  expect(sentence(noon - 3 * hour, 'en')).toContain('says 22 November 2026, 09:00, before')
})

test('a clock set right by a moment is not doubted', () => {
  for (const now of [noon - minute, noon, noon + 23 * hour]) expect(doubt(now, open)).toBeNull()
})

test('more than a day ahead is doubted only while a visit is open', () => {
  expect(doubt(noon + 25 * hour)).toBeNull()
  expect(doubt(noon + 25 * hour, open)).toBe('after-open-visit')
  expect(sentence(noon + 25 * hour, 'en', open)).toContain('23 November 2026, more than a day after')
  expect(sentence(noon + 25 * hour, 'ur', open)).toContain('23 نومبر، 2026')
})

test('a laptop that has recorded nothing is doubted before the day on which Northstar was built', () => {
  const nothing = { newestEventAt: null, ...open }
  expect(doubt(0, nothing)).toBeNull()
  expect(doubt(0, { ...nothing, builtAt: noon })).toBe('before-built')
  expect(sentence(0, 'en', { ...nothing, builtAt: noon })).toContain(
    'before this version of Northstar was made',
  )
  expect(sentence(0, 'ur', { ...nothing, builtAt: noon })).toContain('ورژن')
  expect(doubt(noon + hour, { ...nothing, builtAt: noon })).toBeNull()
})

describe('a clock that goes otherwise than time', () => {
  const base = { clockAt: noon, upMs: upAtNoon }
  const passing = (passed: number, moved: number) => ({
    base,
    reading: { clockAt: noon + passed + moved, upMs: upAtNoon + passed },
  })

  it('is doubted when it was moved by more than an hour, forwards or back', () => {
    expect(doubt(0, passing(10 * minute, 2 * hour))).toBe('jumped')
    expect(doubt(0, { ...passing(10 * hour, -2 * hour), newestEventAt: null })).toBe('jumped')
    expect(sentence(0, 'en', passing(10 * minute, 2 * hour))).toContain(
      'moved and says 22 November 2026, 14:10 now',
    )
    expect(sentence(0, 'ur', passing(10 * minute, 2 * hour))).toContain('بدلی گئی')
  })

  it('is not doubted for an hour, nor after a night asleep, and no more once it is set back', () => {
    expect(doubt(0, passing(minute, hour))).toBeNull()
    expect(doubt(0, passing(14 * hour, 0))).toBeNull()
  })
})

describe('head office’s time', () => {
  const headoffice = (offsetMs: number) => ({
    headoffice: { offsetMs, clockAt: noon, upMs: upAtNoon },
  })

  it('makes a clock doubted that is more than an hour apart, and trusted that is not', () => {
    expect(doubt(noon, headoffice(2 * hour))).toBe('apart-from-headoffice')
    expect(sentence(noon, 'en', headoffice(2 * day))).toContain(
      'says 22 November 2026, 12:00, and head office’s says 24 November 2026, 12:00.',
    )
    expect(sentence(noon, 'ur', headoffice(2 * day))).toContain('24 نومبر')
    expect(judgeClock(facts(noon, headoffice(30 * minute)))).toMatchObject({ doubt: null, isTrusted: true })
  })

  it('goes with the clock when it is set, and is forgotten when the machine starts again', () => {
    const setBack = { base: { clockAt: noon - 2 * day, upMs: upAtNoon }, ...headoffice(2 * day) }
    const fixed = { ...setBack, reading: { clockAt: noon + 2 * day, upMs: upAtNoon } }
    expect(judgeClock(facts(0, fixed)).headofficeNow).toBe(noon + 2 * day)
    const restarted = { ...headoffice(2 * day), reading: { clockAt: noon, upMs: minute } }
    expect(judgeClock(facts(0, { ...restarted, base: restarted.reading }))).toMatchObject({
      headofficeNow: null,
      doubt: null,
    })
  })
})

describe('what a person said of the date', () => {
  const wrong = Date.UTC(1999, 0, 1, 7)
  const toNoon = said({ clockAt: wrong, offsetMs: noon - wrong })

  it('moves the time to go by, settles the doubt, and is not yet trusted', () => {
    expect(judgeClock(facts(wrong + hour, { said: toNoon }))).toMatchObject({
      now: noon + hour,
      doubt: null,
      isTrusted: false,
    })
  })

  it('is trusted as soon as head office’s time agrees, and asked again when it says otherwise', () => {
    const at = (offsetMs: number) => ({ offsetMs, clockAt: wrong, upMs: upAtNoon })
    const agreeing = { said: toNoon, headoffice: at(noon - wrong + 10 * minute) }
    expect(judgeClock(facts(wrong, agreeing)).isTrusted).toBe(true)
    const otherwise = { said: toNoon, headoffice: at(noon - wrong + 3 * day) }
    expect(doubt(wrong, otherwise)).toBe('apart-from-headoffice')
    const insisted = { ...toNoon, headofficeOffsetMs: noon - wrong + 3 * day }
    expect(judgeClock(facts(wrong, { ...otherwise, said: insisted }))).toMatchObject({
      doubt: null,
      isTrusted: false,
    })
  })

  it('lapses when the clock may have been stopped or set since', () => {
    expect(doubt(wrong, { said: toNoon, hasSaidLapsed: true })).toBe('jumped')
  })

  it('stands above what a clock recorded that had run ahead', () => {
    const ahead = noon + 4 * 365 * day
    expect(doubt(noon, { newestEventAt: ahead })).toBe('before-recorded')
    const confirmed = said({ newestEventAt: ahead })
    expect(doubt(noon + minute, { newestEventAt: ahead, said: confirmed })).toBeNull()
    expect(doubt(noon - hour, { newestEventAt: ahead, said: confirmed })).toBe('before-recorded')
  })

  it('settles a visit that was forgotten for days', () => {
    const now = noon + 2 * day
    expect(doubt(now, { ...open, said: said({ clockAt: now }) })).toBeNull()
  })
})

test('a clock that is doubted is never trusted', () => {
  const instant = fc.integer({ min: 0, max: 4_000_000_000_000 })
  const reading = fc.record({ clockAt: instant, upMs: fc.nat() })
  fc.assert(
    fc.property(
      fc.record({
        reading,
        base: reading,
        newestEventAt: fc.option(instant),
        builtAt: fc.option(instant),
        headoffice: fc.option(fc.record({ clockAt: instant, upMs: fc.nat(), offsetMs: fc.integer() })),
        said: fc.option(
          fc.record({
            clockAt: instant,
            upMs: fc.nat(),
            offsetMs: fc.integer(),
            newestEventAt: fc.option(instant),
            headofficeOffsetMs: fc.option(fc.integer()),
          }),
        ),
        hasSaidLapsed: fc.boolean(),
        isOpen: fc.boolean(),
      }),
      ({ isOpen, ...of }) => {
        const judged = judgeClock({ ...of, hasOpenVisit: () => isOpen })
        if (judged.doubt !== null) expect(judged.isTrusted).toBe(false)
        expect(judged.now).toBe(of.reading.clockAt + (of.said?.offsetMs ?? 0))
        expect(clockDoubtSentence(judged, 'Asia/Karachi', 'en') === null).toBe(judged.doubt === null)
      },
    ),
  )
})
