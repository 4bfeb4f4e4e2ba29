import { expect, test } from 'vitest'
import { weekRules } from '../ownership/test-owning.ts'
import { readBank } from './bank-report.ts'
import { ownWeekOf } from './own-week.ts'
import { answersOf, choices, type GivenAnswer, number } from './test-answers.ts'
import { smallBank } from './test-bank.ts'

const weekOf = (...given: readonly GivenAnswer[]) => ownWeekOf(weekRules, answersOf(...given))

test('what was not said is as the bank assumes, and what was said is as it was said', () => {
  expect(weekOf()?.kmAMonth).toEqual({ value: 1000, answers: [] })
  const said = weekOf({ questionId: 'far', value: choices('much') })
  expect(said?.kmAMonth.value).toBe(3000)
  expect(said?.kmAMonth.answers.map(({ questionId }) => questionId)).toEqual(['far'])
})

test('several codes of an answer are the mean of them, or their sum where they add up', () => {
  expect(weekOf({ questionId: 'where', value: choices('town', 'road', 'sea') })?.cityShare.value).toBe(0.5)
  const loaded = weekOf(
    { questionId: 'load', value: choices('goods') },
    { questionId: 'people', value: number(3) },
  )
  expect(loaded?.loadKg.value).toBe(375)
})

test('an answer that says nothing of it, is unsure or declined leaves it assumed', () => {
  expect(weekOf({ questionId: 'where', value: choices('sea') })?.cityShare.answers).toEqual([])
  expect(weekOf({ questionId: 'far', state: 'unsure' })?.kmAMonth.answers).toEqual([])
  expect(weekOf({ questionId: 'far', state: 'declined' })?.kmAMonth.value).toBe(1000)
})

test('a bank without a word of weeks gives none', () => {
  expect(ownWeekOf(undefined, [])).toBeNull()
})

test('a week of questions and codes that the bank does not have is refused, with the place and what to do', () => {
  const { facts } = weekRules
  const withWeek = (gives: unknown, assumed: unknown = facts.cityShare.assumed) =>
    readBank({ ...smallBank, ownWeek: { ...weekRules, facts: { ...bare, cityShare: { assumed, gives } } } })
  const bare = Object.fromEntries(
    Object.entries(facts).map(([name, { assumed }]) => [name, { assumed, gives: [] }]),
  )
  const question = smallBank.topics
    .flatMap(({ questions }) => questions)
    .find((one) => one.kind === 'one-of' || one.kind === 'any-of')
  if (!question || !('options' in question)) throw new Error('the small bank has options')
  const [option] = question.options
  const codes = { [option?.code ?? '']: 1 }
  expect(withWeek([{ question: question.id, codes }]).type).toBe('read')

  const linesOf = (reading: ReturnType<typeof readBank>) => (reading.type === 'faulty' ? reading.lines : [])
  expect(linesOf(withWeek([{ question: 'nowhere', codes }]))).toEqual([
    expect.stringContaining('the bank has no question nowhere; name one that it has'),
  ])
  expect(linesOf(withWeek([{ question: question.id, codes: { nothing: 1 } }]))).toEqual([
    expect.stringContaining(`${question.id} has no option nothing`),
  ])
  expect(linesOf(withWeek([{ question: question.id, times: 2 }]))).toEqual([
    expect.stringContaining('is not read that way'),
  ])
  expect(linesOf(withWeek([], { ...facts.cityShare.assumed, value: 2 }))).toEqual([
    expect.stringContaining('2 is over 1; write a share from 0 to 1'),
  ])
})
