import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ChangeId, changeIdSchema, changeSetIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import { createFeed, type Feed } from './feed.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, type TestFolder, testFolder } from './test-database.ts'

const now = Date.UTC(2026, 10, 22, 7)
const day = businessDaySchema.parse('2026-11-22')
let folder: TestFolder
let db: ShowroomDatabase
let outbox: Outbox
let feed: Feed
beforeEach(() => {
  folder = testFolder()
  open()
  feed.enterEpoch('epoch', 'durable')
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

function open() {
  db = openTestDatabase(folder.folder)
  outbox = createOutbox(db.connection)
  feed = createFeed(db.connection, {
    tables: db.tables,
    fieldVersions: db.fieldVersions,
    erasures: db.erasures,
    outbox,
  })
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

const pull = (...rows: readonly FeedRow[]) =>
  feed.applyPage({ rows: [...rows], cursor: seq, hash: `hash ${seq}`, end: true }, 'epoch')

const ali = { name: 'Ali', phone: null, language: 'ur' }
const rename = (rowId: string, name: string) =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: now,
    businessDay: day,
    visitId: null,
    edits: [{ entity: 'customer', rowId, fields: { name } }],
  }).changeSetId
const receive = (id: string, outcome: 'accepted' | 'conflict' | 'refused') =>
  outbox.recordReceipts(
    [
      {
        changeSetId: changeSetIdSchema.parse(id),
        outcome,
        seq: outcome === 'refused' ? null : 1,
        mark: 'durable',
        receivedAt: now,
        words: 'words',
      },
    ],
    'epoch',
  )
const nameOf = (rowId: string) => db.tables.read('customer', rowId)?.name
const versionOf = (rowId: string) => db.fieldVersions.of('customer', rowId).get('name')
const beside = () => db.connection.prepare('SELECT reason, value FROM field_beside ORDER BY reason').all()
const aside = () => db.connection.prepare('SELECT entity, state, reason FROM feed_aside ORDER BY seq').all()

describe('applying the feed', () => {
  test('writes rows and moves cursor and hash together', () => {
    const [customer, by] = [v7(), changeId()]
    expect(pull(fed('customer', customer, ali, { by }))).toEqual({ applied: 1, waiting: 0, quarantined: 0 })
    expect(nameOf(customer)).toBe('Ali')
    expect(versionOf(customer)).toBe(by)
    expect(feed.position()).toMatchObject({ epoch: 'epoch', cursor: seq, hash: `hash ${seq}` })
    expect(db.customerSearch.find('ali', 10).ids).toEqual([customer])
  })

  test('writes nothing of a page that goes back or is of another epoch', () => {
    pull(fed('customer', v7(), ali))
    const row = fed('customer', v7(), ali)
    expect(() => feed.applyPage({ rows: [row], cursor: 0, hash: '', end: true }, 'epoch')).toThrow()
    expect(() => feed.applyPage({ rows: [row], cursor: seq, hash: '', end: true }, 'another')).toThrow()
    expect(db.tables.isThere('customer', row.rowId)).toBe(false)
  })

  test('takes its own change back as an echo that changes nothing', () => {
    const customer = v7()
    pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    const own = versionOf(customer)
    receive(mine, 'accepted')
    pull(fed('customer', customer, { name: 'Ali Raza' }, { by: String(own) }))
    expect([nameOf(customer), versionOf(customer), beside()]).toEqual(['Ali Raza', own, []])
  })

  test('keeps an unsent edit, with head office’s value beside it and the parent where it was', () => {
    const customer = v7()
    pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    const own = versionOf(customer)
    pull(fed('customer', customer, { name: 'Ali Khan', language: 'en' }))
    expect(nameOf(customer)).toBe('Ali Raza')
    expect(db.tables.read('customer', customer)?.language).toBe('en')
    expect(versionOf(customer)).toBe(own)
    expect(beside()).toEqual([{ reason: 'masked', value: '"Ali Khan"' }])
    receive(mine, 'accepted')
    expect(beside()).toEqual([])
  })

  test('shows head office’s value after a conflict, with its own beside', () => {
    const customer = v7()
    pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    pull(fed('customer', customer, { name: 'Ali Khan' }))
    receive(mine, 'conflict')
    pull(fed('customer', customer, { name: 'Ali Khan' }, { others: { name: 'Ali Raza' } }))
    feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Khan')
    expect(beside()).toEqual([{ reason: 'conflict', value: '"Ali Raza"' }])
  })

  test('keeps beside a field each change that said the other value, so that settling it names them all', () => {
    const customer = v7()
    const [first, later] = [changeId(), changeId()]
    const row = fed('customer', customer, ali)
    const name = {
      value: 'Ali',
      changeId: changeId(),
      others: [{ value: 'Ali Raza', changeId: first, same: [later] }],
    }
    pull(feedRowSchema.parse({ ...row, fields: { ...row.fields, name } }))
    expect(beside()).toEqual(Array(2).fill({ reason: 'conflict', value: '"Ali Raza"' }))
    db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: customer, fields: { name: 'Ali Raza' }, settles: true }],
    })
    const [settled] = outbox.nextPage(10_000).flatMap(({ changes }) => changes)
    expect(settled?.fields.name?.alsoParents?.toSorted()).toEqual([first, later].sort())
    expect(beside()).toEqual([])
  })

  test('shows head office’s value after a refusal too, and never drops its own', () => {
    const customer = v7()
    pull(fed('customer', customer, ali))
    const mine = rename(customer, 'Ali Raza')
    pull(fed('customer', customer, { name: 'Ali Khan' }))
    feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Raza')
    receive(mine, 'refused')
    feed.finishRound(now)
    expect(nameOf(customer)).toBe('Ali Khan')
    expect(beside()).toEqual([{ reason: 'conflict', value: '"Ali Raza"' }])
  })

  test('masks the fields that mean something only together, together', () => {
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
    pull(
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
    pull(fed('opportunity', opportunity, { state: 'lost', lostReason: 'price', lostBusinessDay: day }))
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

  test('waits for the row it hangs on, however long the chain, and never blocks the rest', () => {
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
    const outcome = pull(
      fed('answer', v7(), answerOf(visit, opportunity, owner)),
      visitRow,
      opportunityRow,
      fed('customer', customer, ali),
    )
    expect(outcome).toEqual({ applied: 1, waiting: 3, quarantined: 0 })
    expect(aside()).toHaveLength(3)
    pull(fed('consultant', owner, { name: 'Bilal', role: 'consultant', active: true }))
    expect(aside()).toEqual([])
    expect(db.connection.prepare('SELECT own_words FROM answer').all()).toEqual([{ own_words: 'ہم سات ہیں' }])
  })

  test.each([
    ['an entity this version does not know', 'testDrive', { road: 'city' }, 'this version does not know'],
    ['a value that is not one', 'customer', { ...ali, language: 'fr' }, 'language'],
    ['a value the table refuses', 'customer', { ...ali, phone: '0300' }, 'CHECK'],
  ])('is quarantined with its reason when it is %s', (_, entity, values, reason) => {
    const good = v7()
    expect(pull(fed(entity, v7(), values), fed('customer', good, ali))).toMatchObject({
      applied: 1,
      quarantined: 1,
    })
    expect(aside()).toEqual([{ entity, state: 'quarantined', reason: expect.stringContaining(reason) }])
    expect(nameOf(good)).toBe('Ali')
    expect(db.connection.prepare('SELECT count(*) AS n FROM customer').get()).toEqual({ n: 1 })
    expect(feed.position().cursor).toBe(seq)
  })

  test('keeps a field it does not know, and shows those it does', () => {
    const customer = v7()
    pull(fed('customer', customer, { ...ali, nickname: 'Alu' }))
    expect(nameOf(customer)).toBe('Ali')
    expect(aside()).toEqual([
      { entity: 'customer', state: 'quarantined', reason: 'nickname: this version does not know the field' },
    ])
  })

  test('leaves quarantine when head office feeds it again in order', () => {
    const customer = v7()
    pull(fed('customer', customer, { ...ali, language: 'fr' }))
    pull(fed('customer', customer, ali))
    expect(aside()).toEqual([])
    expect(nameOf(customer)).toBe('Ali')
  })

  test('is tried again after a restart, when a newer version may know it', () => {
    const customer = v7()
    pull(fed('customer', customer, ali))
    // As an older version, which did not know this row, would have left it.
    const row = JSON.stringify(fed('customer', customer, { name: 'Ali Raza' }))
    db.connection
      .prepare("INSERT INTO feed_aside VALUES ('customer', ?, 1, 'quarantined', 'not known then', ?)")
      .run(customer, row)
    pull()
    expect(nameOf(customer)).toBe('Ali')
    db.close()
    open()
    pull()
    expect(nameOf(customer)).toBe('Ali Raza')
    expect(aside()).toEqual([])
  })
})

describe('taking up with a head office', () => {
  test('goes on where it was in the same epoch', () => {
    pull(fed('customer', v7(), ali))
    const before = feed.position()
    feed.stop('head office went back')
    expect(feed.position().stopped).toBe('head office went back')
    expect(feed.enterEpoch('epoch', 'durable')).toBe(0)
    expect(feed.position()).toEqual(before)
  })

  test('in another epoch reads from the beginning, sends everything again and deletes nothing', () => {
    const [fedCustomer, mine] = [v7(), v7()]
    pull(fed('customer', fedCustomer, ali))
    const { changeSetId } = db.changeSets.commit({
      authorId: null,
      occurredAt: now,
      businessDay: day,
      visitId: null,
      edits: [{ entity: 'customer', rowId: mine, fields: { name: 'Sana', phone: null, language: 'ur' } }],
    })
    receive(changeSetId, 'accepted')
    expect(outbox.nextPage(1_000)).toEqual([])
    expect(feed.enterEpoch('another', 'trial')).toBe(1)
    expect(feed.position()).toMatchObject({ epoch: 'another', mark: 'trial', cursor: 0, hash: '' })
    expect(outbox.nextPage(1_000).map(({ id }) => id)).toEqual([changeSetId])
    expect([nameOf(fedCustomer), nameOf(mine)]).toEqual(['Ali', 'Sana'])
  })
})
