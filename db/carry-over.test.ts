import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ConsultantId, consultantIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { listBackups } from './backups.ts'
import { bringBackJournaled, isBehindJournal } from './bring-back-journaled.ts'
import type { Edit } from './change-sets.ts'
import { databaseFile } from './connect.ts'
import { makeBackup } from './make-backup.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import { putInUse } from './put-in-use.ts'
import { restoreBackup } from './restore-backup.ts'
import { salvageDatabase, salvagedFile } from './salvage.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import {
  migrationsFolder,
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testFolder,
  testKey,
} from './test-database.ts'

const now = Date.UTC(2026, 10, 22, 7)

let place: TestFolder
let db: ShowroomDatabase
beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
})
afterEach(() => {
  db.close()
  place[Symbol.dispose]()
})

const foldName = (name: string) => name.toLowerCase()
const opening = () => ({ folder: place.folder, key: testKey, migrationsFolder, randomBytes })
const write = (authorId: ConsultantId, edits: readonly Edit[]) =>
  db.changeSets.commit({
    authorId,
    occurredAt: now,
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits,
  })
const saveCustomer = (authorId: ConsultantId, name: string) =>
  write(authorId, [{ entity: 'customer', rowId: v7(), fields: { name, phone: null, language: 'en' } }])
function addManager(authorId: ConsultantId, name: string): ConsultantId {
  const rowId = consultantIdSchema.parse(v7())
  write(authorId, [{ entity: 'consultant', rowId, fields: { name, role: 'manager', active: true } }])
  return rowId
}
const setPin = (consultantId: ConsultantId, verifier: string) => db.pins.set(consultantId, verifier, now)
const log = (personId: ConsultantId, times = 1) => {
  for (let time = 0; time < times; time += 1)
    db.accessLog.append({ at: now, personId, act: 'signed-in', customerId: null, detail: {} })
}
const backUp = () =>
  makeBackup({ folder: place.folder, key: testKey, kind: 'hourly', nowMs: now, newId: v7 }).backup.id
function keepJournal() {
  const journal = createOutboxJournal(opening())
  journal.catchUp(db.connection)
  journal.close()
}
const journaled = () => createOutboxJournal(opening()).count()
/** The files of the database go, as when somebody deletes them; the journal and the backups stay. */
function loseDatabase() {
  db.close()
  for (const ending of ['', '-wal', '-shm']) rmSync(`${databaseFile(place.folder)}${ending}`, { force: true })
  db = openTestDatabase(place.folder)
}
function restore(backupId: string) {
  db.close()
  const restored = restoreBackup({ ...opening(), backupId, nowMs: now + 1, newId: v7, foldName })
  db = openTestDatabase(place.folder)
  return restored
}
const people = () => db.consultants.all().map(({ name }) => name)
const customers = () => db.connection.prepare('SELECT name FROM customer ORDER BY position').pluck().all()
const pins = () => db.connection.prepare('SELECT verifier FROM pin').pluck().all()

describe('a backup restored over a store that was set up apart from it', () => {
  let owner: ConsultantId
  let stranger: ConsultantId
  let backupId: string
  beforeEach(() => {
    owner = setUpStore(db, 'Ayesha Malik')
    setPin(owner, 'the owner’s')
    log(owner)
    backupId = backUp()
    saveCustomer(owner, 'Sana Tariq')
    keepJournal()
    loseDatabase()
    stranger = setUpStore(db, 'Nobody They Know')
    setPin(stranger, 'the stranger’s')
    addManager(stranger, 'Nobody Else')
    log(stranger, 20)
  })

  test('knows neither its people nor their PINs, and has its own changes back', () => {
    expect(restore(backupId)).toMatchObject({ replayed: 1, notReplayed: 1 })
    expect(people()).toEqual(['Ayesha Malik'])
    expect(pins()).toEqual(['the owner’s'])
    expect(customers()).toEqual(['Sana Tariq'])
  })

  test('keeps its own access log, and says how long the other was and where it ended', () => {
    const chain = db.accessLog.verify()
    const head = chain.type === 'whole' ? chain.head : ''
    expect(restore(backupId).droppedLog).toEqual({ entries: 20, head })
    expect(db.accessLog.list({ before: null, limit: 50, customerId: null }).total).toBe(1)
    expect(db.accessLog.verify().type).toBe('whole')
  })

  test('stays so at the next opening, although the journal ends with the other’s changes', () => {
    restore(backupId)
    db.close()
    expect(isBehindJournal(opening())).toBe(false)
    expect(bringBackJournaled({ ...opening(), foldName })).toMatchObject({ replayed: 0, notReplayed: 0 })
    db = openTestDatabase(place.folder)
    expect(people()).toEqual(['Ayesha Malik'])
  })

  test('still has back what it lost itself, from before the other’s changes in the journal', () => {
    restore(backupId)
    db.close()
    const before = readFileSync(databaseFile(place.folder))
    db = openTestDatabase(place.folder)
    saveCustomer(owner, 'Bilal Khan')
    keepJournal()
    db.close()
    rmSync(`${databaseFile(place.folder)}-wal`, { force: true })
    writeFileSync(databaseFile(place.folder), before)
    expect(isBehindJournal(opening())).toBe(true)
    bringBackJournaled({ ...opening(), foldName })
    db = openTestDatabase(place.folder)
    expect(customers()).toEqual(['Sana Tariq', 'Bilal Khan'])
    expect(people()).toEqual(['Ayesha Malik'])
  })

  test('is kept itself, so that it can be brought back with what was recorded in it', () => {
    saveCustomer(stranger, 'Zain Ali')
    restore(backupId)
    const theirs = listBackups(place.folder).find(({ kind }) => kind === 'before-restore')?.id ?? ''
    restore(theirs)
    expect(people().toSorted()).toEqual(['Nobody Else', 'Nobody They Know'])
    expect(customers()).toEqual(['Zain Ali'])
    expect(pins()).toEqual(['the stranger’s'])
  })

  test('gives a salvage of the other nothing either', () => {
    keepJournal()
    db.close()
    salvageDatabase(opening())
    putInUse({ folder: place.folder, from: salvagedFile(place.folder), nowMs: now })
    db = openTestDatabase(place.folder)
    expect(people().toSorted()).toEqual(['Nobody Else', 'Nobody They Know'])
    expect(customers()).toEqual([])
  })
})

test('a backup of before the set-up does not get what was recorded since, which whoever sets it up next would own', () => {
  const empty = backUp()
  const owner = setUpStore(db, 'Ayesha Malik')
  setPin(owner, 'the owner’s')
  saveCustomer(owner, 'Sana Tariq')
  keepJournal()
  expect(restore(empty)).toMatchObject({ replayed: 0, notReplayed: 1 })
  expect(people()).toEqual([])
  expect(pins()).toEqual([])
  db.close()
  expect(isBehindJournal(opening())).toBe(true)
  expect(bringBackJournaled({ ...opening(), foldName })).toMatchObject({ replayed: 0, notReplayed: 1 })
  db = openTestDatabase(place.folder)
  expect(customers()).toEqual([])
  expect(journaled()).toBe(2)
})

test('a person who came after the backup is back with the journal, and has no PIN before a manager gives them one', () => {
  const owner = setUpStore(db, 'Ayesha Malik')
  setPin(owner, 'the owner’s')
  const id = backUp()
  setPin(addManager(owner, 'Imran Sheikh'), 'the new one’s')
  restore(id)
  expect(people().toSorted()).toEqual(['Ayesha Malik', 'Imran Sheikh'])
  expect(pins()).toEqual(['the owner’s'])
})

test('of two access logs that went different ways the shorter is dropped, and said', () => {
  const owner = setUpStore(db)
  log(owner, 3)
  const id = backUp()
  db.connection.exec('DROP TRIGGER access_log_never_shrinks; DELETE FROM access_log')
  log(addManager(owner, 'Imran Sheikh'))
  const chain = db.accessLog.verify()
  expect(restore(id).droppedLog).toEqual({ entries: 1, head: chain.type === 'whole' ? chain.head : '' })
  const ahead = backUp()
  expect(restore(ahead).droppedLog).toBeNull()
})
