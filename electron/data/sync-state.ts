import type { SyncCounts } from '../../db/sync-counts.ts'

/** Why the last round did not come to its end. */
export type SyncFailure =
  /** Nothing answers at the address, or not in time. */
  | 'unreachable'
  /** Head office answers, with an error of its own. */
  | 'troubled'
  /** Something answers that is not a Northstar head office. */
  | 'not-headoffice'
  /** Head office and this laptop have no protocol in common. */
  | 'protocol-not-accepted'
  /** Head office went back or was replaced: it has not the position this laptop has. */
  | 'mismatch'

/** All that there is to say about sync, as plain data. Instants are UTC milliseconds. */
export interface SyncState {
  readonly headofficeUrl: string | null
  readonly failure: SyncFailure | null
  readonly working: boolean
  readonly trial: boolean
  readonly counts: SyncCounts
  readonly now: number
  readonly timeZone: string
}

/** The contract's word for the state. */
export function nameOfState(state: SyncState) {
  if (state.headofficeUrl === null) return 'not-set'
  switch (state.failure) {
    case 'unreachable':
    case 'troubled':
      return 'unreachable'
    case 'not-headoffice':
      return 'not-headoffice'
    case 'protocol-not-accepted':
      return 'refused'
    case 'mismatch':
      return 'stopped'
    case null:
      break
  }
  if (state.working) return 'working'
  const { waitingChangeSets, everythingUpTo } = state.counts
  return waitingChangeSets > 0 || everythingUpTo === null ? 'waiting' : 'up-to-date'
}
