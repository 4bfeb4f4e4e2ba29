import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from './answer.ts'
import { findQuestion, type Topic } from './question-bank.ts'
import { subjectsOf, templateOf } from './question-ref.ts'
import { suggestQuestion } from './suggest-question.ts'
import { isTemplate } from './template.ts'
import { answersOf, anyAnswers, choices, number, upTo } from './test-answers.ts'
import { smallScene } from './test-belief.ts'
import { bankWithTemplates } from './test-templates.ts'

const scene = smallScene(bankWithTemplates)
const suggest = (answers: readonly Answer[], skippedQuestionIds: readonly string[] = [], sureness = 0) =>
  suggestQuestion(scene, scene.believe(answers, 'seed'), answers, {
    talk: { openQuestionId: null, skippedQuestionIds },
    sureness,
    seed: 'seed',
  }).suggestion
const talkOf = [
  { questionId: 'people.seats', value: number(5) },
  { questionId: 'roads.kind', value: choices('broken') },
] as const

test('a talk begins with what is most worth asking of anybody, and never with money or a choice of vehicles', () => {
  const first = suggest([])
  expect(first?.questionId).toBe('people.seats')
})

test('what was answered, not known, declined or passed over is not asked again', () => {
  const asked: Answer[] = []
  for (let turn = 0; turn < 12; turn++) {
    const next = suggest(asked)
    if (next === null) break
    expect(asked.map(({ questionId }) => questionId)).not.toContain(next.questionId)
    asked.push(
      ...answersOf({
        questionId: next.questionId,
        state: turn % 2 === 0 ? 'unsure' : 'declined',
        id: turn + 1,
      }),
    )
  }
  expect(asked.length).toBeGreaterThan(3)
  const next = suggest(answersOf(...talkOf))
  expect(suggest(answersOf(...talkOf), [next?.questionId ?? ''])?.questionId).not.toBe(next?.questionId)
})

test('money waits until enough is known, unless nothing else is worth asking', () => {
  const early = suggest(answersOf({ questionId: 'people.seats', value: number(5) }))
  expect(early?.topic.money).toBe(false)
})

test('while much is in doubt and questions are open, nobody is told that enough was asked', () => {
  for (const [questionId, value] of [
    ['people.seats', number(5)],
    ['roads.kind', choices('broken')],
    ['energy.open', choices('hybrid')],
  ] as const) {
    const next = suggest(answersOf({ questionId, value }), ['people.story'], 0.3)
    expect(next?.due).toBeNull()
  }
})

test('a topic that somebody will not speak of is closed, with all that its templates could ask', () => {
  const declined = answersOf(...talkOf, { questionId: 'cars.pair?a/a/a+b/b/b', state: 'declined', id: 9 })
  expect(suggest(declined, ['people.story'])?.topic.id).not.toBe('between')
})

const subjectPair = (questionId: string): [string, string] => {
  const [one = '', other = ''] = subjectsOf(questionId)
  return [one, other]
}
const withDueStory = (topic: Topic): Topic => ({
  ...topic,
  questions: topic.questions.map((question) =>
    question.id === 'people.story'
      ? { ...question, serves: 'person' as const, worth: 1, due: { afterTopics: 1 } }
      : question,
  ),
})

test('after two comparisons in a row, what is due for the person comes first', () => {
  const pairs = ['cars.pair?maker/car-1/a+maker/car-2/a', 'cars.pair?maker/car-3/a+maker/car-4/a']
  const compared = pairs.map((questionId, at) => ({
    questionId,
    value: { type: 'graded', of: subjectPair(questionId), grade: -1 } as const,
    id: 10 + at,
    occurredAt: 1_700_000_001_000 + at,
  }))
  const person = { ...scene.bank, topics: scene.bank.topics.map(withDueStory) }
  const dueScene = smallScene(person)
  const ask = (answers: readonly Answer[]) =>
    suggestQuestion(dueScene, dueScene.believe(answers, 'seed'), answers, {
      talk: { openQuestionId: null, skippedQuestionIds: [] },
      sureness: 0,
      seed: 'seed',
    }).suggestion
  expect(ask(answersOf(...talkOf))?.serves).toBe('ranking')
  expect(ask(answersOf(...talkOf, ...compared))?.questionId).toBe('people.story')
})

test('where it is plain what is best, no question of preference is suggested', () => {
  const next = suggest(answersOf(...talkOf), [], 0.99)
  expect(next === null || next.due === 'before-end' || next.serves === 'person').toBe(true)
})

test('a suggested question says between which two vehicles it decides', () => {
  const next = suggest(answersOf(...talkOf), ['people.story', 'close.heard'])
  expect(next?.serves).toBe('ranking')
  const [one, other] = next?.separates ?? []
  expect(one).toBeDefined()
  expect(one).not.toBe(other)
})

describe('for any talk', () => {
  test('no question of preference is suggested whose every answer leaves the vehicles shown as they are', () => {
    // All three are shown, whatever is answered.
    const three = smallScene(bankWithTemplates, 3)
    fc.assert(
      fc.property(anyAnswers(bankWithTemplates), (answers) => {
        fc.pre(answers.length > 0)
        const { suggestion } = suggestQuestion(three, three.believe(answers, 'seed'), answers, {
          talk: { openQuestionId: null, skippedQuestionIds: [] },
          sureness: 0,
          seed: 'seed',
        })
        expect(suggestion?.serves).not.toBe('ranking')
      }),
      { numRuns: 15 },
    )
  })

  test('a question of preference that is suggested has answers that would show different vehicles', () => {
    fc.assert(
      fc.property(anyAnswers(bankWithTemplates), (answers) => {
        fc.pre(answers.length > 0)
        const next = suggest(answers)
        if (next?.serves === 'ranking' && next.separates !== null) {
          const [one, other] = next.separates
          expect(one).not.toBe(other)
          expect(next.leadsTo).toBeGreaterThanOrEqual(2)
        }
      }),
      { numRuns: 15 },
    )
  })

  test('vehicles are chosen between only after something is known of the person', () => {
    fc.assert(
      fc.property(anyAnswers(bankWithTemplates), (answers) => {
        const next = suggest(answers)
        const question = next && findQuestion(scene.bank, templateOf(next.questionId))?.question
        if (!question || !isTemplate(question) || question.about !== 'vehicles') return
        const answered = answers.filter(({ state }) => state === 'answered')
        const touched = new Set(
          answered.map(({ questionId }) => findQuestion(scene.bank, questionId)?.topic.id),
        )
        expect(touched.size).toBeGreaterThanOrEqual(scene.bank.vehiclesAfterTopics)
      }),
      { numRuns: 15 },
    )
  })
})

test('a budget named is evidence, and so is what nothing else says', () => {
  const before = scene.believe(answersOf(...talkOf), 'seed')
  const after = scene.believe(
    answersOf(...talkOf, { questionId: 'budget.range', value: upTo(4_000_000), id: 9 }),
    'seed',
  )
  const budget = (belief: typeof before) => {
    const person = belief.space.empty()
    let sum = 0
    for (let at = 0; at < belief.count; at++) {
      belief.read(at, person)
      sum += person.logBudget
    }
    return sum / belief.count
  }
  expect(budget(after)).toBeLessThan(budget(before))
})
