import { Refusal } from '../../../contract/errors.ts'
import type { Answer } from '../../../core/discovery/answer.ts'
import { checkAnswer } from '../../../core/discovery/check-answer.ts'
import { nextQuestion } from '../../../core/discovery/next-question.ts'
import { findQuestion } from '../../../core/discovery/question-bank.ts'
import { answerIdSchema, type OpportunityId } from '../../../core/ids.ts'
import { formatMoney } from '../../../core/market/format-money.ts'
import type { Language } from '../../../core/market/language.ts'
import { readMoney } from '../../../core/market/read-money.ts'
import { makeShortlist } from '../../../core/shortlist/make-shortlist.ts'
import { prepareCatalogue } from '../../../core/shortlist/prepare-catalogue.ts'
import type { Shortlist } from '../../../core/shortlist/shortlist.ts'
import { changeIdAt } from '../../../core/sync/change-ids.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import { createStockAvailability } from '../stock-availability.ts'
import { createStockClaims } from '../stock-claims.ts'
import { alreadyMade } from './already-made.ts'
import { moneyNotValid } from './money-not-valid.ts'
import { standingWords } from './standing-words.ts'

/** The conversation and the shortlist that it leads to. */
export function createDiscoveryHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, pack, bank, session } = showroom
  const availability = createStockAvailability(showroom, createStockClaims(showroom))
  const knownOpportunity = (opportunityId: OpportunityId) => {
    if (!db.visits.opportunityIsThere(opportunityId)) throw new Refusal('NOT_FOUND')
  }
  const seen = (opportunityId: OpportunityId, what: 'board' | 'shortlist') =>
    showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what, opportunityId })
  const shortlistFor = (answers: readonly Answer[], language: Language): Shortlist => {
    const atHand = showroom.catalogue()
    if (!atHand) throw new Refusal('NO_CATALOGUE')
    return makeShortlist({ answers, bank, catalogue: atHand.prepared, pack, language })
  }

  return {
    discovery: {
      bank: contract.discovery.bank.handler(() => ({
        version: bank.version,
        topics: bank.topics.map(({ id, name, money, questions }) => ({
          id,
          name,
          money,
          questions: [...questions],
        })),
      })),
      board: contract.discovery.board.handler(({ input }) => {
        knownOpportunity(input.opportunityId)
        seen(input.opportunityId, 'board')
        const answers = db.answers.current(input.opportunityId)
        const openQuestionId = db.answers.openQuestion(input.opportunityId)
        const next = nextQuestion({ answers, bank, openQuestionId })
        // Without a catalogue the conversation goes on; only the shortlist stays empty.
        const catalogue = showroom.catalogue()?.prepared ?? emptyCatalogue
        const { picks, considered, notKnownYet } = makeShortlist({
          answers,
          bank,
          catalogue,
          pack,
          language: input.language,
        })
        return {
          bankVersion: bank.version,
          answers: [...answers],
          drafts: [...db.answers.drafts(input.opportunityId)],
          openQuestionId,
          next: next && { topicId: next.topicId, questionId: next.questionId, why: next.why[input.language] },
          shortlist: { picks, considered, notKnownYet },
        }
      }),
      answer: contract.discovery.answer.handler(({ input }) => {
        const authorId = showroom.author()
        const opportunityId = showroom.opportunityOf(input.visitId)
        const question = findQuestion(bank, input.questionId)?.question
        const ownWords = input.ownWords.trim()
        const given = { state: input.state, value: input.value, ownWords }
        if (!question || checkAnswer(question, given, pack.currency.code).type === 'fault')
          throw new Refusal('ANSWER_NOT_VALID')
        const standing = db.answers.currentOf(opportunityId, question.id)
        const [only, another] = standing
        if (only && !another && isSameAnswer(only, given)) {
          db.answers.dropDraft(opportunityId, question.id)
          return { answer: only, savedAt: only.occurredAt }
        }
        const unseen = standing.findLast(({ id }) => !input.supersedesIds.includes(id))
        if (unseen) {
          const { language } = showroom.device()
          throw new Refusal('CHANGED_SINCE_SEEN', {
            value: standingWords.answer(unseen, question, language, pack),
          })
        }
        const occurredAt = clock()
        const changeSetId = db.changeSets.newId()
        const answer: Answer = {
          id: answerIdSchema.parse(changeIdAt(changeSetId, 0)),
          opportunityId,
          visitId: input.visitId,
          questionId: question.id,
          ...given,
          language: input.language,
          bankVersion: bank.version,
          supersedesIds: standing.map(({ id }) => id),
          authorId,
          occurredAt,
        }
        const { id: rowId, ...fields } = answer
        showroom.write({
          changeSetId,
          visitId: input.visitId,
          occurredAt,
          edits: [
            {
              entity: 'answer',
              rowId,
              fields: { ...fields, businessDay: showroom.businessDayIn(input.visitId, occurredAt) },
            },
          ],
          alongside: () => db.answers.dropDraft(opportunityId, question.id),
        })
        return { answer, savedAt: occurredAt }
      }),
      keepDraft: contract.discovery.keepDraft.handler(({ input }) => {
        knownOpportunity(input.opportunityId)
        if (!findQuestion(bank, input.questionId)) throw new Refusal('NOT_FOUND')
        const keptAt = clock()
        if (input.text === '') db.answers.dropDraft(input.opportunityId, input.questionId)
        else db.answers.keepDraft(input.opportunityId, input.questionId, input.text, keptAt)
        session.active()
        return { keptAt }
      }),
      open: contract.discovery.open.handler(({ input }) => {
        knownOpportunity(input.opportunityId)
        if (input.questionId !== null && !findQuestion(bank, input.questionId)) throw new Refusal('NOT_FOUND')
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
    shortlist: {
      get: contract.shortlist.get.handler(({ input }) => {
        knownOpportunity(input.opportunityId)
        seen(input.opportunityId, 'shortlist')
        const { opportunityId, language } = input
        const shortlist = shortlistFor(db.answers.current(opportunityId), language)
        const variantIds = shortlist.picks.map(({ variantId }) => variantId)
        return {
          ...shortlist,
          availability: Object.fromEntries(availability(variantIds, opportunityId, language)),
        }
      }),
      record: contract.shortlist.record.handler(({ input }) => {
        const { shortlistId, visitId, language } = input
        const recorded = alreadyMade(db.tables, 'shortlist', shortlistId, { visitId, language })
        if (recorded) {
          seen(recorded.opportunityId, 'shortlist')
          return { shortlistId, recordedAt: recorded.occurredAt, shortlist: recorded.content }
        }
        const authorId = showroom.author()
        const opportunityId = showroom.opportunityOf(visitId)
        seen(opportunityId, 'shortlist')
        const shortlist = shortlistFor(db.answers.current(opportunityId), language)
        const occurredAt = clock()
        showroom.write({
          visitId,
          occurredAt,
          edits: [
            {
              entity: 'shortlist',
              rowId: shortlistId,
              fields: {
                opportunityId,
                visitId,
                authorId,
                occurredAt,
                businessDay: showroom.businessDayIn(visitId, occurredAt),
                language,
                content: shortlist,
              },
            },
          ],
        })
        return { shortlistId, recordedAt: occurredAt, shortlist }
      }),
    },
  }
}

const emptyCatalogue = prepareCatalogue({ version: 'none', variants: [], sources: [] })

/** A second tap on what is already saved writes nothing. */
function isSameAnswer(answer: Answer, given: Pick<Answer, 'state' | 'value' | 'ownWords'>): boolean {
  return (
    answer.state === given.state &&
    answer.ownWords === given.ownWords &&
    JSON.stringify(answer.value) === JSON.stringify(given.value)
  )
}
