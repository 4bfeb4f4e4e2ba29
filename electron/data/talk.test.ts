import { describe, expect, test } from 'vitest'
import { questionRef } from '../../core/discovery/question-ref.ts'
import { testFolder } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import {
  allVehicles,
  openTestLaptop as opened,
  refusal,
  refusalCode,
  type TestLaptop,
  textQuestion,
  words,
} from './test-laptop.ts'
import { openTestService, setUp, signIn, type TestClient, walkIn } from './test-service.ts'

const boardOf = (client: TestClient, opportunityId: string) =>
  client.discovery.board({ opportunityId, language: 'en' })

/** A question of the bank answered with a number, and an answer to it that fits. */
async function numberQuestion(client: TestClient) {
  const { topics } = await client.discovery.bank()
  const found = topics.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'number')
  if (found?.kind !== 'number') throw new Error('the bank has no question answered with a number')
  return found
}

const counted = (
  visitId: string,
  questionId: string,
  number: number,
  ...supersedesIds: readonly string[]
) => ({
  visitId,
  questionId,
  state: 'answered' as const,
  value: { type: 'number' as const, number },
  ownWords: '',
  language: 'en' as const,
  supersedesIds: [...supersedesIds],
})

const rowsIn = ({ rows }: Pick<TestLaptop, 'rows'>, table: string) =>
  rows(`SELECT count(*) AS n FROM ${table}`)

describe('undo', () => {
  test('takes back the last answer, then the one before it, and says what stands', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const visit = await walkIn(client)
    const questionId = await textQuestion(client)
    const first = await client.discovery.answer(words(visit.id, questionId, 'two of us'))
    laptop.advance(1000)
    const second = await client.discovery.answer(words(visit.id, questionId, 'three of us', first.answer.id))
    const before = await boardOf(client, visit.opportunityId)
    expect(before.undo).toEqual({ answerId: second.answer.id, questionId, visitId: visit.id })

    laptop.advance(1000)
    const { standing } = await client.discovery.undo({ visitId: visit.id, answerId: second.answer.id })
    expect(standing).toMatchObject([{ ownWords: 'two of us', restoresId: first.answer.id }])
    const after = await boardOf(client, visit.opportunityId)
    expect(after.answers.map(({ ownWords }) => ownWords)).toEqual(['two of us'])

    const answerId = after.undo?.answerId ?? ''
    expect((await client.discovery.undo({ visitId: visit.id, answerId })).standing).toEqual([])
    const empty = await boardOf(client, visit.opportunityId)
    expect({ answers: empty.answers, undo: empty.undo }).toEqual({ answers: [], undo: null })
    expect((await client.visits.get({ visitId: visit.id })).answers).toBe(0)
  })

  test('asked again is answered alike and writes nothing, and is refused once another answer came', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const visit = await walkIn(client)
    const questionId = await textQuestion(client)
    const { answer } = await client.discovery.answer(words(visit.id, questionId, 'two of us'))
    const undo = { visitId: visit.id, answerId: answer.id }
    const done = await client.discovery.undo(undo)
    const written = rowsIn(laptop, 'answer')
    expect(await client.discovery.undo(undo)).toEqual(done)
    expect(rowsIn(laptop, 'answer')).toEqual(written)

    const again = await client.discovery.answer(words(visit.id, questionId, 'three'))
    await client.discovery.answer(words(visit.id, questionId, 'four', again.answer.id))
    expect(await refusal(client.discovery.undo({ visitId: visit.id, answerId: again.answer.id }))).toEqual({
      code: 'CHANGED_SINCE_SEEN',
      detail: { value: 'four' },
    })
  })

  test('lets a visit that began with a slip be one that left before contact', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const visit = await walkIn(client)
    const { answer } = await client.discovery.answer(words(visit.id, await textQuestion(client), 'oops'))
    await client.discovery.undo({ visitId: visit.id, answerId: answer.id })
    const ended = await client.visits.end({ visitId: visit.id, leftBeforeContact: true })
    expect(ended.leftBeforeContact).toBe(true)
  })
})

describe('several speakers', () => {
  test('each has an answer of their own, and correcting one leaves the other', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const visit = await walkIn(client)
    const { id: questionId, min } = await numberQuestion(client)
    const driver = await client.discovery.answer({
      ...counted(visit.id, questionId, min),
      speaker: 'driver',
    })
    const payer = await client.discovery.answer({
      ...counted(visit.id, questionId, min + 1),
      speaker: 'payer',
    })
    const all = [driver.answer.id, payer.answer.id]
    await client.discovery.answer({ ...counted(visit.id, questionId, min + 2, ...all), speaker: 'payer' })
    const { answers } = await boardOf(client, visit.opportunityId)
    expect(answers.map(({ speaker, value }) => [speaker, value])).toEqual([
      ['driver', { type: 'number', number: min }],
      ['payer', { type: 'number', number: min + 2 }],
    ])
  })

  test('an answer put down to the wrong one is put down to another, and one is withdrawn alone', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const visit = await walkIn(client)
    const { id: questionId, min } = await numberQuestion(client)
    const { answer } = await client.discovery.answer({
      ...counted(visit.id, questionId, min),
      speaker: 'driver',
    })
    const payer = await client.discovery.answer({
      ...counted(visit.id, questionId, min),
      speaker: 'payer',
      replacesIds: [answer.id],
    })
    const { answers } = await boardOf(client, visit.opportunityId)
    expect(answers.map(({ speaker }) => speaker)).toEqual(['payer'])
    const withdrawal = {
      ...counted(visit.id, questionId, min, payer.answer.id),
      state: 'withdrawn' as const,
      value: null,
      speaker: 'payer' as const,
    }
    const withdrawn = await client.discovery.answer(withdrawal)
    expect((await boardOf(client, visit.opportunityId)).answers).toEqual([])
    expect(await client.discovery.answer(withdrawal)).toEqual(withdrawn)
    expect(await refusalCode(client.discovery.answer({ ...withdrawal, supersedesIds: [] }))).toBe(
      'ANSWER_NOT_VALID',
    )
  })
})

describe('a question about vehicles', () => {
  test('is answered for the two it was made with, which the board names, and for no other', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { id: visitId, opportunityId } = await walkIn(client)
    const { topics } = await client.discovery.bank()
    const template = topics
      .flatMap(({ questions }) => questions)
      .find((question) => question.kind === 'this-or-that' && question.about === 'vehicles')
    const { models } = await client.catalogue.find({ ...allVehicles, limit: 3 })
    const [one, other, third] = models.flatMap(({ brand, model, variants }) =>
      variants.slice(0, 1).map(({ id }) => ({ id, name: `${brand} ${model}` })),
    )
    if (!template || !one || !other || !third) throw new Error('the bank or the catalogue has too little')
    const asked = {
      ...words(visitId, questionRef(template.id, [one.id, other.id]), 'the bigger one'),
      value: { type: 'graded' as const, of: [other.id, one.id] satisfies [string, string], grade: -2 },
    }
    const { answer } = await client.discovery.answer(asked)
    const { answers, subjectNames } = await boardOf(client, opportunityId)
    expect(answers).toEqual([answer])
    expect(subjectNames).toEqual({ [one.id]: one.name, [other.id]: other.name })
    const wrong = { ...asked.value, of: [one.id, third.id] satisfies [string, string] }
    expect(await refusalCode(client.discovery.answer({ ...asked, value: wrong }))).toBe('ANSWER_NOT_VALID')
  })
})

describe('where the talk is', () => {
  test('is as it was left after a crash: open, pinned and skipped questions, the language, who speaks', async () => {
    using place = testFolder()
    const first = openTestService(place.folder)
    await setUp(first.client)
    const { opportunityId, id: visitId } = await walkIn(first.client)
    const { topics } = await first.client.discovery.bank()
    const [pinned = '', skipped = '', open = ''] = topics.map(({ questions }) => questions[0]?.id ?? '')
    await first.client.discovery.open({ opportunityId, questionId: open })
    await first.client.discovery.pinQuestion({ opportunityId, questionId: pinned })
    await first.client.discovery.skip({ opportunityId, questionId: skipped, skipped: true })
    await first.client.discovery.speak({ opportunityId, language: 'ur', speaker: 'decider' })
    await first.close()

    const second = openTestService(place.folder)
    await signIn(second.client)
    expect(await boardOf(second.client, opportunityId)).toMatchObject({
      openQuestionId: open,
      pinnedQuestionId: pinned,
      skippedQuestionIds: [skipped],
      talkLanguage: 'ur',
      speaker: 'decider',
    })
    await second.client.discovery.skip({ opportunityId, questionId: skipped, skipped: false })
    await second.client.discovery.pinQuestion({ opportunityId, questionId: null })
    expect(await boardOf(second.client, opportunityId)).toMatchObject({
      pinnedQuestionId: null,
      skippedQuestionIds: [],
    })
    await second.client.discovery.skip({ opportunityId, questionId: skipped, skipped: true })
    await second.client.visits.end({ visitId, leftBeforeContact: false })
    expect(await boardOf(second.client, opportunityId)).toMatchObject({
      openQuestionId: null,
      skippedQuestionIds: [],
      talkLanguage: null,
      speaker: null,
    })
    await second.close()
  })

  test('is suggested no further to a question that was passed over, until it is taken up again', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { opportunityId } = await walkIn(client)
    const suggested = async () =>
      (await client.discovery.advice({ opportunityId, language: 'en' })).next?.questionId ?? ''
    const first = await suggested()
    await client.discovery.skip({ opportunityId, questionId: first, skipped: true })
    const second = await suggested()
    expect(second).not.toBe(first)
    expect(second).not.toBe('')
    await client.discovery.skip({ opportunityId, questionId: first, skipped: false })
    expect(await suggested()).toBe(first)
  })

  test('is at no question that the bank does not have', async () => {
    await using laptop = await opened()
    const { opportunityId } = await walkIn(laptop.client)
    const about = { opportunityId, questionId: 'no.such?seats' }
    expect(await refusalCode(laptop.client.discovery.pinQuestion(about))).toBe('NOT_FOUND')
    expect(await refusalCode(laptop.client.discovery.skip({ ...about, skipped: true }))).toBe('NOT_FOUND')
    expect(await refusalCode(laptop.client.discovery.open(about))).toBe('NOT_FOUND')
  })
})

test('the timeline tells everything in the order of time, with who and what still stands', async () => {
  await using laptop = await opened()
  const { client } = laptop
  const { id: visitId, opportunityId } = await walkIn(client)
  const questionId = await textQuestion(client)
  const { answer } = await client.discovery.answer(words(visitId, questionId, 'two of us'))
  laptop.advance(1000)
  const { remark } = await client.remarks.add({
    remarkId: newId(),
    visitId,
    text: 'my brother decides',
    language: 'en',
    speaker: null,
    topicId: null,
  })
  laptop.advance(1000)
  await client.discovery.undo({ visitId, answerId: answer.id })
  laptop.advance(1000)
  await client.remarks.remove({ remarkId: remark.id, visitId })
  laptop.advance(1000)
  await client.feltHeard.record({ feltHeardId: newId(), visitId, level: 4, inCustomerView: false })
  const { entries } = await client.discovery.timeline({ opportunityId, language: 'en' })
  expect(
    entries.map((entry) => [
      entry.type,
      'act' in entry ? entry.act : null,
      'stands' in entry && entry.stands,
    ]),
  ).toEqual([
    ['answer', 'said', false],
    ['remark', 'said', false],
    ['answer', 'withdrawn', false],
    ['remark', 'removed', false],
    ['felt-heard', null, false],
  ])
  expect(new Set(entries.map(({ authorName }) => authorName))).toEqual(new Set(['Ayesha Malik']))
})
