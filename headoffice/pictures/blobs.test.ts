import { createHash, randomBytes } from 'node:crypto'
import { ORPCError } from '@orpc/client'
import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { changeSetOf, saying, testAuthor } from '../testing/changes.ts'
import { enrolledLaptop } from '../testing/http-laptop.ts'
import { onEachHeadoffice } from '../testing/on-each-headoffice.ts'
import { testNow } from '../testing/test-now.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof ORPCError ? { code: error.code, data: error.data } : error
}
const partOf = (bytes: Buffer, offset: number, length = 64_000) => ({
  hash: sha256(bytes),
  offset,
  total: bytes.length,
  content: bytes.subarray(offset, offset + length).toString('base64'),
})

onEachHeadoffice('head office on $name', (at) => {
  let laptop: Awaited<ReturnType<typeof enrolledLaptop>>
  beforeAll(async () => {
    laptop = await enrolledLaptop(at.office, 'KHI-01')
  })

  test('takes a picture in parts, goes on where it stopped, and gives it back as it was', async () => {
    const bytes = randomBytes(150_000)
    const hash = sha256(bytes)
    const { client } = laptop
    expect(await client.blobState({ hashes: [hash] })).toEqual({ blobs: [null] })
    expect(await client.putBlob(partOf(bytes, 0))).toEqual({ received: 64_000 })
    expect(await client.putBlob(partOf(bytes, 0))).toEqual({ received: 64_000 })
    expect(await client.blobState({ hashes: [hash] })).toEqual({
      blobs: [{ received: 64_000, total: 150_000 }],
    })
    expect(await refusal(client.getBlob({ hash, offset: 0 }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal(client.putBlob(partOf(bytes, 128_000)))).toEqual({
      code: 'BLOB_REFUSED',
      data: { received: 64_000 },
    })
    await client.putBlob(partOf(bytes, 64_000))
    expect(await client.putBlob(partOf(bytes, 128_000))).toEqual({ received: 150_000 })
    const small = await client.getBlob({ hash, offset: 64_000, atMost: 5_000 })
    expect(Buffer.from(small.content, 'base64').equals(bytes.subarray(64_000, 69_000))).toBe(true)
    const back: Buffer[] = []
    for (let offset = 0; offset < bytes.length; ) {
      const part = await client.getBlob({ hash, offset })
      const content = Buffer.from(part.content, 'base64')
      back.push(content)
      offset += content.length
    }
    expect(Buffer.concat(back).equals(bytes)).toBe(true)
  })

  test('refuses bytes that have not the hash that names them, and what is larger than a picture may be', async () => {
    const bytes = randomBytes(500)
    const wrong = { ...partOf(bytes, 0), content: randomBytes(500).toString('base64') }
    const none = { code: 'BLOB_REFUSED', data: { received: 0 } }
    expect(await refusal(laptop.client.putBlob(wrong))).toEqual(none)
    expect(await laptop.client.blobState({ hashes: [wrong.hash] })).toEqual({ blobs: [null] })
    expect(await refusal(laptop.client.putBlob({ ...wrong, total: 300_001 }))).toEqual(none)
    const large = randomBytes(70_000)
    expect(await refusal(laptop.client.putBlob(partOf(large, 0, 70_000)))).toEqual(none)
    expect(await laptop.client.putBlob(partOf(bytes, 0))).toEqual({ received: 500 })
  })

  test('has nothing of an erased customer’s pictures, and takes none of them again', async () => {
    const bytes = randomBytes(2_000)
    const hash = sha256(bytes)
    const [customer, opportunity, visit] = [v7(), v7(), v7()]
    await laptop.push(
      changeSetOf(saying('customer', customer, { name: 'Sana', phone: null, language: 'ur' })),
      changeSetOf(
        saying('opportunity', opportunity, { customerId: customer, state: 'open' }),
        saying('visit', visit, { opportunityId: opportunity, arrival: 'first-time' }),
        saying('picture', v7(), {
          opportunityId: opportunity,
          visitId: visit,
          hash,
          bytes: 2_000,
          mediaType: 'image/png',
          caption: 'Sana’s car',
          authorId: testAuthor,
          occurredAt: testNow,
        }),
      ),
    )
    await laptop.client.putBlob(partOf(bytes, 0))
    expect(await laptop.client.getBlob({ hash, offset: 0 })).toMatchObject({ total: 2_000 })
    await laptop.push(
      changeSetOf(
        saying('erasure', v7(), {
          customerId: customer,
          reason: 'requested',
          authorId: testAuthor,
          occurredAt: testNow,
        }),
      ),
    )
    expect(await refusal(laptop.client.getBlob({ hash, offset: 0 }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await laptop.client.putBlob(partOf(bytes, 0))).toEqual({ received: 2_000 })
    expect(await laptop.client.blobState({ hashes: [hash] })).toEqual({ blobs: [null] })
  })

  /** What is said of a customer whose visit has a picture: who it is, and the picture. */
  const pictured = (hash: string) => {
    const [customer, opportunity, visit] = [v7(), v7(), v7()]
    const person = changeSetOf(
      saying('customer', customer, { name: 'Sana', phone: null, language: 'ur' }),
      saying('opportunity', opportunity, { customerId: customer, state: 'open' }),
      saying('visit', visit, { opportunityId: opportunity, arrival: 'first-time' }),
    )
    const picture = changeSetOf(
      saying('picture', v7(), {
        opportunityId: opportunity,
        visitId: visit,
        hash,
        bytes: 2_000,
        mediaType: 'image/png',
        caption: 'the car',
        authorId: testAuthor,
        occurredAt: testNow,
      }),
    )
    const erasure = changeSetOf(
      saying('erasure', v7(), {
        customerId: customer,
        reason: 'requested',
        authorId: testAuthor,
        occurredAt: testNow,
      }),
    )
    return { person, picture, erasure }
  }

  test('has nothing of an erased customer’s picture whose bytes came before the erasure and whose record after', async () => {
    const bytes = randomBytes(2_000)
    const hash = sha256(bytes)
    const { person, picture, erasure } = pictured(hash)
    await laptop.push(person)
    await laptop.client.putBlob(partOf(bytes, 0))
    await laptop.push(erasure)
    await laptop.push(picture)
    expect(await laptop.client.blobState({ hashes: [hash] })).toEqual({ blobs: [null] })
    await laptop.client.putBlob(partOf(bytes, 0))
    expect(await laptop.client.blobState({ hashes: [hash] })).toEqual({ blobs: [null] })
  })

  test('keeps bytes that a picture of somebody else names too, until that one is erased as well', async () => {
    const bytes = randomBytes(2_000)
    const hash = sha256(bytes)
    const [one, other] = [pictured(hash), pictured(hash)]
    await laptop.push(one.person, one.picture, other.person, other.picture)
    await laptop.client.putBlob(partOf(bytes, 0))
    await laptop.push(one.erasure)
    expect(await laptop.client.getBlob({ hash, offset: 0 })).toMatchObject({ total: 2_000 })
    await laptop.push(other.erasure)
    expect(await refusal(laptop.client.getBlob({ hash, offset: 0 }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('takes bytes again that were an erased customer’s once a picture of somebody else names them', async () => {
    const bytes = randomBytes(2_000)
    const hash = sha256(bytes)
    const [one, other] = [pictured(hash), pictured(hash)]
    await laptop.push(one.person, one.picture, one.erasure)
    await laptop.push(other.person, other.picture)
    await laptop.client.putBlob(partOf(bytes, 0))
    expect(await laptop.client.getBlob({ hash, offset: 0 })).toMatchObject({ total: 2_000 })
  })

  test('gives a published document in parts, the store’s own before that of all stores', async () => {
    const forAll = randomBytes(100_000)
    const forOne = randomBytes(200)
    const other = await enrolledLaptop(at.office, 'KHI-02')
    await at.office.operator.publish({ kind: 'market', content: forAll, storeCode: null })
    await at.office.operator.publish({ kind: 'market', content: forOne, storeCode: 'KHI-01' })
    const inForce = async (of: typeof laptop) => {
      const hands = await of.shakeHands()
      return hands.type === 'welcome' ? hands.documents : []
    }
    expect(await inForce(laptop)).toEqual([{ kind: 'market', hash: sha256(forOne), bytes: 200 }])
    expect(await inForce(other)).toEqual([{ kind: 'market', hash: sha256(forAll), bytes: 100_000 }])
    const [first, second] = [
      await other.client.document({ hash: sha256(forAll), offset: 0 }),
      await other.client.document({ hash: sha256(forAll), offset: 64_000 }),
    ]
    const whole = Buffer.concat([first, second].map(({ content }) => Buffer.from(content, 'base64')))
    expect(whole.equals(forAll)).toBe(true)
    expect(await refusal(other.client.document({ hash: sha256(forOne), offset: 0 }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(
      await at.office.operator.publish({ kind: 'market', content: forOne, storeCode: 'NOBODY' }),
    ).toEqual({ type: 'store-not-known' })
  })
})
