import { expect, test } from 'vitest'
import { pakistan } from '../market/test-market.ts'
import { advise } from './advise.ts'
import { questionRef } from './question-ref.ts'
import { answersOf, choices, type GivenAnswer, number, upTo } from './test-answers.ts'
import { smallScene } from './test-belief.ts'
import { bankWithTemplates, templates } from './test-templates.ts'

const scene = smallScene(bankWithTemplates)
const after = (given: readonly GivenAnswer[], language: 'en' | 'ur' = 'en') =>
  advise({
    scene,
    answers: answersOf(...given),
    talk: { openQuestionId: null, skippedQuestionIds: ['people.story'] },
    seed: 'seed',
    pack: pakistan,
    language,
  })
const begun: readonly GivenAnswer[] = [
  { questionId: 'people.seats', value: number(5) },
  { questionId: 'roads.kind', value: choices('broken') },
]

test('before anything is said nothing is claimed: no sureness, no end, the first question with its own why', () => {
  const advice = after([])
  expect(advice).toMatchObject({ sureness: null, enough: null })
  expect(advice.next).toMatchObject({ questionId: 'people.seats', why: 'Why people.seats.' })
})

test('once something is said, how sure it makes us is a sentence with a number of people, in both languages', () => {
  const { sureness } = after(begun)
  expect(sureness?.ofHundred).toBeGreaterThanOrEqual(0)
  expect(sureness?.sentence).toContain(`about ${sureness?.ofHundred} have their best vehicle`)
  expect(after(begun, 'ur').sureness?.sentence).toContain('100 لوگوں')
})

test('a question that decides between two vehicles names them both', () => {
  const { next } = after(begun)
  expect(next?.why).toMatch(/would separate the maker car-\d+ from the maker car-\d+\./)
})

test('where every question was only declined it is said so, and not that no answer would change what is shown', () => {
  const oneOfEach = scene.bank.topics.map(({ questions }) => questions[0]?.id ?? '')
  const declined = oneOfEach.map((id): GivenAnswer => {
    const questionId = id === templates.pair.id ? questionRef(id, ['maker/car-0/a', 'maker/car-1/a']) : id
    return { questionId, state: 'declined' }
  })
  const { enough, sureness } = after(declined)
  expect(enough).toBe(
    'No question is left that would help to choose: each was answered, passed over or declined.',
  )
  expect(sureness).not.toBeNull()
  expect(after(declined, 'ur').enough).toMatch(/\p{Script=Arabic}/u)
})

test('what was taken back claims nothing either', () => {
  const seats: GivenAnswer = { questionId: 'people.seats', value: number(5) }
  const advice = after([seats, { questionId: 'people.seats', state: 'withdrawn', supersedes: 1 }])
  expect(advice).toEqual(after([]))
})

test('where rules leave no vehicle there is nothing to choose, and only what serves the person is asked', () => {
  const one = after([
    { questionId: 'budget.range', value: upTo(1) },
    { questionId: 'energy.never', value: choices('electric', 'manual') },
  ])
  expect(one.shortlist.picks).toEqual([])
  expect(one.next?.serves).toBe('person')
  expect(one.enough).toBeNull()
})

test('the same answers are answered alike, whatever was asked of before', () => {
  const first = after(begun)
  after([{ questionId: 'energy.open', value: choices('hybrid') }])
  expect(after(begun)).toEqual(first)
})

test('priorities are shares of what all of them matter, the most first', () => {
  const { priorities } = after(begun)
  const shares = priorities.map(({ share }) => share)
  expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(102)
})

test('where nothing but money is left to ask, it is said so, in the language of the talk', () => {
  const rest = scene.bank.topics.flatMap(({ money, questions }) =>
    money ? [] : questions.map(({ id }) => id),
  )
  const given = rest.map((questionId): GivenAnswer => ({ questionId, state: 'unsure' }))
  const why = (language: 'en' | 'ur') =>
    advise({
      scene: smallScene(bankWithTemplates, 0),
      answers: answersOf(...given),
      talk: { openQuestionId: null, skippedQuestionIds: [] },
      seed: 'seed',
      pack: pakistan,
      language,
    }).next
  expect(why('en')).toMatchObject({
    questionId: 'budget.range',
    why: 'Why budget.range. Nothing but money is worth asking now.',
  })
  expect(why('ur')?.why).toMatch(/\p{Script=Arabic}/u)
})

test('what was answered to a question that the bank no longer has changes nothing', () => {
  const gone: GivenAnswer = { questionId: 'gone.heard', value: number(4), ownWords: 'well enough' }
  expect(after([...begun, gone])).toEqual(after(begun))
})
