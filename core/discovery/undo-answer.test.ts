import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer, AnswerState } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import type { Speaker } from './speaker.ts'
import { answersOf, number } from './test-answers.ts'
import { lastUndo, takingBack, wasTakenBack } from './undo-answer.ts'

interface Said {
  readonly questionId: string
  readonly state: AnswerState
  readonly value: number
  readonly speaker: Speaker | null
}

/** A talk as one laptop writes it: an answer supersedes what this speaker said of the question. */
function said(talk: readonly Answer[], { questionId, state, value, speaker }: Said): readonly Answer[] {
  const standing = currentAnswers(talk).get(questionId)?.heads ?? []
  const [answer] = answersOf({
    questionId,
    state,
    value: state === 'answered' ? number(value) : null,
    speaker,
    id: talk.length + 1,
  })
  if (!answer) return talk
  return [
    ...talk,
    { ...answer, supersedesIds: standing.filter((one) => one.speaker === speaker).map(({ id }) => id) },
  ]
}

/** The same talk after undo. */
function undone(talk: readonly Answer[]): readonly Answer[] {
  const undo = lastUndo(talk)
  if (!undo) return talk
  const written = takingBack(undo).flatMap((fields, index) =>
    answersOf({ questionId: fields.questionId, id: talk.length + 1 + index }).map((answer) => ({
      ...answer,
      ...fields,
    })),
  )
  return [...talk, ...written]
}

/** What stands, whatever ids it has. */
const standing = (talk: readonly Answer[]) =>
  [...currentAnswers(talk)].map(([questionId, { bySpeaker }]) => [
    questionId,
    [...bySpeaker].map(([speaker, { state, value }]) => ({ speaker, state, value })),
  ])

const anySaid: fc.Arbitrary<Said> = fc.record({
  questionId: fc.constantFrom('a', 'b'),
  state: fc.constantFrom<AnswerState>('answered', 'answered', 'unsure', 'declined'),
  value: fc.nat(3),
  speaker: fc.constantFrom('driver', null),
})

test('undo leaves exactly what stood before the last answer, and undo after undo goes back to the beginning', () => {
  fc.assert(
    fc.property(fc.array(anySaid, { maxLength: 7 }), (all) => {
      const talks: (readonly Answer[])[] = [[]]
      for (const one of all) talks.push(said(talks.at(-1) ?? [], one))
      let talk = talks.at(-1) ?? []
      for (const before of [...talks].reverse().slice(1)) {
        talk = undone(talk)
        expect(standing(talk)).toEqual(standing(before))
      }
      expect(lastUndo(talk)).toBeNull()
    }),
  )
})

test('what is said after an undo is what the next undo takes back', () => {
  const one: Said = { questionId: 'a', state: 'answered', value: 1, speaker: null }
  const talk = said(undone(said(said([], one), { ...one, value: 2 })), { ...one, value: 3 })
  expect(lastUndo(talk)?.answer.value).toEqual(number(3))
  expect(standing(undone(talk))).toEqual(standing(said([], one)))
})

test('an answer is told to be taken back, and not where another was given instead', () => {
  const one: Said = { questionId: 'a', state: 'answered', value: 1, speaker: null }
  const [first] = said([], one)
  expect(first && wasTakenBack(first.id, [first])).toBe(false)
  expect(first && wasTakenBack(first.id, undone([first]))).toBe(true)
  expect(first && wasTakenBack(first.id, said([first], { ...one, value: 2 }))).toBe(false)
})
