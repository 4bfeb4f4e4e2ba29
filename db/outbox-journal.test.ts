import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { customerIdSchema } from '../core/ids.ts'
import { createOutboxJournal, type JournalRecord, type OutboxJournal } from './outbox-journal.ts'
import { journalFolder } from './outbox-journal-files.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'
import { testBusinessDay, writeVisit } from './test-day.ts'

const journalOf = (folder: string): OutboxJournal =>
  createOutboxJournal({ folder, key: testKey, randomBytes })
const filesOf = (folder: string) => readdirSync(journalFolder(folder)).toSorted()
const positionsOf = (journal: OutboxJournal) => [...journal.records()].map(({ position }) => position)

function saveCustomer(db: ShowroomDatabase, name: string): string {
  const rowId = v7()
  db.changeSets.commit({
    authorId: null,
    occurredAt: 1,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [{ entity: 'customer', rowId, fields: { name, phone: null, language: 'en' } }],
  })
  return rowId
}

function withDatabase(act: (db: ShowroomDatabase, place: TestFolder) => void): void {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  try {
    act(db, place)
  } finally {
    db.close()
  }
}

describe('the outbox journal', () => {
  test('keeps each change set whole: author, times, visit, changes with their parents', () => {
    withDatabase((db, { folder }) => {
      const personId = setUpStore(db)
      const { visitId } = writeVisit(db, personId, { answers: 2 })
      const rowId = customerIdSchema.parse(saveCustomer(db, 'Bilal'))
      db.changeSets.commit({
        authorId: personId,
        occurredAt: 5,
        businessDay: testBusinessDay,
        visitId,
        edits: [{ entity: 'customer', rowId, fields: { name: 'Bilal Khan' } }],
      })
      const journal = journalOf(folder)
      expect(journal.catchUp(db.connection)).toBe(4)
      const records = [...journal.records()]
      expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4])
      expect(records[1]).toMatchObject({ authorId: personId, visitId, businessDay: testBusinessDay })
      expect(records[1]?.changes.map(({ entity }) => entity)).toEqual([
        'opportunity',
        'visit',
        'answer',
        'answer',
      ])
      expect(records[3]?.changes[0]?.fields).toEqual({
        name: { value: 'Bilal Khan', parent: records[2]?.changes[0]?.id },
      })
      journal.close()
    })
  })

  test('adds only what is new, also after a new start, and each start writes a file of its own', () => {
    withDatabase((db, { folder }) => {
      saveCustomer(db, 'one')
      const first = journalOf(folder)
      expect([first.catchUp(db.connection), first.catchUp(db.connection)]).toEqual([1, 0])
      saveCustomer(db, 'two')
      expect(first.catchUp(db.connection)).toBe(1)
      first.close()
      const second = journalOf(folder)
      expect(second.catchUp(db.connection)).toBe(0)
      saveCustomer(db, 'three')
      expect(second.catchUp(db.connection)).toBe(1)
      expect([second.count(), positionsOf(second)]).toEqual([3, [1, 2, 3]])
      expect(filesOf(folder)).toEqual(['000001.journal', '000002.journal'])
      second.close()
    })
  })

  test('begins with all that was written when it is new, also what head office has by then', () => {
    withDatabase((db, { folder }) => {
      setUpStore(db)
      saveCustomer(db, 'Bilal')
      db.connection.exec('DELETE FROM outbox WHERE change_set_position = 1')
      const journal = journalOf(folder)
      expect(journal.catchUp(db.connection)).toBe(2)
      saveCustomer(db, 'Sana')
      expect(journal.catchUp(db.connection)).toBe(1)
      expect(positionsOf(journal)).toEqual([1, 2, 3])
      journal.close()
    })
  })

  test('holds nothing that can be read without the key', () => {
    withDatabase((db, { folder }) => {
      saveCustomer(db, 'Sana Tariq')
      const journal = journalOf(folder)
      journal.catchUp(db.connection)
      for (const name of filesOf(folder))
        expect(readFileSync(join(journalFolder(folder), name)).includes('Sana')).toBe(false)
      expect([
        ...createOutboxJournal({
          folder,
          key: { ...testKey, dataKey: '00'.repeat(32) },
          randomBytes,
        }).records(),
      ]).toEqual([])
      journal.close()
    })
  })

  test('takes up with a database that went back: what was written since is added, nothing twice', () => {
    withDatabase((db, { folder }) => {
      for (const name of ['one', 'two', 'three']) saveCustomer(db, name)
      const before = journalOf(folder)
      before.catchUp(db.connection)
      before.close()
      db.connection.exec(
        'DELETE FROM outbox WHERE change_set_position > 1; DELETE FROM change WHERE change_set_position > 1; DELETE FROM change_set WHERE position > 1',
      )
      const after = journalOf(folder)
      expect(after.isAheadOf(db.connection)).toBe(true)
      saveCustomer(db, 'another two')
      expect(after.catchUp(db.connection)).toBe(1)
      expect(after.catchUp(db.connection)).toBe(0)
      expect(after.isAheadOf(db.connection)).toBe(false)
      expect(positionsOf(after)).toEqual([1, 2, 3, 2])
      after.close()
    })
  })

  test('of which the end is torn goes on in a new file, and the torn one counts as damaged', () => {
    withDatabase((db, { folder }) => {
      for (const name of ['one', 'two']) saveCustomer(db, name)
      const before = journalOf(folder)
      before.catchUp(db.connection)
      before.close()
      const file = join(journalFolder(folder), '000001.journal')
      truncateSync(file, readFileSync(file).length - 3)
      const after = journalOf(folder)
      expect(after.damaged()).toBe(1)
      expect(after.catchUp(db.connection)).toBe(1)
      expect(positionsOf(after)).toEqual([1, 2])
      after.close()
    })
  })

  test('lets go of the files that the oldest backup holds whole, and of no other', () => {
    withDatabase((db, { folder }) => {
      const journal = journalOf(folder)
      for (const name of ['one', 'two', 'three']) {
        saveCustomer(db, `${name} a`)
        saveCustomer(db, `${name} b`)
        journal.catchUp(db.connection)
        journal.startNewFile()
      }
      journal.dropFilesBefore(null, db.connection)
      expect(positionsOf(journal)).toEqual([1, 2, 3, 4, 5, 6])
      journal.dropFilesBefore(3, db.connection)
      expect(positionsOf(journal)).toEqual([3, 4, 5, 6])
      journal.dropFilesBefore(1000, db.connection)
      expect(positionsOf(journal)).toEqual([5, 6])
      expect(journal.catchUp(db.connection)).toBe(0)
      journal.close()
    })
  })

  test('never lets go of a change set that is not in the database, whatever the backups hold', () => {
    withDatabase((db, { folder }) => {
      const journal = journalOf(folder)
      for (const name of ['one', 'two', 'three', 'four']) {
        saveCustomer(db, name)
        journal.catchUp(db.connection)
        journal.startNewFile()
      }
      // As a restore leaves it that could not bring the second one back, with another at its position.
      db.connection.prepare('UPDATE change_set SET id = ? WHERE position = 2').run(v7())
      journal.dropFilesBefore(1000, db.connection)
      expect(positionsOf(journal)).toEqual([2, 4])
      journal.dropFilesBefore(1000, db.connection)
      expect(filesOf(folder)).toEqual(['000002.journal', '000004.journal'])
      journal.close()
    })
  })

  test('keeps a file with damaged heads until the files after it can go too', () => {
    withDatabase((db, { folder }) => {
      const journal = journalOf(folder)
      for (const name of ['one', 'two', 'three', 'four']) saveCustomer(db, name)
      journal.catchUp(db.connection)
      journal.startNewFile()
      saveCustomer(db, 'five')
      journal.catchUp(db.connection)
      const file = join(journalFolder(folder), '000001.journal')
      // Only the first of four heads is left.
      truncateSync(file, readFileSync(file).indexOf('NSJ1', 5))
      writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(300)]))
      journal.dropFilesBefore(3, db.connection)
      expect(filesOf(folder)).toEqual(['000001.journal', '000002.journal'])
      journal.dropFilesBefore(4, db.connection)
      expect(filesOf(folder)).toEqual(['000002.journal'])
      journal.close()
    })
  })

  test('is written to again when the disk takes it again, with nothing twice and nothing left out', () => {
    withDatabase((db, { folder }) => {
      saveCustomer(db, 'one')
      writeFileSync(journalFolder(folder), 'in the way')
      const journal = journalOf(folder)
      expect(() => journal.catchUp(db.connection)).toThrow()
      rmSync(journalFolder(folder))
      expect(journal.catchUp(db.connection)).toBe(1)
      expect(positionsOf(journal)).toEqual([1])
      journal.close()
    })
  })
})

describe('writing the journal anew', () => {
  const nameless = (record: JournalRecord): JournalRecord => ({
    ...record,
    changes: record.changes.map((change) => ({ ...change, fields: { name: { value: null, parent: null } } })),
  })
  const namesOf = (journal: OutboxJournal) =>
    [...journal.records()].map(({ changes }) => changes[0]?.fields.name?.value)

  test('changes every record, leaves no old file, and the journal goes on', () => {
    withDatabase((db, { folder }) => {
      const journal = journalOf(folder)
      for (const name of ['one', 'two']) {
        saveCustomer(db, name)
        journal.catchUp(db.connection)
        journal.startNewFile()
      }
      journal.rewrite(nameless)
      expect(filesOf(folder)).toEqual(['000003-anew.journal'])
      saveCustomer(db, 'three')
      expect(journal.catchUp(db.connection)).toBe(1)
      expect(namesOf(journal)).toEqual([null, null, 'three'])
      expect([journal.count(), positionsOf(journal)]).toEqual([3, [1, 2, 3]])
      journal.close()
    })
  })

  test('that was cut short leaves the old one whole, and the next start clears it away', () => {
    withDatabase((db, { folder }) => {
      saveCustomer(db, 'one')
      const journal = journalOf(folder)
      journal.catchUp(db.connection)
      expect(() =>
        journal.rewrite(() => {
          throw new Error('the power went')
        }),
      ).toThrow('the power went')
      expect(namesOf(journal)).toEqual(['one'])
      expect(filesOf(folder)).toEqual(['000001.journal', '000002-anew.journal.partial'])
      journal.catchUp(db.connection)
      const next = journalOf(folder)
      next.catchUp(db.connection)
      expect(filesOf(folder)).toEqual(['000001.journal'])
      expect(namesOf(next)).toEqual(['one'])
    })
  })

  test('that was cut short after its name was given counts alone, whatever old files still lie there', () => {
    withDatabase((db, { folder }) => {
      saveCustomer(db, 'one')
      const journal = journalOf(folder)
      journal.catchUp(db.connection)
      const old = join(journalFolder(folder), '000001.journal')
      const content = readFileSync(old)
      journal.rewrite(nameless)
      writeFileSync(old, content)
      const next = journalOf(folder)
      expect([namesOf(next), next.count()]).toEqual([[null], 1])
      next.catchUp(db.connection)
      expect(existsSync(old)).toBe(false)
    })
  })

  test('of no journal makes none', () => {
    using place = testFolder()
    mkdirSync(place.folder, { recursive: true })
    journalOf(place.folder).rewrite(nameless)
    expect(existsSync(journalFolder(place.folder))).toBe(false)
  })
})
