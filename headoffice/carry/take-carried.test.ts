import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { writeCarried } from '../../core/carry/carried-file.ts'
import { deviceIdSchema } from '../../core/ids.ts'
import { packChangeSets } from '../../core/sync/packed-change-sets.ts'
import { type HandshakeRequest, protocolVersion } from '../../core/sync/protocol.ts'
import { readEpoch } from '../epoch.ts'
import { readFeedPage } from '../feed-page.ts'
import { ensureHeadofficeKeys } from '../identity/headoffice-keys.ts'
import { signText } from '../identity/key-pairs.ts'
import { shakeHands } from '../shake-hands.ts'
import type { SqlDoor } from '../sql.ts'
import { changeSetOf, saying } from '../testing/changes.ts'
import { createIdentityDevice } from '../testing/identity-devices.ts'
import { aStore, createTestIdentity, openTrialDoor } from '../testing/test-identity.ts'
import { testNow } from '../testing/test-now.ts'
import { takeCarried } from './take-carried.ts'

let door: SqlDoor
let end: () => Promise<void>
beforeAll(async () => {
  const opened = await openTrialDoor()
  door = opened.door
  end = opened.end
  await door.run('INSERT INTO epoch VALUES (1, $1, $2)', [v7(), testNow])
})
afterAll(() => end())

const clock = () => testNow
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const newSeed = () => randomBytes(32).toString('base64url')
const page = () => packChangeSets([changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))])

/** A laptop that was let in, and whatever file it would sign. */
async function carrier() {
  const identity = await createTestIdentity(door)
  const seeds = { signing: newSeed(), box: newSeed() }
  const deviceId = deviceIdSchema.parse(v7())
  const device = createIdentityDevice(identity, deviceId, seeds)
  const code = await identity.operator.newEnrolmentCode({
    storeCode: v7().slice(-8).toUpperCase(),
    ...aStore,
  })
  const { id: storeId } = (await device.enrol(code)).store
  const keys = await ensureHeadofficeKeys(door, { clock, randomBytes: (count) => randomBytes(count) })
  const deps = { door, keys, clock, documents: { inForce: async () => [] }, log: pino({ level: 'silent' }) }
  return {
    async take(
      frames: readonly object[],
      onPiece: () => Promise<void> = async () => {},
      at: Partial<HandshakeRequest> = {},
    ) {
      const handshake = { protocol: protocolVersion, epoch: null, cursor: 0, hash: '', newestReceipt: null }
      const stand = { type: 'stand', handshake: { ...handshake, ...at, waiting: 2 }, changeSets: 2 }
      async function* said() {
        yield stand
        yield* frames
      }
      const head = { format: 'northstar-carry', version: 1, from: 'laptop', carryId: v7() } as const
      const pieces: Uint8Array[] = []
      for await (const piece of writeCarried({ ...head, storeId, deviceId, writtenAt: testNow }, said(), {
        boxKey: bytesOf(keys.box.publicKey),
        sign: (text) => signText(seeds.signing, text),
        fromBase64url: bytesOf,
      }))
        pieces.push(piece)
      const whole = new Uint8Array(Buffer.concat(pieces))
      const read = async (from: number, to: number) => whole.slice(from, to)
      return takeCarried(deps, { size: whole.length, read }, onPiece)
    },
    caller: { storeId, deviceId },
    received: () =>
      door
        .query(z.object({}), 'SELECT 1 FROM change_set WHERE store_id = $1', [storeId])
        .then(({ length }) => length),
  }
}

test.each([
  ['whose page does not add up', { type: 'change-sets', page: { format: 1, type: 'change-sets', count: 3 } }],
  ['that says something else', { type: 'else' }],
])('a signed file with a later frame %s is refused before anything of it is taken in', async (_, frame) => {
  const { take, received } = await carrier()
  expect(await take([{ type: 'change-sets', page: page() }, frame])).toEqual({
    type: 'refused',
    reason: 'not-readable',
  })
  expect(await received()).toBe(0)
})

test('a change set in it that cannot be read is refused alone', async () => {
  const { take, received } = await carrier()
  const good = changeSetOf(saying('visit', v7(), { arrival: 'unknown' }))
  const bad = { ...good, id: changeSetOf(saying('visit', v7(), {})).id, occurredAt: 1.5 }
  expect(await take([{ type: 'change-sets', page: packChangeSets([good, bad]) }])).toMatchObject({
    type: 'taken',
    outcomes: { accepted: 1, conflict: 0, refused: 1 },
  })
  expect(await received()).toBe(1)
})

test('head office begun anew meanwhile is said, and not an error', async () => {
  const { take } = await carrier()
  const beginAnew = () => door.run('UPDATE epoch SET epoch = $1', [v7()])
  expect(await take([{ type: 'change-sets', page: page() }], beginAnew)).toEqual({ type: 'begun-anew' })
})

test('a file, which may be old, brings a laptop’s cursor on and never back, and is no sign of it being heard of', async () => {
  const { take, caller } = await carrier()
  const { storeId, deviceId } = caller
  const noted = async () => {
    const row = z.object({ cursor: z.coerce.number(), waiting: z.int(), last_seen_at: z.coerce.number() })
    const sql = 'SELECT cursor, waiting, last_seen_at FROM device WHERE device_id = $1'
    return (await door.query(row, sql, [deviceId]))[0]
  }
  await take([{ type: 'change-sets', page: page() }])
  expect(await noted()).toEqual({ cursor: 0, waiting: 0, last_seen_at: testNow })

  const epoch = await readEpoch(door)
  const { cursor, hash } = await readFeedPage(door, { storeId }, { cursor: 0, limit: 10 })
  expect(cursor).toBeGreaterThan(0)
  const onTheLine = async (at: { readonly cursor: number; readonly hash: string }, now: number) =>
    shakeHands(
      door,
      caller,
      { protocol: protocolVersion, epoch, newestReceipt: null, waiting: 5, ...at },
      { now, encodings: [], documents: [] },
    )
  await onTheLine({ cursor: 0, hash: '' }, testNow - 2_000)
  await take([], undefined, { epoch, cursor, hash })
  expect(await noted()).toEqual({ cursor, waiting: 5, last_seen_at: testNow - 2_000 })
  await onTheLine({ cursor, hash }, testNow - 1_000)
  await take([], undefined, { epoch })
  await take([], undefined, { epoch: v7(), cursor: 7, hash })
  expect(await noted()).toEqual({ cursor, waiting: 5, last_seen_at: testNow - 1_000 })
})
