import type { Locales } from '../../core/market/date-locale.ts'
import type { SyncCounts } from '../../db/sync-counts.ts'
import type { CallFailure } from './call-failure.ts'
import type { Tried } from './sync-schedule.ts'

/** Why the last round did not come to its end. */
export type SyncFailure =
  | Exclude<CallFailure, 'handshake-again'>
  /** Nobody has enrolled this laptop yet, so nothing was sent. */
  | 'not-enrolled'
  /** Head office no longer understands this laptop's version. */
  | 'too-old'
  /** This laptop no longer understands head office's version. */
  | 'headoffice-too-old'
  | StopType
  /** This laptop's database did not take what came: a full disk, a failing one. */
  | 'not-written'
  /** A fault of Northstar's own. */
  | 'broke-off'

/**
 * Why sync stands still until a person has said something. `mismatch`: head office went back or was replaced, and has
 * not the position this laptop has. `many-deletes`: more records would go than by themselves. `empty-headoffice`: it
 * has nothing, where it had something.
 */
export type StopType = 'mismatch' | 'many-deletes' | 'empty-headoffice'

/** A store's data coming to a laptop for the first time, counted in saved actions. */
export interface FirstSync {
  readonly done: number
  readonly of: number
}

/** All that there is to say about sync, as plain data. Instants are UTC milliseconds. */
export interface SyncState {
  readonly headofficeUrl: string | null
  readonly failure: SyncFailure | null
  readonly working: boolean
  readonly firstSync: FirstSync | null
  readonly trial: boolean
  readonly counts: SyncCounts
  /** `null` where there is nothing to say. */
  readonly apart: Apart | null
  /** What to add to this laptop's clock for head office's, `null` where it cannot be told. */
  readonly clockOffsetMs: number | null
  readonly now: number
  readonly timeZone: string
  /** How days are said, as a market pack has it; each language by itself where left out. */
  readonly locales?: Locales | undefined
}

/**
 * Since when this laptop and head office are not in step, UTC milliseconds, in whole days, and what tells it: the end of
 * the last whole `round`, the oldest record that is `waiting`, or the last `receipt`.
 */
interface Apart {
  readonly by: 'round' | 'waiting' | 'receipt'
  readonly since: number
  readonly days: number
}

/** From the third day on it is said. */
const daysApartToSay = 3
export const isLongApart = ({ apart }: Pick<SyncState, 'apart'>): boolean =>
  apart !== null && apart.days >= daysApartToSay

/** Where head office itself says otherwise, its receipts are not repeated. */
export const isDisowned = (failure: SyncFailure | null): boolean =>
  failure === 'mismatch' || failure === 'empty-headoffice' || failure === 'not-known'

const clockWrongMs = 5 * 60_000
export const isClockWrong = ({ clockOffsetMs }: Pick<SyncState, 'clockOffsetMs'>): boolean =>
  clockOffsetMs !== null && Math.abs(clockOffsetMs) > clockWrongMs

const dayMs = 24 * 3_600_000

/**
 * Since when a laptop has not been in step. What a clock that was ahead wrote of a time that has not come says nothing.
 * @param of.syncedAt when the last whole round of this epoch ended, `null` before the first
 * @param of.waitingSince when the oldest of what waits was recorded, `null` where nothing waits
 */
export function apartOf(
  now: number,
  {
    syncedAt,
    waitingSince,
    lastReceiptAt,
  }: {
    readonly syncedAt: number | null
    readonly waitingSince: number | null
    readonly lastReceiptAt: number | null
  },
): Apart | null {
  const apart = (by: Apart['by'], since: number): Apart => ({
    by,
    since,
    days: Math.floor((now - since) / dayMs),
  })
  if (syncedAt !== null && syncedAt <= now) return apart('round', syncedAt)
  if (waitingSince !== null && waitingSince <= now) return apart('waiting', waitingSince)
  if (syncedAt !== null && lastReceiptAt !== null && lastReceiptAt <= now)
    return apart('receipt', lastReceiptAt)
  return null
}

/** Whether the fault lies with this laptop: reaching head office does not mend it, only a whole round shows that it is gone. */
export const isFailedHere = (failure: SyncFailure | null): boolean =>
  failure === 'not-written' || failure === 'broke-off'

/** What a failure says about the next try. */
export function triedOf(failure: SyncFailure | null, retryAfterMs: number | null): Tried {
  if (failure === null) return { type: 'good' }
  return needsPerson.has(failure) ? { type: 'person' } : { type: 'passing', retryAfterMs }
}

const needsPerson: ReadonlySet<SyncFailure> = new Set([
  'not-enrolled',
  'not-known',
  'revoked',
  'cloned',
  'too-old',
  'headoffice-too-old',
  'mismatch',
  'many-deletes',
  'empty-headoffice',
])

/** The contract's word for the state. */
export function nameOfState(state: SyncState) {
  if (state.headofficeUrl === null) return 'not-set'
  if (state.failure !== null) return nameOfFailure[state.failure]
  if (state.working) return 'working'
  if (isClockWrong(state)) return 'clock-wrong'
  const { waitingChangeSets, waitingPictures, everythingUpTo } = state.counts
  return waitingChangeSets > 0 || waitingPictures > 0 || everythingUpTo === null ? 'waiting' : 'up-to-date'
}

const nameOfFailure = {
  'no-network': 'no-network',
  'no-internet': 'no-internet',
  captive: 'no-internet',
  certificate: 'not-headoffice',
  'line-broke': 'poor-line',
  'headoffice-down': 'headoffice-down',
  troubled: 'headoffice-down',
  busy: 'headoffice-down',
  'not-headoffice': 'not-headoffice',
  'not-known': 'refused',
  revoked: 'refused',
  cloned: 'refused',
  'not-enrolled': 'not-enrolled',
  'too-old': 'too-old',
  'headoffice-too-old': 'too-old',
  mismatch: 'stopped',
  'many-deletes': 'stopped',
  'empty-headoffice': 'stopped',
  'not-written': 'failed-here',
  'broke-off': 'failed-here',
} as const satisfies Readonly<Record<SyncFailure, string>>
