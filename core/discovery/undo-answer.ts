import type { AnswerId } from '../ids.ts'
import type { Answer } from './answer.ts'

/** Taking an answer back is two things: which one it is, and what stands again in its place. */
export interface Undo {
  /** The answer that stands and is taken back. */
  readonly answer: Answer
  /**
   * What it had corrected, as it was first given: this stands again. Empty where nothing had been corrected, and the
   * question was then never asked.
   */
  readonly restores: readonly Answer[]
}

/**
 * What undo takes back: of the answers that stand the one given last, `null` where none stands. One that stands again
 * counts as given when it was first given, so that undo after undo goes further back and never to and fro.
 * @param answers all of one opportunity, oldest first
 */
export function lastUndo(answers: readonly Answer[]): Undo | null {
  const superseded = new Set(answers.flatMap(({ supersedesIds }) => supersedesIds))
  const orderById = new Map(answers.map(({ id }, order) => [id, order]))
  const givenAt = (answer: Answer) => orderById.get(firstGiven(answer, answers).id) ?? 0
  const [last] = answers
    .filter(({ id, state }) => state !== 'withdrawn' && !superseded.has(id))
    .sort((a, b) => givenAt(b) - givenAt(a))
  return last ? undoOf(last, answers) : null
}

/** Taking back this answer, whether or not it was the last. @param answers all of one opportunity, oldest first */
export function undoOf(answer: Answer, answers: readonly Answer[]): Undo {
  const byId = new Map(answers.map((one) => [one.id, one]))
  const before = firstGiven(answer, answers).supersedesIds.flatMap((id) => byId.get(id) ?? [])
  const restores = new Map(
    before
      .filter(({ state }) => state !== 'withdrawn')
      .map((one) => firstGiven(one, answers))
      .map((one) => [one.id, one]),
  )
  return { answer, restores: [...restores.values()] }
}

type Written = Omit<Answer, 'id' | 'opportunityId' | 'visitId' | 'authorId' | 'occurredAt'>

/** What is written to take the answer back; in what stands afterwards it leaves no trace. */
export function takingBack({ answer, restores }: Undo): readonly Written[] {
  const { questionId, language, bankVersion, speaker } = answer
  const supersedesIds = [answer.id]
  if (restores.length === 0)
    return [
      {
        questionId,
        state: 'withdrawn',
        value: null,
        ownWords: '',
        language,
        bankVersion,
        supersedesIds,
        speaker,
        confirmsRemarkId: null,
        restoresId: null,
      },
    ]
  return restores.map((restored) => ({
    questionId,
    state: restored.state,
    value: restored.value,
    ownWords: restored.ownWords,
    language: restored.language,
    bankVersion: restored.bankVersion,
    supersedesIds,
    speaker: restored.speaker,
    confirmsRemarkId: restored.confirmsRemarkId,
    restoresId: restored.id,
  }))
}

/** Whether what took this answer's place only took it back: it was undone, and nothing new was said instead. */
export function wasTakenBack(answerId: AnswerId, answers: readonly Answer[]): boolean {
  const inPlace = answers.filter(({ supersedesIds }) => supersedesIds.includes(answerId))
  return (
    inPlace.length > 0 &&
    inPlace.every(({ state, restoresId }) => state === 'withdrawn' || restoresId !== null)
  )
}

/** The answer as somebody gave it, behind those that only let it stand again. */
function firstGiven(answer: Answer, answers: readonly Answer[]): Answer {
  const seen = new Set<AnswerId>()
  let given = answer
  // Answers that restore each other in a ring, which no laptop writes, end where they began.
  while (given.restoresId !== null && !seen.has(given.id)) {
    seen.add(given.id)
    const { restoresId } = given
    const before = answers.find(({ id }) => id === restoresId)
    if (!before) return given
    given = before
  }
  return given
}
