import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectReader } from '../../db/connect.ts'
import { type TestFolder, testClock, testFolder, testKey } from '../../db/test-database.ts'
import { newId } from '../doors.ts'
import { writeHeldWorker, writeWorker } from './advice/test-workers.ts'
import { refusalCode, textQuestion, words } from './test-laptop.ts'
import { openTestService, setUp, type TestClient, walkIn } from './test-service.ts'

let place: TestFolder
let close: () => Promise<void>
beforeEach(() => {
  place = testFolder()
})
afterEach(async () => {
  await close()
  place[Symbol.dispose]()
})

/** A laptop in a visit, whose advice worker is a file of the test's. */
async function visiting(adviceWorker: string) {
  const wall = testClock()
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const service = openTestService(place.folder, { ...wall, adviceWorker, log })
  close = service.close
  const { client } = service
  await setUp(client)
  const { id: visitId, opportunityId } = await walkIn(client)
  const questionId = await textQuestion(client)
  return { client, advance: wall.advance, visitId, opportunityId, questionId, log: () => lines.join('') }
}

/** Advice that the worker has begun: what is answered from here on is not in it. */
async function begun(client: TestClient, opportunityId: string) {
  const advice = client.discovery.advice({ opportunityId, language: 'en' })
  await client.discovery.board({ opportunityId, language: 'en' })
  return { advice }
}

test('an answer is saved while advice is worked out, and is in the advice asked for after it', async () => {
  const worker = writeHeldWorker(place.folder)
  const { client, visitId, opportunityId, questionId } = await visiting(worker.file)
  const events: string[] = []
  const { advice } = await begun(client, opportunityId)
  const advised = advice.then(() => events.push('advised'))
  const { answer } = await client.discovery.answer(words(visitId, questionId, 'seven of us'))
  events.push('saved')
  const { answers } = await client.discovery.board({ opportunityId, language: 'en' })
  expect(answers.map(({ id }) => id)).toEqual([answer.id])
  const after = client.discovery.advice({ opportunityId, language: 'en' })
  worker.goOn()
  await advised
  expect(events).toEqual(['saved', 'advised'])
  expect((await advice).sureness).toBeNull()
  expect((await after).sureness).not.toBeNull()
})

test('those who wait for the advice on one opportunity get the newest, each in their language', async () => {
  const worker = writeHeldWorker(place.folder)
  const { client, visitId, opportunityId, questionId } = await visiting(worker.file)
  const { advice } = await begun(client, opportunityId)
  const overtaken = client.discovery.advice({ opportunityId, language: 'en' })
  const urdu = client.discovery.advice({ opportunityId, language: 'ur' })
  await client.discovery.answer(words(visitId, questionId, 'seven of us'))
  const newest = client.discovery.advice({ opportunityId, language: 'en' })
  worker.goOn()
  expect((await advice).sureness).toBeNull()
  expect(await overtaken).toEqual(await newest)
  expect((await newest).sureness).not.toBeNull()
  expect((await urdu).sureness?.sentence).not.toBe((await newest).sureness?.sentence)
  expect(await client.discovery.advice({ opportunityId, language: 'en' })).toEqual(await newest)
})

test('a shortlist is recorded once as it was when asked for, whatever happens until it is worked out', async () => {
  const worker = writeHeldWorker(place.folder)
  const { client, advance, visitId, opportunityId, questionId } = await visiting(worker.file)
  const { topics } = await client.discovery.bank()
  const topic = topics.find(({ questions }) => questions.some(({ id }) => id === questionId))
  const { advice } = await begun(client, opportunityId)
  const wish = { shortlistId: newId(), visitId, language: 'en' } as const
  const recording = Promise.all([client.shortlist.record(wish), client.shortlist.record(wish)])
  await client.discovery.board({ opportunityId, language: 'en' })
  advance(1000)
  await client.discovery.answer(words(visitId, questionId, 'seven of us'))
  const { endedAt } = await client.visits.end({ visitId, leftBeforeContact: false })
  worker.goOn()
  await advice
  const [first, second] = await recording
  expect(second).toEqual(first)
  expect(first.recordedAt).toBeLessThan(endedAt ?? 0)
  expect(first.shortlist.notKnownYet.map(({ topicId }) => topicId)).toContain(topic?.id)
  const shown = await client.shortlist.get({ opportunityId, language: 'en' })
  expect(shown.notKnownYet.map(({ topicId }) => topicId)).not.toContain(topic?.id)
  const reader = connectReader(place.folder, testKey)
  expect(reader.prepare('SELECT id FROM shortlist').pluck().all()).toEqual([wish.shortlistId])
  reader.close()
})

test('where the worker dies again and again the answers stay, and the log says why without their words', async () => {
  const dying = writeWorker(place.folder, 'process.exit(3)')
  const { client, visitId, opportunityId, questionId, log } = await visiting(dying)
  await client.discovery.answer(words(visitId, questionId, 'seven of us'))
  expect(await refusalCode(client.discovery.advice({ opportunityId, language: 'en' }))).toBe('BUG')
  const { answers } = await client.discovery.board({ opportunityId, language: 'en' })
  expect(answers).toMatchObject([{ ownWords: 'seven of us' }])
  expect(log()).toContain('The advice worker ended with code 3')
  expect(log()).not.toContain('seven of us')
})
