import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { bucketOf } from '../core/sync/digest.ts'
import type { EntityName } from '../core/sync/entities.ts'
import { type Known, knownHere } from './apply-feed-row.ts'
import { connectWriter } from './connect.ts'
import { copyDatabase } from './copy-database.ts'
import { openTestFeed, testFolder, testKey } from './test-database.ts'
import { ali, day, eachFeedLaptop, now } from './test-feed-laptop.ts'

const laptop = eachFeedLaptop()
const { fed, pageOf, pull, rename, receive, nameOf, aside } = laptop

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
    expect(laptop.db.connection.prepare('SELECT own_words FROM answer').all()).toEqual([
      { own_words: 'ہم سات ہیں' },
    ])
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
    expect(laptop.db.connection.prepare('SELECT count(*) AS n FROM customer').get()).toEqual({ n: 1 })
    expect(laptop.feed.position().cursor).toBe(laptop.seq)
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
    laptop.db.connection
      .prepare(
        `INSERT INTO feed_aside (entity, row_id, seq, state, reason, row)
         VALUES ('customer', ?, 1, 'quarantined', 'not known then', ?)`,
      )
      .run(customer, row)
    await pull()
    expect(nameOf(customer)).toBe('Ali')
    laptop.db.close()
    laptop.open()
    await pull()
    expect(nameOf(customer)).toBe('Ali Raza')
    expect(aside()).toEqual([])
  })
})

describe('what a newer version knows', () => {
  // This version, before it knew a customer's note and what a consent is.
  const before: Known = {
    entity: (name): name is EntityName => knownHere.entity(name) && name !== 'consent',
    field: (entity, field) => knownHere.field(entity, field) && !(entity === 'customer' && field === 'note'),
  }

  const consentOf = (customerId: string, authorId: string) => ({
    customerId,
    purpose: 'follow-up',
    granted: true,
    wordingId: 'w',
    wording: 'May we call?',
    language: 'ur',
    withdrawsId: null,
    followsId: null,
    authorId,
    occurredAt: now,
  })

  test('is kept as it was received, in the digest, and applied after the upgrade', async () => {
    const [customer, author, consent] = [v7(), v7(), v7()]
    const older = openTestFeed(laptop.db, { known: before })
    const rows = [
      fed('consultant', author, { name: 'Hira', role: 'manager', active: true }),
      fed('customer', customer, { ...ali, note: 'likes blue', alsoPhones: [] }),
      fed('consent', consent, consentOf(customer, author)),
    ]
    await older.applyPage(pageOf(rows), 'epoch')
    expect(laptop.db.tables.read('customer', customer)).toMatchObject({ name: 'Ali', note: null })
    expect(aside()).toHaveLength(2)
    rename(customer, 'Ali Raza')
    const [sent] = laptop.outbox.nextPage(100_000).changeSets
    // An edit says nothing of what the version does not know.
    expect(Object.keys(sent?.changes[0]?.fields ?? {})).toEqual(['name'])
    const digest = older.digest()

    const upgraded = openTestFeed(laptop.db)
    await upgraded.applyPage(pageOf([]), 'epoch')
    expect(laptop.db.tables.read('customer', customer)).toMatchObject({
      name: 'Ali Raza',
      note: 'likes blue',
    })
    expect(laptop.db.tables.isThere('consent', consent)).toBe(true)
    expect([aside(), upgraded.digest()]).toEqual([[], digest])
  })

  test('is not applied over what this laptop has said and head office has taken since', async () => {
    const customer = v7()
    const older = openTestFeed(laptop.db, { known: before })
    await older.applyPage(pageOf([fed('customer', customer, { ...ali, note: 'likes blue' })]), 'epoch')
    const mine = rename(customer, 'Ali Raza')
    receive(mine, 'accepted')
    await openTestFeed(laptop.db).applyPage(pageOf([]), 'epoch')
    expect(laptop.db.tables.read('customer', customer)).toMatchObject({
      name: 'Ali Raza',
      note: 'likes blue',
    })
  })

  test('comes again from head office where the older one took away what it did not know of an erased customer', async () => {
    const [customer, author, consent] = [v7(), v7(), v7()]
    const consentRow = fed('consent', consent, consentOf(customer, author))
    const rows = [
      fed('consultant', author, { name: 'Hira', role: 'manager', active: true }),
      fed('customer', customer, ali),
      fed('erasure', v7(), { customerId: customer, reason: 'requested', authorId: author, occurredAt: now }),
      consentRow,
    ]
    const older = openTestFeed(laptop.db, { known: before })
    await older.applyPage(pageOf(rows), 'epoch')
    const whole = older.digest()
    // It cannot tell that the words of a consent are nobody's name.
    laptop.db.connection.exec(
      "UPDATE feed_aside SET row = json_replace(row, '$.fields.wording.value', NULL, '$.fields.granted.value', NULL)",
    )
    const again = openTestFeed(laptop.db, { known: before })
    await again.applyPage(pageOf([]), 'epoch')
    expect([aside().length, again.digest()]).toEqual([1, whole])

    const upgraded = openTestFeed(laptop.db)
    await upgraded.applyPage(pageOf([]), 'epoch')
    expect(laptop.db.tables.isThere('consent', consent)).toBe(false)
    expect(upgraded.digest()).not.toBe(whole)
    expect((await upgraded.bucketDigests()).get(bucketOf(consent))).toBeUndefined()
    await upgraded.repair(bucketOf(consent), [consentRow])
    expect(laptop.db.tables.read('consent', consent)).toMatchObject({
      granted: true,
      wording: 'May we call?',
    })
    expect([aside(), upgraded.digest()]).toEqual([[], whole])
  })

  test('comes again from head office where the older one took it for an erased customer’s by whatever it named', async () => {
    const [customer, author, theirs, visit, another, heard] = [v7(), v7(), v7(), v7(), v7(), v7()]
    const opportunity = {
      ownerId: author,
      state: 'open',
      lostReason: null,
      lostNote: null,
      lostVisitId: null,
      lostBusinessDay: null,
      openedAt: now,
    }
    const heardRow = fed('feltHeard', heard, {
      opportunityId: another,
      visitId: visit,
      level: 4,
      inCustomerView: true,
      authorId: author,
      occurredAt: now,
      businessDay: '2026-11-22',
    })
    const rows = [
      fed('consultant', author, { name: 'Hira', role: 'manager', active: true }),
      fed('customer', customer, ali),
      fed('opportunity', theirs, { ...opportunity, customerId: customer }),
      fed('opportunity', another, { ...opportunity, customerId: null }),
      fed('visit', visit, {
        opportunityId: theirs,
        ownerId: author,
        arrival: 'first-time',
        startedAt: now,
        businessDay: '2026-11-22',
        endedAt: null,
        leftBeforeContact: false,
      }),
      fed('erasure', v7(), { customerId: customer, reason: 'requested', authorId: author, occurredAt: now }),
      heardRow,
    ]
    const older = openTestFeed(laptop.db, {
      known: {
        entity: (name): name is EntityName => knownHere.entity(name) && name !== 'feltHeard',
        field: knownHere.field,
      },
    })
    await older.applyPage(pageOf(rows.toSorted((a, b) => a.seq - b.seq)), 'epoch')
    const whole = older.digest()
    expect(aside()).toHaveLength(1)
    // As that version leaves it: the visit named is the erased customer's, and what else it says may be their words.
    laptop.db.connection.exec(
      "UPDATE feed_aside SET row = json_replace(row, '$.fields.level.value', NULL, '$.fields.inCustomerView.value', NULL)",
    )

    const upgraded = openTestFeed(laptop.db)
    await upgraded.applyPage(pageOf([]), 'epoch')
    expect(upgraded.digest()).not.toBe(whole)
    await upgraded.repair(bucketOf(heard), [heardRow])
    expect(laptop.db.tables.read('feltHeard', heard)).toMatchObject({ level: 4, inCustomerView: true })
    expect([aside(), upgraded.digest()]).toEqual([[], whole])
  })

  test('survives a copy of the database', async () => {
    const row = fed('testDrive', v7(), { road: 'city' })
    await pull(row, fed('customer', v7(), { ...ali, nickname: 'Alu' }))
    using other = testFolder()
    const copy = connectWriter(other.folder, testKey)
    copyDatabase(laptop.db.connection, copy, () => {})
    const tables = ['feed_aside', 'row_state', 'feed_position']
    for (const table of tables)
      expect(copy.prepare(`SELECT * FROM ${table}`).all()).toEqual(
        laptop.db.connection.prepare(`SELECT * FROM ${table}`).all(),
      )
    copy.close()
  })
})
