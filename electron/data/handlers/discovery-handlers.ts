import { Refusal } from '../../../contract/errors.ts'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import { currentRemarks } from '../../../core/discovery/current-remarks.ts'
import { lastUndo } from '../../../core/discovery/undo-answer.ts'
import type { OpportunityId } from '../../../core/ids.ts'
import { formatMoney } from '../../../core/market/format-money.ts'
import { readMoney } from '../../../core/market/read-money.ts'
import type { Adviser } from '../adviser.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { HearRemark } from '../hear-remarks.ts'
import type { Showroom } from '../showroom.ts'
import { createSubjectNames } from '../subject-names.ts'
import type { TurnedScreen } from '../turned-screen.ts'
import type { UnmetNeedEdits } from '../unmet-need-edits.ts'
import { createAnswerHandlers } from './answer-handlers.ts'
import { createCoachHandler } from './coach-handler.ts'
import { createHeardHandlers } from './heard-handlers.ts'
import { moneyNotValid } from './money-not-valid.ts'
import { createRemarkHandlers, remarkView } from './remark-handlers.ts'
import { createShortlistHandlers } from './shortlist-handlers.ts'
import { createTalkHandlers } from './talk-handlers.ts'

/** The conversation and the shortlist that it leads to. */
export function createDiscoveryHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly unmetNeedEdits: UnmetNeedEdits
    readonly hear: HearRemark
    readonly adviser: Adviser
    readonly turnedScreen: Pick<TurnedScreen, 'permitVisit'>
  },
) {
  const { db, clock, pack, bank, session } = showroom
  const subjectNames = createSubjectNames(showroom)
  const knownOpportunity = (opportunityId: OpportunityId) => {
    if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
  }
  const seen = (opportunityId: OpportunityId) =>
    showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what: 'board', opportunityId })
  const { adviser } = deps

  return {
    ...createRemarkHandlers(contract, showroom, deps.hear),
    ...createHeardHandlers(contract, showroom, deps),
    discovery: {
      ...createAnswerHandlers(contract, showroom),
      ...createTalkHandlers(contract, showroom),
      ...createCoachHandler(contract, showroom, deps.hear),
      bank: contract.discovery.bank.handler(() => ({
        version: bank.version,
        topics: bank.topics,
        attributeWords: bank.attributeWords,
      })),
      board: contract.discovery.board.handler(({ input }) => {
        knownOpportunity(input.opportunityId)
        seen(input.opportunityId)
        const answers = db.answers.current(input.opportunityId)
        const openQuestionId = db.answers.openQuestion(input.opportunityId)
        const { language: talkLanguage, ...talk } = db.talkPlaces.of(input.opportunityId)
        const { remarks, readBacks, feltHeard } = db.conversations
        const undo = lastUndo(db.answers.all(input.opportunityId))
        return {
          bankVersion: bank.version,
          answers: [...answers],
          drafts: [...db.answers.drafts(input.opportunityId)],
          openQuestionId,
          pinnedQuestionId: talk.pinnedQuestionId,
          skippedQuestionIds: [...talk.skippedQuestionIds],
          talkLanguage,
          speaker: talk.speaker,
          remarks: currentRemarks(remarks(input.opportunityId)).map(remarkView),
          readBack: readBacks(input.opportunityId).at(-1) ?? null,
          feltHeard: feltHeard(input.opportunityId).at(-1) ?? null,
          undo: undo && {
            answerId: undo.answer.id,
            questionId: undo.answer.questionId,
            visitId: undo.answer.visitId,
          },
          subjectNames: subjectNames(
            [
              ...answers.map(({ questionId }) => questionId),
              ...[openQuestionId, talk.pinnedQuestionId].flatMap((id) => id ?? []),
              ...talk.skippedQuestionIds,
            ],
            input.language,
          ),
        }
      }),
      advice: contract.discovery.advice.handler(async ({ input: { opportunityId, language } }) => {
        knownOpportunity(opportunityId)
        const advice = await adviser.advise(opportunityId, language)
        const { next, enough, sureness, shortlist, priorities } = advice
        const { picks, considered, notKnownYet } = shortlist
        return {
          next: next && { ...next, subjectNames: subjectNames([next.questionId], language) },
          enough,
          sureness,
          shortlist: { picks, considered, notKnownYet },
          priorities: [...priorities],
        }
      }),
      keepDraft: contract.discovery.keepDraft.handler(({ input }) => {
        knownOpportunity(input.opportunityId)
        if (!askedQuestion(bank, input.questionId)) throw new Refusal('NOT_FOUND')
        const keptAt = clock()
        if (input.text === '') db.answers.dropDraft(input.opportunityId, input.questionId)
        else db.answers.keepDraft(input.opportunityId, input.questionId, input.text, keptAt)
        session.active()
        return { keptAt }
      }),
      open: contract.discovery.open.handler(({ input }) => {
        knownOpportunity(input.opportunityId)
        if (input.questionId !== null && !askedQuestion(bank, input.questionId))
          throw new Refusal('NOT_FOUND')
        db.answers.setOpenQuestion(input.opportunityId, input.questionId)
        session.active()
        return {}
      }),
      readMoney: contract.discovery.readMoney.handler(({ input }) => {
        const { language } = showroom.device()
        const money = readMoney(input.text, pack)
        if (!money) throw moneyNotValid(input.text, pack, language)
        return { money, text: formatMoney(money, pack, language) }
      }),
    },
    ...createShortlistHandlers(contract, showroom, adviser),
  }
}
