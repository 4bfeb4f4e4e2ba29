import { Refusal } from '../../../contract/errors.ts'
import { coach } from '../../../core/discovery/coach.ts'
import { currentRemarks } from '../../../core/discovery/current-remarks.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { HearRemark } from '../hear-remarks.ts'
import type { Showroom } from '../showroom.ts'

/** A word to the consultant about their own talk; nothing of it is kept. */
export function createCoachHandler(contract: Implementer, { db, bank }: Showroom, hear: HearRemark) {
  return {
    coach: contract.discovery.coach.handler(({ input: { opportunityId } }) => {
      if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
      const { asked, unfollowed, sinceReadBack } = coach({
        bank,
        answers: db.answers.current(opportunityId),
        remarks: currentRemarks(db.conversations.remarks(opportunityId)),
        readBacks: db.conversations.readBacks(opportunityId),
        hear,
      })
      return {
        asked,
        unfollowed: unfollowed.map(({ topicId, remarkIds }) => ({ topicId, remarkIds: [...remarkIds] })),
        sinceReadBack,
      }
    }),
  }
}
