import type { QuestionBank } from './question-bank.ts'

/** The bank as questions are suggested from it: without those that were passed over in this visit. */
export function withoutSkipped(bank: QuestionBank, skippedQuestionIds: readonly string[]): QuestionBank {
  if (skippedQuestionIds.length === 0) return bank
  const skipped = new Set(skippedQuestionIds)
  const topics = bank.topics.map((topic) => ({
    ...topic,
    questions: topic.questions.filter(({ id }) => !skipped.has(id)),
  }))
  return { ...bank, topics }
}
