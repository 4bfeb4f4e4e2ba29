import { describe, expect, test } from 'vitest'
import { testFolder } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { openTestLaptop as opened, refusalCode } from './test-laptop.ts'
import {
  openTestService,
  setUp,
  signIn,
  signInFirstTime,
  type TestClient,
  testPin,
  walkIn,
} from './test-service.ts'

const remark = (visitId: string, text: string) => ({
  remarkId: newId(),
  visitId,
  text,
  language: 'en' as const,
  speaker: null,
  topicId: null,
})

/** A question of the bank that the words “no diesel” suggest an answer to. */
async function heardIn(client: TestClient, opportunityId: string) {
  const { suggestions } = await client.remarks.atHand({ opportunityId })
  const [first] = suggestions
  if (!first) throw new Error('nothing was heard')
  return first
}

describe('what is said without being asked', () => {
  test('suggests an answer, which counts for nothing until it is confirmed and then is suggested no more', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { id: visitId, opportunityId } = await walkIn(client)
    const { remark: said } = await client.remarks.add(remark(visitId, 'diesel nahi chahiye'))
    const { remarkId, questionId, value } = await heardIn(client, opportunityId)
    expect(remarkId).toBe(said.id)
    expect((await client.discovery.board({ opportunityId, language: 'en' })).answers).toEqual([])
    const { answer } = await client.discovery.answer({
      visitId,
      questionId,
      state: 'answered',
      value,
      ownWords: said.text,
      language: 'en',
      supersedesIds: [],
      confirmsRemarkId: remarkId,
    })
    expect(answer).toMatchObject({ ownWords: 'diesel nahi chahiye', confirmsRemarkId: said.id })
    expect((await client.remarks.atHand({ opportunityId })).suggestions).toEqual([])
  })

  test('is kept while it is typed, apart from the words of any question, and is there after a crash', async () => {
    using place = testFolder()
    const first = openTestService(place.folder)
    await setUp(first.client)
    const { id: visitId, opportunityId } = await walkIn(first.client)
    await first.client.remarks.keepDraft({ opportunityId, text: 'the roads near us' })
    await first.close()
    const { client, close } = openTestService(place.folder)
    await signIn(client)
    expect((await client.remarks.atHand({ opportunityId })).draft).toMatchObject({
      text: 'the roads near us',
    })
    expect((await client.discovery.board({ opportunityId, language: 'en' })).drafts).toEqual([])
    await client.remarks.add(remark(visitId, 'the roads near us are broken'))
    expect((await client.remarks.atHand({ opportunityId })).draft).toBeNull()
    expect(await refusalCode(client.remarks.keepDraft({ opportunityId: newId(), text: 'x' }))).toBe(
      'NOT_FOUND',
    )
    expect(await refusalCode(client.remarks.atHand({ opportunityId: newId() }))).toBe('NOT_FOUND')
    await close()
  })

  test('and was followed by no question is told to the consultant', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { id: visitId, opportunityId } = await walkIn(client)
    const topic = (await client.discovery.bank()).topics.at(-1)?.id ?? ''
    const { remark: said } = await client.remarks.add({ ...remark(visitId, 'hm'), topicId: topic })
    expect(await client.discovery.coach({ opportunityId })).toEqual({
      asked: { open: 0, of: 0 },
      unfollowed: [{ topicId: topic, remarkIds: [said.id] }],
      sinceReadBack: { answers: 0, isTimeToSummarise: false },
    })
    expect(await refusalCode(client.discovery.coach({ opportunityId: newId() }))).toBe('NOT_FOUND')
  })
})

test('a read-back says what was said, what matters as it is given, and plainly what nothing on sale gives', async () => {
  await using laptop = await opened()
  const { client } = laptop
  const { id: visitId, opportunityId } = await walkIn(client)
  const lines = (language: 'en' | 'ur', ...attributes: readonly 'seats'[]) =>
    client.readBack.lines({
      opportunityId,
      language,
      priorities: attributes.map((attribute) => ({ attribute, isSure: true })),
    })
  expect(await lines('en')).toEqual({ lines: [], unmetNeeds: [] })
  const { topics } = await client.discovery.bank()
  const money = topics.flatMap(({ questions }) => questions).find(({ kind }) => kind === 'money-range')
  const { answer } = await client.discovery.answer({
    visitId,
    questionId: money?.id ?? '',
    state: 'answered',
    value: { type: 'money-range', atLeast: null, atMost: { amountMinor: 100_000, currency: 'PKR' } },
    ownWords: 'ek lakh bohat hai',
    language: 'en',
    supersedesIds: [],
  })
  const said = await lines('en', 'seats')
  expect(said.lines).toHaveLength(2)
  expect(said.lines[1]?.answerIds).toEqual([answer.id])
  expect(said.lines[1]?.text).toContain('ek lakh bohat hai')
  expect(said.unmetNeeds).toHaveLength(1)
  expect(said.unmetNeeds[0]).toContain('ek lakh bohat hai')
  expect((await lines('ur')).lines[0]?.text).toMatch(/۔$/)
  const nowhere = { opportunityId: newId(), language: 'en' as const, priorities: [] }
  expect(await refusalCode(client.readBack.lines(nowhere))).toBe('NOT_FOUND')
})

describe('the screen turned to the customer', () => {
  const shown = (visitId: string) => ({ visitId, page: 'felt-heard' as const, language: 'ur' as const })

  test('stays turned, in a restart too, until the PIN of whoever is signed in', async () => {
    using place = testFolder()
    const first = openTestService(place.folder)
    await setUp(first.client)
    const { id: visitId, opportunityId } = await walkIn(first.client)
    expect((await first.client.session.state()).customerView).toBeNull()
    await first.client.customerView.show(shown(visitId))
    await first.client.customerView.show(shown(visitId))
    await first.close()

    const { client, close } = openTestService(place.folder)
    expect((await client.session.state()).customerView).toBeNull()
    await signIn(client)
    const turned = { ...shown(visitId), opportunityId, variantIds: [] }
    expect((await client.session.state()).customerView).toEqual(turned)
    expect(await refusalCode(client.customerView.leave({ pin: '314159' }))).toBe('PIN_WRONG')
    expect((await client.session.state()).customerView).toEqual(turned)
    await client.customerView.leave({ pin: testPin })
    expect((await client.session.state()).customerView).toBeNull()
    await close()
  })

  test('is given back by nobody else’s PIN, and shows no visit that is over or not there', async () => {
    await using laptop = await opened()
    const { client } = laptop
    const { id: visitId } = await walkIn(client)
    const ended = await walkIn(client)
    await client.visits.end({ visitId: ended.id, leftBeforeContact: true })
    expect(await refusalCode(client.customerView.show(shown(ended.id)))).toBe('VISIT_ENDED')
    expect(await refusalCode(client.customerView.show(shown(newId())))).toBe('NOT_FOUND')
    await signInFirstTime(client, 'Imran Sheikh')
    await client.customerView.show(shown(visitId))
    await client.session.signOut({ because: 'locked' })
    expect(await refusalCode(client.customerView.leave({ pin: testPin }))).toBe('SIGNED_OUT')
  })
})
