import type { AsidePlace } from './feed-aside.ts'
import { xorInto } from './feed-digest.ts'
import type { RowStates } from './row-states.ts'

/** The digest of all rows fed in an era, which is changed in place. */
export interface FedSum {
  readonly era: number
  readonly digest: Buffer
}

export type FeedAgain = (place: AsidePlace, sum: FedSum) => void

/**
 * Makes the function that forgets that a row was fed, inside the caller's transaction: the next comparison with head
 * office finds that it is not here, and has it fed again.
 */
export function createFeedAgain(rowStates: Pick<RowStates, 'get' | 'forgetFed'>): FeedAgain {
  return ({ entity, rowId }, { era, digest }) => {
    const state = rowStates.get(entity, rowId, era)
    if (!state?.fed) return
    xorInto(digest, state.fed.hash)
    rowStates.forgetFed(entity, rowId)
  }
}
