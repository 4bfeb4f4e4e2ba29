import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextQuestion } from './next-question.ts'
import { findQuestion } from './question-bank.ts'
import { answersOf, anyAnswers, type GivenAnswer } from './test-answers.ts'
import { smallBank } from './test-bank.ts'
import { bankWithTemplates } from './test-templates.ts'

const questionIds = smallBank.topics.flatMap((topic) => topic.questions.map((question) => question.id))
const next = (given: readonly GivenAnswer[], openQuestionId: string | null = null) =>
  nextQuestion({ bank: smallBank, answers: answersOf(...given), openQuestionId })

test('the question with the highest worth comes first, but money not before the person', () => {
  expect(next([])).toMatchObject({ questionId: 'people.seats', why: { en: 'Why people.seats.' } })
  expect(next([{ questionId: 'people.seats' }])?.questionId).toBe('roads.kind')
  expect(next([{ questionId: 'people.seats' }, { questionId: 'roads.kind' }])?.questionId).toBe(
    'budget.range',
  )
})

test('money waits until enough other topics are touched, not until enough questions are answered', () => {
  expect(next([{ questionId: 'people.seats' }, { questionId: 'people.story' }])?.questionId).toBe(
    'roads.kind',
  )
})

test('money comes when nothing else is left, however many topics are wanted before it', () => {
  const bank = { ...smallBank, moneyAfterTopics: 100 }
  const answers = answersOf(
    ...questionIds.filter((id) => id !== 'budget.range').map((questionId) => ({ questionId })),
  )
  const found = nextQuestion({ bank, answers, openQuestionId: null })
  expect(found?.questionId).toBe('budget.range')
  expect(found?.why.en).toBe('Why budget.range. Everything but money has been asked.')
})

test('an open topic is finished first, and left when it has nothing more', () => {
  const found = next([{ questionId: 'people.seats' }], 'people.seats')
  expect(found?.questionId).toBe('people.story')
  expect(found?.why.en).toBe('Why people.story.')
  const both = [{ questionId: 'people.seats' }, { questionId: 'people.story' }]
  expect(next(both, 'people.story')?.questionId).toBe('roads.kind')
})

test('unsure and declined are not asked again', () => {
  expect(next([{ questionId: 'people.seats', state: 'declined' }])?.questionId).toBe('roads.kind')
  expect(next([{ questionId: 'people.seats', state: 'unsure' }])?.questionId).toBe('roads.kind')
})

test('what is made as it is asked, about other vehicles each time, is not for the simple rule to suggest', () => {
  const answers = answersOf(...questionIds.map((questionId) => ({ questionId })))
  expect(nextQuestion({ bank: bankWithTemplates, answers, openQuestionId: null })).toBeNull()
})

test('with nothing left there is no next question', () => {
  expect(next(questionIds.map((questionId) => ({ questionId })))).toBeNull()
})

test('the next question was never asked, is in its topic and says why in both languages, in any order', () => {
  const open = fc.constantFrom(null, 'gone.question', ...questionIds)
  fc.assert(
    fc.property(anyAnswers(smallBank), open, (answers, openQuestionId) => {
      const found = nextQuestion({ bank: smallBank, answers, openQuestionId })
      const reversed = [...answers].reverse()
      expect(nextQuestion({ bank: smallBank, answers: reversed, openQuestionId })).toEqual(found)
      const asked = new Set(answers.map((answer) => answer.questionId))
      expect(found === null).toBe(asked.size === questionIds.length)
      if (found === null) return
      expect(asked.has(found.questionId)).toBe(false)
      expect(findQuestion(smallBank, found.questionId)?.topic.id).toBe(found.topicId)
      expect(found.why.en).toContain(`Why ${found.questionId}.`)
      expect(found.why.ur).toMatch(/\p{Script=Arabic}/u)
    }),
  )
})
