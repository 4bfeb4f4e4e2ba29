import { describe, expect, test } from 'vitest'
import { keysOf } from '../../core/keys-of.ts'
import { failureWords } from './sync-failure-words.ts'
import { apartOf, nameOfState, type SyncState } from './sync-state.ts'
import { syncWords } from './sync-words.ts'

const noon = Date.UTC(2026, 10, 22, 7)
const dayMs = 86_400_000
const upToDate: SyncState = {
  headofficeUrl: 'https://headoffice.example',
  failure: null,
  working: false,
  firstSync: null,
  trial: false,
  counts: {
    waitingChangeSets: 0,
    waitingVisits: 0,
    waitingOther: 0,
    waitingPictures: 0,
    refusedChangeSets: 0,
    everythingUpTo: Date.UTC(2026, 10, 22, 9, 5),
    lastReceiptAt: noon,
    conflicts: 0,
    aside: 0,
  },
  apart: { by: 'round', since: Date.UTC(2026, 10, 22, 9, 5), days: 0 },
  clockOffsetMs: 0,
  now: Date.UTC(2026, 10, 22, 10),
  timeZone: 'Asia/Karachi',
}
const three = { ...upToDate.counts, waitingChangeSets: 9, waitingVisits: 3 }

describe('what the screen says about sync', () => {
  test.each<[string, Partial<SyncState>, string]>([
    ['up-to-date', {}, 'Head office has everything up to 14:05.'],
    ['waiting', { counts: three }, 'Head office has everything up to 14:05. 3 visits waiting.'],
    [
      'working',
      { counts: three, working: true },
      'Head office has everything up to 14:05. 3 visits waiting. Sending now.',
    ],
    [
      'waiting',
      { counts: { ...three, waitingVisits: 0, waitingChangeSets: 1, waitingOther: 1, everythingUpTo: null } },
      '1 record waiting.',
    ],
    [
      'waiting',
      { counts: { ...three, waitingVisits: 1, waitingChangeSets: 45, waitingOther: 40 } },
      'Head office has everything up to 14:05. 1 visit and 40 other records waiting.',
    ],
    [
      'waiting',
      { counts: { ...upToDate.counts, waitingPictures: 5 } },
      'Head office has every record up to 14:05. 5 pictures waiting.',
    ],
    [
      'no-network',
      { counts: { ...three, waitingOther: 1, waitingPictures: 1 }, failure: 'no-network' },
      'This laptop has no network. Head office has every record up to 14:05. 3 visits, 1 other record and 1 picture waiting, safe on this laptop.',
    ],
    [
      'waiting',
      { counts: { ...upToDate.counts, waitingPictures: 2 }, trial: true },
      'A trial head office has every record up to 14:05. 2 pictures waiting.',
    ],
    [
      'no-network',
      { counts: three, failure: 'no-network' },
      'This laptop has no network. Head office has everything up to 14:05. 3 visits waiting, safe on this laptop.',
    ],
    [
      'no-internet',
      { failure: 'captive' },
      'A web page answers in head office’s place. Head office has everything up to 14:05.',
    ],
    [
      'headoffice-down',
      { failure: 'headoffice-down' },
      'Head office is not running at its address. Head office has everything up to 14:05.',
    ],
    ['not-set', { headofficeUrl: null }, 'No head office is set. Everything is kept on this laptop.'],
    ['up-to-date', { trial: true }, 'A trial head office has everything up to 14:05.'],
    ['up-to-date', { now: upToDate.now + dayMs }, 'Head office has everything up to 22 Nov, 14:05.'],
    [
      'up-to-date',
      { counts: { ...upToDate.counts, refusedChangeSets: 1 } },
      'Head office has everything up to 14:05. Head office refused 1 record, safe on this laptop.',
    ],
    [
      'waiting',
      { counts: { ...upToDate.counts, everythingUpTo: null } },
      'Nothing has been sent to head office yet.',
    ],
    [
      'working',
      {
        working: true,
        firstSync: { done: 1200, of: 20_000 },
        counts: { ...upToDate.counts, everythingUpTo: null },
      },
      'This store’s data is coming: 1,200 of 20,000.',
    ],
  ])('is, when %s, %#', (name, changed, sentence) => {
    const state = { ...upToDate, ...changed }
    expect(nameOfState(state)).toBe(name)
    expect(syncWords(state, 'en').sentence).toBe(sentence)
  })

  test.each(keysOf(failureWords))(
    'says for %s what happened, what is safe and what to do, in both languages',
    (failure) => {
      for (const language of ['en', 'ur'] as const) {
        const state = { ...upToDate, counts: three, failure }
        const { sentence, advice } = syncWords(state, language)
        expect(sentence).toContain(failureWords[failure].sentence[language])
        expect(sentence).toContain('3')
        expect(sentence).toMatch(language === 'en' ? /safe on this laptop/ : /اس لیپ ٹاپ پر محفوظ/)
        expect(advice).toMatch(language === 'en' ? /^[A-Z].*\.$/ : /[\u0600-\u06ff].*۔$/)
        expect(nameOfState(state)).not.toBe('up-to-date')
      }
    },
  )

  test.each(['mismatch', 'empty-headoffice', 'not-known'] as const)(
    'does not repeat, at %s, what head office no longer stands by',
    (failure) => {
      expect(syncWords({ ...upToDate, failure }, 'en').sentence).not.toContain('14:05')
    },
  )

  test('warns from the third day on which they were not in step, whatever else is well', () => {
    const apart = (days: number) => ({ by: 'round', since: upToDate.now - days * dayMs, days }) as const
    const wordsAfter = (days: number) => syncWords({ ...upToDate, apart: apart(days) }, 'en')
    expect(wordsAfter(2)).toEqual(syncWords(upToDate, 'en'))
    expect(wordsAfter(3).sentence).toBe('Head office has everything up to 14:05. Last in step 3 days ago.')
    expect(wordsAfter(3).advice).toContain('Connect this laptop')
    expect(syncWords({ ...upToDate, apart: apart(4), failure: 'no-network' }, 'ur').sentence).toContain(
      '4 دن',
    )
  })

  test.each([
    [
      'waiting',
      'Not in step with head office now: the oldest record that waits is of 6 May, 12:00.',
      'ابھی ہیڈ آفس کے برابر نہیں: بھیجنے کے لیے باقی سب سے پرانا اندراج',
    ],
    ['receipt', 'The last receipt came 200 days ago.', 'آخری رسید 200 دن پہلے آئی تھی۔'],
  ] as const)('does not say that they were in step where it is told by what is %s', (by, english, urdu) => {
    const state = { ...upToDate, apart: { by, since: noon - 200 * dayMs, days: 200 } }
    const { sentence } = syncWords(state, 'en')
    expect(sentence).toBe(`Head office has everything up to 14:05. ${english}`)
    expect(syncWords(state, 'ur').sentence).toContain(urdu)
  })

  test.each([
    [4 * 60_000, null],
    [-12 * 60_000, '12 minutes ahead of'],
    [3 * 3_600_000, '3 hours behind'],
    [-400 * dayMs, '400 days ahead of'],
  ])('says of a clock %i ms off what it is worth, and goes on', (clockOffsetMs, words) => {
    const state = { ...upToDate, clockOffsetMs }
    const { sentence } = syncWords(state, 'en')
    expect(nameOfState(state)).toBe(words === null ? 'up-to-date' : 'clock-wrong')
    expect(sentence).toBe(
      `Head office has everything up to 14:05.${words === null ? '' : ` This laptop’s clock is ${words} head office’s.`}`,
    )
  })

  test('gives the time in Latin digits in Urdu, as the rest of the screen does', () => {
    expect(syncWords(upToDate, 'ur').sentence).toBe('ہیڈ آفس کے پاس 14:05 تک کا سب کچھ موجود ہے۔')
  })
})

describe('days apart', () => {
  const receiptAt = noon - 9 * dayMs
  const none = { syncedAt: null, waitingSince: null, lastReceiptAt: null }

  test('are counted from the last whole round, or from the oldest record that waits where there was none', () => {
    expect(apartOf(noon, { ...none, syncedAt: noon - 2.9 * dayMs, waitingSince: receiptAt })).toEqual({
      by: 'round',
      since: noon - 2.9 * dayMs,
      days: 2,
    })
    expect(apartOf(noon, { ...none, waitingSince: noon - 5 * dayMs })).toEqual({
      by: 'waiting',
      since: noon - 5 * dayMs,
      days: 5,
    })
    expect(apartOf(noon, none)).toBeNull()
  })

  test('are told by what waits, or by the last receipt, where the round ended by a clock that was ahead', () => {
    const ahead = { syncedAt: noon + dayMs, waitingSince: noon - 4 * dayMs, lastReceiptAt: receiptAt }
    expect(apartOf(noon, ahead)).toMatchObject({ by: 'waiting', days: 4 })
    expect(apartOf(noon, { ...ahead, waitingSince: null })).toMatchObject({ by: 'receipt', days: 9 })
    expect(apartOf(noon, { ...ahead, waitingSince: noon + dayMs })).toMatchObject({ by: 'receipt', days: 9 })
    // The clock was set back behind all of them: it says nothing.
    expect(apartOf(noon - 400 * dayMs, ahead)).toBeNull()
  })

  test('are not told by receipts before the first whole round of an epoch', () => {
    expect(apartOf(noon, { ...none, lastReceiptAt: receiptAt })).toBeNull()
  })
})
