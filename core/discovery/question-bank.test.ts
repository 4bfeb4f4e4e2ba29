import { expect, test } from 'vitest'
import { findQuestion, questionBankSchema } from './question-bank.ts'
import { smallBank } from './test-bank.ts'

function bankWith(evidence: unknown, repeated: string = 'other'): unknown {
  const wording = { en: 'x', ur: 'ا' }
  const option = (code: string, told: readonly unknown[]) => ({ code, label: wording, evidence: told })
  const question = { id: 'a.a', kind: 'one-of', ask: wording, why: wording, worth: 1 }
  return {
    version: '1',
    moneyAfterTopics: 0,
    baseWeights: { source: 'test', byAttribute: {} },
    topics: [
      {
        id: 'a',
        name: wording,
        money: false,
        questions: [{ ...question, options: [option('one', [evidence]), option(repeated, [])] }],
      },
    ],
  }
}
const faultsOf = (bank: unknown) =>
  questionBankSchema.safeParse(bank).error?.issues.map((issue) => issue.message) ?? []

test('a bank whose evidence speaks of attributes as they are is accepted', () => {
  expect(faultsOf(bankWith({ type: 'priority', attribute: 'seats', weight: 1 }))).toEqual([])
})

test('evidence about an attribute of the other kind, an unknown code or without a limit is refused', () => {
  expect(faultsOf(bankWith({ type: 'priority', attribute: 'fuel', weight: 1 }))).toEqual([
    'a.a: priority of fuel, which is not a number',
  ])
  expect(faultsOf(bankWith({ type: 'exclude-codes', attribute: 'fuel', noneOf: ['steam'] }))).toEqual([
    'a.a: fuel has no steam',
  ])
  expect(faultsOf(bankWith({ type: 'require', attribute: 'seats' }))).toEqual(['a.a: a rule without a limit'])
  expect(faultsOf(bankWith({ type: 'priority', attribute: 'colour', weight: 1 }))).not.toEqual([])
})

test('a code that stands twice in a question, and an id that stands twice in a bank, are refused', () => {
  const evidence = { type: 'priority', attribute: 'seats', weight: 1 }
  expect(faultsOf(bankWith(evidence, 'one'))).toEqual(['a.a: code one stands twice'])
  const [people] = smallBank.topics
  expect(faultsOf({ ...smallBank, topics: [people, people] })).toContain(
    'Question id people.seats stands twice',
  )
})

test('a base weight of an attribute that is not a number is refused', () => {
  const baseWeights = { source: 'test', byAttribute: { body: 1 } }
  expect(faultsOf({ ...smallBank, baseWeights })).toEqual(['Base weight of body, which is not a number'])
})

test('a question is found with its topic', () => {
  expect(findQuestion(smallBank, 'energy.never')?.topic.id).toBe('energy')
  expect(findQuestion(smallBank, 'nothing.here')).toBeUndefined()
})
