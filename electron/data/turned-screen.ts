import { Refusal } from '../../contract/errors.ts'
import { isAnsweredWhileTurned } from '../../contract/while-turned.ts'
import type { OpportunityId, VisitId } from '../../core/ids.ts'
import type { ShownToCustomer } from '../../db/customer-view-table.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { Session } from './session.ts'

type Shown = ShownToCustomer & { readonly opportunityId: OpportunityId }

/** The screen while it is turned to the customer: what it shows, and which calls are made meanwhile. */
export interface TurnedScreen {
  /** `null` while the screen is the consultant's. */
  readonly shown: () => Shown | null
  /** Lets a call go on that is made while the screen is as it is. @throws Refusal TURNED_TO_CUSTOMER */
  readonly permit: (path: readonly string[]) => void
  /** Lets nobody else's visit be spoken of while the screen is turned. @throws Refusal TURNED_TO_CUSTOMER */
  readonly permitVisit: (visitId: VisitId) => void
}

/** Read at each call, so that no window of the laptop is ahead of another, in a restart neither. */
export function createTurnedScreen(deps: {
  readonly db: Pick<ShowroomDatabase, 'customerView' | 'visits'>
  readonly session: Pick<Session, 'state'>
}): TurnedScreen {
  const { db, session } = deps
  const shown = () => {
    const found = db.customerView.get()
    const visit = found && db.visits.opportunityOf(found.visitId)
    return visit && { ...found, opportunityId: visit.opportunityId }
  }
  return {
    shown,
    permit(path) {
      if (isAnsweredWhileTurned(path, false) && isAnsweredWhileTurned(path, true)) return
      if (shown() === null) return
      if (!isAnsweredWhileTurned(path, session.state().signedIn !== null))
        throw new Refusal('TURNED_TO_CUSTOMER')
    },
    permitVisit(visitId) {
      const now = shown()
      if (now !== null && now.visitId !== visitId) throw new Refusal('TURNED_TO_CUSTOMER')
    },
  }
}
