import type { Answer } from './answer.ts'
import { wornAfter } from './belief/fit-with-talk.ts'
import { findQuestion, type Question, type QuestionBank, type Topic } from './question-bank.ts'
import { templateOf } from './question-ref.ts'

/** What a kind of question is still worth each time that one of it was passed over or brought nothing. */
const unwanted = 0.5

/** By template: how much of its worth is left. */
export function templatesWorn(
  bank: Pick<QuestionBank, 'topics'>,
  answers: readonly Answer[],
  skipped: ReadonlySet<string>,
): (question: Question, topic: Topic) => number {
  const times = new Map<string, number>()
  const count = (name: string) => times.set(name, (times.get(name) ?? 0) + 1)
  for (const { questionId, state } of answers) {
    const id = templateOf(questionId)
    if (id === questionId) continue
    count(state === 'answered' ? (findQuestion(bank, id)?.topic.id ?? id) : id)
  }
  for (const questionId of skipped) count(templateOf(questionId))
  return ({ id }, topic) => unwanted ** (times.get(id) ?? 0) * wornAfter(times.get(topic.id) ?? 0)
}
