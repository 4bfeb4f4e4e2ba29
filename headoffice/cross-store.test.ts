import { createHash } from 'node:crypto'
import { ORPCError } from '@orpc/client'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { headofficeContract } from '../contract/headoffice.ts'
import { storeIdSchema } from '../core/ids.ts'
import { keysOf } from '../core/keys-of.ts'
import { emptyDigest } from '../core/sync/digest.ts'
import { packChangeSets } from '../core/sync/packed-change-sets.ts'
import { unpackFeedRows } from '../core/sync/packed-feed-rows.ts'
import type { Headoffice } from './start.ts'
import { changeIdIn, changeSetOf, saying } from './testing/changes.ts'
import { headofficeKinds, type TestHeadoffice } from './testing/head-offices.ts'
import { clientOf, enrolledLaptop } from './testing/http-laptop.ts'
import { aStore } from './testing/test-identity.ts'

type Call = keyof typeof headofficeContract
const calls = keysOf(headofficeContract)

/** What may be said without a token. */
const open: readonly Call[] = ['health', 'enrol', 'nonce', 'token', 'farewell']

const secret = 'Zubaida of Clifton'
const customerId = v7()
const customer = changeSetOf(
  saying('customer', customerId, { name: secret, phone: '+923001234567', language: 'ur' }),
)
const picture = Buffer.from('a picture of store A')
const pictureHash = createHash('sha256').update(picture).digest('hex')
const picturePart = {
  hash: pictureHash,
  offset: 0,
  total: picture.length,
  content: picture.toString('base64'),
}
const bank = Buffer.from('{"of":"store A"}')
const documentHash = createHash('sha256').update(bank).digest('hex')

const refusal = async (call: Promise<unknown>): Promise<unknown> => {
  const outcome = await call.then(
    (answer) => answer,
    (reason: unknown) => reason,
  )
  return outcome instanceof ORPCError ? outcome.code : outcome
}

describe('a laptop of store B, with everything that it could know of store A', () => {
  let place: TestHeadoffice
  let office: Headoffice
  let a: Awaited<ReturnType<typeof enrolledLaptop>>
  let b: Awaited<ReturnType<typeof enrolledLaptop>>
  let seenByA: unknown

  const stateOfA = async () => ({ feed: await a.pull(), digest: await a.client.digest({ epoch: a.epoch }) })

  beforeAll(async () => {
    place = await (headofficeKinds.find(({ mark }) => mark === 'trial') ?? never()).prepare()
    office = await place.start()
    a = await enrolledLaptop(office, 'KHI-A')
    b = await enrolledLaptop(office, 'KHI-B')
    await a.push(customer)
    await a.client.putBlob(picturePart)
    await office.operator.publish({ kind: 'questions', content: bank, storeCode: 'KHI-A' })
    seenByA = await stateOfA()
  })
  afterAll(async () => {
    await office.close()
    await place.end()
  })

  /** For every call what B tries, and what it gets. Typed by the contract: a call that is not here does not compile. */
  const tries: { readonly [C in Call]: () => Promise<void> } = {
    async health() {
      expect(Object.keys(await b.client.health()).sort()).toEqual(['epoch', 'mark', 'name'])
    },
    async enrol() {
      const ownStore = { id: a.storeId, code: 'KHI-A', ...aStore }
      const code = await office.operator.newEnrolmentCode({ storeCode: 'KHI-B' })
      const enrol = (code: string, own: typeof ownStore | null) =>
        refusal(b.device.copy().enrol(code, own && { ...own, language: 'en' }))
      expect(await enrol(code, ownStore)).toBe('ENROLMENT_REFUSED')
      // A fresh laptop does not get into A by saying that it is A's either.
      const other = await enrolledLaptop(office, 'KHI-C')
      expect(other.storeId).not.toBe(a.storeId)
      expect(await refusal(other.device.enrol(code, { ...ownStore, language: 'en' }))).toBe(
        'ENROLMENT_REFUSED',
      )
    },
    async nonce() {
      // Whoever asks may have one; it is no use without A's key.
      const { nonce } = await b.client.nonce({ deviceId: a.deviceId })
      const request = await b.device.requestToken()
      expect(await refusal(b.client.token({ ...request, nonce }))).toBe('SIGNATURE_WRONG')
    },
    async token() {
      const request = await b.device.requestToken()
      expect(await refusal(b.client.token({ ...request, deviceId: a.deviceId }))).toBe('SIGNATURE_WRONG')
      const [, payload = ''] = b.token.split('.')
      const claims = z.looseObject({}).parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
      const forged = Buffer.from(JSON.stringify({ ...claims, store: a.storeId })).toString('base64url')
      const token = b.token.split('.').with(1, forged).join('.')
      const asA = clientOf(office.url, () => token)
      expect(await refusal(asA.pull({ epoch: a.epoch, cursor: 0, limit: 10 }))).toBe('TOKEN_NOT_GOOD')
    },
    async farewell() {
      const { nonce } = await b.client.nonce({ deviceId: a.deviceId })
      const said = {
        deviceId: a.deviceId,
        nonce,
        sealed: 'c2VhbGVk',
        changeSets: 1,
        signature: 'A'.repeat(86),
      }
      expect(await refusal(b.client.farewell(said))).toBe('SIGNATURE_WRONG')
      expect(await office.operator.farewells()).toEqual([])
    },
    async rotate() {
      const { request } = a.device.requestToRotate()
      expect(await refusal(b.client.rotate(request))).toBe('SIGNATURE_WRONG')
      await a.device.token()
    },
    async handshake() {
      const { cursor, hash } = await a.pull()
      const newestReceipt = { seq: cursor, changeSetId: customer.id }
      const hands = await b.shakeHands({ epoch: a.epoch, cursor, hash, newestReceipt })
      expect(hands).toMatchObject({ type: 'mismatch', seq: 0 })
      expect(JSON.stringify(hands)).not.toContain(hash)
      expect(await b.shakeHands()).toMatchObject({ type: 'welcome', seq: 0 })
    },
    async push() {
      const other = await enrolledLaptop(office, 'KHI-D')
      // A's own words again, under A's ids: to head office they are another store's.
      expect(await other.push(customer)).toMatchObject([{ outcome: 'accepted', seq: 1 }])
      const takeover = changeSetOf(
        saying('customer', customerId, { name: 'Not she' }, changeIdIn(customer)),
        saying('erasure', v7(), {
          customerId,
          reason: 'requested',
          authorId: v7(),
          occurredAt: customer.occurredAt,
        }),
      )
      await other.push(takeover)
    },
    async pull() {
      const { cursor } = await a.pull()
      for (const from of [0, cursor - 1, cursor]) expect(JSON.stringify((await b.pull(from)).rows)).toBe('[]')
      const head = await b.client.pull({ epoch: b.epoch, cursor: 0, limit: 10, newestFirst: true })
      expect(unpackFeedRows(head.page)).toEqual([])
    },
    async digest() {
      expect(await b.client.digest({ epoch: b.epoch })).toEqual({ seq: 0, buckets: [] })
      const { digest } = await b.pull()
      expect(digest).toBe(emptyDigest)
    },
    async repair() {
      const { buckets } = await a.client.digest({ epoch: a.epoch })
      expect(buckets.length).toBeGreaterThan(0)
      for (const [bucket] of buckets) {
        const { seq, page } = await b.client.repair({ epoch: b.epoch, bucket })
        expect({ seq, rows: unpackFeedRows(page) }).toEqual({ seq: 0, rows: [] })
      }
    },
    async escrowKey() {
      // The same for every store, and public.
      expect(await b.client.escrowKey()).toEqual(await a.client.escrowKey())
    },
    document: async () => {
      expect(await a.client.document({ hash: documentHash, offset: 0 })).toMatchObject({ offset: 0 })
      expect(await refusal(b.client.document({ hash: documentHash, offset: 0 }))).toBe('NOT_FOUND')
    },
    blobState: async () => {
      expect(await a.client.blobState({ hashes: [pictureHash] })).toEqual({
        blobs: [{ received: picture.length, total: picture.length }],
      })
      expect(await b.client.blobState({ hashes: [pictureHash] })).toEqual({ blobs: [null] })
    },
    putBlob: async () => {
      // Under the same name B puts its own bytes in its own store.
      const other = { ...picturePart, content: Buffer.alloc(picture.length).toString('base64') }
      expect(await refusal(b.client.putBlob(other))).toBe('BLOB_REFUSED')
      expect(await a.client.getBlob({ hash: pictureHash, offset: 0 })).toMatchObject({
        content: picturePart.content,
      })
    },
    getBlob: async () => {
      expect(await refusal(b.client.getBlob({ hash: pictureHash, offset: 0 }))).toBe('NOT_FOUND')
    },
  }

  test.each(calls)('gets and changes nothing of A by %s', async (call) => {
    await tries[call]()
    expect(await stateOfA()).toEqual(seenByA)
    expect(JSON.stringify(seenByA)).toContain(secret)
  })

  test.each(calls.filter((call) => !open.includes(call)))(
    'is not let in to %s without a token, with a broken one or with one of another head office',
    async (call) => {
      const tokens = [null, 'nonsense', b.token.slice(0, -4), `${b.token}A`]
      for (const token of tokens) {
        const client = clientOf(office.url, () => token)
        const answer = await refusal(callWith(client, call))
        expect(answer).toBe('TOKEN_NOT_GOOD')
      }
    },
  )

  /** Calls as a laptop does; what is said is in order. */
  function callWith(client: typeof b.client, call: Call): Promise<unknown> {
    const { epoch } = b
    switch (call) {
      case 'rotate':
        return client.rotate(b.device.requestToRotate().request)
      case 'handshake':
        return client.handshake({
          protocol: 2,
          epoch: null,
          cursor: 0,
          hash: '',
          newestReceipt: null,
          waiting: 0,
        })
      case 'pull':
        return client.pull({ epoch, cursor: 0, limit: 10 })
      case 'digest':
        return client.digest({ epoch })
      case 'repair':
        return client.repair({ epoch, bucket: 0 })
      case 'escrowKey':
        return client.escrowKey()
      case 'document':
        return client.document({ hash: pictureHash, offset: 0 })
      case 'blobState':
        return client.blobState({ hashes: [pictureHash] })
      case 'putBlob':
        return client.putBlob({ hash: pictureHash, offset: 0, total: 1, content: 'AA==' })
      case 'getBlob':
        return client.getBlob({ hash: pictureHash, offset: 0 })
      case 'push':
        return client.push({ epoch, page: packChangeSets([customer]) })
      default:
        throw new Error(`${call} needs no token`)
    }
  }

  test('knows A by an id that it could have made up itself, and gets no store by it', async () => {
    const code = await office.operator.newEnrolmentCode({ storeCode: 'KHI-E', ...aStore })
    const made = await enrolledLaptop(office, 'KHI-F')
    const own = { id: storeIdSchema.parse(a.storeId), code: 'KHI-E', ...aStore }
    expect(await refusal(made.device.copy().enrol(code, own))).not.toMatchObject({ store: { id: a.storeId } })
  })
})

function never(): never {
  throw new Error('Head office runs nowhere')
}
