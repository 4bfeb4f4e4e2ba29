import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '../core/canonical-json.ts'
import {
  type ConsultantId,
  type CustomerId,
  customerIdSchema,
  opportunityIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { dailyFigures } from '../core/reports/daily-figures.ts'
import { entities, isEntityName } from '../core/sync/entities.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import type { Edit } from './change-sets.ts'
import { connectReader, databaseFile } from './connect.ts'
import { readDayRows } from './day-rows.ts'
import { addToErasureList, erasureListFile, readErasureList } from './erasure-list.ts'
import { applyErasures, eraseAll } from './erasures.ts'
import { createOutbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'
import { testBusinessDay } from './test-day.ts'
import { dump, erase, type Told, writeCustomer } from './test-erasure.ts'

const sana: Told = {
  name: 'Sana Tariq',
  phone: '+923001234567',
  ownWords: 'the grandparents come on Fridays',
  lostNote: 'her brother bought one in Lahore',
}
const bilal: Told = {
  name: 'بلال احمد',
  phone: '+923217654321',
  ownWords: 'ہم سات ہیں',
  lostNote: 'ماموں کی گاڑی لے لی',
}
const wordsOf = ({ name, phone, ownWords, lostNote }: Told) => [
  ...name.toLowerCase().split(' '),
  name,
  phone.slice(1),
  phone.slice(-7),
  ownWords,
  lostNote,
]

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
const reopen = () => {
  db.close()
  db = openTestDatabase(folder.folder)
}
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

describe('the list of the erased', () => {
  test('holds ids only, and has a customer before anything of theirs is gone', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    let listed = ''
    const write = db.changeSets.commit
    const watching = { ...db, changeSets: { ...db.changeSets, commit: watch } }
    function watch(action: Parameters<typeof write>[0]) {
      listed = readFileSync(erasureListFile(folder.folder), 'utf8')
      return write(action)
    }
    erase(watching, owner, customerId)
    expect(listed).toBe(`{"version":1,"customerIds":[],"pendingIds":["${customerId}"]}\n`)
    expect(readFileSync(erasureListFile(folder.folder), 'utf8')).toBe(
      `{"version":1,"customerIds":["${customerId}"]}\n`,
    )
  })

  test('does not keep a customer whose erasure was not written', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    const failing = {
      ...db,
      changeSets: {
        ...db.changeSets,
        commit: () => {
          throw new Error('the disk is full')
        },
      },
    }
    addToErasureList(folder.folder, [v7()])
    const before = readErasureList(folder.folder)
    expect(() => erase(failing, owner, customerId)).toThrow('the disk is full')
    expect(readErasureList(folder.folder)).toEqual(before)
    expect(found(sana)).toEqual(wordsOf(sana))
  })

  /** Ends the erasing as a crash would: nothing that comes after the point runs. */
  const killed = (customerId: CustomerId, at: 'before' | 'after') => {
    const crash = new Error('killed')
    const commit: typeof db.changeSets.commit = (action) => {
      if (at === 'after') db.changeSets.commit(action)
      throw crash
    }
    const list = () => ({
      written: () => {},
      takeOff: () => {
        throw new Error('the list cannot be written')
      },
    })
    const erasures = {
      ...db.erasures,
      list: (ids: readonly CustomerId[]) => {
        db.erasures.list(ids)
        return list()
      },
    }
    expect(() =>
      erase({ ...db, erasures, changeSets: { ...db.changeSets, commit } }, owner, customerId),
    ).toThrow(crash)
  }

  test('lets go, as the database is opened, of a customer whose erasure was cut short: nobody was told', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    const other = writeCustomer(db, owner, bilal).customerId
    erase(db, owner, other)
    killed(customerId, 'before')
    reopen()
    expect(readErasureList(folder.folder)).toEqual([other])
    expect(readFileSync(erasureListFile(folder.folder), 'utf8')).not.toContain('pending')
    expect(found(sana)).toEqual(wordsOf(sana))
    expect(found(bilal)).toEqual([])
    expect(db.customers.get(customerId)?.isErased).toBe(false)
  })

  test('keeps a customer whose erasure was written just before the laptop died', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    killed(customerId, 'after')
    expect(readErasureList(folder.folder)).toEqual([])
    reopen()
    expect(readErasureList(folder.folder)).toEqual([customerId])
    expect(readFileSync(erasureListFile(folder.folder), 'utf8')).not.toContain('pending')
    expect(found(sana)).toEqual([])
  })

  test('has a customer for good once asking again finds them erased', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    killed(customerId, 'after')
    erase(db, owner, customerId)
    expect(readErasureList(folder.folder)).toEqual([customerId])
  })

  test('applied to a database that knows nothing of it, erases; again, changes nothing', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    const stranger = v7()
    applyErasures(db.connection, [customerId, stranger])
    expect(found(sana)).toEqual([])
    expect(found(bilal)).toEqual(wordsOf(bilal))
    const once = dump(db)
    applyErasures(db.connection, [customerId, stranger])
    eraseAll(db.connection)
    expect(dump(db)).toBe(once)
    expect(db.customers.get(customerId)?.isErased).toBe(true)
    // Nobody has told head office yet: asking again still writes the erasure.
    erase(db, owner, customerId)
    expect(db.erasures.of(customerId)?.reason).toBe('requested')
  })

  test('is refused where it cannot be read, not taken for empty, and written anew from what is in use', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    erase(db, owner, customerId)
    writeFileSync(erasureListFile(folder.folder), '{"version":1,"customerIds":["')
    expect(() => readErasureList(folder.folder)).toThrow(
      expect.objectContaining({ code: 'ERASURE_LIST_DAMAGED' }),
    )
    reopen()
    expect(readErasureList(folder.folder)).toEqual([customerId])
  })

  test('is applied to a file that somebody has put in the place of the one in use', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    const copy = join(folder.folder, 'copy.db')
    db.connection.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(databaseFile(folder.folder), copy)
    erase(db, owner, customerId)
    db.close()
    copyFileSync(copy, databaseFile(folder.folder))
    db = openTestDatabase(folder.folder)
    expect(found(sana)).toEqual([])
    expect(found(bilal)).toEqual(wordsOf(bilal))
    rmSync(erasureListFile(folder.folder))
    reopen()
    expect(readErasureList(folder.folder)).toEqual([customerId])
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

describe('the traces of an erasure', () => {
  test('are the journal’s and the log’s, and are gone when both have been written anew', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    expect(db.erasures.haveTraces()).toBe(false)
    erase(db, owner, customerId)
    expect(db.erasures.haveTraces()).toBe(true)
    let rewritten = 0
    const rewrite = () => {
      rewritten += 1
    }
    expect(db.erasures.wipeTraces(rewrite)).toBe(true)
    expect([rewritten, db.erasures.haveTraces()]).toEqual([1, false])
    expect(db.erasures.wipeTraces(rewrite)).toBe(true)
    expect(rewritten).toBe(1)
  })

  test('wait for a reader that holds an old page, without waiting for it, and go when it has let go', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    const reader = connectReader(folder.folder, testKey)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM customer').get()
    erase(db, owner, customerId)
    expect(db.erasures.wipeTraces(() => {})).toBe(false)
    expect(db.erasures.haveTraces()).toBe(true)
    expect(db.connection.pragma('busy_timeout', { simple: true })).toBe(5000)
    reader.close()
    expect(db.erasures.wipeTraces(() => {})).toBe(true)
    expect(db.erasures.haveTraces()).toBe(false)
  })

  test('stay to be taken away when the journal could not be written', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    erase(db, owner, customerId)
    expect(() =>
      db.erasures.wipeTraces(() => {
        throw new Error('the disk is full')
      }),
    ).toThrow('the disk is full')
    db.close()
    db = openTestDatabase(folder.folder)
    expect(db.erasures.haveTraces()).toBe(true)
  })

  test('in a journaled change are stripped by what it says and by what is on record', () => {
    const { customerId, opportunityId } = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    const journaled = waiting().flatMap(({ changes }) => changes)
    erase(db, owner, customerId)
    const note = {
      entity: 'opportunity',
      rowId: opportunityId,
      fields: { lostNote: { value: sana.lostNote } },
    }
    const stripped = JSON.stringify([...journaled, note].map((change) => db.erasures.strippedChange(change)))
    expect(wordsOf(sana).filter((words) => stripped.includes(words))).toEqual([])
    expect(stripped).toContain(bilal.ownWords)
  })
})
