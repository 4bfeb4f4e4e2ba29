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
  /** This laptop's database did not take what came: a full disk, a failing one. */
  | 'not-written'
  /** A fault of Northstar's own. */
  | 'broke-off'

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

/** Whether the fault lies with this laptop: reaching head office does not mend it, only a whole round shows that it is gone. */
export const isFailedHere = (failure: SyncFailure | null): boolean =>
  failure === 'not-written' || failure === 'broke-off'

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
    case 'not-written':
    case 'broke-off':
      return 'failed-here'
    case null:
      break
  }
  if (state.working) return 'working'
  const { waitingChangeSets, everythingUpTo } = state.counts
  return waitingChangeSets > 0 || everythingUpTo === null ? 'waiting' : 'up-to-date'
}
