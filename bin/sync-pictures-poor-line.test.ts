import { createHash, randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeIdSchema } from '../core/ids.ts'
import { createBlobs } from '../db/blobs.ts'
import { createFeedPosition } from '../db/feed-position.ts'
import { testClock } from '../db/test-database.ts'
import { createBlobLane } from '../electron/data/blob-lane.ts'
import { HeadofficeFailure } from '../electron/data/call-failure.ts'
import { createHeadofficeClient, type HeadofficeClient } from '../electron/data/headoffice-client.ts'
import { type Headoffice, startHeadoffice } from '../headoffice/start.ts'
import { freshTrialFolder } from '../headoffice/testing/fresh-trial.ts'
import { resources } from './resources.ts'
import { type Laptop, openLaptop } from './sync-testing/laptop.ts'

const folder = await freshTrialFolder()
const log = pino({ level: 'silent' })
let office: Headoffice
const openStore = { id: storeIdSchema.parse(v7()), code: 'LANE-1' }
beforeAll(async () => {
  office = await startHeadoffice({
    folder,
    port: 0,
    resources,
    clock: testClock().clock,
    newId: () => v7(),
    randomBytes: (count) => randomBytes(count),
    log,
  })
})
afterAll(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A laptop with its lane, over a line on which calls are lost on the way there, and answers on the way back. */
async function laptopOf(storeId: Laptop['storeId'], storeCode: string) {
  const laptop = openLaptop({ url: office.url, storeId, storeCode })
  await laptop.enrol(office)
  const blobs = createBlobs(laptop.db.connection)
  const position = createFeedPosition(laptop.db.connection)
  const client = createHeadofficeClient(office.url, laptop.identity)
  const lane = createBlobLane({
    blobs,
    epoch: () => position.read().epoch,
    monotonicMs: () => performance.now(),
    log,
  })
  let calls = 0
  const breaking: HeadofficeClient = {
    ...client,
    async call(signal, ask) {
      calls += 1
      const turn = calls % 5
      if (turn === 1) throw new HeadofficeFailure('line-broke', 'broken on the way there')
      const answer = await client.call(signal, ask)
      if (turn === 4) throw new HeadofficeFailure('line-broke', 'broken on the way back')
      return answer
    },
  }
  return {
    laptop,
    blobs,
    lane: (signal = new AbortController().signal) => lane(client, signal, []),
    /** @returns how many runs it took */
    async laneOverBreaking(): Promise<number> {
      for (let runs = 1; runs < 100; runs += 1) {
        const outcome = await lane(breaking, new AbortController().signal, []).then(
          () => 'done',
          () => 'broken',
        )
        if (outcome === 'done') return runs
      }
      throw new Error('It never came to its end')
    },
    calls: () => calls,
  }
}

function addPicture({ laptop, blobs }: Awaited<ReturnType<typeof laptopOf>>, length: number) {
  const bytes = randomBytes(length)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const authorId = laptop.addConsultant('Ayesha Malik')
  const { opportunityId, visitId } = laptop.startVisit(authorId)
  laptop.write(
    [
      {
        entity: 'picture',
        rowId: v7(),
        fields: {
          opportunityId,
          visitId,
          hash,
          bytes: length,
          mediaType: 'image/jpeg',
          caption: '',
          authorId,
          occurredAt: laptop.clock(),
        },
      },
    ],
    visitId,
  )
  blobs.put(hash, bytes)
  return { hash, bytes }
}

test('pictures come through a line that loses two calls in five, and what went is not asked for again', async () => {
  const one = await laptopOf(openStore.id, openStore.code)
  const pictures = [addPicture(one, 290_000), addPicture(one, 1), addPicture(one, 64_000)]
  await one.laptop.round()
  expect(await one.laneOverBreaking()).toBeGreaterThan(3)
  const two = await laptopOf(openStore.id, openStore.code)
  await two.laptop.round()
  await two.laneOverBreaking()
  for (const { hash, bytes } of pictures)
    expect(bytes.equals(two.blobs.get(hash) ?? new Uint8Array())).toBe(true)
  const before = one.calls()
  await one.laneOverBreaking()
  expect(one.calls()).toBe(before)
  await one.laptop.close()
  await two.laptop.close()
})

test('a lane that is called off stops at once and goes on later', async () => {
  const one = await laptopOf(openStore.id, openStore.code)
  const { hash } = addPicture(one, 200_000)
  await one.laptop.round()
  const callOff = new AbortController()
  callOff.abort(new Error('records go first'))
  await expect(one.lane(callOff.signal)).rejects.toThrow('records go first')
  const epoch = createFeedPosition(one.laptop.db.connection).read().epoch ?? ''
  expect(one.blobs.toSend(epoch, 10)).toContain(hash)
  await one.lane()
  expect(one.blobs.toSend(epoch, 10)).toEqual([])
  await one.laptop.close()
})

test('a head office that was begun anew, or lost them, is given the pictures again', async () => {
  const one = await laptopOf(openStore.id, openStore.code)
  const { hash } = addPicture(one, 500)
  await one.laptop.round()
  await one.lane()
  await office.operator.beginEpoch()
  await one.laptop.round()
  const epoch = createFeedPosition(one.laptop.db.connection).read().epoch ?? ''
  expect(one.blobs.toSend(epoch, 10)).toContain(hash)
  await one.lane()
  expect(one.blobs.toSend(epoch, 10)).toEqual([])
  await one.laptop.close()
})
