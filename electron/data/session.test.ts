import { describe, expect, test } from 'vitest'
import { newId } from '../doors.ts'
import { openTestLaptop, refusalCode, type TestLaptop, textQuestion, words } from './test-laptop.ts'
import { personId, signIn, signInFirstTime, type TestClient, walkIn } from './test-service.ts'

const minuteMs = 60_000
const idleMs = 10 * minuteMs
const whoIsIn = async (client: TestClient) => {
  const { signedIn, because, people } = await client.session.state()
  return because ?? people.find(({ id }) => id === signedIn?.consultantId)?.name
}
const signedOutEntries = (laptop: TestLaptop) =>
  laptop.rows("SELECT detail FROM access_log WHERE act = 'signed-out' ORDER BY position")

describe('the idle lock', () => {
  test('signs out when nobody used the laptop for as long as it says, and not before', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    expect((await client.session.state()).idleLockMinutes * minuteMs).toBe(idleMs)
    laptop.advance(idleMs - 1)
    await walkIn(client)
    laptop.advance(idleMs)
    expect(await refusalCode(walkIn(client))).toBe('SIGNED_OUT')
    expect(await whoIsIn(client)).toBe('idle')
    expect(signedOutEntries(laptop)).toEqual([{ detail: '{"because":"idle"}' }])
  })

  test('counts the time that the laptop slept, which only the clock on the wall knows', async () => {
    await using laptop = await openTestLaptop()
    laptop.setWallClock(idleMs)
    expect(await refusalCode(walkIn(laptop.client))).toBe('SIGNED_OUT')
  })

  test('is not put off by setting the clock on the wall back', async () => {
    await using laptop = await openTestLaptop()
    laptop.advance(idleMs / 2)
    laptop.setWallClock(-idleMs / 2)
    laptop.advanceMonotonic(idleMs / 2)
    expect(await refusalCode(walkIn(laptop.client))).toBe('SIGNED_OUT')
  })

  test('locks at once when the clock on the wall went back by more than it allows', async () => {
    await using laptop = await openTestLaptop()
    laptop.setWallClock(-idleMs)
    expect(await whoIsIn(laptop.client)).toBe('idle')
  })

  test('starts over with a sign of life and with everything that is kept, not with what a screen reads', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { id: visitId, opportunityId } = await walkIn(client)
    const questionId = await textQuestion(client)
    const read = async () => {
      await client.discovery.board({ opportunityId, language: 'en' })
      await client.app.state()
      await client.session.state()
      await client.sync.status({ language: 'en' })
    }
    const signsOfLife: readonly (() => Promise<unknown>)[] = [
      () => client.session.active(),
      () => client.discovery.answer(words(visitId, questionId, 'five')),
      () => client.discovery.keepDraft({ opportunityId, questionId, text: 'and si' }),
      () => client.discovery.open({ opportunityId, questionId }),
      () => client.visits.setArrival({ visitId, arrival: 'be-back', seenArrival: 'first-time' }),
    ]
    for (const sign of signsOfLife) {
      laptop.advance(idleMs - 1)
      await sign()
    }
    laptop.advance(idleMs - 1)
    await read()
    laptop.advance(1)
    expect(await whoIsIn(client)).toBe('idle')
    expect(await refusalCode(client.session.active())).toBe('SIGNED_OUT')
  })

  test('waits as long as the manager said', async () => {
    await using laptop = await openTestLaptop()
    laptop.meddle('UPDATE device SET idle_lock_minutes = 1')
    const client = await laptop.restart()
    await signIn(client)
    expect((await client.session.state()).idleLockMinutes).toBe(1)
    laptop.advance(minuteMs)
    expect(await whoIsIn(client)).toBe('idle')
  })
})

describe('a quick switch', () => {
  test('signs the first out in the log, and the conversation goes on under the other', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const { id: visitId, opportunityId } = await walkIn(client)
    const questionId = await textQuestion(client)
    await client.discovery.open({ opportunityId, questionId })
    await client.discovery.keepDraft({ opportunityId, questionId, text: 'and si' })
    await signInFirstTime(client, 'Imran Sheikh')
    expect(await whoIsIn(client)).toBe('Imran Sheikh')
    expect(signedOutEntries(laptop)).toEqual([{ detail: '{"because":"switched"}' }])
    const board = await client.discovery.board({ opportunityId, language: 'en' })
    expect(board).toMatchObject({ openQuestionId: questionId, drafts: [{ text: 'and si' }] })
    const { answer } = await client.discovery.answer(words(visitId, questionId, 'and six more'))
    expect(answer.authorId).toBe(await personId(client, 'Imran Sheikh'))
  })

  test('to oneself is no switch', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const before = await client.session.state()
    laptop.advance(minuteMs)
    await signIn(client)
    expect((await client.session.state()).signedIn).toEqual(before.signedIn)
    expect(signedOutEntries(laptop)).toEqual([])
  })

  test('that fails leaves the first signed in', async () => {
    await using laptop = await openTestLaptop()
    const { client } = laptop
    const consultantId = await personId(client, 'Imran Sheikh')
    expect(await refusalCode(client.session.signIn({ consultantId, pin: '314159' }))).toBe('PIN_MISSING')
    expect(await whoIsIn(client)).toBe('Ayesha Malik')
  })
})

test('signing out locks every window, and who was signed in last is offered first', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const ayesha = await personId(client, 'Ayesha Malik')
  await client.session.signOut({ because: 'signed-out' })
  expect(await whoIsIn(client)).toBe('signed-out')
  expect(await refusalCode(walkIn(client))).toBe('SIGNED_OUT')
  expect((await client.session.state()).lastConsultantId).toBe(ayesha)
  expect((await client.app.state()).consultantId).toBeNull()
  await client.session.signOut({ because: 'signed-out' })
  expect(signedOutEntries(laptop)).toHaveLength(1)
})

test('locking says so, where people sign in and in the log, and so it stays until somebody signs in', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  await client.session.signOut({ because: 'locked' })
  expect(await whoIsIn(client)).toBe('locked')
  expect(await refusalCode(walkIn(client))).toBe('SIGNED_OUT')
  await client.session.signOut({ because: 'signed-out' })
  expect(await whoIsIn(client)).toBe('locked')
  await signIn(client)
  await client.session.signOut({ because: 'signed-out' })
  expect(await whoIsIn(client)).toBe('signed-out')
  expect(signedOutEntries(laptop)).toEqual([
    { detail: '{"because":"locked"}' },
    { detail: '{"because":"signed-out"}' },
  ])
})

test('a restart signs everybody out', async () => {
  await using laptop = await openTestLaptop()
  const client = await laptop.restart()
  expect(await whoIsIn(client)).toBe('start')
  expect(await refusalCode(walkIn(client))).toBe('SIGNED_OUT')
})

test('a manager whom head office makes a consultant may do no more than one from the next call on', async () => {
  await using laptop = await openTestLaptop()
  const { client } = laptop
  const { customer } = await client.customers.save({
    customerId: newId(),
    isNew: true,
    visit: null,
    name: 'Sana Tariq',
    phone: null,
    language: 'en',
    seen: {},
  })
  laptop.meddle("UPDATE consultant SET role = 'consultant' WHERE name = 'Ayesha Malik'")
  expect(await refusalCode(client.access.verify())).toBe('NOT_ALLOWED')
  expect((await client.customers.get({ customerId: customer.id })).customer.name).toBe('Sana Tariq')
})
