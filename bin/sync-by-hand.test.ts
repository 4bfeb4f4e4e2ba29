import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testClock, testFolder } from '../db/test-database.ts'
import { openAnswer, takeAnswer } from '../electron/data/carry/read-carried-answer.ts'
import { writeCarriedFile } from '../electron/data/carry/write-carried-file.ts'
import { refusalCode } from '../electron/data/test-laptop.ts'
import { openTestService, type TestClient, testPin, walkIn } from '../electron/data/test-service.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { resources } from './resources.ts'
import { type Laptop, openLaptop } from './sync-testing/laptop.ts'

import { openOfflineLaptop } from './sync-testing/offline-laptop.ts'

const language = 'en'
const silent = pino({ level: 'silent' })
const folder = mkdtempSync(join(tmpdir(), 'northstar-carry-'))
let office: Headoffice
let stores = 0
let files = 0

const start = () =>
  startHeadoffice({
    folder: join(folder, 'office'),
    port: 0,
    resources,
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: silent,
  })

beforeAll(async () => {
  await freshTrialFolder(join(folder, 'office'))
  office = await start()
})
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const offlineLaptop = (storeCode = `HAND-${++stores}`) => openOfflineLaptop(office, storeCode)

const toBlob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)])

async function write(client: TestClient): Promise<string> {
  const { content } = await client.carry.write()
  const file = join(folder, `${++files}.carry`)
  writeFileSync(file, new Uint8Array(await content.arrayBuffer()))
  return file
}
async function carryIn(file: string) {
  const out = `${file}.answer`
  rmSync(out, { force: true })
  const taken = await office.operator.carryIn({ file, out })
  return { taken, answer: existsSync(out) ? toBlob(readFileSync(out)) : null }
}
async function answerTo(file: string): Promise<Blob> {
  const { answer } = await carryIn(file)
  if (!answer) throw new Error('There is no answer')
  return answer
}

describe('what is carried by hand', () => {
  test('counts as sent when the answer is read, and not before', async () => {
    await using laptop = await offlineLaptop()
    await walkIn(laptop.client)
    await laptop.addCustomer('Sana Iqbal')
    const waiting = await laptop.waiting()
    expect(waiting).toBeGreaterThan(1)

    const { changeSets } = await laptop.client.carry.write()
    expect(changeSets).toBe(waiting)
    const file = await write(laptop.client)
    const { taken, answer } = await carryIn(file)
    expect(taken).toMatchObject({ type: 'taken', changeSets: waiting, outcomes: { accepted: waiting } })
    expect(await laptop.waiting()).toBe(waiting)

    const came = await laptop.client.carry.read({ content: answer ?? toBlob(new Uint8Array()), language })
    expect(came).toMatchObject({ outcome: 'read', receipts: waiting, waiting: 0 })
    expect(await laptop.waiting()).toBe(0)
  })

  test('is the same as over the line: the next round has nothing to send and finds all records alike', async () => {
    await using laptop = await offlineLaptop()
    await laptop.addCustomer('Sana Iqbal')
    const answer = await answerTo(await write(laptop.client))
    await laptop.client.carry.read({ content: answer, language })
    await laptop.client.settings.update({ headofficeUrl: office.url })
    await laptop.client.sync.now({ language })
    const status = await laptop.client.sync.status({ language })
    expect(status).toMatchObject({ state: 'up-to-date', waitingChangeSets: 0, checked: { outcome: 'same' } })
    // The answer is of the past now.
    expect(await laptop.client.carry.read({ content: answer, language })).toMatchObject({ outcome: 'old' })
  })

  test('brings what other laptops of the store recorded', async () => {
    await using one = await offlineLaptop()
    await one.addCustomer('Sana Iqbal')
    await one.client.carry.read({ content: await answerTo(await write(one.client)), language })

    const place = testFolder()
    const service = openTestService(place.folder, {
      clock: testClock().clock,
      monotonicMs: testClock(0).clock,
    })
    const code = await office.operator.newEnrolmentCode({ storeCode: one.storeCode })
    await service.client.enrolment.join({ url: office.url, code, yourName: 'Bilal Ahmed', pin: testPin })
    while (!(await service.client.enrolment.joining())?.isWhole)
      await new Promise((resolve) => setTimeout(resolve, 50))
    await service.client.enrolment.takePlace({ consultantId: v7(), isNew: true, pin: testPin })
    await service.client.sync.now({ language })
    await service.client.settings.update({ headofficeUrl: 'http://127.0.0.1:9' })

    await one.addCustomer('Kamran Shah')
    await one.client.carry.read({ content: await answerTo(await write(one.client)), language })
    const came = await service.client.carry.read({
      content: await answerTo(await write(service.client)),
      language,
    })
    expect(came.outcome).toBe('read')
    const found = await service.client.customers.search({ text: 'Kamran', limit: 5 })
    expect(found.customers.map(({ name }) => name)).toEqual(['Kamran Shah'])
    await service.close()
    place[Symbol.dispose]()
  })

  test('may come twice and out of order, either way', async () => {
    await using laptop = await offlineLaptop()
    await laptop.addCustomer('Sana Iqbal')
    const first = await write(laptop.client)
    const edited = await laptop.addCustomer('Kamran Shah')
    const second = await write(laptop.client)

    const secondAnswer = await answerTo(second)
    const firstAnswer = await answerTo(first)
    const again = await carryIn(second)
    expect(again.taken).toMatchObject({ type: 'taken', outcomes: { conflict: 0, refused: 0 } })

    expect(await laptop.client.carry.read({ content: secondAnswer, language })).toMatchObject({
      outcome: 'read',
      waiting: 0,
    })
    for (const answer of [firstAnswer, secondAnswer, again.answer ?? secondAnswer])
      expect(await laptop.client.carry.read({ content: answer, language })).toMatchObject({
        receipts: 0,
        waiting: 0,
      })
    expect((await laptop.client.customers.get({ customerId: edited })).customer.name).toBe('Kamran Shah')
    expect(await laptop.client.sync.conflicts({ language })).toEqual([])
  })

  test('that was changed, cut or written for another is refused before anything is written', async () => {
    await using laptop = await offlineLaptop()
    await using other = await offlineLaptop()
    await laptop.addCustomer('Sana Iqbal')
    const waiting = await laptop.waiting()
    const file = await write(laptop.client)
    const bytes = readFileSync(file)

    const changed = join(folder, 'changed.carry')
    for (const broken of [
      bytes.subarray(0, bytes.length - 1),
      bytes.subarray(0, 300),
      bytes.map((byte, at) => (at === bytes.length - 200 ? byte ^ 1 : byte)),
    ]) {
      writeFileSync(changed, broken)
      expect(await carryIn(changed)).toEqual({
        taken: { type: 'refused', reason: 'not-readable' },
        answer: null,
      })
    }
    const answer = await answerTo(file)
    const whole = new Uint8Array(await answer.arrayBuffer())
    const read = (client: TestClient, content: Blob) => refusalCode(client.carry.read({ content, language }))
    expect(await read(laptop.client, toBlob(whole.slice(0, -5)))).toBe('CARRIED_NOT_READABLE')
    expect(await read(laptop.client, toBlob(whole.map((byte, at) => (at === 900 ? byte ^ 4 : byte))))).toBe(
      'CARRIED_NOT_READABLE',
    )
    expect(await read(laptop.client, toBlob(bytes))).toBe('CARRIED_NOT_AN_ANSWER')
    expect(await read(other.client, answer)).toBe('CARRIED_OTHER_LAPTOP')
    const later = Buffer.from(
      Buffer.from(whole).toString('latin1').replace('"version":1', '"version":2'),
      'latin1',
    )
    expect(await read(laptop.client, toBlob(later))).toBe('CARRIED_TOO_NEW')
    expect(await laptop.waiting()).toBe(waiting)
    expect((await carryIn(`${file}.answer`)).taken).toEqual({ type: 'refused', reason: 'not-a-laptops' })
  })

  test('of a revoked laptop is not taken in, and of old keys not either way', async () => {
    await using laptop = await offlineLaptop()
    await laptop.addCustomer('Sana Iqbal')
    const file = await write(laptop.client)
    const answer = await answerTo(file)
    await laptop.client.settings.update({ headofficeUrl: office.url })
    await laptop.client.enrolment.rotate()
    expect((await carryIn(file)).taken).toEqual({ type: 'refused', reason: 'other-keys' })
    expect(await refusalCode(laptop.client.carry.read({ content: answer, language }))).toBe(
      'CARRIED_OTHER_KEYS',
    )
    const newer = await write(laptop.client)
    const known = (await office.operator.devices(laptop.storeCode))[0]
    if (!known) throw new Error('It is not enrolled')
    await office.operator.revoke(known.deviceId)
    expect((await carryIn(newer)).taken).toEqual({ type: 'refused', reason: 'revoked' })
  })

  test('to a head office that was begun anew is carried once more, and then all of it is there', async () => {
    await using laptop = await offlineLaptop()
    const customerId = await laptop.addCustomer('Sana Iqbal')
    const file = await write(laptop.client)
    await office.operator.beginEpoch()
    const { taken, answer } = await carryIn(file)
    expect(taken).toMatchObject({ type: 'taken', isNewEpoch: true, outcomes: { accepted: 0 } })
    const came = await laptop.client.carry.read({ content: answer ?? toBlob(new Uint8Array()), language })
    expect(came).toMatchObject({ outcome: 'carry-again', receipts: 0 })
    expect(came.waiting).toBeGreaterThan(1)
    const again = await laptop.client.carry.read({
      content: await answerTo(await write(laptop.client)),
      language,
    })
    expect(again).toMatchObject({ outcome: 'read', waiting: 0 })
    expect((await laptop.client.customers.get({ customerId })).customer.name).toBe('Sana Iqbal')
  })
})

describe('a head office that does not have what the laptop has had from it', () => {
  test('takes nothing in by hand either, and stops the laptop, which deletes nothing', async () => {
    const one = openLaptop({ url: office.url, storeCode: 'HAND-BACK' })
    await one.enrol(office)
    const customerId = one.addCustomer('Sana Iqbal')
    await one.round()
    one.setUrl('http://127.0.0.1:9')
    one.rename(customerId, 'Sana Tariq')
    // As if this had been another head office's feed.
    one.db.connection.exec(`UPDATE feed_position SET hash = '${'f'.repeat(64)}'`)
    const { taken, answer, keys, storeId } = await carriedOf(one)
    expect(taken).toMatchObject({ type: 'taken', handshake: 'mismatch', outcomes: { accepted: 0 } })
    const opened = await openAnswer(answer, keys, storeId)
    const came = await one.syncClient.alone((parts) => takeAnswer(parts, opened, { log: silent }))
    expect(came).toEqual({ outcome: 'stopped', receipts: 0, rows: 0 })
    expect(one.status()).toMatchObject({ stopped: { type: 'mismatch' }, waitingChangeSets: 1 })
    expect(one.nameOf(customerId)).toBe('Sana Tariq')
    await one.close()
  })
})

/** Writes a laptop's file and has head office take it in. */
async function carriedOf(laptop: Laptop) {
  const keys = laptop.identity.carryKeys()
  const device = laptop.db.device.get()
  if (!keys || !device) throw new Error('It is not enrolled')
  const { storeId } = device
  const head = {
    format: 'northstar-carry',
    version: 1,
    from: 'laptop',
    carryId: v7(),
    storeId,
    deviceId: keys.deviceId,
    writtenAt: laptop.clock(),
  } as const
  const { content } = await laptop.syncClient.alone((parts) => writeCarriedFile(parts, keys, head))
  const file = join(folder, `${++files}.carry`)
  writeFileSync(file, new Uint8Array(await content.arrayBuffer()))
  const { taken, answer } = await carryIn(file)
  return { taken, answer: answer ?? toBlob(new Uint8Array()), keys, storeId }
}

describe('a store of many customers', () => {
  const many = 4_000
  test('comes on a stick in frames: several of records, several of the feed', async () => {
    const one = openLaptop({ url: 'http://127.0.0.1:9', storeCode: 'HAND-BIG' })
    await one.enrol(office)
    one.setUrl('http://127.0.0.1:9')
    await one.round()
    for (let from = 0; from < many; from += 500)
      one.write(
        Array.from({ length: 500 }, (_, index) => ({
          entity: 'customer' as const,
          rowId: v7(),
          fields: { name: `Customer ${from + index}`, phone: null, language: 'ur' as const },
        })),
      )
    const { taken, answer, keys, storeId } = await carriedOf(one)
    expect(taken).toMatchObject({ type: 'taken', fedRows: many })
    const opened = await openAnswer(answer, keys, storeId)
    const came = await one.syncClient.alone((parts) => takeAnswer(parts, opened, { log: silent }))
    expect(came).toMatchObject({ outcome: 'read', receipts: many / 500, rows: many })
    expect(one.all('SELECT count(*) AS waiting FROM outbox')).toEqual([{ waiting: 0 }])
    await one.close()
  }, 60_000)
})
