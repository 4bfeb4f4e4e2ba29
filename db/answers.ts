import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { type Answer, answerSchema } from '../core/discovery/answer.ts'
import type { OpportunityId, VisitId } from '../core/ids.ts'
import type { Connection } from './connect.ts'
import { type Columns, fromColumns } from './entity-tables.ts'

const draftSchema = z
  .object({ question_id: z.string(), text: z.string(), kept_at: z.int() })
  .transform((row) => ({ questionId: row.question_id, text: row.text, keptAt: row.kept_at }))
type Draft = Readonly<z.infer<typeof draftSchema>>

export interface Answers {
  /** The answers that nothing supersedes, oldest first. */
  readonly current: (opportunityId: OpportunityId) => readonly Answer[]
  /** Every answer, corrected and withdrawn ones included, in the order in which they came to be. */
  readonly all: (opportunityId: OpportunityId) => readonly Answer[]
  /** The standing answers of one question: none, one, or several when two laptops answered apart. */
  readonly currentOf: (opportunityId: OpportunityId, questionId: string) => readonly Answer[]
  /** Whether anything was said in this visit that was not taken back, corrected since or not. */
  readonly anySaidIn: (visitId: VisitId) => boolean
  /** What is being typed as answers to questions. */
  readonly drafts: (opportunityId: OpportunityId) => readonly Draft[]
  /** What is being typed that no question asked for. */
  readonly remarkDraft: (opportunityId: OpportunityId) => Omit<Draft, 'questionId'> | null
  /** Keeps it; an empty text is none. @throws Refusal CUSTOMER_ERASED */
  readonly keepRemarkDraft: (opportunityId: OpportunityId, text: string, keptAt: number) => void
  /** @throws Refusal CUSTOMER_ERASED */
  readonly keepDraft: (opportunityId: OpportunityId, questionId: string, text: string, keptAt: number) => void
  readonly dropDraft: (opportunityId: OpportunityId, questionId: string) => void
  readonly openQuestion: (opportunityId: OpportunityId) => string | null
  readonly setOpenQuestion: (opportunityId: OpportunityId, questionId: string | null) => void
}

/** That an answer `a` was given and not taken back, as SQL: one that restores another was not given, and neither is an undo. */
export const isGiven = `a.state <> 'withdrawn' AND a.restores_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM answer back, json_each(back.supersedes_ids) taken
  WHERE back.opportunity_id = a.opportunity_id AND back.question_id = a.question_id AND back.state = 'withdrawn'
    AND taken.value = a.id)`

/** A question of the bank has a name, so that this is none: the draft of what is said without being asked. */
const ofNoQuestion = ''

/** Answers are append-only; drafts and the open question belong to this laptop alone. */
export function createAnswers(connection: Connection): Answers {
  const current = connection.prepare<[string], Columns>(
    'SELECT * FROM current_answer WHERE opportunity_id = ? ORDER BY occurred_at, id',
  )
  const currentOf = connection.prepare<[string, string], Columns>(
    'SELECT * FROM current_answer WHERE opportunity_id = ? AND question_id = ? ORDER BY occurred_at, id',
  )
  // By way of the opportunity, which the answers are indexed by.
  const anySaidIn = connection.prepare<[{ readonly visitId: string }], unknown>(
    `SELECT 1 FROM visit v JOIN answer a ON a.opportunity_id = v.opportunity_id AND a.visit_id = v.id
     WHERE v.id = @visitId AND ${isGiven}
     UNION ALL
     SELECT 1 FROM visit v JOIN remark r ON r.opportunity_id = v.opportunity_id AND r.visit_id = v.id
     WHERE v.id = @visitId AND r.removed = 0 LIMIT 1`,
  )
  const all = connection.prepare<[string], Columns>(
    'SELECT * FROM answer WHERE opportunity_id = ? ORDER BY occurred_at, position',
  )
  const drafts = connection.prepare(
    `SELECT * FROM answer_draft WHERE opportunity_id = ? AND question_id <> '${ofNoQuestion}' ORDER BY question_id`,
  )
  const draftOf = connection.prepare(
    'SELECT * FROM answer_draft WHERE opportunity_id = ? AND question_id = ?',
  )
  const keepDraft = connection.prepare(
    `INSERT INTO answer_draft (opportunity_id, question_id, text, kept_at)
     SELECT @opportunityId, @questionId, @text, @keptAt WHERE NOT EXISTS (
       SELECT 1 FROM opportunity o JOIN erased_customer e ON e.customer_id = o.customer_id WHERE o.id = @opportunityId)
     ON CONFLICT (opportunity_id, question_id) DO UPDATE SET text = excluded.text, kept_at = excluded.kept_at`,
  )
  const dropDraft = connection.prepare(
    'DELETE FROM answer_draft WHERE opportunity_id = ? AND question_id = ?',
  )
  const openQuestion = connection.prepare<[string], { question_id: string | null }>(
    'SELECT question_id FROM discovery_place WHERE opportunity_id = ?',
  )
  const setOpenQuestion = connection.prepare(
    `INSERT INTO discovery_place (opportunity_id, question_id) VALUES (?, ?)
     ON CONFLICT (opportunity_id) DO UPDATE SET question_id = excluded.question_id`,
  )
  const keep: Answers['keepDraft'] = (opportunityId, questionId, text, keptAt) => {
    const { changes } = keepDraft.run({ opportunityId, questionId, text, keptAt })
    if (changes === 0) throw new Refusal('CUSTOMER_ERASED')
  }
  return {
    current: (opportunityId) => current.all(opportunityId).map(toAnswer),
    currentOf: (opportunityId, questionId) => currentOf.all(opportunityId, questionId).map(toAnswer),
    all: (opportunityId) => all.all(opportunityId).map(toAnswer),
    anySaidIn: (visitId) => anySaidIn.get({ visitId }) !== undefined,
    drafts: (opportunityId) => z.array(draftSchema).parse(drafts.all(opportunityId)),
    remarkDraft(opportunityId) {
      const draft = draftSchema.optional().parse(draftOf.get(opportunityId, ofNoQuestion))
      return draft ? { text: draft.text, keptAt: draft.keptAt } : null
    },
    keepRemarkDraft(opportunityId, text, keptAt) {
      if (text === '') dropDraft.run(opportunityId, ofNoQuestion)
      else keep(opportunityId, ofNoQuestion, text, keptAt)
    },
    keepDraft: keep,
    dropDraft: (opportunityId, questionId) => void dropDraft.run(opportunityId, questionId),
    openQuestion: (opportunityId) => openQuestion.get(opportunityId)?.question_id ?? null,
    setOpenQuestion: (opportunityId, questionId) => void setOpenQuestion.run(opportunityId, questionId),
  }
}

function toAnswer(row: Columns): Answer {
  return answerSchema.parse({ ...fromColumns('answer', row), id: row.id })
}
