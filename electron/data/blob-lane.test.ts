import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { contentDigest } from '../../core/sync/content-digest.ts'
import { type Blobs, createBlobs } from '../../db/blobs.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import { openTestDatabase, type TestFolder, testFolder } from '../../db/test-database.ts'
import { createBlobLane } from './blob-lane.ts'
import { createHeadofficeClient, type HeadofficeClient } from './headoffice-client.ts'
import type { Lane } from './sync-client.ts'

const asked = z.union([
  z.object({ hashes: z.array(z.string()) }),
  z.object({ hash: z.string(), offset: z.int(), total: z.int(), content: z.base64() }),
  z.object({ hash: z.string(), offset: z.int(), atMost: z.int() }),
])

let place: TestFolder
let db: ShowroomDatabase
let blobs: Blobs
let nowMs: number
beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  db.connection.pragma('foreign_keys = OFF')
  blobs = createBlobs(db.connection)
  nowMs = 0
})
afterEach(() => {
  db.close()
  place[Symbol.dispose]()
})

/**
 * A head office that keeps what it takes, but nothing of one picture, over a line that brings so many bytes of a picture
 * a second.
 */
async function headofficeThat({
  refuses = '',
  bytesPerS = Number.POSITIVE_INFINITY,
}: {
  readonly refuses?: string
  readonly bytesPerS?: number
}) {
  const held = new Map<string, Buffer>()
  const puts: { readonly hash: string; readonly bytes: number }[] = []
  const gets: number[] = []
  const states: number[] = []
  const totals = new Map<string, number>()
  const answerTo = (body: z.infer<typeof asked>) => {
    if ('hashes' in body) {
      states.push(body.hashes.length)
      return {
        blobs: body.hashes.map((hash) => {
          const received = held.get(hash)?.length
          return received === undefined ? null : { received, total: totals.get(hash) ?? received }
        }),
      }
    }
    if ('atMost' in body) {
      const whole = held.get(body.hash) ?? Buffer.alloc(0)
      const part = whole.subarray(body.offset, body.offset + body.atMost)
      gets.push(part.length)
      nowMs += (part.length / bytesPerS) * 1000
      return { offset: body.offset, total: whole.length, content: part.toString('base64') }
    }
    const content = Buffer.from(body.content, 'base64')
    puts.push({ hash: body.hash, bytes: content.length })
    nowMs += (content.length / bytesPerS) * 1000
    if (body.hash === refuses) return { received: 0 }
    const before = held.get(body.hash) ?? Buffer.alloc(0)
    if (body.offset === before.length) held.set(body.hash, Buffer.concat([before, content]))
    totals.set(body.hash, body.total)
    return { received: held.get(body.hash)?.length ?? 0 }
  }
  const server = createServer(async (request, response) => {
    const said = JSON.stringify(answerTo(asked.parse(JSON.parse(await text(request)))))
    const sha256 = createHash('sha256').update(said).digest('base64')
    const headers = { 'content-type': 'application/json', 'content-digest': contentDigest(sha256) }
    response.writeHead(200, headers).end(said)
  })
  await promisify((done: () => void) => server.listen(0, '127.0.0.1', done))()
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    held,
    puts,
    gets,
    states,
    client: createHeadofficeClient(url, { token: async () => 'token' }),
    [Symbol.dispose]: () => server.close().closeAllConnections(),
  }
}

/** Names a picture here. @param isHere whether its bytes are, too */
function addPicture(occurredAt: number, length = 100, isHere = true) {
  const bytes = randomBytes(length)
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (isHere) blobs.put(hash, bytes)
  db.connection
    .prepare("INSERT INTO picture VALUES (?, ?, ?, ?, ?, 'image/png', '', ?, ?)")
    .run(v7(), v7(), v7(), hash, bytes.length, v7(), occurredAt)
  return { hash, bytes }
}

const startLane = () =>
  createBlobLane({ blobs, epoch: () => 'e', monotonicMs: () => nowMs, log: pino({ level: 'silent' }) })
const run = (lane: Lane, client: HeadofficeClient) => lane(client, new AbortController().signal, [])

test('a picture that head office never takes keeps no other waiting, and is tried again after the next start', async () => {
  addPicture(1)
  const { hash: bad } = addPicture(2)
  addPicture(3)
  using headoffice = await headofficeThat({ refuses: bad })
  const lane = startLane()
  await run(lane, headoffice.client)
  expect(blobs.toSend('e', 10)).toEqual([bad])
  const tries = headoffice.puts.length
  await run(lane, headoffice.client)
  expect(headoffice.puts).toHaveLength(tries)
  await run(startLane(), headoffice.client)
  expect(headoffice.puts.slice(tries).map(({ hash }) => hash)).toEqual([bad, bad])
})

test('a picture that head office had and has no more, or only in part, is given to it again within some hours', async () => {
  const pictures = Array.from({ length: 450 }, (_, index) => addPicture(index))
  using headoffice = await headofficeThat({})
  const lane = startLane()
  await run(lane, headoffice.client)
  expect(headoffice.held.size).toBe(450)
  const [oldest, other] = [pictures[0], pictures[300]]
  if (!oldest || !other) throw new Error('no pictures')
  headoffice.held.delete(oldest.hash)
  headoffice.held.set(other.hash, other.bytes.subarray(0, 40))
  const asked = headoffice.states.length
  await run(lane, headoffice.client)
  expect(headoffice.states).toHaveLength(asked)
  for (let hours = 0; hours < 5; hours += 1 / 6) {
    nowMs += 10 * 60_000
    await run(lane, headoffice.client)
  }
  expect(headoffice.held.get(oldest.hash)?.equals(oldest.bytes)).toBe(true)
  expect(headoffice.held.get(other.hash)?.equals(other.bytes)).toBe(true)
  // The state of a picture is asked for now and then only, and of no more at once than head office tells.
  expect(headoffice.states.length - asked).toBeLessThan(5 * 6)
  expect(Math.max(...headoffice.states)).toBeLessThanOrEqual(200)
})

test('the first look after a start is at the newest that head office was given', async () => {
  addPicture(1)
  const { hash, bytes } = addPicture(2)
  using headoffice = await headofficeThat({})
  await run(startLane(), headoffice.client)
  headoffice.held.delete(hash)
  await run(startLane(), headoffice.client)
  expect(headoffice.held.get(hash)?.equals(bytes)).toBe(true)
})

test('on a slow line parts go either way in seconds, not in half a minute', async () => {
  const bytesPerS = 2_500
  using headoffice = await headofficeThat({ bytesPerS })
  const { hash: up } = addPicture(1, 200_000)
  const { hash: down, bytes } = addPicture(2, 200_000, false)
  headoffice.held.set(down, bytes)
  await run(startLane(), headoffice.client)
  expect(headoffice.held.get(up)?.length).toBe(200_000)
  expect(blobs.get(down)?.length).toBe(200_000)
  for (const part of [...headoffice.puts.map((put) => put.bytes), ...headoffice.gets])
    expect(part / bytesPerS).toBeLessThanOrEqual(10)
})

test('on a quick line parts are as large as head office takes them', async () => {
  using headoffice = await headofficeThat({ bytesPerS: 1_000_000 })
  addPicture(1, 290_000)
  await run(startLane(), headoffice.client)
  expect(Math.max(...headoffice.puts.map(({ bytes }) => bytes))).toBe(64_000)
})
