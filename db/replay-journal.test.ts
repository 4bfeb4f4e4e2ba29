import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { answerIdSchema, changeSetIdSchema } from '../core/ids.ts'
import { type EntityName, entityNames } from '../core/sync/entities.ts'
import type { Edit } from './change-sets.ts'
import { tableOf } from './entity-tables.ts'
import { createOutbox } from './outbox.ts'
import { createOutboxJournal, type JournalRecord } from './outbox-journal.ts'
import { replayJournal } from './replay-journal.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'
import { testBusinessDay, writeVisit } from './test-day.ts'

let place: TestFolder
let other: TestFolder
/** What was recorded, and a database that has none of it. */
let db: ShowroomDatabase
let empty: ShowroomDatabase
beforeEach(() => {
  place = testFolder()
  other = testFolder()
  db = openTestDatabase(place.folder)
  empty = openTestDatabase(other.folder)
})
afterEach(() => {
  db.close()
  empty.close()
  place[Symbol.dispose]()
  other[Symbol.dispose]()
})

function journaled(): readonly JournalRecord[] {
  const journal = createOutboxJournal({ folder: place.folder, key: testKey, randomBytes })
  journal.catchUp(db.connection)
  const records = [...journal.records()]
  journal.close()
  return records
}
const replay = (to: ShowroomDatabase, records: readonly JournalRecord[]) =>
  replayJournal({ connection: to.connection, records })

function act(to: ShowroomDatabase, edits: readonly Edit[]): string {
  return to.changeSets.commit({
    authorId: null,
    occurredAt: 1,
    businessDay: testBusinessDay,
    visitId: null,
    edits,
  }).changeSetId
}
const rename = (to: ShowroomDatabase, rowId: string, name: string): string =>
  act(to, [{ entity: 'customer', rowId, fields: { name } }])
const newCustomer = (to: ShowroomDatabase, rowId: string, name: string): string =>
  act(to, [{ entity: 'customer', rowId, fields: { name, phone: null, language: 'en' } }])
const nameOf = (of: ShowroomDatabase, rowId: string) => of.tables.read('customer', rowId)?.name

function rowsOf(of: ShowroomDatabase, entity: EntityName) {
  const ids = z.array(z.string()).parse(
    of.connection
      .prepare(`SELECT id FROM ${tableOf(entity)} ORDER BY id`)
      .pluck()
      .all(),
  )
  return ids.map((id) => ({ id, fields: of.tables.read(entity, id) }))
}
const waitingIn = (of: ShowroomDatabase) => createOutbox(of.connection).nextPage(10_000_000).changeSets

describe('replaying the outbox journal', () => {
  test('brings everything back that was recorded: rows, history, what waits, and its order', () => {
    const personId = setUpStore(db)
    const { visitId } = writeVisit(db, personId, {
      phone: '+923001234567',
      answers: 2,
      shortlists: 1,
      bookedVehicle: 'City',
    })
    act(db, [{ entity: 'visit', rowId: visitId, fields: { arrival: 'be-back' } }])
    const records = journaled()
    expect(replay(empty, records)).toEqual({ replayed: 3, notReplayed: 0, waitingRows: 0 })
    for (const entity of entityNames) expect(rowsOf(empty, entity), entity).toEqual(rowsOf(db, entity))
    expect(waitingIn(empty)).toEqual(waitingIn(db))
    const versions = 'SELECT entity, row_id, versions FROM row_state ORDER BY entity, row_id'
    expect(empty.connection.prepare(versions).all()).toEqual(db.connection.prepare(versions).all())
    expect(empty.customerSearch.find('سلمیٰ', 5).total).toBe(1)
    expect(empty.connection.pragma('foreign_key_check')).toEqual([])
  })

  test('changes nothing the second time', () => {
    setUpStore(db)
    newCustomer(db, v7(), 'Bilal')
    const records = journaled()
    replay(empty, records)
    const before = waitingIn(empty)
    expect(replay(empty, records)).toEqual({ replayed: 0, notReplayed: 0, waitingRows: 0 })
    expect(waitingIn(empty)).toEqual(before)
  })

  test('leaves alone what is there, and what has its receipt does not wait again', () => {
    const rowId = v7()
    const first = newCustomer(db, rowId, 'Bilal')
    rename(db, rowId, 'Bilal Khan')
    const records = journaled()
    replay(empty, records)
    createOutbox(empty.connection).recordReceipts(
      [
        {
          changeSetId: changeSetIdSchema.parse(first),
          outcome: 'accepted',
          seq: 1,
          mark: 'durable',
          receivedAt: 1,
          reason: null,
        },
      ],
      'epoch',
    )
    replay(empty, records)
    expect(waitingIn(empty).map(({ id }) => id)).toEqual(records.slice(1).map(({ id }) => id))
  })

  test('of a set that lost some of its changes brings back those', () => {
    const personId = setUpStore(db)
    writeVisit(db, personId, { answers: 2 })
    const records = journaled()
    db.connection.exec("DELETE FROM answer; DELETE FROM change WHERE entity = 'answer'")
    expect(replay(db, records).replayed).toBe(1)
    expect(rowsOf(db, 'answer')).toHaveLength(2)
    expect(waitingIn(db).at(-1)?.changes).toHaveLength(4)
  })
})

describe('a field', () => {
  test('takes the journal’s value over an older one in the database', () => {
    const rowId = v7()
    newCustomer(db, rowId, 'Bilal')
    replay(empty, journaled())
    rename(db, rowId, 'Bilal Khan')
    rename(db, rowId, 'Bilal A. Khan')
    replay(empty, journaled())
    expect(nameOf(empty, rowId)).toBe('Bilal A. Khan')
  })

  test('keeps a later value of this laptop when an earlier change set was lost', () => {
    const rowId = v7()
    newCustomer(db, rowId, 'Bilal')
    const lost = rename(db, rowId, 'Bilal Khan')
    createOutbox(db.connection).markSent({ upTo: 2 })
    rename(db, rowId, 'Bilal A. Khan')
    const records = journaled()
    db.connection.exec(
      `DELETE FROM outbox WHERE change_set_position = 2; DELETE FROM change WHERE change_set_position = 2;
       DELETE FROM change_set WHERE position = 2`,
    )
    expect(replay(db, records).replayed).toBe(1)
    expect(nameOf(db, rowId)).toBe('Bilal A. Khan')
    expect(waitingIn(db).map(({ id }) => id)).toContain(lost)
  })

  test('keeps another laptop’s value that came after the journal’s change', () => {
    const rowId = v7()
    newCustomer(db, rowId, 'Bilal')
    const records = journaled()
    newCustomer(db, v7(), 'later')
    db.connection.exec(
      `DELETE FROM outbox WHERE change_set_position = 1; DELETE FROM change WHERE change_set_position = 1;
       DELETE FROM change_set WHERE position = 1`,
    )
    db.tables.write('customer', rowId, { name: 'From head office' })
    db.fieldVersions.set('customer', rowId, ['name'], v7())
    replay(db, records)
    expect(nameOf(db, rowId)).toBe('From head office')
  })

  test('takes the journal’s value over another laptop’s that an older backup shows', () => {
    const rowId = v7()
    newCustomer(db, rowId, 'Bilal')
    replay(empty, journaled())
    // Both had it fed; what was fed later, and what the rename grew out of, only the lost database had.
    for (const one of [db, empty]) {
      one.tables.write('customer', rowId, { name: 'Fed first' })
      one.fieldVersions.set('customer', rowId, ['name'], v7())
    }
    db.fieldVersions.set('customer', rowId, ['name'], v7())
    rename(db, rowId, 'Ours after all')
    replay(empty, journaled())
    expect(nameOf(empty, rowId)).toBe('Ours after all')
  })

  test('ends the conflict that the journal’s change settled', () => {
    const rowId = v7()
    newCustomer(db, rowId, 'Bilal')
    replay(empty, journaled())
    const side = v7()
    for (const one of [db, empty])
      one.connection
        .prepare(
          "INSERT INTO field_beside VALUES ('customer', ?, 'name', 'conflict', '\"Billal\"', ?, NULL, NULL, NULL)",
        )
        .run(rowId, side)
    act(db, [{ entity: 'customer', rowId, fields: { name: 'Bilal Khan' }, settles: true }])
    replay(empty, journaled())
    expect(empty.connection.prepare('SELECT * FROM field_beside').all()).toEqual([])
  })
})

describe('a row that hangs on one that is not there', () => {
  test('is made when that one comes later', () => {
    const personId = setUpStore(db)
    writeVisit(db, personId, { answers: 1 })
    const [store, visit] = journaled()
    if (!store || !visit) throw new Error('two change sets')
    expect(replay(empty, [visit, store])).toEqual({ replayed: 2, notReplayed: 0, waitingRows: 0 })
    expect(rowsOf(empty, 'answer')).toEqual(rowsOf(db, 'answer'))
  })

  test('is not made, and its change waits to be sent: head office feeds the row again', () => {
    const personId = setUpStore(db)
    const { visitId } = writeVisit(db, personId, { answers: 1 })
    act(db, [{ entity: 'visit', rowId: visitId, fields: { arrival: 'be-back' } }])
    const [, , edit] = journaled()
    if (!edit) throw new Error('three change sets')
    expect(replay(empty, [edit])).toEqual({ replayed: 1, notReplayed: 0, waitingRows: 1 })
    expect(rowsOf(empty, 'visit')).toEqual([])
    expect(waitingIn(empty).map(({ id }) => id)).toEqual([edit.id])
  })
})

test('a change set whose position is taken goes to the end', () => {
  newCustomer(db, v7(), 'Bilal')
  const records = journaled()
  newCustomer(empty, v7(), 'Somebody else')
  replay(empty, records)
  expect(
    empty.connection.prepare('SELECT position FROM change_set WHERE id = ?').pluck().get(records[0]?.id),
  ).toBe(2)
  expect(waitingIn(empty)).toHaveLength(2)
})

test('a change set that the tables refuse is counted and stops nothing', () => {
  const rowId = v7()
  newCustomer(db, rowId, 'Bilal')
  newCustomer(db, v7(), 'Nadia')
  const records = journaled()
  // Another change of the same id: two databases that were never one.
  replay(empty, records.slice(0, 1))
  empty.connection.prepare('UPDATE change_set SET id = ?').run(v7())
  expect(replay(empty, records)).toEqual({ replayed: 1, notReplayed: 1, waitingRows: 0 })
})

test('what was being typed goes when the answer that it became comes back', () => {
  const personId = setUpStore(db)
  const { visitId, opportunityId } = writeVisit(db, personId)
  replay(empty, journaled())
  empty.answers.keepDraft(opportunityId, 'people.seats', 'seven se', 5)
  empty.answers.keepDraft(opportunityId, 'people.who', 'later words', 50)
  for (const questionId of ['people.seats', 'people.who'])
    db.changeSets.commit({
      authorId: personId,
      occurredAt: 10,
      businessDay: testBusinessDay,
      visitId,
      edits: [
        {
          entity: 'answer',
          rowId: answerIdSchema.parse(v7()),
          fields: {
            opportunityId,
            visitId,
            questionId,
            state: 'unsure',
            value: null,
            ownWords: '',
            language: 'en',
            bankVersion: '1',
            supersedesIds: [],
            authorId: personId,
            occurredAt: 10,
            businessDay: testBusinessDay,
          },
        },
      ],
    })
  replay(empty, journaled())
  expect(empty.answers.drafts(opportunityId).map(({ questionId }) => questionId)).toEqual(['people.who'])
})
