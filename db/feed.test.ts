import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ChangeId, changeIdSchema, changeSetIdSchema, consultantIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { xorDigest } from '../core/sync/digest.ts'
import type { EntityName } from '../core/sync/entities.ts'
import { type FeedPage, type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import { type Known, knownHere } from './apply-feed-row.ts'
import { connectWriter } from './connect.ts'
import { copyDatabase } from './copy-database.ts'
import type { Feed } from './feed.ts'
import { createFieldBeside } from './field-beside.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { createSyncCounts } from './sync-counts.ts'
import { openTestDatabase, openTestFeed, type TestFolder, testFolder, testKey } from './test-database.ts'

const now = Date.UTC(2026, 10, 22, 7)
const day = businessDaySchema.parse('2026-11-22')
let folder: TestFolder
let db: ShowroomDatabase
let outbox: Outbox
let feed: Feed
beforeEach(() => {
  folder = testFolder()
  open()
  feed.enterEpoch('epoch', 'durable', { isEmpty: false })
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

function open() {
  db = openTestDatabase(folder.folder)
  outbox = createOutbox(db.connection)
  feed = openTestFeed(db)
}

const changeId = (): ChangeId => changeIdSchema.parse(v7())

let seq = 0
/** A row as head office feeds it, every field from one change. */
function fed(
  entity: string,
  rowId: string,
  values: Readonly<Record<string, unknown>>,
  { by = changeId(), others = {} }: { by?: string; others?: Readonly<Record<string, unknown>> } = {},
): FeedRow {
  seq += 1
  const fields = Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      {
        value,
        changeId: by,
        ...(Object.hasOwn(others, field) && { others: [{ value: others[field], changeId: changeId() }] }),
      },
    ]),
  )
  return feedRowSchema.parse({ seq, entity, rowId, fields })
}

const pageOf = (rows: readonly FeedRow[], cursor = seq): FeedPage => ({
  rows,
  cursor,
  hash: `hash ${cursor}`,
  end: true,
  digest: null,
})
const pull = (...rows: readonly FeedRow[]) => feed.applyPage(pageOf(rows), 'epoch')

const ali = { name: 'Ali', phone: null, language: 'ur' }
const rename = (rowId: string, name: string) =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: now,
    businessDay: day,
    visitId: null,
    edits: [{ entity: 'customer', rowId, fields: { name } }],
  }).changeSetId
/** Head office's receipt at its next feed position. */
const receive = (id: string, outcome: 'accepted' | 'conflict' | 'refused') => {
  if (outcome !== 'refused') seq += 1
  return outbox.recordReceipts(
    [
      {
        changeSetId: changeSetIdSchema.parse(id),
        outcome,
        seq: outcome === 'refused' ? null : seq,
        mark: 'durable',
        receivedAt: now,
        reason: outcome === 'refused' ? 'not-readable' : null,
      },
    ],
    'epoch',
  )
}
const nameOf = (rowId: string) => db.tables.read('customer', rowId)?.name
const versionOf = (rowId: string) => db.fieldVersions.of('customer', rowId).get('name')
const beside = () => db.connection.prepare('SELECT reason, value FROM field_beside ORDER BY reason').all()
const aside = () => db.connection.prepare('SELECT entity, state, reason FROM feed_aside ORDER BY seq').all()

describe('applying the feed', () => {
  test('writes rows and moves cursor and hash together', async () => {
    const [customer, by] = [v7(), changeId()]
    expect(await pull(fed('customer', customer, ali, { by }))).toEqual({
      type: 'applied',
      applied: 1,
      waiting: 0,
      quarantined: 0,
    })
    expect(nameOf(customer)).toBe('Ali')
    expect(versionOf(customer)).toBe(by)
    expect(feed.position()).toMatchObject({ epoch: 'epoch', cursor: seq, hash: `hash ${seq}` })
    expect(db.customerSearch.find('ali', 10).ids).toEqual([customer])
  })

  test('shows what came after this laptop’s own change, also where it had to wait for another row', async () => {
    const [owner, opportunity, customer] = [v7(), v7(), v7()]
    const openedAt = now
    const none = { lostReason: null, lostNote: null, lostVisitId: null, lostBusinessDay: null }
    await pull(fed('consultant', owner, { name: 'Ayesha', role: 'consultant', active: true }))
    const { changeSetId } = db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [
        {
          entity: 'opportunity',
          rowId: opportunity,
          fields: {
            ownerId: consultantIdSchema.parse(owner),
            customerId: null,
            state: 'open',
            openedAt,
            ...none,
          },
        },
      ],
    })
    receive(changeSetId, 'accepted')

    // Head office took another laptop’s edit after ours; the customer it names was edited later still.
    const theirs = fed('opportunity', opportunity, {
      ownerId: owner,
      customerId: customer,
      state: 'open',
      openedAt,
      ...none,
    })
    await pull(theirs, fed('customer', customer, ali))

    expect(db.tables.read('opportunity', opportunity)?.customerId).toBe(customer)
    expect(db.fieldVersions.of('opportunity', opportunity).get('customerId')).toBe(
      theirs.fields.customerId?.changeId,
    )
    expect(aside()).toEqual([])
  })

  test('takes an event without its words, where head office stripped it for somebody that this laptop never saw', async () => {
    const [author, opportunity, visit, answer] = [v7(), v7(), v7(), v7()]
    const said = {
      opportunityId: opportunity,
      visitId: visit,
      questionId: 'use',
      state: 'answered',
      value: { type: 'text' },
      ownWords: 'for the school run',
      language: 'en',
      bankVersion: '1',
      supersedesIds: [],
      authorId: author,
      occurredAt: now,
      businessDay: day,
    }
    await pull(
      fed('consultant', author, { name: 'Ayesha', role: 'consultant', active: true }),
      fed('opportunity', opportunity, {
        ownerId: author,
        customerId: null,
        state: 'open',
        lostReason: null,
        lostNote: null,
        lostVisitId: null,
        lostBusinessDay: null,
        openedAt: now,
      }),
      fed('visit', visit, {
        opportunityId: opportunity,
        ownerId: author,
        arrival: 'unknown',
        startedAt: now,
        businessDay: day,
        endedAt: null,
        leftBeforeContact: false,
      }),
      fed('answer', answer, said),
    )
    await pull(fed('answer', answer, { ...said, questionId: 'another' }))
    expect(db.tables.read('answer', answer)).toEqual(said)
    await pull(fed('answer', answer, { ...said, ownWords: '' }))
    expect(db.tables.read('answer', answer)).toEqual({ ...said, ownWords: '' })
  })

  test('writes nothing of a page that goes back or is of another epoch', async () => {
    await pull(fed('customer', v7(), ali))
    const row = fed('customer', v7(), ali)
    await expect(feed.applyPage(pageOf([row], 0), 'epoch')).rejects.toThrow()
    await expect(feed.applyPage(pageOf([row]), 'another')).rejects.toThrow()
    expect(db.tables.isThere('customer', row.rowId)).toBe(false)
  })

  test('takes its own change back as an echo that changes nothing', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    const own = versionOf(customer)
    receive(mine, 'accepted')
    await pull(fed('customer', customer, { name: 'Ali Raza' }, { by: String(own) }))
    expect([nameOf(customer), versionOf(customer), beside()]).toEqual(['Ali Raza', own, []])
  })

  test('keeps an unsent edit, with head office’s value beside it and the parent where it was', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    const own = versionOf(customer)
    await pull(fed('customer', customer, { name: 'Ali Khan', language: 'en' }))
    expect(nameOf(customer)).toBe('Ali Raza')
    expect(db.tables.read('customer', customer)?.language).toBe('en')
    expect(versionOf(customer)).toBe(own)
    expect(beside()).toEqual([{ reason: 'masked', value: '"Ali Khan"' }])
    receive(mine, 'accepted')
    expect(beside()).toEqual([])
  })

  test('shows head office’s value after a conflict, with its own beside', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    await pull(fed('customer', customer, { name: 'Ali Khan' }))
    receive(mine, 'conflict')
    await pull(fed('customer', customer, { name: 'Ali Khan' }, { others: { name: 'Ali Raza' } }))
    feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Khan')
    expect(beside()).toEqual([{ reason: 'conflict', value: '"Ali Raza"' }])
  })

  test('keeps beside a field each change that said the other value, so that settling it names them all', async () => {
    const customer = v7()
    const [first, later] = [changeId(), changeId()]
    const row = fed('customer', customer, ali)
    const name = {
      value: 'Ali',
      changeId: changeId(),
      others: [{ value: 'Ali Raza', changeId: first, same: [later] }],
    }
    await pull(feedRowSchema.parse({ ...row, fields: { ...row.fields, name } }))
    expect(beside()).toEqual(Array(2).fill({ reason: 'conflict', value: '"Ali Raza"' }))
    db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: customer, fields: { name: 'Ali Raza' }, settles: true }],
    })
    const [settled] = outbox.nextPage(10_000).changeSets.flatMap(({ changes }) => changes)
    expect(settled?.fields.name?.alsoParents?.toSorted()).toEqual([first, later].sort())
    expect(beside()).toEqual([])
  })

  test('shows head office’s value after a refusal too, and never drops its own', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    await pull(fed('customer', customer, { name: 'Ali Khan' }))
    feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Raza')
    receive(mine, 'refused')
    feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Khan')
    expect(beside()).toEqual([{ reason: 'refused', value: '"Ali Raza"' }])
  })

  test('keeps a refused value of its own beside, also when head office feeds the row again', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    await pull(fed('customer', customer, { name: 'Ali Khan' }))
    receive(mine, 'refused')
    feed.finishRound(now)
    await pull(fed('customer', customer, { ...ali, name: 'Ali Khan', language: 'en' }))
    expect(beside()).toEqual([{ reason: 'refused', value: '"Ali Raza"' }])
    expect(createFieldBeside(db.connection).sides()).toMatchObject([{ field: 'name', value: 'Ali Raza' }])
    expect(createSyncCounts(db.connection).read().conflicts).toBe(1)
    db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: customer, fields: { name: 'Ali Raza' }, settles: true }],
    })
    expect(beside()).toEqual([])
  })

  test('keeps a refused value of its own beside where nothing was masked by it', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    receive(rename(customer, 'Ali Raza'), 'refused')
    await pull(fed('customer', customer, { ...ali, language: 'en' }))
    expect(nameOf(customer)).toBe('Ali')
    expect(beside()).toEqual([{ reason: 'refused', value: '"Ali Raza"' }])
    receive(rename(customer, 'Ali Khan'), 'refused')
    await pull(fed('customer', customer, ali))
    expect(beside()).toHaveLength(2)
    expect(beside()).toEqual(
      expect.arrayContaining(['"Ali Khan"', '"Ali Raza"'].map((value) => ({ reason: 'refused', value }))),
    )
  })

  test('says no more that its value was refused once another head office has taken it', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    receive(mine, 'refused')
    await pull(fed('customer', customer, { ...ali, language: 'en' }))
    feed.enterEpoch('another', 'durable', { isEmpty: false })
    receive(mine, 'accepted')
    expect(beside()).toEqual([])
  })

  test('does not bring a conflict back while its settlement waits', async () => {
    const customer = v7()
    const row = fed('customer', customer, ali)
    const [seen, unseen] = [changeId(), changeId()]
    const withOthers = (...others: readonly { value: string; changeId: string }[]) => {
      seq += 1
      const name = { ...row.fields.name, others }
      return feedRowSchema.parse({ ...row, seq, fields: { ...row.fields, name } })
    }
    const [other, news] = [
      { value: 'Ali Khan', changeId: seen },
      { value: 'Aly', changeId: unseen },
    ]
    await pull(withOthers(other))
    db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: customer, fields: { name: 'Ali Raza' }, settles: true }],
    })
    const sides = () =>
      createFieldBeside(db.connection)
        .sides()
        .map(({ value }) => value)
    await pull(withOthers(other))
    expect(sides()).toEqual([])
    await pull(withOthers(other, news))
    expect(sides()).toEqual(['Aly'])
  })

  test('masks the fields that mean something only together, together', async () => {
    const [owner, opportunity] = [v7(), v7()]
    const open = {
      ownerId: owner,
      customerId: null,
      state: 'open',
      lostReason: null,
      lostNote: null,
      lostVisitId: null,
      lostBusinessDay: null,
      openedAt: now,
    }
    await pull(
      fed('consultant', owner, { name: 'Bilal', role: 'consultant', active: true }),
      fed('opportunity', opportunity, open),
    )
    db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'opportunity', rowId: opportunity, fields: { state: 'booked' } }],
    })
    await pull(fed('opportunity', opportunity, { state: 'lost', lostReason: 'price', lostBusinessDay: day }))
    expect(db.tables.read('opportunity', opportunity)).toMatchObject({ state: 'booked', lostReason: null })
    expect(aside()).toEqual([])
  })
})

describe('what cannot be applied', () => {
  const answerOf = (visit: string, opportunity: string, author: string) => ({
    opportunityId: opportunity,
    visitId: visit,
    questionId: 'q',
    state: 'unsure',
    value: null,
    ownWords: 'ہم سات ہیں',
    language: 'ur',
    bankVersion: '1',
    supersedesIds: [],
    authorId: author,
    occurredAt: now,
    businessDay: day,
  })

  test('waits for the row it hangs on, however long the chain, and never blocks the rest', async () => {
    const [owner, opportunity, visit, customer] = [v7(), v7(), v7(), v7()]
    const visitRow = fed('visit', visit, {
      opportunityId: opportunity,
      ownerId: owner,
      arrival: 'unknown',
      startedAt: now,
      businessDay: day,
      endedAt: null,
      leftBeforeContact: false,
    })
    const opportunityRow = fed('opportunity', opportunity, {
      ownerId: owner,
      customerId: null,
      state: 'open',
      lostReason: null,
      lostNote: null,
      lostVisitId: null,
      lostBusinessDay: null,
      openedAt: now,
    })
    const outcome = await pull(
      fed('answer', v7(), answerOf(visit, opportunity, owner)),
      visitRow,
      opportunityRow,
      fed('customer', customer, ali),
    )
    expect(outcome).toEqual({ type: 'applied', applied: 1, waiting: 3, quarantined: 0 })
    expect(aside()).toHaveLength(3)
    await pull(fed('consultant', owner, { name: 'Bilal', role: 'consultant', active: true }))
    expect(aside()).toEqual([])
    expect(db.connection.prepare('SELECT own_words FROM answer').all()).toEqual([{ own_words: 'ہم سات ہیں' }])
  })

  test.each([
    ['an entity this version does not know', 'testDrive', { road: 'city' }, 'this version does not know'],
    ['a value that is not one', 'customer', { ...ali, language: 'fr' }, 'language'],
    ['a value the table refuses', 'customer', { ...ali, phone: '0300' }, 'CHECK'],
  ])('is quarantined with its reason when it is %s', async (_, entity, values, reason) => {
    const good = v7()
    expect(await pull(fed(entity, v7(), values), fed('customer', good, ali))).toMatchObject({
      applied: 1,
      quarantined: 1,
    })
    expect(aside()).toEqual([{ entity, state: 'quarantined', reason: expect.stringContaining(reason) }])
    expect(nameOf(good)).toBe('Ali')
    expect(db.connection.prepare('SELECT count(*) AS n FROM customer').get()).toEqual({ n: 1 })
    expect(feed.position().cursor).toBe(seq)
  })

  test('keeps a field it does not know, and shows those it does', async () => {
    const customer = v7()
    await pull(fed('customer', customer, { ...ali, nickname: 'Alu' }))
    expect(nameOf(customer)).toBe('Ali')
    expect(aside()).toEqual([
      { entity: 'customer', state: 'quarantined', reason: 'nickname: this version does not know the field' },
    ])
  })

  test('leaves quarantine when head office feeds it again in order', async () => {
    const customer = v7()
    await pull(fed('customer', customer, { ...ali, language: 'fr' }))
    await pull(fed('customer', customer, ali))
    expect(aside()).toEqual([])
    expect(nameOf(customer)).toBe('Ali')
  })

  test('is tried again after a restart, when a newer version may know it', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    // As an older version, which did not know this row, would have left it.
    const row = JSON.stringify(fed('customer', customer, { name: 'Ali Raza' }))
    db.connection
      .prepare(
        `INSERT INTO feed_aside (entity, row_id, seq, state, reason, row)
         VALUES ('customer', ?, 1, 'quarantined', 'not known then', ?)`,
      )
      .run(customer, row)
    await pull()
    expect(nameOf(customer)).toBe('Ali')
    db.close()
    open()
    await pull()
    expect(nameOf(customer)).toBe('Ali Raza')
    expect(aside()).toEqual([])
  })
})

describe('a list that each may add to', () => {
  const phones = (rowId: string) => db.tables.read('customer', rowId)?.alsoPhones
  const both = (rowId: string, ids: readonly [ChangeId, ChangeId], by = changeId()) => {
    const row = fed('customer', rowId, ali, { by })
    const alsoPhones = {
      value: ['+923001112223', '+923004445556'],
      changeId: ids[0],
      others: [{ value: ['+923004445556'], changeId: ids[1] }],
    }
    return feedRowSchema.parse({ ...row, fields: { ...row.fields, alsoPhones } })
  }
  const add = (rowId: string, alsoPhones: string[]) =>
    db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId, fields: { alsoPhones } }],
    }).changeSetId
  const lastSaid = () => outbox.nextPage(1_000_000).changeSets.at(-1)?.changes[0]?.fields.alsoPhones

  test('is no conflict, and the next edit names everyone who said some of it', async () => {
    const customer = v7()
    const [one, other] = [changeId(), changeId()]
    await pull(both(customer, [one, other]))
    expect(beside()).toEqual([{ reason: 'set', value: '["+923004445556"]' }])
    add(customer, ['+923001112223'])
    expect(lastSaid()).toMatchObject({ parent: one, alsoParents: [other] })
    expect(beside()).toEqual([])
  })

  test('never loses what nobody here has seen: a list behind an unsent edit is not named', async () => {
    const customer = v7()
    await pull(fed('customer', customer, { ...ali, alsoPhones: [] }))
    const mine = add(customer, ['+923007778889'])
    await pull(both(customer, [changeId(), changeId()]))
    expect(phones(customer)).toEqual(['+923007778889'])
    expect(beside()).toMatchObject([{ reason: 'masked' }])
    outbox.markSent(outbox.nextPage(1_000_000))
    const own = db.fieldVersions.of('customer', customer).get('alsoPhones')
    add(customer, [])
    expect(lastSaid()).toEqual({ value: [], parent: own })
    receive(mine, 'accepted')
  })
})

describe('who said the sides of a conflict', () => {
  test('and when, is kept of each, and of the value shown', async () => {
    const [customer, hira, bilal] = [v7(), v7(), v7()]
    const row = fed('customer', customer, ali)
    const [shown, side] = [changeId(), changeId()]
    const name = {
      value: 'Ali',
      changeId: shown,
      by: hira,
      at: 5,
      others: [{ value: 'Aly', changeId: side, by: bilal, at: 7 }],
    }
    await pull(feedRowSchema.parse({ ...row, fields: { ...row.fields, name } }))
    expect(createFieldBeside(db.connection).sides()).toMatchObject([
      { changeId: side, by: bilal, at: 7, shown: { changeId: shown, by: hira, at: 5 } },
    ])
  })
})

describe('a page', () => {
  test('is applied in slices that let others go first, and moves the position with the last', async () => {
    const rows = Array.from({ length: 60 }, (_, number) =>
      fed('customer', v7(), { ...ali, name: `A${number}` }),
    )
    let clock = 0
    // Each row takes a millisecond.
    const slow = openTestFeed(db, { monotonicMs: () => ++clock })
    const cursors: number[] = []
    const counts: unknown[] = []
    await slow.applyPage(pageOf(rows), 'epoch', async () => {
      cursors.push(slow.position().cursor)
      counts.push(db.connection.prepare('SELECT count(*) FROM customer').pluck().get())
      rename(String(rows[0]?.rowId), `typed ${cursors.length}`)
    })
    expect(cursors.length).toBeGreaterThan(5)
    expect(new Set(cursors)).toEqual(new Set([0]))
    expect(counts).toEqual([...counts].sort((a, b) => Number(a) - Number(b)))
    expect(slow.position().cursor).toBe(seq)
    expect(nameOf(String(rows[0]?.rowId))).toBe(`typed ${cursors.length}`)
  })

  test('is not waited for by the disk until it moves the position; whatever else is written then is', async () => {
    const full = 2
    const syncs = () => db.connection.pragma('synchronous', { simple: true })
    const rows = Array.from({ length: 20 }, () => fed('customer', v7(), ali))
    let clock = 0
    const slow = openTestFeed(db, { monotonicMs: () => ++clock })
    const between: unknown[] = []
    await slow.applyPage(pageOf(rows), 'epoch', async () => void between.push(syncs()))
    expect(between.length).toBeGreaterThan(1)
    expect(new Set(between)).toEqual(new Set([full]))
    expect(syncs()).toBe(full)
    await expect(slow.applyPage(pageOf([fed('customer', v7(), ali)]), 'another epoch')).rejects.toThrow()
    expect(syncs()).toBe(full)
  })

  test('is never cut within a position, and one that was cut short comes again and changes nothing', async () => {
    const together = Array.from({ length: 30 }, () => ({ ...fed('customer', v7(), ali), seq }))
    const [first] = together
    const rows = together.map((row) => ({ ...row, seq: first?.seq ?? 0 }))
    let clock = 0
    // A step takes so long that the next one has to wait.
    const monotonicMs = () => {
      clock += 4
      return clock
    }
    const slow = openTestFeed(db, { monotonicMs })
    const later = fed('customer', v7(), ali)
    let yields = 0
    const cut = slow.applyPage(pageOf([...rows, later]), 'epoch', async () => {
      yields += 1
      throw new Error('the power went')
    })
    await expect(cut).rejects.toThrow('power')
    expect(yields).toBe(1)
    expect(db.connection.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(30)
    expect(slow.position().cursor).toBe(0)
    const digest = slow.digest()
    await pull(...rows, later)
    expect(db.connection.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(31)
    expect(db.customerSearch.find('ali', 100).total).toBe(31)
    expect(feed.digest()).not.toBe(digest)
    expect([...(await feed.bucketDigests()).values()].reduce(xorDigest)).toBe(feed.digest())
  })
})

describe('the newest first', () => {
  test('is here at once, moves no position, and the feed comes to it again', async () => {
    const newest = fed('customer', v7(), ali)
    expect(await feed.applyHead([newest])).toMatchObject({ type: 'applied', applied: 1 })
    expect(nameOf(newest.rowId)).toBe('Ali')
    expect(feed.position()).toMatchObject({ cursor: 0, hash: '' })
    const digest = feed.digest()
    await pull(newest)
    expect([feed.digest(), feed.position().cursor]).toEqual([digest, seq])
  })
})

describe('more deletes than a laptop takes by itself', () => {
  const unit = (rowId: string, deleted: boolean) =>
    fed('stockUnit', rowId, {
      variantId: 'honda/city/1-2l-cvt',
      number: rowId,
      colour: 'white',
      place: 'yard',
      state: 'in-stock',
      deleted,
    })
  const stock = (count: number) => Array.from({ length: count }, () => unit(v7(), false))
  const without = (rows: readonly FeedRow[]) => rows.map(({ rowId }) => unit(rowId, true))
  const live = () => db.connection.prepare('SELECT count(*) FROM stock_unit WHERE deleted = 0').pluck().get()

  test('stop the round before the page that would, over all its pages, until the manager says yes', async () => {
    const units = stock(100)
    await pull(...units)
    await pull(...without(units.slice(0, 20)))
    expect(live()).toBe(80)
    const more = without(units.slice(20, 22))
    const stop = { type: 'many-deletes', entity: 'stockUnit', count: 22 }
    const cursor = feed.position().cursor
    expect(await pull(...more)).toEqual({ type: 'stopped', stop })
    expect([live(), feed.position().cursor]).toEqual([80, cursor])
    feed.enterEpoch('epoch', 'durable', { isEmpty: false })
    expect(feed.position().stopped).toEqual(stop)
    expect(await pull()).toEqual({ type: 'stopped', stop })
    feed.allowDeletes()
    expect(feed.position().stopped).toBeNull()
    expect(await pull(...more)).toMatchObject({ type: 'applied', applied: 2 })
    expect(live()).toBe(78)
    feed.finishRound(now)
    expect(await pull(...without(units.slice(22, 60)))).toMatchObject({ type: 'stopped' })
  })

  test('count once, when a page of them could not be written and comes again', async () => {
    const rows = stock(60)
    await pull(...rows)
    const page = pageOf(without(rows.slice(0, 15)))
    let clock = 0
    const slow = openTestFeed(db, { monotonicMs: () => (clock += 4) })
    const cut = slow.applyPage(page, 'epoch', async () => {
      throw new Error('the disk is full')
    })
    await expect(cut).rejects.toThrow('full')
    db.connection.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON feed_position BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    )
    await expect(slow.applyPage(page, 'epoch')).rejects.toThrow('full')
    db.connection.exec('DROP TRIGGER full')
    expect(await slow.applyPage(page, 'epoch')).toMatchObject({ type: 'applied' })
    expect(await slow.applyPage(pageOf(without(rows.slice(15, 25))), 'epoch')).toMatchObject({
      type: 'stopped',
      stop: { count: 25 },
    })
  })

  test('are no matter when they are few, a small share, or no news', async () => {
    const units = stock(500)
    await pull(...units)
    expect(await pull(...without(units.slice(0, 25)))).toMatchObject({ type: 'applied' })
    feed.finishRound(now)
    expect(await pull(...without(units.slice(0, 25)), ...without(stock(30)))).toMatchObject({
      type: 'applied',
    })
    expect(live()).toBe(475)
  })
})

describe('what a newer version knows', () => {
  // This version, before it knew a customer's note and what a consent is.
  const before: Known = {
    entity: (name): name is EntityName => knownHere.entity(name) && name !== 'consent',
    field: (entity, field) => knownHere.field(entity, field) && !(entity === 'customer' && field === 'note'),
  }

  test('is kept as it was received, in the digest, and applied after the upgrade', async () => {
    const [customer, author, consent] = [v7(), v7(), v7()]
    const older = openTestFeed(db, { known: before })
    const rows = [
      fed('consultant', author, { name: 'Hira', role: 'manager', active: true }),
      fed('customer', customer, { ...ali, note: 'likes blue', alsoPhones: [] }),
      fed('consent', consent, {
        customerId: customer,
        purpose: 'follow-up',
        granted: true,
        wordingId: 'w',
        wording: 'May we call?',
        language: 'ur',
        withdrawsId: null,
        followsId: null,
        authorId: author,
        occurredAt: now,
      }),
    ]
    await older.applyPage(pageOf(rows), 'epoch')
    expect(db.tables.read('customer', customer)).toMatchObject({ name: 'Ali', note: null })
    expect(aside()).toHaveLength(2)
    rename(customer, 'Ali Raza')
    const [sent] = outbox.nextPage(100_000).changeSets
    // An edit says nothing of what the version does not know.
    expect(Object.keys(sent?.changes[0]?.fields ?? {})).toEqual(['name'])
    const digest = older.digest()

    const upgraded = openTestFeed(db)
    await upgraded.applyPage(pageOf([]), 'epoch')
    expect(db.tables.read('customer', customer)).toMatchObject({ name: 'Ali Raza', note: 'likes blue' })
    expect(db.tables.isThere('consent', consent)).toBe(true)
    expect([aside(), upgraded.digest()]).toEqual([[], digest])
  })

  test('is not applied over what this laptop has said and head office has taken since', async () => {
    const customer = v7()
    const older = openTestFeed(db, { known: before })
    await older.applyPage(pageOf([fed('customer', customer, { ...ali, note: 'likes blue' })]), 'epoch')
    const mine = rename(customer, 'Ali Raza')
    receive(mine, 'accepted')
    await openTestFeed(db).applyPage(pageOf([]), 'epoch')
    expect(db.tables.read('customer', customer)).toMatchObject({ name: 'Ali Raza', note: 'likes blue' })
  })

  test('survives a copy of the database', async () => {
    const row = fed('testDrive', v7(), { road: 'city' })
    await pull(row, fed('customer', v7(), { ...ali, nickname: 'Alu' }))
    using other = testFolder()
    const copy = connectWriter(other.folder, testKey)
    copyDatabase(db.connection, copy, () => {})
    const tables = ['feed_aside', 'row_state', 'feed_position']
    for (const table of tables)
      expect(copy.prepare(`SELECT * FROM ${table}`).all()).toEqual(
        db.connection.prepare(`SELECT * FROM ${table}`).all(),
      )
    copy.close()
  })
})

describe('taking up with a head office', () => {
  test('goes on where it was in the same epoch', async () => {
    await pull(fed('customer', v7(), ali))
    const before = feed.position()
    feed.stop({ type: 'mismatch' })
    expect(feed.position().stopped).toEqual({ type: 'mismatch' })
    expect(feed.enterEpoch('epoch', 'durable', { isEmpty: false })).toEqual({ type: 'entered', requeued: 0 })
    expect(feed.position()).toEqual(before)
  })

  test('in another epoch reads from the beginning, sends everything again and deletes nothing', async () => {
    const [fedCustomer, mine] = [v7(), v7()]
    await pull(fed('customer', fedCustomer, ali))
    const { changeSetId } = db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: mine, fields: { name: 'Sana', phone: null, language: 'ur' } }],
    })
    receive(changeSetId, 'accepted')
    expect(outbox.nextPage(1_000).changeSets).toEqual([])
    expect(feed.enterEpoch('another', 'trial', { isEmpty: false })).toEqual({ type: 'entered', requeued: 1 })
    expect(feed.position()).toMatchObject({ epoch: 'another', mark: 'trial', cursor: 0, hash: '' })
    expect(outbox.nextPage(1_000).changeSets.map(({ id }) => id)).toEqual([changeSetId])
    expect([nameOf(fedCustomer), nameOf(mine)]).toEqual(['Ali', 'Sana'])
  })

  test('that is empty where it was not asks first, and takes up with it once somebody has said yes', async () => {
    const customer = v7()
    await pull(fed('customer', customer, ali))
    const stop = { type: 'empty-headoffice' }
    const enter = () => feed.enterEpoch('another', 'durable', { isEmpty: true })
    expect(enter()).toEqual({ type: 'stopped', stop })
    expect(feed.position()).toMatchObject({ epoch: 'epoch', cursor: seq, stopped: stop })
    feed.allowDeletes()
    expect(enter()).toMatchObject({ type: 'stopped' })
    feed.allowEmpty()
    expect(enter()).toMatchObject({ type: 'entered' })
    expect(feed.position()).toMatchObject({ epoch: 'another', cursor: 0, stopped: null })
    expect(nameOf(customer)).toBe('Ali')
  })

  test('that is empty is nothing to ask about on a laptop that never had any', () => {
    expect(feed.enterEpoch('another', 'durable', { isEmpty: true })).toEqual({ type: 'entered', requeued: 0 })
  })
})
