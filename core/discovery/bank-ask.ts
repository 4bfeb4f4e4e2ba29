import type { AnswerValue } from './answer.ts'
import { type Ask, evidenceOf } from './belief/ask.ts'
import type { Evidence } from './belief/posterior.ts'
import type { TastePlaces } from './market-prior.ts'
import type { QuestionBank } from './question-bank.ts'
import type { FeltCatalogue } from './vehicles-as-felt.ts'

export interface AskScene {
  readonly bank: Pick<QuestionBank, 'noise'>
  readonly places: TastePlaces
  readonly felt: FeltCatalogue
}

/** A question of the bank as the belief sees it, and what an answer to it says; `null`: one that cannot be read. */
export interface BankAsk {
  readonly ask: Ask
  /** @param isVolunteered said without being asked: what was not said then is not known */
  readonly evidence: (value: AnswerValue, isVolunteered?: boolean) => Evidence | null
}

/** Where each answer is one of the ask's. */
export const coded = (ask: Ask, answerOf: (value: AnswerValue) => number | null): BankAsk => ({
  ask,
  evidence(value) {
    const answer = answerOf(value)
    return answer === null ? null : evidenceOf(ask, answer)
  },
})

/** The tastes for the spans of these attributes, by position; `null` where one is no number of which more or less is better. */
export function tastePlaces(
  subjects: readonly string[],
  { places }: Pick<AskScene, 'places'>,
): readonly number[] | null {
  const found = subjects.map((subject) =>
    places.tastes.findIndex(({ attribute, code }) => code === null && attribute === subject),
  )
  return found.every((place) => place >= 0) ? found : null
}
