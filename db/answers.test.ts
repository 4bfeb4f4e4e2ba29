import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Answer } from '../core/discovery/answer.ts'
import { currentAnswers } from '../core/discovery/current-answers.ts'
import { answersOf, type GivenAnswer, number } from '../core/discovery/test-answers.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, type TestFolder, testFolder } from './test-database.ts'

const seats = { questionId: 'people.seats' } as const
const businessDay = businessDaySchema.parse('2026-11-22')
let folder: TestFolder
let db: ShowroomDatabase
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

/** Writes answers in the order in which they come, with the visit that they hang on. */
function arrive(answers: readonly Answer[]): void {
  db.connection.transaction(() => {
    for (const answer of answers) {
      const { id, opportunityId, visitId, authorId: ownerId, occurredAt } = answer
      if (!db.tables.isThere('visit', visitId)) {
        db.tables.write('consultant', ownerId, { name: 'Ayesha', role: 'consultant', active: true })
        db.tables.write('opportunity', opportunityId, { ownerId, state: 'open', openedAt: occurredAt })
        db.tables.write('visit', visitId, {
          opportunityId,
          ownerId,
          arrival: 'unknown',
          startedAt: occurredAt,
          businessDay,
          leftBeforeContact: false,
        })
      }
      db.tables.write('answer', id, { ...answer, businessDay })
    }
  })()
}

const standingOf = ({ opportunityId, questionId }: Answer) => db.answers.currentOf(opportunityId, questionId)

test('an answer that supersedes one which comes later finds it superseded already', () => {
  const [first, second] = answersOf(
    { ...seats, value: number(5) },
    { ...seats, value: number(7), supersedes: 1 },
  )
  if (!first || !second) throw new Error('two answers were made')
  arrive([second])
  expect(standingOf(second)).toEqual([second])
  arrive([first])
  expect(standingOf(second)).toEqual([second])
})

test('two answers given apart both stand until one names them both', () => {
  const [a, b, c] = answersOf(
    { ...seats, value: number(5) },
    { ...seats, value: number(6) },
    { ...seats, value: number(7), supersedes: [1, 2] },
  )
  if (!a || !b || !c) throw new Error('three answers were made')
  arrive([a, b])
  expect(standingOf(a)).toEqual([a, b])
  arrive([c])
  expect(standingOf(a)).toEqual([c])
})

test('an answer of another question supersedes nothing here', () => {
  const [a, b] = answersOf(
    { ...seats, value: number(5) },
    { questionId: 'other', state: 'unsure', supersedes: 1 },
  )
  if (!a || !b) throw new Error('two answers were made')
  arrive([a, b])
  expect(standingOf(a)).toEqual([a])
})

/** Answers to one question, each correcting any of those given before it. */
const anyHistory: fc.Arbitrary<readonly GivenAnswer[]> = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map((links) =>
    links.map((picks, before) => ({
      ...seats,
      state: 'unsure' as const,
      supersedes: before === 0 ? [] : [...new Set(picks.map((pick) => 1 + (pick % before)))],
    })),
  )

test('after an answer that names all heads exactly one remains, whatever the order of arrival', () => {
  const cases = anyHistory.chain((given) => {
    const heads = currentAnswers(answersOf(...given)).get(seats.questionId)?.heads ?? []
    const supersedes = heads.map(({ id }) => Number(id.slice(-12)))
    const answers = answersOf(...given, { ...seats, state: 'declined', supersedes })
    return fc.shuffledSubarray([...answers], { minLength: answers.length })
  })
  fc.assert(
    fc.property(cases, (answers) => {
      db.connection.exec('DELETE FROM answer')
      arrive(answers)
      const settling = answers.filter(({ state }) => state === 'declined')
      expect(settling.flatMap(standingOf)).toEqual(settling)
    }),
    { numRuns: 60 },
  )
})

test('what the database says stands is what the rule says, for any history in any order', () => {
  const cases = anyHistory.chain((given) => {
    const answers = answersOf(...given)
    return fc.shuffledSubarray([...answers], { minLength: answers.length })
  })
  fc.assert(
    fc.property(cases, (answers) => {
      db.connection.exec('DELETE FROM answer')
      arrive(answers)
      const heads = currentAnswers(answers).get(seats.questionId)?.heads ?? []
      const standing = answers[0] ? standingOf(answers[0]) : []
      expect(standing.map(({ id }) => id)).toEqual(heads.map(({ id }) => id).sort())
    }),
    { numRuns: 60 },
  )
})

test('what stands is found through the index of the opportunity and the question', () => {
  const plan = z
    .array(z.object({ detail: z.string() }))
    .parse(
      db.connection
        .prepare(
          'EXPLAIN QUERY PLAN SELECT * FROM current_answer WHERE opportunity_id = ? AND question_id = ?',
        )
        .all('o', 'q'),
    )
    .map(({ detail }) => detail)
  expect(
    plan.filter((detail) => detail.includes('answer_by_opportunity (opportunity_id=? AND question_id=?)')),
  ).toHaveLength(2)
})
