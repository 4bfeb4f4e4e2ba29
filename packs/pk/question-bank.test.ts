import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { assertNever } from '../../core/assert-never.ts'
import { findQuestion } from '../../core/discovery/question-bank.ts'
import { isTemplate, type TemplateQuestion } from '../../core/discovery/template.ts'
import type { Wording } from '../../core/market/language.ts'
import { readMarketPack, readQuestionBank } from '../read-packs.ts'

const packsFolder = fileURLToPath(new URL('..', import.meta.url))
const bank = readQuestionBank(packsFolder, readMarketPack(packsFolder, 'pk'))
const questions = bank.topics.flatMap((topic) => topic.questions)
const options = questions.flatMap((question) =>
  question.kind === 'one-of' || question.kind === 'any-of'
    ? question.options.map((option) => ({ ...option, at: `${question.id} ${option.code}` }))
    : [],
)

const wordings: readonly (readonly [string, Wording])[] = [
  ...bank.topics.map((topic) => [topic.id, topic.name] as const),
  ...Object.entries(bank.attributeWords),
  ...questions.filter(isTemplate).flatMap((template) => labelsOf(template)),
  ...questions.flatMap((question) => [
    [`${question.id} ask`, question.ask] as const,
    [`${question.id} why`, question.why] as const,
  ]),
  ...questions.flatMap((question) =>
    question.kind === 'number'
      ? [question.unit, ...(question.because ? [question.because] : [])].map(
          (wording) => [`${question.id} number`, wording] as const,
        )
      : [],
  ),
  ...options.flatMap((option) => [
    [`${option.at} label`, option.label] as const,
    ...(option.because ? [[`${option.at} because`, option.because] as const] : []),
  ]),
]

/** The words to tap of a question that is asked about other subjects each time. */
function labelsOf(template: TemplateQuestion): readonly (readonly [string, Wording])[] {
  const named = (labels: readonly Wording[]) =>
    labels.map((label, at) => [`${template.id} label ${at + 1}`, label] as const)
  switch (template.kind) {
    case 'this-or-that':
      return named(template.grades)
    case 'pick-one':
      return named([template.noneLabel])
    case 'most-least':
      return named([template.mostLabel, template.leastLabel])
    case 'level':
      return named(template.levels)
    default:
      return assertNever(template)
  }
}

test('the conversation goes from the person to the price, each topic with at most five questions', () => {
  expect(bank.topics.map((topic) => topic.id)).toEqual([
    'welcome',
    'people',
    'deciders',
    'week',
    'load',
    'roads',
    'love',
    'reliability',
    'ownership',
    'safety',
    'comfort',
    'energy',
    'must-never',
    'priorities',
    'rivals',
    'vehicles',
    'budget',
    'payment',
    'tax',
    'trade-in',
    'timing',
    'trust',
    'close',
  ])
  for (const topic of bank.topics) expect([topic.id, topic.questions.length <= 5]).toEqual([topic.id, true])
})

test('budget, payment, tax and trade-in are the money topics', () => {
  expect(
    bank.topics
      .filter((topic) => topic.money)
      .map((topic) => topic.id)
      .sort(),
  ).toEqual(['budget', 'payment', 'tax', 'trade-in'])
})

test('every wording is in Urdu in Urdu script and in English in Latin script', () => {
  const astray = wordings.filter(([, wording]) => {
    const ur = wording.ur.replace(/\{[a-dn]\}/g, '')
    // Also the letters of Arabic keyboards that Urdu writes otherwise, and Latin punctuation.
    const isUrdu = /\p{Script=Arabic}/u.test(ur) && !/[\p{Script=Latin}يىكه?,;]/u.test(ur)
    return !isUrdu || /\p{Script=Arabic}/u.test(wording.en)
  })
  expect(astray).toEqual([])
  expect(wordings.length).toBeGreaterThan(200)
})

test('every answer that says something about the vehicle can be said back', () => {
  const speechless = options.filter((option) => option.evidence.length > 0 && !option.because)
  expect(speechless.map((option) => option.at)).toEqual([])
  const numbers = questions.filter((question) => question.kind === 'number' && question.rule !== null)
  for (const question of numbers)
    if (question.kind === 'number') {
      expect(question.because?.en).toContain('{n}')
      expect(question.because?.ur).toContain('{n}')
    }
})

test('a hard rule comes only from the headcount, the fuels one can have and is open to, a must, a never, and the law', () => {
  const isRule = (type: string) => type === 'require' || type === 'require-codes' || type === 'exclude-codes'
  const strict = options.filter((option) => option.evidence.some(({ type }) => isRule(type)))
  for (const { at } of strict)
    expect(at).toMatch(/^(must-never\.|energy\.open |energy\.charging no-place|tax\.filer non-filer)/)
  const ruling = questions.filter((question) => question.kind === 'number' && question.rule !== null)
  expect(ruling.map((question) => question.id)).toEqual(['people.seats'])
})

test('no answer of one choice asks for more and less of the same thing', () => {
  for (const { at, evidence } of options) {
    const attributes = evidence.map(({ type, attribute }) => `${type} ${attribute}`)
    expect([at, new Set(attributes).size]).toEqual([at, attributes.length])
  }
})

test('the budget is asked of the car alone, as its catalogue price is', () => {
  const budget = findQuestion(bank, 'budget.range')?.question
  expect(budget).toMatchObject({ kind: 'money-range', flexibility: 0.05 })
  expect(budget?.ask.en).toContain('before registration and taxes')
})
