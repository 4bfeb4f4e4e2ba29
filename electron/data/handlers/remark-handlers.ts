import { Refusal } from '../../../contract/errors.ts'
import { type CurrentRemark, currentRemarks } from '../../../core/discovery/current-remarks.ts'
import { openSuggestions } from '../../../core/discovery/open-suggestions.ts'
import type { Remark } from '../../../core/discovery/remark.ts'
import { type OpportunityId, type RemarkId, remarkIdSchema, type VisitId } from '../../../core/ids.ts'
import { changeIdAt } from '../../../core/sync/change-ids.ts'
import type { EntityFields } from '../../../core/sync/entities.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { HearRemark } from '../hear-remarks.ts'
import type { Showroom } from '../showroom.ts'
import { alreadyMade } from './already-made.ts'
import { standingWords } from './standing-words.ts'

type Said = Pick<Remark, 'text' | 'speaker' | 'topicId' | 'removed'>

/** What the customer says without being asked. */
export function createRemarkHandlers(contract: Implementer, showroom: Showroom, hear: HearRemark) {
  const { db, clock, bank, session } = showroom
  const knownOpportunity = (opportunityId: OpportunityId) => {
    if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
  }

  const knownTopic = (topicId: string | null) => {
    if (topicId !== null && !bank.topics.some(({ id }) => id === topicId)) throw new Refusal('NOT_FOUND')
  }
  const fieldsOf = (
    visitId: VisitId,
    opportunityId: OpportunityId,
    said: Said & Pick<Remark, 'language' | 'supersedesIds'>,
  ): EntityFields<'remark'> => {
    const occurredAt = clock()
    return {
      opportunityId,
      visitId,
      ...said,
      supersedesIds: [...said.supersedesIds],
      authorId: showroom.author(),
      occurredAt,
      businessDay: showroom.businessDayIn(visitId, occurredAt),
    }
  }
  const view = (opportunityId: OpportunityId, remarkId: RemarkId) => {
    const found = currentRemarks(db.conversations.remarks(opportunityId)).find(({ id }) => id === remarkId)
    if (!found) throw new Refusal('CHANGED_SINCE_SEEN', { value: nothingHere() })
    return { remark: remarkView(found), savedAt: found.occurredAt }
  }
  const nothingHere = () => standingWords.nothing(showroom.device().language)

  /**
   * Says the remark anew that the person saw, changed as they want it; what stands so already is answered as it stands.
   * @throws Refusal CHANGED_SINCE_SEEN when it was changed otherwise since
   */
  const change = (
    { remarkId, visitId }: { readonly remarkId: RemarkId; readonly visitId: VisitId },
    changed: Partial<Said>,
  ): Remark => {
    const opportunityId = showroom.opportunityOf(visitId)
    const all = db.conversations.remarks(opportunityId)
    const seen = all.find(({ id }) => id === remarkId)
    if (!seen || seen.removed) throw new Refusal('NOT_FOUND')
    const inPlace = all.findLast(({ supersedesIds }) => supersedesIds.includes(remarkId))
    const standing = inPlace ?? seen
    const asked: Said = { ...saidIn(seen), ...changed }
    if (isSame(saidIn(standing), asked)) return standing
    if (inPlace) throw new Refusal('CHANGED_SINCE_SEEN', { value: inPlace.text || nothingHere() })
    const changeSetId = db.changeSets.newId()
    const id = remarkIdSchema.parse(changeIdAt(changeSetId, 0))
    const fields = fieldsOf(visitId, opportunityId, {
      ...asked,
      language: seen.language,
      supersedesIds: [seen.id],
    })
    showroom.write({
      changeSetId,
      visitId,
      occurredAt: fields.occurredAt,
      edits: [{ entity: 'remark', rowId: id, fields }],
    })
    return { ...fields, id }
  }

  return {
    remarks: {
      atHand: contract.remarks.atHand.handler(({ input: { opportunityId } }) => {
        knownOpportunity(opportunityId)
        const remarks = currentRemarks(db.conversations.remarks(opportunityId))
        const suggestions = remarks.flatMap(({ id: remarkId, text }) =>
          hear(text).map(({ questionId, value }) => ({ remarkId, questionId, value })),
        )
        return {
          draft: db.answers.remarkDraft(opportunityId),
          suggestions: [...openSuggestions(suggestions, db.answers.current(opportunityId))],
        }
      }),
      keepDraft: contract.remarks.keepDraft.handler(({ input: { opportunityId, text } }) => {
        knownOpportunity(opportunityId)
        const keptAt = clock()
        db.answers.keepRemarkDraft(opportunityId, text, keptAt)
        session.active()
        return { keptAt }
      }),
      add: contract.remarks.add.handler(({ input }) => {
        const { remarkId, visitId, language, speaker, topicId } = input
        const text = input.text.trim()
        const opportunityId = showroom.opportunityOf(visitId)
        if (!alreadyMade(db.tables, 'remark', remarkId, { visitId, text, language, speaker, topicId })) {
          if (text === '') throw new Refusal('ANSWER_NOT_VALID')
          knownTopic(topicId)
          const fields = fieldsOf(visitId, opportunityId, {
            text,
            language,
            speaker,
            topicId,
            removed: false,
            supersedesIds: [],
          })
          showroom.write({
            visitId,
            occurredAt: fields.occurredAt,
            edits: [{ entity: 'remark', rowId: remarkId, fields }],
            alongside: () => db.answers.keepRemarkDraft(opportunityId, '', fields.occurredAt),
          })
        }
        return view(opportunityId, remarkId)
      }),
      correct: contract.remarks.correct.handler(({ input }) => {
        const text = input.text.trim()
        if (text === '') throw new Refusal('ANSWER_NOT_VALID')
        const { id, opportunityId } = change(input, { text, speaker: input.speaker })
        return view(opportunityId, id)
      }),
      pin: contract.remarks.pin.handler(({ input }) => {
        knownTopic(input.topicId)
        const { id, opportunityId } = change(input, { topicId: input.topicId })
        return view(opportunityId, id)
      }),
      remove: contract.remarks.remove.handler(({ input }) => {
        const { occurredAt } = change(input, { text: '', speaker: null, topicId: null, removed: true })
        return { savedAt: occurredAt }
      }),
    },
  }
}

const saidIn = ({ text, speaker, topicId, removed }: Remark): Said => ({ text, speaker, topicId, removed })

const isSame = (one: Said, other: Said): boolean =>
  one.text === other.text &&
  one.speaker === other.speaker &&
  one.topicId === other.topicId &&
  one.removed === other.removed

/** As it goes to the page. */
export const remarkView = ({ earlierIds, ...remark }: CurrentRemark) => ({
  ...remarkEvent(remark),
  earlierIds: [...earlierIds],
})
export const remarkEvent = (remark: Remark) => ({ ...remark, supersedesIds: [...remark.supersedesIds] })
