import type { AnswerId } from '../ids.ts'
import type { Answer } from './answer.ts'

/**
 * What is now known of one question. `heads` are the answers that nothing supersedes: more than one when two
 * laptops answered without seeing each other, and then both are to be shown.
 */
export interface CurrentAnswer {
  readonly answer: Answer
  readonly heads: readonly Answer[]
}

/**
 * The current answer of each question, by question id, from all answers of one opportunity in any order.
 *
 * Among several heads the one that corrects the most answers is current, then answered before declined
 * before unsure, then the greater id: arbitrary but the same on every laptop, and never by a clock.
 */
export function currentAnswers(answers: Iterable<Answer>): ReadonlyMap<string, CurrentAnswer> {
  const byQuestion = new Map<string, Map<AnswerId, Answer>>()
  for (const answer of answers) {
    const known = byQuestion.get(answer.questionId)
    if (known) known.set(answer.id, answer)
    else byQuestion.set(answer.questionId, new Map([[answer.id, answer]]))
  }
  const current = new Map<string, CurrentAnswer>()
  for (const questionId of [...byQuestion.keys()].sort()) {
    const heads = headsOf(byQuestion.get(questionId) ?? new Map<AnswerId, Answer>())
    const [answer] = heads
    if (answer) current.set(questionId, { answer, heads })
  }
  return current
}

/** The heads, current first. Answers that supersede each other in a ring (which no laptop writes) all stand. */
function headsOf(answers: ReadonlyMap<AnswerId, Answer>): readonly Answer[] {
  const superseded = new Set<AnswerId>()
  for (const answer of answers.values())
    for (const id of answer.supersedesIds) if (id !== answer.id) superseded.add(id)
  const free = [...answers.values()].filter((answer) => !superseded.has(answer.id))
  const heads = free.length > 0 ? free : [...answers.values()]
  if (heads.length === 1) return heads
  return heads
    .map((answer) => ({ answer, corrected: correctedBy(answer, answers) }))
    .sort(
      (a, b) =>
        b.corrected - a.corrected ||
        stateRank[a.answer.state] - stateRank[b.answer.state] ||
        (a.answer.id < b.answer.id ? 1 : -1),
    )
    .map((head) => head.answer)
}

const stateRank: Readonly<Record<Answer['state'], number>> = { answered: 0, declined: 1, unsure: 2 }

/** How many answers this one corrects, directly and through those it corrects. */
function correctedBy(answer: Answer, answers: ReadonlyMap<AnswerId, Answer>): number {
  const seen = new Set<AnswerId>([answer.id])
  // A set takes what is added while it is gone through, so this walks every line back to its first answer.
  for (const id of seen)
    for (const before of answers.get(id)?.supersedesIds ?? []) if (answers.has(before)) seen.add(before)
  return seen.size - 1
}
