import { Writable } from 'node:stream'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { packChangeSets } from '../core/sync/packed-change-sets.ts'
import type { Headoffice } from './start.ts'
import { changeSetOf, saying } from './testing/changes.ts'
import { headofficeKinds } from './testing/head-offices.ts'
import { enrolledLaptop } from './testing/http-laptop.ts'
import { rawCall } from './testing/raw-call.ts'
import { testNow } from './testing/test-now.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')

let written = ''
const sink = new Writable({
  write(piece, _encoding, done) {
    written += String(piece)
    done()
  },
})

let prepared: Awaited<ReturnType<typeof trial.prepare>>
let office: Headoffice
let isBroken = false
const clock = () => {
  if (isBroken) throw new Error('secret words')
  return testNow
}
beforeAll(async () => {
  prepared = await trial.prepare()
  office = await prepared.start({ log: pino({ level: 'trace' }, sink), clock })
})
afterAll(async () => {
  await office.close()
  await prepared.end()
})

const lineSchema = z.looseObject({ level: z.number(), msg: z.string() })
const lines = () =>
  written
    .split('\n')
    .filter(Boolean)
    .map((line) => lineSchema.parse(JSON.parse(line)))

const personal = /Sana|Tariq|923001234567|grandparents|secret words/

test('a call is one line with its ids, route, status and time', async () => {
  const laptop = await enrolledLaptop(office, 'KHI-01')
  const customer = saying('customer', v7(), {
    name: 'Sana Tariq',
    phone: '+923001234567',
    language: 'ur',
    note: 'the grandparents come on Fridays',
  })
  await laptop.push(changeSetOf(customer))
  const [line] = lines().filter(({ route }) => route === '/push')
  expect(line).toMatchObject({
    level: 30,
    msg: 'call',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    storeId: laptop.storeId,
    deviceId: laptop.deviceId,
    status: 200,
    ms: expect.any(Number),
    accepted: 1,
  })
})

test('nothing that a person typed is in the log, however the call ends', async () => {
  const laptop = await enrolledLaptop(office, 'KHI-02')
  const headers = { authorization: `Bearer ${laptop.token}` }
  const words = { name: 'Sana Tariq', phone: '+923001234567', note: 'secret words of the grandparents' }
  const changeSet = changeSetOf(saying('customer', v7(), words))
  await laptop.push(changeSet)
  // The same id with other content, a row written twice, an erasure, and a name where a field's name should be.
  await laptop.push({ ...changeSet, occurredAt: changeSet.occurredAt + 1 })
  const answer = v7()
  await laptop.push(changeSetOf(saying('answer', answer, { ownWords: words.note })))
  await laptop.push(changeSetOf(saying('answer', answer, { ownWords: `${words.note}!` })))
  await laptop.pull()
  const page = packChangeSets([changeSet])
  for (const [path, body] of [
    ['/push', JSON.stringify({ epoch: laptop.epoch, page: { ...page, count: words.note } })],
    ['/push', JSON.stringify({ epoch: words, page })],
    ['/push', `{"name": "${words.name}", `],
    ['/handshake', JSON.stringify({ ...words, [words.note]: 1 })],
    [`/nobody/${encodeURIComponent(words.name)}?phone=923001234567`, JSON.stringify(words)],
    ['/enrol', JSON.stringify({ ...words, code: words.note })],
  ] as const)
    expect((await rawCall(`${office.url}${path}`, { headers, body })).status).toBeGreaterThanOrEqual(400)
  await rawCall(`${office.url}/health?name=Sana`, { headers: { 'user-agent': 'Sana Tariq' } })
  expect(lines().length).toBeGreaterThan(10)
  expect(written).not.toMatch(personal)
  expect(written).not.toContain(laptop.token)
})

test('a bug is logged with where it happened, under the call’s id, and its words stay out of log and answer', async () => {
  const laptop = await enrolledLaptop(office, 'KHI-03')
  isBroken = true
  const headers = { authorization: `Bearer ${laptop.token}` }
  const answer = await rawCall(`${office.url}/escrow-key`, { headers })
  isBroken = false
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([500, 'BUG'])
  const line = lines().find(({ msg }) => msg === 'bug in a call')
  expect(line).toMatchObject({
    level: 50,
    requestId: answer.headers['x-request-id'],
    err: { name: 'Error', at: expect.arrayContaining([expect.stringContaining('log.test.ts')]) },
  })
  expect(written + answer.text).not.toMatch(personal)
})
