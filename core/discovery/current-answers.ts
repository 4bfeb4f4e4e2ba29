import { canonicalJson } from '../canonical-json.ts'
import type { AnswerId } from '../ids.ts'
import type { Answer } from './answer.ts'
import { type Speaker, speakerSchema } from './speaker.ts'

/**
 * What is now known of one question. `heads` are the answers that nothing supersedes, the current one first: several
 * when two laptops answered without seeing each other, or when several people spoke, and then all are to be shown.
 */
export interface CurrentAnswer {
  readonly answer: Answer
  readonly heads: readonly Answer[]
  /** The current one of each who spoke; `null` stands for the party as one. */
  readonly bySpeaker: ReadonlyMap<Speaker | null, Answer>
  /** Two of those who spoke answered, and not the same. */
  readonly isDisputed: boolean
}

/**
 * The current answer of each question, by question id, from all answers of one opportunity in any order. A question
 * whose answers were all withdrawn has none.
 *
 * Among several heads of one speaker the one that corrects the most answers is current, then answered before declined
 * before unsure, then the greater id: arbitrary but the same on every laptop, and never by a clock. Among speakers one
 * who answered comes first, then the driver, the payer, the decider, a passenger, and the party as one.
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
    const found = currentOf(byQuestion.get(questionId) ?? new Map<AnswerId, Answer>())
    if (found) current.set(questionId, found)
  }
  return current
}

function currentOf(answers: ReadonlyMap<AnswerId, Answer>): CurrentAnswer | null {
  const bySpeaker = Map.groupBy(headsOf(answers), ({ speaker }) => speaker)
  const spoken = speakerOrder
    .flatMap((speaker) => {
      const [answer, ...others] = bySpeaker.get(speaker) ?? []
      return answer ? [{ speaker, answer, others }] : []
    })
    // A stable sort: whoever answered comes first, in the order of speakers among themselves.
    .sort((a, b) => Number(b.answer.state === 'answered') - Number(a.answer.state === 'answered'))
  const [first] = spoken
  if (!first) return null
  const values = spoken.flatMap(({ answer }) => (answer.state === 'answered' ? [valueText(answer)] : []))
  return {
    answer: first.answer,
    heads: spoken.flatMap(({ answer, others }) => [answer, ...others]),
    bySpeaker: new Map(spoken.map(({ speaker, answer }) => [speaker, answer])),
    isDisputed: new Set(values).size > 1,
  }
}

const speakerOrder: readonly (Speaker | null)[] = [...speakerSchema.options, null]

/** The order in which choices were tapped says nothing. */
function valueText({ value }: Answer): string {
  return canonicalJson(value?.type === 'choices' ? { ...value, codes: [...value.codes].sort() } : value)
}

/**
 * The heads, those that go first before the others of their speaker. Answers that supersede each other in a ring (which
 * no laptop writes) all stand. What was withdrawn stands no more, and neither does what it supersedes.
 */
function headsOf(answers: ReadonlyMap<AnswerId, Answer>): readonly Answer[] {
  const superseded = new Set<AnswerId>()
  for (const answer of answers.values())
    for (const id of answer.supersedesIds) if (id !== answer.id) superseded.add(id)
  const free = [...answers.values()].filter((answer) => !superseded.has(answer.id))
  const heads = (free.length > 0 ? free : [...answers.values()]).filter(({ state }) => state !== 'withdrawn')
  if (heads.length <= 1) return heads
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

const stateRank: Readonly<Record<Answer['state'], number>> = {
  answered: 0,
  declined: 1,
  unsure: 2,
  withdrawn: 3,
}

/** How many answers this one corrects, directly and through those it corrects. */
function correctedBy(answer: Answer, answers: ReadonlyMap<AnswerId, Answer>): number {
  const seen = new Set<AnswerId>([answer.id])
  // A set takes what is added while it is gone through, so this walks every line back to its first answer.
  for (const id of seen)
    for (const before of answers.get(id)?.supersedesIds ?? []) if (answers.has(before)) seen.add(before)
  return seen.size - 1
}
