import { Refusal } from '../../../contract/errors.ts'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import type { OpportunityId } from '../../../core/ids.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import { createSubjectNames } from '../subject-names.ts'
import { talkTimeline } from './talk-timeline.ts'

/** Where the talk is on this laptop, each word of it on disk when it is answered, and how it went. */
export function createTalkHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, bank, session } = showroom
  const subjectNames = createSubjectNames(showroom)
  const knownOpportunity = (opportunityId: OpportunityId) => {
    if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
  }
  const knownQuestion = (questionId: string | null) => {
    if (questionId !== null && !askedQuestion(bank, questionId)) throw new Refusal('NOT_FOUND')
  }
  return {
    skip: contract.discovery.skip.handler(({ input: { opportunityId, questionId, skipped } }) => {
      knownOpportunity(opportunityId)
      knownQuestion(questionId)
      if (skipped) db.talkPlaces.skip(opportunityId, questionId, clock())
      else db.talkPlaces.takeUp(opportunityId, questionId)
      session.active()
      return {}
    }),
    pinQuestion: contract.discovery.pinQuestion.handler(({ input: { opportunityId, questionId } }) => {
      knownOpportunity(opportunityId)
      knownQuestion(questionId)
      db.talkPlaces.pin(opportunityId, questionId)
      session.active()
      return {}
    }),
    speak: contract.discovery.speak.handler(({ input: { opportunityId, language, speaker } }) => {
      knownOpportunity(opportunityId)
      db.talkPlaces.speak(opportunityId, { language, speaker })
      session.active()
      return {}
    }),
    timeline: contract.discovery.timeline.handler(({ input: { opportunityId, language } }) => {
      knownOpportunity(opportunityId)
      showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what: 'board', opportunityId })
      const answers = db.answers.all(opportunityId)
      const nameById = new Map(db.consultants.all().map(({ id, name }) => [id, name]))
      return {
        entries: talkTimeline(
          {
            answers,
            remarks: db.conversations.remarks(opportunityId),
            readBacks: db.conversations.readBacks(opportunityId),
            feltHeard: db.conversations.feltHeard(opportunityId),
          },
          (id) => nameById.get(id) ?? id,
        ),
        subjectNames: subjectNames(
          answers.map(({ questionId }) => questionId),
          language,
        ),
      }
    }),
  }
}
