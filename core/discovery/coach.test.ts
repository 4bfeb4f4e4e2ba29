import { expect, test } from 'vitest'
import { coach } from './coach.ts'
import { currentRemarks } from './current-remarks.ts'
import { keptReadBackSchema } from './kept-read-back.ts'
import { questionBankSchema } from './question-bank.ts'
import { answersOf, choices, number } from './test-answers.ts'
import { smallBank } from './test-bank.ts'
import { remarkIdOf, remarksOf } from './test-remarks.ts'

const bank = questionBankSchema.parse({
  ...smallBank,
  topics: smallBank.topics.map((topic) => ({
    ...topic,
    questions: topic.questions.map((question) => ({ ...question, isOpen: question.id === 'people.story' })),
  })),
})
const roads = { questionId: 'roads.kind', value: choices('broken') }
const said = (...texts: readonly { readonly text: string; readonly topicId?: string }[]) =>
  currentRemarks(remarksOf(...texts))
const hear = (text: string) => (text.includes('scrapes') ? [{ questionId: 'roads.kind' }] : [])

function coached(given: Partial<Parameters<typeof coach>[0]>) {
  return coach({ bank, answers: [], remarks: [], readBacks: [], hear, ...given })
}

const readBackAt = (occurredAt: number) =>
  keptReadBackSchema.parse({
    id: remarkIdOf(1),
    opportunityId: remarkIdOf(900_001),
    visitId: remarkIdOf(900_002),
    language: 'en',
    lines: [{ answerIds: [], text: 'The roads are broken.', state: 'as-read', said: '' }],
    agreed: true,
    authorId: remarkIdOf(900_003),
    occurredAt,
    businessDay: '2026-11-22',
  })

test('the open questions are counted among those that were asked, whatever was answered', () => {
  const answers = answersOf(
    roads,
    { questionId: 'people.seats', state: 'declined' },
    { questionId: 'people.story', value: { type: 'text' }, ownWords: 'Three of us and a dog' },
  )
  expect(coached({ answers }).asked).toEqual({ open: 1, of: 3 })
})

test('what was confirmed out of a remark was not asked, and does not follow it up', () => {
  const remarks = said({ text: 'It scrapes on every bump' })
  const [answer] = answersOf(roads)
  const [remark] = remarks
  if (!answer || !remark) throw new Error('Nothing to confirm')
  const confirmed = { ...answer, confirmsRemarkId: remark.id }
  const { asked, unfollowed } = coached({ answers: [confirmed], remarks })
  expect(asked).toEqual({ open: 0, of: 0 })
  expect(unfollowed).toEqual([{ topicId: 'roads', remarkIds: [remark.id] }])
})

test('a topic raised in words or by a pin is unfollowed until a question of it is asked', () => {
  const remarks = said(
    { text: 'It scrapes' },
    { text: 'Petrol is dear', topicId: 'energy' },
    { text: 'Hello' },
  )
  expect(coached({ remarks }).unfollowed.map(({ topicId }) => topicId)).toEqual(['roads', 'energy'])
  const { unfollowed } = coached({ remarks, answers: answersOf(roads) })
  expect(unfollowed.map(({ topicId }) => topicId)).toEqual(['energy'])
})

test('a pin says what a remark is about, whatever its words suggest', () => {
  const remarks = said({ text: 'It scrapes', topicId: 'people' })
  expect(coached({ remarks }).unfollowed.map(({ topicId }) => topicId)).toEqual(['people'])
})

test('seven answers without a read-back are time to sum up, and a read-back starts anew', () => {
  const answers = answersOf(
    roads,
    { questionId: 'people.seats', value: number(7) },
    { questionId: 'people.story', value: { type: 'text' }, ownWords: 'Three of us' },
    { questionId: 'energy.open', value: choices('hybrid') },
    { questionId: 'energy.never', value: choices('electric') },
    { questionId: 'close.heard', value: choices('yes') },
    { questionId: 'budget.range', state: 'declined' },
  )
  expect(coached({ answers }).sinceReadBack).toEqual({ answers: 6, isTimeToSummarise: false })
  const [first] = answers
  if (!first) throw new Error('No answer')
  const seven = [...answers, { ...first, questionId: 'roads.of-another-bank' }]
  expect(coached({ answers: seven }).sinceReadBack).toEqual({ answers: 7, isTimeToSummarise: true })
  const readBacks = [readBackAt(first.occurredAt + 1)]
  expect(coached({ answers: seven, readBacks }).sinceReadBack.answers).toBe(0)
})
