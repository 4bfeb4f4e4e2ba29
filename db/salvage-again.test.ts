import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { changeIdSchema } from '../core/ids.ts'
import { databaseFile } from './connect.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import { putInUse } from './put-in-use.ts'
import { salvageDatabase, salvagedFile } from './salvage.ts'
import {
  migrationsFolder,
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testFolder,
  testKey,
} from './test-database.ts'
import { testBusinessDay } from './test-day.ts'

let place: TestFolder
beforeEach(() => {
  place = testFolder()
  const db = openTestDatabase(place.folder)
  setUpStore(db)
  db.close()
})
afterEach(() => place[Symbol.dispose]())

const salvage = () => salvageDatabase({ folder: place.folder, key: testKey, migrationsFolder, randomBytes })
const names = () => {
  const db = openTestDatabase(place.folder)
  try {
    return db.connection.prepare('SELECT name FROM consultant').pluck().all()
  } finally {
    db.close()
  }
}
/** Takes what was salvaged while another program holds a file. */
const takeIt = (holds: (from: string) => boolean) =>
  putInUse({
    folder: place.folder,
    from: salvagedFile(place.folder),
    nowMs: Date.UTC(2026, 10, 22, 7),
    rename(from, to) {
      if (holds(from)) throw Object.assign(new Error('held'), { code: 'EPERM' })
      renameSync(from, to)
    },
  })

test('a salvage that could not be put in use is put in use before another begins, never overwritten with nothing', () => {
  salvage()
  expect(() => takeIt((from) => from.includes('salvaged'))).toThrow(new Refusal('DISK_FAILED').message)
  expect(existsSync(databaseFile(place.folder))).toBe(false)
  salvage()
  expect(names()).toEqual(['Ayesha Malik'])
})

test('a salvage that could not be put in use is there when the data is opened next', () => {
  salvage()
  expect(() => takeIt(() => true)).toThrow(new Refusal('DISK_FAILED').message)
  expect(names()).toEqual(['Ayesha Malik'])
  expect(existsSync(salvagedFile(place.folder))).toBe(false)
})

test('where the damaged file is gone, what was read out of it stays as it is', () => {
  salvage()
  const bytes = readFileSync(salvagedFile(place.folder))
  rmSync(databaseFile(place.folder))
  expect(salvage).toThrow(new Refusal('SALVAGE_FAILED').message)
  expect(readFileSync(salvagedFile(place.folder)).equals(bytes)).toBe(true)
})

test('what the journal has and the tables refuse is counted in the report', () => {
  const db = openTestDatabase(place.folder)
  db.changeSets.commit({
    authorId: null,
    occurredAt: 1,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [{ entity: 'customer', rowId: v7(), fields: { name: 'Sana Tariq', phone: null, language: 'en' } }],
  })
  const journal = createOutboxJournal({ folder: place.folder, key: testKey, randomBytes })
  journal.catchUp(db.connection)
  // The journal's own copy has a change that stands in another change set, and the database has lost the change set.
  const id = changeIdSchema.parse(db.connection.prepare('SELECT id FROM change').pluck().get())
  journal.rewrite((record) => ({ ...record, changes: record.changes.map((change) => ({ ...change, id })) }))
  journal.close()
  db.connection.exec(
    `DELETE FROM outbox WHERE change_set_position = 2; DELETE FROM change WHERE change_set_position = 2;
     DELETE FROM change_set WHERE position = 2; DELETE FROM customer`,
  )
  db.close()
  expect(salvage()).toMatchObject({ replayed: 0, notReplayed: 1, isWhole: false })
})
