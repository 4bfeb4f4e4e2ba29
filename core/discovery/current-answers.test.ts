import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnswerState } from './answer.ts'
import { currentAnswers } from './current-answers.ts'
import type { Speaker } from './speaker.ts'
import { answersOf, choices, type GivenAnswer, number } from './test-answers.ts'

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

test('a withdrawn answer leaves its question as if it had never been asked', () => {
  const answers = answersOf(
    { ...seats, value: number(5) },
    { ...seats, state: 'withdrawn', supersedes: 1 },
    { questionId: 'other', state: 'declined' },
  )
  expect([...currentAnswers(answers).keys()]).toEqual(['other'])
})

test('what another laptop answered stands though this one withdrew its own', () => {
  const answers = answersOf(
    { ...seats, value: number(5) },
    { ...seats, state: 'withdrawn', supersedes: 1 },
    { ...seats, value: number(7) },
  )
  expect(currentAnswers(answers).get('people.seats')?.heads).toEqual([answers[2]])
})

describe('where several people speak', () => {
  test('what each said stands, the driver’s before the payer’s, and that they differ is told', () => {
    const answers = answersOf(
      { ...seats, value: number(5), speaker: 'payer' },
      { ...seats, value: number(7), speaker: 'driver' },
    )
    const current = currentAnswers(answers).get('people.seats')
    expect(current?.answer.value).toEqual(number(7))
    expect(current?.isDisputed).toBe(true)
    expect([...(current?.bySpeaker ?? [])].map(([speaker, { value }]) => [speaker, value])).toEqual([
      ['driver', number(7)],
      ['payer', number(5)],
    ])
  })

  test('who does not know gives way to who does, and disputes nothing', () => {
    const answers = answersOf(
      { ...seats, state: 'unsure', speaker: 'driver' },
      { ...seats, value: number(5), speaker: 'passenger' },
    )
    const current = currentAnswers(answers).get('people.seats')
    expect(current?.answer.speaker).toBe('passenger')
    expect(current?.isDisputed).toBe(false)
  })

  test('the same choices tapped in another order are no dispute', () => {
    const roads = { questionId: 'roads.kind' } as const
    const answers = answersOf(
      { ...roads, value: choices('broken', 'city'), speaker: 'driver' },
      { ...roads, value: choices('city', 'broken'), speaker: 'payer' },
    )
    expect(currentAnswers(answers).get('roads.kind')?.isDisputed).toBe(false)
  })

  test('an answer put down to another speaker takes the place of the one that it supersedes', () => {
    const answers = answersOf(
      { ...seats, value: number(5), speaker: 'driver' },
      { ...seats, value: number(5), speaker: 'payer', supersedes: 1 },
    )
    const current = currentAnswers(answers).get('people.seats')
    expect([...(current?.bySpeaker.keys() ?? [])]).toEqual(['payer'])
  })
})

const speakers: readonly (Speaker | null)[] = ['driver', 'payer', 'decider', 'passenger', null]
const anyGiven: fc.Arbitrary<readonly GivenAnswer[]> = fc.array(
  fc.record(
    {
      questionId: fc.constantFrom('a', 'b'),
      state: fc.constantFrom<AnswerState>('answered', 'unsure', 'declined', 'withdrawn'),
      supersedes: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
      speaker: fc.constantFrom(...speakers),
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

test('every question with an answer, none of them withdrawn, has a current one: the first of its heads', () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      const answers = answersOf(...given)
      const current = currentAnswers(answers)
      const withdrawn = answers.flatMap((a) => (a.state === 'withdrawn' ? [a.questionId] : []))
      const asked = new Set(answers.map((a) => a.questionId).filter((id) => !withdrawn.includes(id)))
      expect([...current.keys()]).toEqual(expect.arrayContaining([...asked]))
      expect(answers.map((a) => a.questionId)).toEqual(expect.arrayContaining([...current.keys()]))
      for (const { answer, heads } of current.values()) expect(heads[0]).toBe(answer)
    }),
  )
})

test('each who spoke has one current answer, which is among the heads, and no head is withdrawn', () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      for (const { heads, bySpeaker } of currentAnswers(answersOf(...given)).values()) {
        expect(new Set(heads.map(({ speaker }) => speaker))).toEqual(new Set(bySpeaker.keys()))
        for (const [speaker, answer] of bySpeaker) {
          expect(answer.speaker).toBe(speaker)
          expect(heads).toContain(answer)
        }
        expect(heads.map(({ state }) => state)).not.toContain('withdrawn')
      }
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
