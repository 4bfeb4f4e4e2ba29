import { existsSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '../core/canonical-json.ts'
import { type ConsultantId, customerIdSchema, opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import { dailyFigures } from '../core/reports/daily-figures.ts'
import { entities, isEntityName } from '../core/sync/entities.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import type { Edit } from './change-sets.ts'
import { readDayRows } from './day-rows.ts'
import { erasureListFile } from './erasure-list.ts'
import { applyErasures } from './erasures.ts'
import { createOutbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder } from './test-database.ts'
import { testBusinessDay } from './test-day.ts'
import { bilal, dump, erase, sana, type Told, wordsOf, writeCustomer } from './test-erasure.ts'

let folder: TestFolder
let db: ShowroomDatabase
let owner: ConsultantId
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
  owner = setUpStore(db)
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

const commit = (...edits: readonly Edit[]) =>
  db.changeSets.commit({
    authorId: owner,
    occurredAt: Date.UTC(2026, 10, 22, 9),
    businessDay: testBusinessDay,
    visitId: null,
    edits,
  })
const waiting = (): readonly ChangeSet[] => createOutbox(db.connection).nextPage(10_000_000).changeSets
const found = (told: Told) => wordsOf(told).filter((words) => dump(db).includes(words))

describe('erasing a customer', () => {
  test('takes their name, phone and words out of every table, and nobody else’s', () => {
    const erased = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    commit({ entity: 'customer', rowId: erased.customerId, fields: { name: 'Sana Tariq Khan' } })
    db.answers.keepDraft(erased.opportunityId, 'close.missed', `${sana.ownWords}, she types`, 1)
    expect(found(sana)).toEqual(wordsOf(sana))
    expect(erase(db, owner, erased.customerId, 1234)).toEqual({ erasedAt: 1234 })
    expect(found(sana)).toEqual([])
    expect(found(bilal)).toEqual(wordsOf(bilal))
  })

  test('leaves ids, days, states, coded answers and amounts', () => {
    const { customerId, opportunityId, visitId, answerId } = writeCustomer(db, owner, sana)
    const booking = () => db.connection.prepare('SELECT * FROM booking').all()
    const consent = () => db.connection.prepare('SELECT * FROM consent').all()
    const before = [booking(), consent(), db.tables.read('visit', visitId)]
    erase(db, owner, customerId)
    expect([booking(), consent(), db.tables.read('visit', visitId)]).toEqual(before)
    expect(db.tables.read('answer', answerId)).toMatchObject({
      opportunityId,
      state: 'answered',
      value: { type: 'number', number: 7 },
      ownWords: '',
    })
    expect(db.tables.read('opportunity', opportunityId)).toMatchObject({
      customerId,
      state: 'lost',
      lostReason: 'price',
      lostNote: null,
    })
  })

  test('changes no figure of the day they came, captured contacts included', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    const figures = () => canonicalJson(dailyFigures(readDayRows(db.connection, testBusinessDay), {}))
    const before = figures()
    expect(before).toContain('"withContact":2')
    erase(db, owner, customerId)
    expect(figures()).toBe(before)
  })

  test('leaves unsent changes that head office can take: ids and parents as they were, values of their fields', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    commit({ entity: 'customer', rowId: customerId, fields: { name: 'Sana Tariq Khan' } })
    const before = waiting()
    erase(db, owner, customerId)
    const after = waiting()
    const shapeOf = (sets: readonly ChangeSet[]) =>
      sets.map(({ id, changes }) => [
        id,
        changes.map(({ id: changeId, entity, rowId, fields }) => [
          changeId,
          entity,
          rowId,
          Object.entries(fields).map(([field, { parent }]) => [field, parent]),
        ]),
      ])
    expect(shapeOf(after.slice(0, before.length))).toEqual(shapeOf(before))
    for (const { entity, fields } of after.flatMap(({ changes }) => changes)) {
      const values = Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value]))
      expect(isEntityName(entity) && entities[entity].fields.partial().safeParse(values).success).toBe(true)
    }
    expect(after.at(-1)?.changes).toMatchObject([
      { entity: 'erasure', fields: { customerId: { value: customerId }, reason: { value: 'requested' } } },
    ])
  })

  test('makes their record read as erased, and no search find it', () => {
    const { customerId, visitId } = writeCustomer(db, owner, sana)
    const other = writeCustomer(db, owner, { ...bilal, phone: sana.phone })
    expect(db.customers.get(customerId)?.isErased).toBe(false)
    erase(db, owner, customerId)
    expect(db.customers.get(customerId)).toEqual({
      id: customerId,
      name: null,
      phone: null,
      note: null,
      alsoPhones: [],
      language: 'ur',
      isErased: true,
    })
    expect(db.visits.get(visitId)).toMatchObject({ customerId, customerName: null, customerIsErased: true })
    expect(db.customers.withPhones([sana.phone], [other.customerId])).toEqual([])
    expect(db.customerSearch.find('', 10)).toEqual({ ids: [other.customerId], total: 1 })
    expect(db.customerSearch.find('sana', 10).total).toBe(0)
    expect(db.customerSearch.find('03001234567', 10).ids).toEqual([other.customerId])
  })

  test('again is answered as the first time and writes nothing', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    const first = erase(db, owner, customerId, 1000)
    const sets = waiting().length
    expect(erase(db, owner, customerId, 2000)).toEqual(first)
    expect(waiting()).toHaveLength(sets)
    expect(db.erasures.of(customerId)).toEqual({ at: 1000, reason: 'requested' })
  })

  test('is refused for somebody who is not here, and while a visit of theirs is open', () => {
    expect(() => erase(db, owner, customerIdSchema.parse(v7()))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    )
    const { customerId, visitId } = writeCustomer(db, owner, sana, { isOpen: true })
    expect(() => erase(db, owner, customerId)).toThrow(expect.objectContaining({ code: 'CUSTOMER_IN_VISIT' }))
    expect(found(sana)).toEqual(wordsOf(sana))
    expect(existsSync(erasureListFile(folder.folder))).toBe(false)
    commit({ entity: 'visit', rowId: visitId, fields: { endedAt: 2 } })
    erase(db, owner, customerId)
    expect(found(sana)).toEqual([])
  })
})

describe('after an erasure', () => {
  const refused = (...edits: readonly Edit[]) => {
    const before = dump(db)
    expect(() => commit(...edits)).toThrow(expect.objectContaining({ code: 'CUSTOMER_ERASED' }))
    expect(dump(db)).toBe(before)
  }

  test('nothing more is kept about them', () => {
    const ids = writeCustomer(db, owner, sana, { isLost: false })
    const { customerId, opportunityId, visitId, answerId } = ids
    const other = writeCustomer(db, owner, bilal, { isLost: false })
    const answer = db.tables.read('answer', answerId)
    erase(db, owner, customerId)
    refused({ entity: 'customer', rowId: customerId, fields: { name: 'Sana' } })
    refused({ entity: 'customer', rowId: customerId, fields: { language: 'en' } })
    refused({ entity: 'opportunity', rowId: other.opportunityId, fields: { customerId } })
    refused({ entity: 'opportunity', rowId: opportunityId, fields: { customerId: other.customerId } })
    refused({
      entity: 'opportunity',
      rowId: opportunityId,
      fields: {
        state: 'lost',
        lostReason: 'price',
        lostNote: 'she said so',
        lostVisitId: visitId,
        lostBusinessDay: testBusinessDay,
      },
    })
    refused({
      entity: 'answer',
      rowId: v7(),
      fields: { ...entities.answer.fields.parse(answer), ownWords: 'more' },
    })
    const visit = entities.visit.fields.parse(db.tables.read('visit', visitId))
    refused({ entity: 'visit', rowId: v7(), fields: visit })
    const opportunity = entities.opportunity.fields.parse(db.tables.read('opportunity', opportunityId))
    const begun = opportunityIdSchema.parse(v7())
    refused(
      { entity: 'opportunity', rowId: begun, fields: opportunity },
      { entity: 'visit', rowId: v7(), fields: { ...visit, opportunityId: begun } },
    )
    const consent = entities.consent.fields.parse(
      db.tables.read(
        'consent',
        String(db.connection.prepare('SELECT id FROM consent WHERE customer_id = ?').pluck().get(customerId)),
      ),
    )
    refused({ entity: 'consent', rowId: v7(), fields: consent })
    expect(() => db.answers.keepDraft(opportunityId, 'close.missed', 'more', 1)).toThrow(
      expect.objectContaining({ code: 'CUSTOMER_ERASED' }),
    )
    commit({ entity: 'customer', rowId: other.customerId, fields: { name: 'Bilal' } })
    db.answers.keepDraft(other.opportunityId, 'close.missed', 'more', 1)
  })

  test('what was begun before it came from elsewhere can still be ended', () => {
    const { customerId, opportunityId, visitId } = writeCustomer(db, owner, sana, {
      isOpen: true,
      isLost: false,
    })
    applyErasures(db.connection, [customerId])
    commit({ entity: 'visit', rowId: visitId, fields: { endedAt: 5, leftBeforeContact: false } })
    commit({
      entity: 'opportunity',
      rowId: opportunityId,
      fields: {
        state: 'lost',
        lostReason: 'price',
        lostNote: null,
        lostVisitId: visitIdSchema.parse(visitId),
        lostBusinessDay: testBusinessDay,
      },
    })
    expect(db.tables.read('opportunity', opportunityId)?.state).toBe('lost')
    commit({
      entity: 'opportunity',
      rowId: opportunityId,
      fields: { customerId, state: 'lost', lostReason: 'price' },
      settles: true,
    })
  })
})
