import { describe, expect, test } from 'vitest'
import type { SyncState } from './sync-state.ts'
import { nameOfState } from './sync-state.ts'
import { syncWords } from './sync-words.ts'

const noon = Date.UTC(2026, 10, 22, 7)
const upToDate: SyncState = {
  headofficeUrl: 'http://127.0.0.1:4700',
  failure: null,
  working: false,
  trial: false,
  counts: {
    waitingChangeSets: 0,
    waitingVisits: 0,
    refusedChangeSets: 0,
    everythingUpTo: Date.UTC(2026, 10, 22, 9, 5),
    lastReceiptAt: noon,
    conflicts: 0,
    aside: 0,
  },
  now: Date.UTC(2026, 10, 22, 10),
  timeZone: 'Asia/Karachi',
}
const three = { ...upToDate.counts, waitingChangeSets: 9, waitingVisits: 3 }

describe('what the screen says about sync', () => {
  test.each<[string, SyncState, string]>([
    ['up-to-date', upToDate, 'Head office has everything up to 14:05.'],
    ['waiting', { ...upToDate, counts: three }, 'Head office has everything up to 14:05. 3 visits waiting.'],
    [
      'working',
      { ...upToDate, counts: three, working: true },
      'Head office has everything up to 14:05. 3 visits waiting. Sending now.',
    ],
    [
      'waiting',
      { ...upToDate, counts: { ...three, waitingVisits: 0, waitingChangeSets: 1, everythingUpTo: null } },
      '1 record waiting.',
    ],
    [
      'unreachable',
      { ...upToDate, counts: three, failure: 'unreachable' },
      'No connection to head office. 3 visits waiting to send, safe on this laptop.',
    ],
    [
      'unreachable',
      { ...upToDate, failure: 'unreachable' },
      'No connection to head office. Nothing waits to be sent.',
    ],
    [
      'not-set',
      { ...upToDate, headofficeUrl: null },
      'No head office is set. Everything is kept on this laptop.',
    ],
    ['up-to-date', { ...upToDate, trial: true }, 'A trial head office has everything up to 14:05.'],
    [
      'up-to-date',
      { ...upToDate, now: Date.UTC(2026, 10, 23, 10) },
      'Head office has everything up to 22 Nov, 14:05.',
    ],
    [
      'up-to-date',
      { ...upToDate, counts: { ...upToDate.counts, refusedChangeSets: 1 } },
      'Head office has everything up to 14:05. Head office refused 1 record, safe on this laptop.',
    ],
    [
      'waiting',
      { ...upToDate, counts: { ...upToDate.counts, everythingUpTo: null } },
      'Nothing has been sent to head office yet.',
    ],
  ])('is, when %s, %#', (name, state, sentence) => {
    expect(nameOfState(state)).toBe(name)
    expect(syncWords(state, 'en').sentence).toBe(sentence)
  })

  test.each([
    'unreachable',
    'troubled',
    'not-headoffice',
    'protocol-not-accepted',
    'mismatch',
    'not-written',
    'broke-off',
  ] as const)('says for %s what happened, what is safe and what to do, in both languages', (failure) => {
    for (const language of ['en', 'ur'] as const) {
      const { sentence, advice } = syncWords({ ...upToDate, counts: three, failure }, language)
      expect(sentence).toContain('3')
      expect(sentence).toMatch(language === 'en' ? /safe on this laptop/ : /اس لیپ ٹاپ پر محفوظ/)
      expect(advice).not.toBeNull()
    }
  })

  test('gives the time in Latin digits in Urdu, as the rest of the screen does', () => {
    expect(syncWords(upToDate, 'ur').sentence).toBe('ہیڈ آفس کے پاس 14:05 تک کا سب کچھ موجود ہے۔')
  })
})
