import type { CurrentAnswer } from '../../../core/discovery/current-answers.ts'
import type { Question } from '../../../core/discovery/question-bank.ts'
import { templateOf } from '../../../core/discovery/question-ref.ts'
import type { Bank } from '../../northstar.tsx'
import { questionIdsAtHand, type Subjects } from './at-hand.ts'

export type Topic = Bank['topics'][number]

type Asked<Known> = {
  readonly questionId: string
  readonly question: Question
  readonly known: Known
}

/** What is known of a topic, in the order of its questions. */
export function saidOf<Known>(topic: Topic, current: ReadonlyMap<string, Known>): readonly Asked<Known>[] {
  return topic.questions.flatMap((question) =>
    [...current].flatMap(([questionId, known]) =>
      templateOf(questionId) === question.id ? [{ questionId, question, known }] : [],
    ),
  )
}

/** What can be asked in a topic, what was asked of its templates before included. */
export function questionsOf(
  topic: Topic,
  current: ReadonlyMap<string, CurrentAnswer>,
  subjects: Subjects,
): readonly { readonly questionId: string; readonly question: Question }[] {
  return topic.questions.flatMap((question) => {
    const asked = [...current.keys()].filter((questionId) => templateOf(questionId) === question.id)
    // Asked once of several, it is not offered again of others: where that is worth it, it is suggested.
    const isEnough = asked.length > 0 && (question.kind === 'most-least' || question.kind === 'pick-one')
    const ids = new Set([...asked, ...(isEnough ? [] : questionIdsAtHand(question, subjects))])
    return [...ids].map((questionId) => ({ questionId, question }))
  })
}

/** What a tap on a topic opens: the first that was not asked yet, else the first; `null` where nothing can be asked. */
export function openingOf(
  topic: Topic,
  current: ReadonlyMap<string, CurrentAnswer>,
  subjects: Subjects,
): string | null {
  const ids = questionsOf(topic, current, subjects).map(({ questionId }) => questionId)
  return ids.find((questionId) => !current.has(questionId)) ?? ids[0] ?? null
}
