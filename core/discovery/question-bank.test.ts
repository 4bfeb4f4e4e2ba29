import { expect, test } from 'vitest'
import { findQuestion, questionBankSchema } from './question-bank.ts'
import { questionRef } from './question-ref.ts'
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
    'fuel is no number: name a number, or speak of its codes by require-codes or prefer-codes',
  ])
  expect(faultsOf(bankWith({ type: 'exclude-codes', attribute: 'fuel', noneOf: ['steam'] }))).toEqual([
    'fuel has no steam: write one of petrol, diesel, hybrid, plug-in-hybrid, electric',
  ])
  expect(faultsOf(bankWith({ type: 'require', attribute: 'seats', atMostRate: 'a-limit' }))).toEqual([
    'a rate is no limit of seats: let it limit priceMinor',
  ])
  const both = { type: 'require', attribute: 'priceMinor', atMost: 1, atMostRate: 'a-limit' }
  expect(faultsOf(bankWith(both))).toEqual([
    'a rate beside another limit: leave the other to an evidence of its own',
  ])
  expect(faultsOf(bankWith({ type: 'require', attribute: 'seats' }))).toEqual([
    'a rule without a limit: add atLeast, atMost or atMostRate',
  ])
  expect(faultsOf(bankWith({ type: 'priority', attribute: 'colour', weight: 1 }))).not.toEqual([])
})

test('a code that stands twice in a question, and an id that stands twice in a bank, are refused', () => {
  const evidence = { type: 'priority', attribute: 'seats', weight: 1 }
  expect(faultsOf(bankWith(evidence, 'one'))).toEqual(['one stands twice: give this option its own code'])
  const [people] = smallBank.topics
  expect(faultsOf({ ...smallBank, topics: [people, people] })).toContain(
    'another question is people.seats too: give this one its own id',
  )
})

test('a base weight of an attribute that is not a number is refused', () => {
  const baseWeights = { source: 'test', byAttribute: { body: 1 } }
  expect(faultsOf({ ...smallBank, baseWeights })).toEqual([
    'body is no number, so it cannot weigh: take it out, and say what is liked of it by prefer-codes',
  ])
})

test('a question is found with its topic', () => {
  expect(findQuestion(smallBank, 'energy.never')?.topic.id).toBe('energy')
  expect(findQuestion(smallBank, 'nothing.here')).toBeUndefined()
})

test('a question made from a template is found as that template, with its topic', () => {
  expect(findQuestion(smallBank, questionRef('energy.never', ['seats', 'airbags']))?.question.id).toBe(
    'energy.never',
  )
})
