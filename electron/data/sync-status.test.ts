import { describe, expect, test } from 'vitest'
import { type SyncFacts, statusOf } from './sync-status.ts'

const now = Date.UTC(2026, 10, 22, 10)
const facts: SyncFacts = {
  url: 'https://headoffice.example',
  failure: null,
  working: false,
  firstSync: null,
  position: { mark: 'durable', syncedAt: now, stopped: null, onlyHere: 0 },
  counts: {
    waitingChangeSets: 0,
    waitingVisits: 0,
    waitingOther: 0,
    waitingPictures: 0,
    refusedChangeSets: 0,
    everythingUpTo: now,
    lastReceiptAt: now,
    conflicts: 0,
    aside: 0,
  },
  waitingSince: null,
  metered: { setting: 'auto', inForce: false },
  checked: null,
  nextTryInMs: null,
  clockOffsetMs: 0,
  now,
  timeZone: 'Asia/Karachi',
}

describe('the status of sync', () => {
  test('says up to when head office has everything', () => {
    expect(statusOf(facts, 'en')).toMatchObject({ state: 'up-to-date', everythingUpTo: now })
  })

  test.each(['mismatch', 'empty-headoffice', 'not-known'] as const)(
    'does not say it at %s, when head office no longer stands by its receipts',
    (failure) => {
      expect(statusOf({ ...facts, failure }, 'en').everythingUpTo).toBeNull()
    },
  )

  test('does not say it after a restart either, while sync is stopped because head office lost it', () => {
    const position = { ...facts.position, stopped: { type: 'mismatch' } as const }
    expect(statusOf({ ...facts, position }, 'en')).toMatchObject({ state: 'stopped', everythingUpTo: null })
    expect(statusOf({ ...facts, position, failure: 'no-network' }, 'en').everythingUpTo).toBeNull()
  })

  test('counts the pictures that wait', () => {
    const counts = { ...facts.counts, waitingPictures: 5 }
    expect(statusOf({ ...facts, counts }, 'en')).toMatchObject({ state: 'waiting', waitingPictures: 5 })
  })
})
