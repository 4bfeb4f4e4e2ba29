import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { type Blobs, createBlobs, dropUnnamedBlobs } from './blobs.ts'
import { createDocuments } from './documents.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, testFolder } from './test-database.ts'

let place: ReturnType<typeof testFolder>
let db: ShowroomDatabase
let blobs: Blobs
beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  blobs = createBlobs(db.connection)
  db.connection.pragma('foreign_keys = OFF')
})
afterEach(() => {
  db.close()
  place[Symbol.dispose]()
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytes = Buffer.from('the bytes of a picture')
const hash = sha256(bytes)
const name = (named: string, total = bytes.length) =>
  db.connection
    .prepare("INSERT INTO picture VALUES (?, ?, ?, ?, ?, 'image/png', '', ?, 1)")
    .run(v7(), v7(), v7(), named, total, v7())
const wanted = { hash, total: bytes.length }

describe('the bytes of a picture', () => {
  it('come in parts, go on where they stopped, and are there when they are whole', () => {
    name(hash)
    expect(blobs.wanted(10, new Set())).toEqual([{ ...wanted, received: 0 }])
    expect(blobs.addPart(wanted, { offset: 0, content: bytes.subarray(0, 5) }, 'e')).toBe(5)
    expect(blobs.get(hash)).toBeNull()
    expect(blobs.wanted(10, new Set())).toEqual([{ ...wanted, received: 5 }])
    expect(blobs.addPart(wanted, { offset: 0, content: bytes.subarray(0, 5) }, 'e')).toBe(5)
    expect(blobs.addPart(wanted, { offset: 9, content: bytes.subarray(9) }, 'e')).toBe(5)
    expect(blobs.addPart(wanted, { offset: 5, content: bytes.subarray(5) }, 'e')).toBe(bytes.length)
    expect(bytes.equals(blobs.get(hash) ?? new Uint8Array())).toBe(true)
    expect(blobs.wanted(10, new Set())).toEqual([])
    expect(blobs.toSend('e', 10)).toEqual([])
    expect(blobs.toSend('another', 10)).toEqual([hash])
  })

  it('do not go before the record that names them', () => {
    const rowId = v7()
    db.changeSets.commit({
      authorId: null,
      occurredAt: 1,
      businessDay: businessDaySchema.parse('2026-11-22'),
      visitId: null,
      edits: [
        {
          entity: 'picture',
          rowId,
          fields: {
            opportunityId: opportunityIdSchema.parse(v7()),
            visitId: visitIdSchema.parse(v7()),
            hash,
            bytes: bytes.length,
            mediaType: 'image/png',
            caption: '',
            authorId: consultantIdSchema.parse(v7()),
            occurredAt: 1,
          },
        },
      ],
    })
    blobs.put(hash, bytes)
    expect(blobs.toSend('e', 10)).toEqual([])
    db.connection.exec('DELETE FROM outbox')
    expect(blobs.toSend('e', 10)).toEqual([hash])
  })

  it('that are other than their name says are dropped whole', () => {
    name(hash)
    expect(blobs.addPart(wanted, { offset: 0, content: Buffer.alloc(bytes.length) }, 'e')).toBe(0)
    expect(blobs.wanted(10, new Set())).toEqual([{ ...wanted, received: 0 }])
  })

  it('go when no picture names them any more, and do not come back', () => {
    name(hash)
    blobs.put(hash, bytes)
    db.connection.exec(`UPDATE picture SET hash = '${'0'.repeat(64)}'`)
    dropUnnamedBlobs(db.connection)
    expect(blobs.get(hash)).toBeNull()
    expect(blobs.addPart(wanted, { offset: 0, content: bytes }, 'e')).toBe(0)
    expect(blobs.wanted(10, new Set())).toEqual([])
    expect(db.connection.prepare('SELECT count(*) FROM blob').pluck().get()).toBe(0)
  })
})

describe('a document', () => {
  it('is in force when it is whole and good, one of its kind, and those before it are kept', () => {
    const documents = createDocuments(db.connection)
    const [first, second] = [Buffer.from('first'), Buffer.from('second')]
    const take = (content: Buffer) =>
      documents.addPart(
        { hash: sha256(content), kind: 'questions', total: content.length },
        { offset: 0, content },
      )
    expect(take(first)).toBe(5)
    documents.putInForce(sha256(first), 1, () => {})
    expect(take(second)).toBe(6)
    expect(() =>
      documents.putInForce(sha256(second), 2, () => {
        throw new Error('not used')
      }),
    ).toThrow('not used')
    expect(documents.inForce('questions')).toEqual(first)
    documents.putInForce(sha256(second), 2, () => {})
    expect(documents.inForce('questions')).toEqual(second)
    expect(documents.content(sha256(first))).toEqual(first)
    expect(documents.refused()).toEqual([])
    const third = Buffer.from('third')
    take(third)
    documents.refuse(sha256(third), 'It is not JSON.')
    expect(documents.refused()).toEqual([{ kind: 'questions', reason: 'It is not JSON.' }])
    expect(documents.inForce('questions')).toEqual(second)
    // A later version may find it good.
    documents.putInForce(sha256(third), 3, () => {})
    expect(documents.inForce('questions')).toEqual(third)
    expect(documents.refused()).toEqual([])
  })
})
