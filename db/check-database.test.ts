import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { checkDatabase, isSilentlyDamaged, rebuild } from './check-database.ts'
import { type Connection, connectWriter, databaseFile } from './connect.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { copyDatabase, losePages, rootOf } from './test-damage.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'
import { writeVisit } from './test-day.ts'

const none = { extent: 'none', problems: 0, rebuildable: false }
const check = (folder: string) => checkDatabase({ file: databaseFile(folder), key: testKey })
const isSilent = (folder: string) => isSilentlyDamaged({ file: databaseFile(folder), key: testKey })

/** A small store; what is done to it afterwards goes past the rules of the tables. */
function store(
  place: TestFolder,
  act: (connection: Connection, db: ShowroomDatabase) => void = () => {},
): void {
  const db = openTestDatabase(place.folder)
  const personId = setUpStore(db)
  writeVisit(db, personId, { phone: '+923001234567', answers: 1 })
  writeVisit(db, personId, { phone: null })
  act(db.connection, db)
  db.close()
}

const catalogue = "INSERT INTO catalogue VALUES (?, 1, 'file', json_quote(?), 0)"

describe('the check', () => {
  test('of a sound database finds nothing, and leaves it as it was', () => {
    using place = testFolder()
    store(place)
    const before = readFileSync(databaseFile(place.folder))
    expect(check(place.folder)).toEqual(none)
    expect(readFileSync(databaseFile(place.folder)).equals(before)).toBe(true)
    expect(isSilent(place.folder)).toBe(false)
  })

  test('of a database that is open, with commits in its log, finds nothing', () => {
    using place = testFolder()
    store(place, () => {
      expect(check(place.folder)).toEqual(none)
      expect(isSilent(place.folder)).toBe(false)
    })
  })

  test('counts a row without the row it refers to, which nothing rebuilds', () => {
    using place = testFolder()
    store(place, (connection) => {
      connection.pragma('foreign_keys = OFF')
      connection.exec(`UPDATE answer SET visit_id = '${v7()}'`)
    })
    expect(check(place.folder)).toEqual({ extent: 'some', problems: 1, rebuildable: false })
  })

  test('tells an index that disagrees with its table apart, and it is rebuilt in place', () => {
    using place = testFolder()
    store(place, (connection) => {
      connection.unsafeMode(true)
      connection.pragma('writable_schema = ON')
      connection.exec(
        "UPDATE sqlite_schema SET sql = 'CREATE INDEX customer_by_phone ON customer (phone)' WHERE name = 'customer_by_phone'",
      )
      connection.unsafeMode(false)
    })
    expect(check(place.folder)).toMatchObject({ extent: 'some', rebuildable: true })
    const connection = connectWriter(place.folder, testKey)
    expect(rebuild(connection)).toBe(true)
    connection.close()
    expect(check(place.folder)).toEqual(none)
  })

  test('tells a full-text index that disagrees with itself apart, and it is rebuilt in place', () => {
    using place = testFolder()
    store(place, (connection) => {
      connection.unsafeMode(true)
      connection.exec('DELETE FROM customer_search_data WHERE id > 10')
      connection.unsafeMode(false)
    })
    expect(check(place.folder)).toMatchObject({ extent: 'some', rebuildable: true })
    const db = openTestDatabase(place.folder)
    expect(rebuild(db.connection)).toBe(true)
    expect(db.customerSearch.find('سلمیٰ', 5).total).toBe(2)
    db.close()
    expect(check(place.folder)).toEqual(none)
  })

  test('leaves what it cannot rebuild in place for a salvage', () => {
    using place = testFolder()
    store(place)
    losePages(place.folder, [rootOf(place.folder, 'answer_by_opportunity')])
    const connection = connectWriter(place.folder, testKey)
    expect(rebuild(connection)).toBe(false)
    connection.close()
    expect(check(place.folder)).toMatchObject({ extent: 'some', rebuildable: true })
  })

  test('of an emptied file does not let SQLite delete the log beside it', () => {
    using place = testFolder()
    using copy = testFolder()
    store(place, () => copyDatabase(place.folder, copy.folder))
    truncateSync(databaseFile(copy.folder), 0)
    expect(check(copy.folder).extent).toBe('some')
    expect(existsSync(`${databaseFile(copy.folder)}-wal`)).toBe(true)
    expect(isSilent(copy.folder)).toBe(true)
  })

  test('of no file says that nothing can be read', () => {
    using place = testFolder()
    expect(check(place.folder).extent).toBe('all')
  })
})

describe('what SQLite passes over without a word', () => {
  test('is found: acknowledged commits behind a damaged frame of the log', () => {
    using place = testFolder()
    using copy = testFolder()
    store(place, (connection) => {
      connection.pragma('wal_checkpoint(TRUNCATE)')
      for (const version of ['a', 'b', 'c']) connection.prepare(catalogue).run(version, 'x')
      copyDatabase(place.folder, copy.folder)
    })
    const log = `${databaseFile(copy.folder)}-wal`
    const bytes = readFileSync(log)
    bytes[32 + 24 + 500] = (bytes[32 + 24 + 500] ?? 0) ^ 1
    writeFileSync(log, bytes)
    expect(isSilent(copy.folder)).toBe(true)
    expect(check(copy.folder)).toMatchObject({ extent: 'some', rebuildable: false })
  })

  test('is not found in the torn end that a power cut leaves', () => {
    using place = testFolder()
    using copy = testFolder()
    store(place, (connection) => {
      connection.pragma('wal_checkpoint(TRUNCATE)')
      connection.prepare(catalogue).run('a', 'x')
      connection.prepare(catalogue).run('b', 'x'.repeat(5000))
      copyDatabase(place.folder, copy.folder)
    })
    const log = `${databaseFile(copy.folder)}-wal`
    // The last commit was being written: one of its frames did not come to the disk, and neither did the end.
    const bytes = readFileSync(log)
    bytes.fill(0, bytes.length - 3 * 1048, bytes.length - 2 * 1048)
    writeFileSync(log, bytes.subarray(0, bytes.length - 400))
    expect(isSilent(copy.folder)).toBe(false)
    expect(check(copy.folder)).toEqual(none)
  })

  test('is found: a file that ends early in the middle of a long row', () => {
    using place = testFolder()
    store(place, (connection) => connection.prepare(catalogue).run('a', 'x'.repeat(50_000)))
    const { length } = readFileSync(databaseFile(place.folder))
    truncateSync(databaseFile(place.folder), length - 1024)
    expect(isSilent(place.folder)).toBe(true)
    expect(check(place.folder)).toMatchObject({ extent: 'some', rebuildable: false })
  })
})
