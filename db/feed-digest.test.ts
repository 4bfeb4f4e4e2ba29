import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '../core/canonical-json.ts'
import { changeIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { bucketOf, emptyDigest } from '../core/sync/digest.ts'
import { type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import { xorDigest } from '../core/sync/test-digest.ts'
import type { Feed } from './feed.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, openTestFeed, type TestFolder, testFolder } from './test-database.ts'

let folder: TestFolder
let db: ShowroomDatabase
let feed: Feed
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
  feed = openTestFeed(db)
  feed.enterEpoch('epoch', 'durable', { isEmpty: false })
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

let seq = 0
function fed(entity: string, values: Readonly<Record<string, unknown>>, rowId = v7()): FeedRow {
  seq += 1
  const changeId = changeIdSchema.parse(v7())
  const fields = Object.entries(values).map(([field, value]) => [field, { value, changeId }])
  return feedRowSchema.parse({ seq, entity, rowId, fields: Object.fromEntries(fields) })
}
const customer = (name: string, rowId = v7()) => fed('customer', { name, phone: null, language: 'ur' }, rowId)
const pull = (...rows: readonly FeedRow[]) =>
  feed.applyPage({ rows, cursor: seq, hash: `hash ${seq}`, end: true, digest: null }, 'epoch')

/** Told from the specification alone. */
const digestOf = (rows: readonly FeedRow[]) =>
  rows
    .map(({ entity, rowId, fields }) =>
      createHash('sha256').update(canonicalJson({ entity, rowId, fields })).digest('hex').slice(0, 32),
    )
    .reduce(xorDigest, emptyDigest)
const nameOf = (rowId: string) => db.tables.read('customer', rowId)?.name

describe('the digest', () => {
  test('is of every row as it was fed last, also of those that wait, are quarantined or not known', async () => {
    const [ali, sana] = [customer('Ali'), customer('Sana')]
    const visit = fed('visit', { opportunityId: v7() })
    const wrong = fed('customer', { name: 'Omar', phone: '0300', language: 'ur' })
    const newer = fed('testDrive', { road: 'city' })
    const nickname = fed('customer', { name: 'Bilal', phone: null, language: 'ur', nickname: 'Billu' })
    expect(feed.digest()).toBe(emptyDigest)
    await pull(ali, sana, visit, wrong, newer, nickname)
    expect(feed.digest()).toBe(digestOf([ali, sana, visit, wrong, newer, nickname]))
    const renamed = customer('Ali Raza', ali.rowId)
    await pull(renamed)
    expect(feed.digest()).toBe(digestOf([renamed, sana, visit, wrong, newer, nickname]))
  })

  test('says nothing of what was written here and is not sent', async () => {
    const ali = customer('Ali')
    await pull(ali)
    const act = { authorId: null, occurredAt: 1, businessDay: businessDaySchema.parse('2026-11-22') }
    const edit = (rowId: string, fields: { name: string; phone?: null; language?: 'ur' }) =>
      db.changeSets.commit({ ...act, visitId: null, edits: [{ entity: 'customer', rowId, fields }] })
    edit(v7(), { name: 'Mine', phone: null, language: 'ur' })
    edit(ali.rowId, { name: 'Ali Raza' })
    expect(feed.digest()).toBe(digestOf([ali]))
    const masked = customer('Ali Khan', ali.rowId)
    await pull(masked)
    expect(nameOf(ali.rowId)).toBe('Ali Raza')
    expect(feed.digest()).toBe(digestOf([masked]))
  })

  test('changes nothing for what is fed again, and nothing goes back', async () => {
    const [old, ali] = [customer('Ali'), customer('Ali Raza')]
    const now = { ...ali, rowId: old.rowId }
    await feed.applyHead([now])
    await pull(old, now)
    expect(nameOf(old.rowId)).toBe('Ali Raza')
    expect(feed.digest()).toBe(digestOf([now]))
    await feed.repair(bucketOf(old.rowId), [old])
    expect(feed.digest()).toBe(digestOf([now]))
  })

  test('of the buckets is that of the rows in each', async () => {
    const rows = Array.from({ length: 40 }, (_, number) => customer(`Ali ${number}`))
    await pull(...rows)
    const buckets = await feed.bucketDigests()
    const expected = Map.groupBy(rows, ({ rowId }) => bucketOf(rowId))
    expect([...buckets].sort()).toEqual(
      [...expected].map(([bucket, inIt]) => [bucket, digestOf(inIt)] as const).sort(),
    )
    expect([...buckets.values()].reduce(xorDigest, emptyDigest)).toBe(feed.digest())
  })

  test('begins anew with another epoch, and nothing that was fed before is gone', async () => {
    const [ali, sana] = [customer('Ali'), customer('Sana')]
    await pull(ali, sana)
    feed.enterEpoch('epoch', 'durable', { isEmpty: false })
    expect(feed.digest()).toBe(digestOf([ali, sana]))
    feed.enterEpoch('another', 'durable', { isEmpty: false })
    expect(feed.digest()).toBe(emptyDigest)
    await feed.applyPage({ rows: [ali], cursor: seq, hash: 'h', end: true, digest: null }, 'another')
    expect(feed.digest()).toBe(digestOf([ali]))
    expect(nameOf(sana.rowId)).toBe('Sana')
  })
})

describe('what another epoch does not have', () => {
  test('and nobody here wrote is counted at the end of its first whole round, kept, and counted until it is fed', async () => {
    const [ali, sana] = [customer('Ali'), customer('Sana')]
    await pull(ali, sana)
    const mine = v7()
    const said = {
      authorId: null,
      occurredAt: 1,
      businessDay: businessDaySchema.parse('2026-11-22'),
      visitId: null,
    }
    const fields = { name: 'Mine', phone: null, language: 'ur' } as const
    db.changeSets.commit({ ...said, edits: [{ entity: 'customer', rowId: mine, fields }] })
    await pull(customer('Mine', mine))
    feed.finishRound(1)
    expect(feed.position().onlyHere).toBe(0)
    feed.enterEpoch('another', 'durable', { isEmpty: false })
    const inAnother = (...rows: readonly FeedRow[]) =>
      feed.applyPage({ rows, cursor: seq, hash: 'h', end: true, digest: null }, 'another')
    await inAnother()
    feed.finishRound(2)
    expect(feed.position().onlyHere).toBe(2)
    expect(nameOf(sana.rowId)).toBe('Sana')
    await inAnother(customer('Ali', ali.rowId))
    feed.finishRound(3)
    expect(feed.position().onlyHere).toBe(1)
    await inAnother(customer('Sana', sana.rowId))
    feed.finishRound(4)
    expect(feed.position().onlyHere).toBe(0)
  })
})

describe('a repair', () => {
  test('brings what is missing, and tells of what head office does not have without taking it away', async () => {
    const [lost, kept] = [customer('Ali'), customer('Sana')]
    await pull(lost, kept)
    const [bucket, keptBucket] = [bucketOf(lost.rowId), bucketOf(kept.rowId)]
    // As if it had never come.
    for (const table of ['customer', 'row_state'])
      db.connection
        .prepare(`DELETE FROM ${table} WHERE ${table === 'customer' ? 'id' : 'row_id'} = ?`)
        .run(lost.rowId)
    expect((await feed.bucketDigests()).get(bucket)).toBeUndefined()
    expect(feed.digest()).toBe(digestOf([kept]))
    expect(await feed.repair(bucket, [lost])).toMatchObject({ notThere: [] })
    expect(nameOf(lost.rowId)).toBe('Ali')
    expect(feed.digest()).toBe(digestOf([lost, kept]))
    expect(await feed.repair(keptBucket, [])).toMatchObject({
      notThere: [{ entity: 'customer', rowId: kept.rowId }],
    })
    expect(nameOf(kept.rowId)).toBe('Sana')
  })

  test('writes again what stands as head office fed it and is not so here', async () => {
    const ali = customer('Ali')
    await pull(ali)
    db.connection.exec("UPDATE customer SET name = 'Damaged'")
    await feed.repair(bucketOf(ali.rowId), [ali])
    expect(nameOf(ali.rowId)).toBe('Ali')
  })
})
