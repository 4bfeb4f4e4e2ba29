import { Refusal } from '../../../contract/errors.ts'
import { readBack } from '../../../core/discovery/read-back.ts'
import { sayUnmetNeeds } from '../../../core/discovery/say-unmet-needs.ts'
import { unmetNeeds } from '../../../core/discovery/unmet-needs.ts'
import type { VisitId } from '../../../core/ids.ts'
import type { Edit } from '../../../db/change-sets.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import { createSubjectNames } from '../subject-names.ts'
import type { TurnedScreen } from '../turned-screen.ts'
import type { UnmetNeedEdits } from '../unmet-need-edits.ts'
import { alreadyMade } from './already-made.ts'

/** Whether the customer was understood: the read-back as they heard it, and how far they felt heard. */
export function createHeardHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly unmetNeedEdits: UnmetNeedEdits
    readonly turnedScreen: Pick<TurnedScreen, 'permitVisit'>
  },
) {
  const { db, clock, pack, bank } = showroom
  const subjectNames = createSubjectNames(showroom)
  const saidIn = (visitId: VisitId) => {
    const occurredAt = clock()
    return {
      opportunityId: showroom.opportunityOf(visitId),
      visitId,
      authorId: showroom.author(),
      occurredAt,
      businessDay: showroom.businessDayIn(visitId, occurredAt),
    }
  }
  const write = (visitId: VisitId, occurredAt: number, edits: readonly Edit[]) => {
    showroom.write({ visitId, occurredAt, edits })
    return { savedAt: occurredAt }
  }
  return {
    readBack: {
      lines: contract.readBack.lines.handler(({ input: { opportunityId, language, priorities } }) => {
        if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
        showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what: 'board', opportunityId })
        const answers = db.answers.current(opportunityId)
        const questionIds = answers.map(({ questionId }) => questionId)
        const names = subjectNames(questionIds, language)
        const ranked = priorities.map(({ attribute, isSure: sure }, at) => ({
          attribute,
          meanRank: at + 1,
          sure,
        }))
        const nameOf = (subject: string) => names[subject] ?? subject
        const lines = readBack({ bank, answers, priorities: ranked, pack, language, nameOf })
        // Without a catalogue nothing is known to be missing.
        const atHand = showroom.catalogue()
        const unmet = atHand ? unmetNeeds(bank, answers, atHand.prepared) : []
        return {
          lines: lines.map(({ answerIds, text }) => ({ answerIds: [...answerIds], text })),
          unmetNeeds: atHand ? [...sayUnmetNeeds(unmet, atHand.catalogue, { pack, language })] : [],
        }
      }),
      record: contract.readBack.record.handler(({ input: { readBackId, ...asked } }) => {
        const kept = alreadyMade(db.tables, 'readBack', readBackId, asked)
        if (kept) return { savedAt: kept.occurredAt }
        const said = saidIn(asked.visitId)
        return write(asked.visitId, said.occurredAt, [
          { entity: 'readBack', rowId: readBackId, fields: { ...said, ...asked } },
          ...deps.unmetNeedEdits(said),
        ])
      }),
    },
    feltHeard: {
      record: contract.feltHeard.record.handler(({ input: { feltHeardId, ...asked } }) => {
        deps.turnedScreen.permitVisit(asked.visitId)
        const kept = alreadyMade(db.tables, 'feltHeard', feltHeardId, asked)
        if (kept) return { savedAt: kept.occurredAt }
        const said = saidIn(asked.visitId)
        return write(asked.visitId, said.occurredAt, [
          { entity: 'feltHeard', rowId: feltHeardId, fields: { ...said, ...asked } },
        ])
      }),
    },
  }
}
