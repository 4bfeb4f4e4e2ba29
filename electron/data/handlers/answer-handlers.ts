import { Refusal } from '../../../contract/errors.ts'
import type { Answer } from '../../../core/discovery/answer.ts'
import { askedQuestion } from '../../../core/discovery/asked-question.ts'
import { checkAnswer } from '../../../core/discovery/check-answer.ts'
import { takingBack, undoOf, wasTakenBack } from '../../../core/discovery/undo-answer.ts'
import { answerIdSchema, type OpportunityId, type VisitId } from '../../../core/ids.ts'
import { changeIdAt } from '../../../core/sync/change-ids.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import { createSubjectNames } from '../subject-names.ts'
import { standingWords } from './standing-words.ts'

/** What is learned about a question, and taking it back. */
export function createAnswerHandlers(contract: Implementer, showroom: Showroom) {
  const { db, clock, pack, bank } = showroom
  const subjectNames = createSubjectNames(showroom)

  /** What stands instead of what the person saw. */
  const changedSinceSeen = (standing: Answer | undefined) => {
    const { language } = showroom.device()
    const question = standing && askedQuestion(bank, standing.questionId)?.question
    const names = standing ? subjectNames([standing.questionId], language) : {}
    return new Refusal('CHANGED_SINCE_SEEN', {
      value:
        standing && question
          ? standingWords.answer(standing, question, language, pack, (subject) => names[subject] ?? subject)
          : (standing?.ownWords ?? '') || standingWords.nothing(language),
    })
  }

  /** Writes answers of one question as one action, with its draft gone. @returns them in the order given */
  const write = (
    about: { readonly visitId: VisitId; readonly opportunityId: OpportunityId; readonly questionId: string },
    given: readonly Omit<Answer, 'id' | 'opportunityId' | 'visitId' | 'authorId' | 'occurredAt'>[],
  ): { readonly answers: Answer[]; readonly savedAt: number } => {
    const { visitId, opportunityId, questionId } = about
    const authorId = showroom.author()
    const occurredAt = clock()
    const changeSetId = db.changeSets.newId()
    const answers = given.map(
      (fields, index): Answer => ({
        id: answerIdSchema.parse(changeIdAt(changeSetId, index)),
        opportunityId,
        visitId,
        authorId,
        occurredAt,
        ...fields,
      }),
    )
    const businessDay = showroom.businessDayIn(visitId, occurredAt)
    showroom.write({
      changeSetId,
      visitId,
      occurredAt,
      edits: answers.map(({ id: rowId, ...fields }) => ({
        entity: 'answer',
        rowId,
        fields: { ...fields, businessDay },
      })),
      alongside: () => db.answers.dropDraft(opportunityId, questionId),
    })
    return { answers, savedAt: occurredAt }
  }

  return {
    answer: contract.discovery.answer.handler(({ input }) => {
      showroom.author()
      const { visitId, questionId, state, value, speaker, confirmsRemarkId } = input
      const opportunityId = showroom.opportunityOf(visitId)
      const question = askedQuestion(bank, questionId)?.question
      const ownWords = state === 'withdrawn' ? '' : input.ownWords.trim()
      const given = { questionId, state, value, ownWords }
      if (!question || checkAnswer(question, given, pack.currency.code).type === 'fault')
        throw new Refusal('ANSWER_NOT_VALID')
      const heads = db.answers.currentOf(opportunityId, questionId)
      const standing = heads.filter((head) => head.speaker === speaker)
      const [only, another] = standing
      if (only && !another && isSameAnswer(only, given, confirmsRemarkId)) {
        db.answers.dropDraft(opportunityId, questionId)
        return { answer: only, savedAt: only.occurredAt }
      }
      if (state === 'withdrawn' && !only) {
        const withdrawn = db.answers
          .all(opportunityId)
          .findLast(
            (one) =>
              one.questionId === questionId &&
              one.state === 'withdrawn' &&
              one.supersedesIds.some((id) => input.supersedesIds.includes(id)),
          )
        if (!withdrawn) throw new Refusal('ANSWER_NOT_VALID')
        return { answer: withdrawn, savedAt: withdrawn.occurredAt }
      }
      const unseen = standing.findLast(({ id }) => !input.supersedesIds.includes(id))
      if (unseen) throw changedSinceSeen(unseen)
      const replaced = heads.filter(({ id, speaker: by }) => by !== speaker && input.replacesIds.includes(id))
      const { answers, savedAt } = write({ visitId, opportunityId, questionId }, [
        {
          ...given,
          language: input.language,
          bankVersion: bank.version,
          supersedesIds: [...standing, ...replaced].map(({ id }) => id),
          speaker,
          confirmsRemarkId,
          restoresId: null,
        },
      ])
      const [answer] = answers
      if (!answer) throw new Error('The answer that was written is not there')
      return { answer, savedAt }
    }),
    undo: contract.discovery.undo.handler(({ input: { visitId, answerId } }) => {
      const opportunityId = showroom.opportunityOf(visitId)
      const all = db.answers.all(opportunityId)
      const answer = all.find(({ id }) => id === answerId)
      if (!answer || answer.state === 'withdrawn') throw new Refusal('NOT_FOUND')
      const { questionId } = answer
      const standing = db.answers.currentOf(opportunityId, questionId)
      if (standing.some(({ id }) => id === answerId)) {
        const { answers, savedAt } = write(
          { visitId, opportunityId, questionId },
          takingBack(undoOf(answer, all)),
        )
        return { standing: answers.filter(({ state }) => state !== 'withdrawn'), savedAt }
      }
      if (!wasTakenBack(answerId, all)) throw changedSinceSeen(standing.at(-1))
      const undone = all.filter(({ supersedesIds }) => supersedesIds.includes(answerId))
      return {
        standing: undone.filter(({ state }) => state !== 'withdrawn'),
        savedAt: undone.at(-1)?.occurredAt ?? answer.occurredAt,
      }
    }),
  }
}

/** A second tap on what is already saved writes nothing. */
function isSameAnswer(
  answer: Answer,
  given: Pick<Answer, 'state' | 'value' | 'ownWords'>,
  confirmsRemarkId: Answer['confirmsRemarkId'],
): boolean {
  return (
    answer.state === given.state &&
    answer.ownWords === given.ownWords &&
    (confirmsRemarkId === null || answer.confirmsRemarkId === confirmsRemarkId) &&
    JSON.stringify(answer.value) === JSON.stringify(given.value)
  )
}
