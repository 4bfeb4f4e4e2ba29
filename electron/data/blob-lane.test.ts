import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import pino from 'pino'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contentDigest } from '../../core/sync/content-digest.ts'
import { createBlobs } from '../../db/blobs.ts'
import { openTestDatabase, testFolder } from '../../db/test-database.ts'
import { createBlobLane } from './blob-lane.ts'
import { createHeadofficeClient } from './headoffice-client.ts'

const asked = z.union([
  z.object({ hashes: z.array(z.string()) }),
  z.object({ hash: z.string(), total: z.int() }),
])

/** A head office that takes every picture whole, but nothing of one. */
async function takingAllBut(badHash: string) {
  const put: string[] = []
  const server = createServer(async (request, response) => {
    const body = asked.parse(JSON.parse(await text(request)))
    const isPut = 'hash' in body
    if (isPut) put.push(body.hash)
    const answer = isPut
      ? { received: body.hash === badHash ? 0 : body.total }
      : { blobs: body.hashes.map(() => null) }
    const said = JSON.stringify(answer)
    const sha256 = createHash('sha256').update(said).digest('base64')
    const headers = { 'content-type': 'application/json', 'content-digest': contentDigest(sha256) }
    response.writeHead(200, headers).end(said)
  })
  await promisify((done: () => void) => server.listen(0, '127.0.0.1', done))()
  const address = server.address()
  return {
    put,
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    [Symbol.dispose]: () => server.close().closeAllConnections(),
  }
}

test('a picture that head office never takes keeps no other waiting, and is tried again after the next start', async () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  try {
    db.connection.pragma('foreign_keys = OFF')
    const blobs = createBlobs(db.connection)
    const addPicture = (occurredAt: number) => {
      const bytes = randomBytes(100)
      const hash = createHash('sha256').update(bytes).digest('hex')
      blobs.put(hash, bytes)
      db.connection
        .prepare("INSERT INTO picture VALUES (?, ?, ?, ?, ?, 'image/png', '', ?, ?)")
        .run(v7(), v7(), v7(), hash, bytes.length, v7(), occurredAt)
      return hash
    }
    addPicture(1)
    const bad = addPicture(2)
    addPicture(3)
    using headoffice = await takingAllBut(bad)
    const client = createHeadofficeClient(headoffice.url, { token: async () => 'token' })
    const start = () => createBlobLane({ blobs, epoch: () => 'e', log: pino({ level: 'silent' }) })
    const run = (lane: ReturnType<typeof start>) => lane(client, new AbortController().signal, [])
    const lane = start()
    await run(lane)
    expect(blobs.toSend('e', 10)).toEqual([bad])
    const tries = headoffice.put.length
    await run(lane)
    expect(headoffice.put).toHaveLength(tries)
    await run(start())
    expect(headoffice.put.slice(tries)).toEqual([bad, bad])
  } finally {
    db.close()
  }
})
