import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pakistan } from '../market/test-market.ts'
import type { Answer } from './answer.ts'
import { questionBankSchema } from './question-bank.ts'
import { readBack } from './read-back.ts'
import type { BelievedPriority } from './read-back-priorities.ts'
import { answersOf, anyAnswers, choices, number, upTo } from './test-answers.ts'
import { smallBank } from './test-bank.ts'

const groups = new Map<string, string>([
  ['people', 'person'],
  ['budget', 'money'],
  ['close', 'worries'],
])
const bank = questionBankSchema.parse({
  ...smallBank,
  topics: smallBank.topics.map((topic) => ({ ...topic, readBack: groups.get(topic.id) })),
})

function read(
  answers: readonly Answer[],
  language: 'en' | 'ur' = 'en',
  priorities: readonly BelievedPriority[] = [],
) {
  return readBack({ bank, answers, priorities, pack: pakistan, language, nameOf: (subject) => subject })
}
const texts = (...given: Parameters<typeof read>) =>
  read(...given).map(({ text }) => text.replace(/[\u2066-\u2069]/g, ''))

const seven = { questionId: 'people.seats', value: number(7), ownWords: 'The grandparents come on Fridays.' }
const broken = { questionId: 'roads.kind', value: choices('broken') }
const never = { questionId: 'energy.never', value: choices('electric', 'manual') }
const budget = { questionId: 'budget.range', value: upTo(4_250_000) }

test('nothing said is nothing read back', () => {
  expect(read([])).toEqual([])
  expect(read(answersOf({ questionId: 'roads.kind', state: 'declined' }))).toEqual([])
  expect(read(answersOf({ questionId: 'roads.kind', state: 'unsure' }))).toEqual([])
})

test('a talk is read back person first, then use, musts, priorities, money and worries', () => {
  const priorities = [
    { attribute: 'bootLitres', meanRank: 3.2, sure: false },
    { attribute: 'groundClearanceMm', meanRank: 1.4, sure: true },
  ] as const
  const worry = { questionId: 'close.heard', value: choices('yes') }
  expect(texts(answersOf(budget, worry, never, broken, seven), 'en', priorities)).toEqual([
    'To begin with the people, you said “The grandparents come on Fridays”, so there are 7 of you.',
    'As for how you will use it, you said that the roads are broken.',
    'What is fixed for you: you said that electric is out, and it must be automatic.',
    'What matters most to you, as I hear it: ground clearance. How much this matters I am not sure yet: boot.',
    'On money, you said that up to Rs 4,250,000 (42.5 lakh) is comfortable.',
    'And what could make you uneasy: you said “yes”.',
  ])
})

test('the same talk in Urdu', () => {
  expect(texts(answersOf(budget, seven), 'ur')).toEqual([
    'پہلے لوگوں کی بات: آپ نے بتایا ”The grandparents come on Fridays“، یعنی اردو۔',
    'پیسوں کے بارے میں آپ نے بتایا کہ 4,250,000 روپے (42.5 لاکھ) تک آسانی رہے گی۔',
  ])
})

test('words behind several answers are said once, where they come first', () => {
  const remark = 'saat log, raasta toota hua'
  expect(texts(answersOf({ ...broken, ownWords: remark }, { ...seven, ownWords: remark }))).toEqual([
    'To begin with the people, you said “saat log, raasta toota hua”, so there are 7 of you.',
    'As for how you will use it, you said that the roads are broken.',
  ])
})

test('each sentence names the answers that it comes from', () => {
  const answers = answersOf(seven, broken)
  const lines = read(answers, 'en', [{ attribute: 'groundClearanceMm', meanRank: 1, sure: true }])
  expect(lines.map(({ answerIds }) => answerIds)).toEqual([
    [answers[0]?.id],
    [answers[1]?.id],
    [answers[1]?.id],
  ])
})

test('where people differ it is said plainly, and who said what', () => {
  const answers = answersOf(
    { ...budget, value: upTo(4_000_000), speaker: 'driver' },
    { ...budget, value: upTo(3_000_000), speaker: 'payer', ownWords: 'not a rupee over thirty lakh' },
  )
  expect(texts(answers)).toEqual([
    'You do not agree yet on budget: whoever drives it says that up to Rs 4,000,000 (40 lakh) is comfortable, and whoever pays says “not a rupee over thirty lakh”.',
  ])
  expect(read(answers)[0]?.answerIds).toEqual(answers.map(({ id }) => id))
})

test('words are quoted even where the answer is unsure', () => {
  expect(
    texts(answersOf({ ...broken, state: 'unsure', value: null, ownWords: 'depends on the season' })),
  ).toEqual(['As for how you will use it, you said “depends on the season”.'])
})

test('what was answered to a question that the bank no longer has is not read back', () => {
  const gone = { questionId: 'gone.heard', value: number(4), ownWords: 'well enough' }
  expect(texts(answersOf(broken, gone))).toEqual(texts(answersOf(broken)))
})

test('priorities that are not sure are not said as if they were', () => {
  const priorities = [
    { attribute: 'seats', meanRank: 2, sure: false },
    { attribute: 'bootLitres', meanRank: 3, sure: false },
  ] as const
  expect(texts([], 'en', priorities)).toEqual([
    'What matters most to you I cannot say for sure yet; perhaps seats or boot.',
  ])
})

test('any talk in any order is at most eight sentences, the same for each order, each of answers that stand', () => {
  fc.assert(
    fc.property(anyAnswers(bank), fc.constantFrom('en', 'ur'), (answers, language) => {
      const lines = read(answers, language)
      expect(lines.length).toBeLessThanOrEqual(8)
      expect(read([...answers].reverse(), language)).toEqual(lines)
      const ids = new Set(answers.map(({ id }) => id))
      const superseded = new Set(answers.flatMap(({ supersedesIds }) => supersedesIds))
      const astray = lines.filter(
        ({ answerIds, text }) =>
          text.length > 1000 ||
          answerIds.length === 0 ||
          answerIds.some((id) => !ids.has(id) || superseded.has(id)),
      )
      expect(astray).toEqual([])
    }),
    { numRuns: 100 },
  )
})
