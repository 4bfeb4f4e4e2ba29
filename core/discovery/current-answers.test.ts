import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerState } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import { answersOf, type GivenAnswer, number } from './test-answers.ts'

const seats = { questionId: 'people.seats' } as const

test('the answer that nothing supersedes is current, whatever the clocks said', () => {
  const answers = answersOf(
    { ...seats, value: number(5), occurredAt: 2_000 },
    { ...seats, value: number(7), supersedes: 1, occurredAt: 1_000 },
  )
  const current = currentAnswers(answers).get('people.seats')
  expect(current?.answer.value).toEqual(number(7))
  expect(current?.heads).toHaveLength(1)
})

test('an answer taken back to declined is current over the one it supersedes', () => {
  const answers = answersOf({ ...seats, value: number(5) }, { ...seats, state: 'declined', supersedes: 1 })
  expect(currentAnswers(answers).get('people.seats')?.answer.state).toBe('declined')
})

test('two answers given without seeing each other are both heads, and an answered one is current', () => {
  const answers = answersOf({ ...seats, value: number(5) }, { ...seats, state: 'unsure' })
  const current = currentAnswers(answers).get('people.seats')
  expect(current?.heads).toHaveLength(2)
  expect(current?.answer.state).toBe('answered')
})

test('correcting the current one of two heads keeps the correction current', () => {
  const answers = answersOf(
    { ...seats, value: number(5), id: 10 },
    { ...seats, value: number(6), id: 20 },
    { ...seats, state: 'unsure', id: 5, supersedes: 20 },
  )
  expect(currentAnswers(answers).get('people.seats')?.answer.state).toBe('unsure')
})

test('an answer that names both of two heads settles them', () => {
  const answers = answersOf(
    { ...seats, value: number(5) },
    { ...seats, value: number(6) },
    { ...seats, value: number(7), supersedes: [1, 2] },
  )
  const current = currentAnswers(answers).get('people.seats')
  expect(current?.heads).toHaveLength(1)
  expect(current?.answer.value).toEqual(number(7))
})

test('an answer that settled two lines corrects more than one that goes on with neither', () => {
  const answers = answersOf(
    { ...seats, value: number(5) },
    { ...seats, value: number(6) },
    { ...seats, state: 'unsure', id: 3, supersedes: [1, 2] },
    { ...seats, value: number(8), id: 9 },
    { ...seats, value: number(9), id: 10, supersedes: 9 },
  )
  expect(currentAnswers(answers).get('people.seats')?.answer.state).toBe('unsure')
})

test('an answer of another question supersedes nothing here', () => {
  const answers = answersOf({ ...seats, value: number(5) }, { questionId: 'other', supersedes: 1 })
  expect(currentAnswers(answers).get('people.seats')?.answer.value).toEqual(number(5))
})

test('answers that supersede each other in a ring all stand rather than vanish', () => {
  const answers = answersOf({ ...seats, supersedes: 2 }, { ...seats, supersedes: 1 })
  expect(currentAnswers(answers).get('people.seats')?.heads).toHaveLength(2)
})

const anyGiven: fc.Arbitrary<readonly GivenAnswer[]> = fc.array(
  fc.record(
    {
      questionId: fc.constantFrom('a', 'b'),
      state: fc.constantFrom<AnswerState>('answered', 'unsure', 'declined'),
      supersedes: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
    },
    { requiredKeys: ['questionId', 'state'] },
  ),
  { maxLength: 8 },
)

test('the order in which answers come, and an answer that comes twice, change nothing', () => {
  const cases = anyGiven.chain((given) => {
    const answers = answersOf(...given)
    const again = fc.shuffledSubarray([...answers, ...answers], { minLength: answers.length * 2 })
    return fc.tuple(fc.constant(answers), again)
  })
  fc.assert(
    fc.property(cases, ([answers, shuffled]) => {
      expect([...currentAnswers(shuffled)]).toEqual([...currentAnswers(answers)])
    }),
  )
})

test('every question with an answer has a current one, and it is the first of its heads', () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      const answers = answersOf(...given)
      const current = currentAnswers(answers)
      expect([...current.keys()].sort()).toEqual([...new Set(answers.map((a) => a.questionId))].sort())
      for (const { answer, heads } of current.values()) expect(heads[0]).toBe(answer)
    }),
  )
})

test('after an answer that names all heads, exactly one head remains', () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      const known = answersOf(...given)
      const numberById = new Map(known.map(({ id }, index) => [id, index + 1]))
      for (const [questionId, { heads }] of currentAnswers(known)) {
        const supersedes = heads.map(({ id }) => numberById.get(id) ?? 0)
        const settled = answersOf(...given, { questionId, state: 'unsure', id: 99, supersedes })
        expect(currentAnswers(settled).get(questionId)?.heads).toEqual([settled.at(-1)])
      }
    }),
  )
})
