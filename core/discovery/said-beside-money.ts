import type { CurrentAnswer } from './current-answers.ts'
import { findQuestion, type QuestionBank } from './question-bank.ts'
import { isTemplate } from './template.ts'

/** How much was said of other things than money: each topic with an answer counts, and each comparison by itself. */
export function saidBesideMoney(
  bank: Pick<QuestionBank, 'topics'>,
  current: ReadonlyMap<string, CurrentAnswer>,
): number {
  const said = new Set<string>()
  for (const [questionId, { answer }] of current) {
    const found = findQuestion(bank, questionId)
    if (answer.state !== 'answered' || !found || found.topic.money) continue
    said.add(isTemplate(found.question) ? questionId : found.topic.id)
  }
  return said.size
}
