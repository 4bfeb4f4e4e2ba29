import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testClock, testFolder } from '../db/test-database.ts'
import { refusalCode } from '../electron/data/test-laptop.ts'
import {
  openTestService,
  setUp,
  signIn,
  type TestClient,
  testPin,
  walkIn,
} from '../electron/data/test-service.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { resources } from './resources.ts'

const language = 'en'
const folder = mkdtempSync(join(tmpdir(), 'northstar-pictures-'))
let office: Headoffice
let stores = 0

beforeAll(async () => {
  office = await startHeadoffice({
    folder: await freshTrialFolder(join(folder, 'office')),
    port: 0,
    resources,
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log: pino({ level: 'silent' }),
  })
})
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

function openLaptop() {
  const place = testFolder()
  const wall = testClock()
  const open = () => openTestService(place.folder, { clock: wall.clock, monotonicMs: testClock(0).clock })
  let service = open()
  return {
    get client() {
      return service.client
    },
    async restart() {
      await service.close()
      service = open()
      await signIn(service.client)
    },
    async [Symbol.asyncDispose]() {
      await service.close()
      place[Symbol.dispose]()
    },
  }
}

type Laptop = ReturnType<typeof openLaptop>

async function firstLaptop() {
  const storeCode = `PIC-${++stores}`
  const laptop = openLaptop()
  await setUp(laptop.client)
  const code = await office.operator.newEnrolmentCode({ storeCode })
  await laptop.client.enrolment.enrol({ url: office.url, code })
  await laptop.client.sync.now({ language })
  return { laptop, storeCode }
}

async function secondLaptop(storeCode: string) {
  const laptop = openLaptop()
  const code = await office.operator.newEnrolmentCode({ storeCode })
  await laptop.client.enrolment.join({ url: office.url, code, yourName: 'Bilal Ahmed', pin: testPin })
  while (!(await laptop.client.enrolment.joining())?.isWhole)
    await new Promise((resolve) => setTimeout(resolve, 50))
  await laptop.client.enrolment.takePlace({ consultantId: v7(), isNew: true, pin: testPin })
  return laptop
}

/** Long enough for several parts, and nobody's picture. */
function jpeg(length = 150_000): Uint8Array<ArrayBuffer> {
  const scan = Buffer.from(randomBytes(length).map((byte) => (byte === 0xff ? 0xfe : byte)))
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0x00, 0x10]),
      Buffer.from('Exif\0\0GPS here'),
      Buffer.from([0xff, 0xda, 0x00, 0x04, 0x01, 0x00]),
      scan,
      Buffer.from([0xff, 0xd9]),
    ]),
  )
}

const until = async (isSo: () => Promise<boolean>) => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It never came')
}

const isHere = async (client: TestClient, visitId: string) =>
  (await client.pictures.list({ visitId })).pictures.every((picture) => picture.isHere)

describe('pictures', () => {
  let one: Laptop
  let two: Laptop
  beforeAll(async () => {
    const first = await firstLaptop()
    one = first.laptop
    two = await secondLaptop(first.storeCode)
  })
  afterAll(async () => {
    await one[Symbol.asyncDispose]()
    await two[Symbol.asyncDispose]()
  })

  test('come to the other laptop of the store after the records, whole and without what the camera wrote', async () => {
    const visit = await walkIn(one.client)
    const pictureId = v7()
    const taken = jpeg()
    const picture = { pictureId, visitId: visit.id, content: new Blob([taken]), caption: 'Her Cultus, left' }
    await one.client.pictures.add(picture)
    expect(await one.client.pictures.add(picture)).toEqual({ savedAt: expect.any(Number) })
    const own = await (await one.client.pictures.get({ pictureId })).content.arrayBuffer()
    expect(Buffer.from(own).includes('GPS here')).toBe(false)
    expect(own.byteLength).toBe(taken.length - 18)

    await one.client.sync.now({ language })
    await two.client.sync.now({ language })
    expect((await two.client.pictures.list({ visitId: visit.id })).pictures).toMatchObject([
      { id: pictureId, caption: 'Her Cultus, left' },
    ])
    await until(async () => {
      await two.client.sync.now({ language })
      return isHere(two.client, visit.id)
    })
    const { content, mediaType } = await two.client.pictures.get({ pictureId })
    expect(mediaType).toBe('image/jpeg')
    expect(Buffer.from(await content.arrayBuffer()).equals(Buffer.from(own))).toBe(true)
  })

  test('of a vehicle come to the other laptop of the store, and go from it when they are taken away', async () => {
    const [vehicle] = (await one.client.catalogue.search({ language, words: 'honda' })).vehicles
    const variantId = vehicle?.id ?? ''
    const photoId = v7()
    const content = new Blob([jpeg(100_000)])
    await one.client.vehiclePhotos.add({ photoId, vehicle: variantId, content, caption: 'In the yard' })
    await one.client.sync.now({ language })
    const photosOfTwo = async () => {
      await two.client.sync.now({ language })
      return (await two.client.catalogue.vehicle({ language, variantId })).photos
    }
    await until(async () => (await photosOfTwo())[0]?.isHere === true)
    expect(await photosOfTwo()).toMatchObject([{ id: photoId, caption: 'In the yard' }])
    const [own, theirs] = await Promise.all(
      [one, two].map(async ({ client }) => {
        const { content } = await client.vehiclePhotos.get({ photoId })
        return Buffer.from(await content.arrayBuffer())
      }),
    )
    expect(theirs?.equals(own ?? Buffer.alloc(0))).toBe(true)
    expect(theirs?.includes('GPS here')).toBe(false)

    await one.client.vehiclePhotos.remove({ photoId })
    await one.client.sync.now({ language })
    await until(async () => (await photosOfTwo()).length === 0)
    expect(await refusalCode(two.client.vehiclePhotos.get({ photoId }))).toBe('NOT_FOUND')
  })

  test('of an erased customer are gone from the laptops and from head office', async () => {
    const visit = await walkIn(one.client)
    const customerId = v7()
    const seen = { id: visit.id, seenCustomerId: null }
    const person = { name: 'Sana Iqbal', phone: null, language, seen: {} } as const
    await one.client.customers.save({ customerId, isNew: true, visit: seen, ...person })
    const pictureId = v7()
    await one.client.pictures.add({
      pictureId,
      visitId: visit.id,
      content: new Blob([jpeg(1000)]),
      caption: 'Sana’s car',
    })
    await one.client.visits.end({ visitId: visit.id, leftBeforeContact: false })
    await one.client.sync.now({ language })
    await until(async () => {
      await two.client.sync.now({ language })
      const { pictures } = await two.client.pictures.list({ visitId: visit.id })
      return pictures.length === 1 && pictures.every((picture) => picture.isHere)
    })
    await one.client.customers.erase({ customerId, reason: 'requested' })
    expect(await refusalCode(one.client.pictures.get({ pictureId }))).toBe('NOT_FOUND')
    await one.client.sync.now({ language })
    await two.client.sync.now({ language })
    expect(await two.client.pictures.list({ visitId: visit.id })).toEqual({ pictures: [] })
    expect(await refusalCode(two.client.pictures.get({ pictureId }))).toBe('NOT_FOUND')
  })

  test('that are none, or too large, are refused in words', async () => {
    const { laptop } = await firstLaptop()
    await using _laptop = laptop
    const visit = await walkIn(laptop.client)
    const add = (content: Blob) =>
      refusalCode(laptop.client.pictures.add({ pictureId: v7(), visitId: visit.id, content, caption: '' }))
    expect(await add(new Blob(['a text']))).toBe('PICTURE_NOT_READABLE')
    expect(await add(new Blob([jpeg().subarray(0, 5000)]))).toBe('PICTURE_NOT_READABLE')
    expect(await add(new Blob([jpeg(300_100)]))).toBe('PICTURE_TOO_LARGE')
    expect(await laptop.client.pictures.list({ visitId: visit.id })).toEqual({ pictures: [] })
  })
})

describe('documents', () => {
  const bankSchema = z.looseObject({ version: z.string() })
  const ownBank = bankSchema.parse(
    JSON.parse(readFileSync(join(resources, 'packs', 'pk', 'question-bank.json'), 'utf8')),
  )
  const bankOf = (version: string) => Buffer.from(JSON.stringify({ ...ownBank, version }))

  test('come into force on every laptop of the store, and of no other', async () => {
    const { laptop: one, storeCode } = await firstLaptop()
    await using _one = one
    const { laptop: other } = await firstLaptop()
    await using _other = other
    const content = bankOf('2026-12 of one store')
    expect(content.length).toBeGreaterThan(64_000 / 8)
    expect(await office.operator.publish({ kind: 'questions', content, storeCode })).toMatchObject({
      type: 'published',
      hash: createHash('sha256').update(content).digest('hex'),
    })
    expect(await office.operator.publish({ kind: 'questions', content, storeCode })).toMatchObject({
      type: 'in-force-already',
    })
    // Nothing shows before the next start that it has come.
    const afterStart = async (laptop: typeof one) => {
      await laptop.client.sync.now({ language })
      await new Promise((resolve) => setTimeout(resolve, 300))
      await laptop.restart()
      return (await laptop.client.discovery.bank()).version
    }
    await until(async () => (await afterStart(one)) === '2026-12 of one store')
    expect(await afterStart(other)).toBe(ownBank.version)
  })

  test('that put the catalogue in the place of another are used at once', async () => {
    const { laptop, storeCode } = await firstLaptop()
    await using _laptop = laptop
    const before = await laptop.client.catalogue.overview({ language })
    const { vehicles } = await laptop.client.catalogue.search({ language, words: 'honda', limit: 3 })
    const published = {
      version: before.version,
      sources: before.sources,
      variants: vehicles.map(({ id, brand, model, name }) => ({ id, brand, model, name, figures: {} })),
    }
    const content = Buffer.from(JSON.stringify(published))
    await office.operator.publish({ kind: 'catalogue', content, storeCode })
    await until(async () => {
      await laptop.client.sync.now({ language })
      return (await laptop.client.catalogue.overview({ language })).origin === 'Head office'
    })
    const after = await laptop.client.catalogue.overview({ language })
    expect(after.variants).toBe(3)
    // It is named by what is in it, whatever it calls itself.
    expect(after.version).not.toBe(before.version)
  })

  test('that a laptop cannot use are refused there and said, and what was in force stays', async () => {
    const { laptop, storeCode } = await firstLaptop()
    await using _laptop = laptop
    await office.operator.publish({ kind: 'market', content: Buffer.from('{"id":"us"}'), storeCode })
    await until(async () => {
      await laptop.client.sync.now({ language })
      return (await laptop.client.sync.documents()).refused.length === 1
    })
    expect((await laptop.client.sync.documents()).refused).toEqual([
      { kind: 'market', reason: expect.any(String) },
    ])
    await laptop.restart()
    expect((await laptop.client.app.state()).market.id).toBe('pk')
  })
})
