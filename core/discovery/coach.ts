import type { RemarkId } from '../ids.ts'
import type { Answer } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import type { CurrentRemark } from './current-remarks.ts'
import type { KeptReadBack } from './kept-read-back.ts'
import { findQuestion, type QuestionBank } from './question-bank.ts'
import { templateOf } from './question-ref.ts'

/** A topic that the customer raised and nobody asked about, with the remarks that raised it. */
interface UnfollowedTopic {
  readonly topicId: string
  readonly remarkIds: readonly RemarkId[]
}

/** What a consultant may want to know of their own talk. For them alone: it is kept nowhere and nobody is scored by it. */
export interface Coach {
  /** Of the questions that were asked, those that are open; what was confirmed out of a remark was not asked. */
  readonly asked: { readonly open: number; readonly of: number }
  readonly unfollowed: readonly UnfollowedTopic[]
  /** What was learned since the last read-back, and whether that is enough to sum it up. */
  readonly sinceReadBack: { readonly answers: number; readonly isTimeToSummarise: boolean }
}

interface CoachInput {
  readonly bank: QuestionBank
  readonly answers: Iterable<Answer>
  readonly remarks: Iterable<CurrentRemark>
  readonly readBacks: Iterable<KeptReadBack>
  /** The questions that a remark suggests an answer to. */
  readonly hear: (text: string) => readonly { readonly questionId: string }[]
}

/** More than people hold in mind at once: Miller (1956), the magical number seven. */
const answersToSumUp = 7

/** What there is to say to the consultant about the talk so far, in the order of the bank. */
export function coach({ bank, answers, remarks, readBacks, hear }: CoachInput): Coach {
  const current = [...currentAnswers(answers).values()]
  const askedIds = current
    .filter(({ heads }) => heads.some(({ confirmsRemarkId }) => confirmsRemarkId === null))
    .map(({ answer }) => answer.questionId)
  const asked = [...new Set(askedIds.map(templateOf))].flatMap((id) => findQuestion(bank, id)?.question ?? [])
  const lastReadBack = Math.max(0, ...[...readBacks].map(({ occurredAt }) => occurredAt))
  const learned = current.filter(
    ({ answer: { state, occurredAt } }) => state === 'answered' && occurredAt > lastReadBack,
  ).length
  return {
    asked: { open: asked.filter(({ isOpen }) => isOpen).length, of: asked.length },
    unfollowed: unfollowed(bank, remarks, topicsOf(bank, askedIds), hear),
    sinceReadBack: { answers: learned, isTimeToSummarise: learned >= answersToSumUp },
  }
}

function topicsOf(bank: QuestionBank, questionIds: readonly string[]): ReadonlySet<string> {
  return new Set(questionIds.flatMap((id) => findQuestion(bank, id)?.topic.id ?? []))
}

/** A remark raises the topic that it is pinned to, and where it is pinned to none those that its words suggest. */
function unfollowed(
  bank: QuestionBank,
  remarks: Iterable<CurrentRemark>,
  followed: ReadonlySet<string>,
  hear: CoachInput['hear'],
): readonly UnfollowedTopic[] {
  const remarkIdsByTopic = new Map<string, RemarkId[]>()
  for (const { id, text, topicId } of remarks) {
    const suggested = hear(text).map(({ questionId }) => questionId)
    const raised = topicId === null ? topicsOf(bank, suggested) : [topicId]
    for (const topic of raised) remarkIdsByTopic.set(topic, [...(remarkIdsByTopic.get(topic) ?? []), id])
  }
  return bank.topics.flatMap(({ id: topicId }) => {
    const remarkIds = remarkIdsByTopic.get(topicId)
    return remarkIds === undefined || followed.has(topicId) ? [] : [{ topicId, remarkIds }]
  })
}
