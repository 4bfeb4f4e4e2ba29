import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currentAnswers } from './current-answers.ts'
import { findQuestion } from './question-bank.ts'
import { questionByWorth } from './question-by-worth.ts'
import { answersOf, anyAnswers, type GivenAnswer } from './test-answers.ts'
import { smallBank } from './test-bank.ts'
import { bankWithTemplates } from './test-templates.ts'

const questionIds = smallBank.topics.flatMap((topic) => topic.questions.map((question) => question.id))
const next = (given: readonly GivenAnswer[], openQuestionId: string | null = null) =>
  questionByWorth({ bank: smallBank, answers: answersOf(...given), openQuestionId })

test('the question with the highest worth comes first, but money not before the person', () => {
  expect(next([])).toMatchObject({ question: { id: 'people.seats' }, moneyBecause: null })
  expect(next([{ questionId: 'people.seats' }])?.question.id).toBe('roads.kind')
  expect(next([{ questionId: 'people.seats' }, { questionId: 'roads.kind' }])).toMatchObject({
    question: { id: 'budget.range' },
    moneyBecause: 'enough-known',
  })
})

test('money waits until enough other topics are touched, not until enough questions are answered', () => {
  expect(next([{ questionId: 'people.seats' }, { questionId: 'people.story' }])?.question.id).toBe(
    'roads.kind',
  )
})

test('money comes when nothing else is left, however many topics are wanted before it', () => {
  const bank = { ...smallBank, moneyAfterTopics: 100 }
  const answers = answersOf(
    ...questionIds.filter((id) => id !== 'budget.range').map((questionId) => ({ questionId })),
  )
  const found = questionByWorth({ bank, answers, openQuestionId: null })
  expect(found?.question.id).toBe('budget.range')
  expect(found?.moneyBecause).toBe('nothing-else')
})

test('an open topic is finished first, and left when it has nothing more', () => {
  const found = next([{ questionId: 'people.seats' }], 'people.seats')
  expect(found?.question.id).toBe('people.story')
  expect(found?.moneyBecause).toBeNull()
  const both = [{ questionId: 'people.seats' }, { questionId: 'people.story' }]
  expect(next(both, 'people.story')?.question.id).toBe('roads.kind')
})

test('unsure and declined are not asked again', () => {
  expect(next([{ questionId: 'people.seats', state: 'declined' }])?.question.id).toBe('roads.kind')
  expect(next([{ questionId: 'people.seats', state: 'unsure' }])?.question.id).toBe('roads.kind')
})

test('what is made as it is asked, about other vehicles each time, is not for the simple rule to suggest', () => {
  const answers = answersOf(...questionIds.map((questionId) => ({ questionId })))
  expect(questionByWorth({ bank: bankWithTemplates, answers, openQuestionId: null })).toBeNull()
})

test('with nothing left there is no next question', () => {
  expect(next(questionIds.map((questionId) => ({ questionId })))).toBeNull()
})

test('the next question was never asked, is in its topic and says why money is turned to, in any order', () => {
  const open = fc.constantFrom(null, 'gone.question', ...questionIds)
  fc.assert(
    fc.property(anyAnswers(smallBank), open, (answers, openQuestionId) => {
      const found = questionByWorth({ bank: smallBank, answers, openQuestionId })
      const reversed = [...answers].reverse()
      expect(questionByWorth({ bank: smallBank, answers: reversed, openQuestionId })).toEqual(found)
      // What was said and taken back leaves no trace: it is as if never asked.
      const asked = new Set(currentAnswers(answers).keys())
      expect(found === null).toBe(asked.size === questionIds.length)
      if (found === null) return
      expect(asked.has(found.question.id)).toBe(false)
      expect(findQuestion(smallBank, found.question.id)?.topic.id).toBe(found.topic.id)
      if (!found.topic.money) expect(found.moneyBecause).toBeNull()
    }),
  )
})
