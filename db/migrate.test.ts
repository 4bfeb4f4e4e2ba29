import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { connectReader, connectWriter, databaseFile } from './connect.ts'
import { migrate, versionOf } from './migrate.ts'
import {
  migrationsFolder,
  openTestDatabase,
  setUpStore,
  testClock,
  testFolder,
  testKey,
} from './test-database.ts'

const { clock } = testClock()
const optionsFor = (folder: string, migrations = migrationsFolder) => ({
  folder,
  key: testKey,
  migrationsFolder: migrations,
  clock,
  newId: v7,
})

describe('migrations', () => {
  test('bring an empty database to the newest version without a backup of nothing', () => {
    using place = testFolder()
    const connection = connectWriter(place.folder, testKey)
    const result = migrate(connection, optionsFor(place.folder))
    expect(result).toEqual({ from: 0, to: readdirSync(migrationsFolder).length, backup: null })
    connection.close()
  })

  test('every table is STRICT', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    const loose = db.connection
      .prepare(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'
           AND name NOT LIKE 'customer_search%'`,
      )
      .all()
    expect(loose).toEqual([])
    db.close()
  })

  test('0001 keeps what the device table promises: one device a laptop', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    setUpStore(db)
    expect(() => setUpStore(db)).toThrow(/UNIQUE|PRIMARY/)
    db.close()
  })

  test('pending migrations run after a backup that still holds the data', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    setUpStore(db)
    db.close()
    const later = laterMigrations(place.folder, 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;')
    const connection = connectWriter(place.folder, testKey)
    const { from, to, backup } = migrate(connection, optionsFor(place.folder, later))
    connection.close()
    expect(to).toBe(from + 1)
    if (backup === null) throw new Error('no backup was made')
    const restored = join(place.folder, 'restored')
    mkdirSync(restored)
    copyFileSync(backup, databaseFile(restored))
    const reader = connectReader(restored, testKey)
    expect(versionOf(reader)).toBe(from)
    expect(reader.prepare('SELECT name FROM consultant').all()).toEqual([{ name: 'Ayesha Malik' }])
    reader.close()
  })

  test('a migration that fails leaves the version and the tables as they were', () => {
    using place = testFolder()
    openTestDatabase(place.folder).close()
    const later = laterMigrations(
      place.folder,
      'CREATE TABLE half (id INTEGER) STRICT; SELECT no_such_function();',
    )
    const connection = connectWriter(place.folder, testKey)
    const before = versionOf(connection)
    expect(() => migrate(connection, optionsFor(place.folder, later))).toThrow()
    expect(versionOf(connection)).toBe(before)
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined()
    connection.close()
  })

  test('a database from a newer version is refused in a sentence and left byte for byte', () => {
    using place = testFolder()
    openTestDatabase(place.folder).close()
    const newer = connectWriter(place.folder, testKey)
    newer.pragma('user_version = 99')
    newer.close()
    const before = readFileSync(databaseFile(place.folder))
    const error = refusalOf(() => openTestDatabase(place.folder))
    expect(error.code).toBe('DATABASE_NEWER')
    expect(error.message).toContain('99')
    expect(readFileSync(databaseFile(place.folder)).equals(before)).toBe(true)
  })

  test('a newer database that was not closed in order keeps its log too', () => {
    using place = testFolder()
    using crashed = testFolder()
    const newer = openTestDatabase(place.folder)
    newer.connection.pragma('user_version = 99')
    for (const ending of ['', '-wal'])
      copyFileSync(`${databaseFile(place.folder)}${ending}`, `${databaseFile(crashed.folder)}${ending}`)
    newer.close()
    const bytes = () => ['', '-wal'].map((ending) => readFileSync(`${databaseFile(crashed.folder)}${ending}`))
    const before = bytes()
    expect(refusalOf(() => openTestDatabase(crashed.folder)).code).toBe('DATABASE_NEWER')
    expect(bytes()).toEqual(before)
  })

  test('the database of another program is refused and left byte for byte', () => {
    using place = testFolder()
    const other = new Database(databaseFile(place.folder))
    other.exec('CREATE TABLE photos (name TEXT)')
    other.close()
    const before = readFileSync(databaseFile(place.folder))
    expect(refusalOf(() => openTestDatabase(place.folder)).code).toBe('DATABASE_NOT_READABLE')
    expect(readFileSync(databaseFile(place.folder)).equals(before)).toBe(true)
  })

  test.each([
    ['northstar.db', 'DATABASE_NOT_READABLE'],
    ['in-use.lock', 'FILE_NOT_USABLE'],
  ])('a folder where %s should be gets a sentence', (name, code) => {
    using place = testFolder()
    mkdirSync(join(place.folder, name))
    expect(refusalOf(() => openTestDatabase(place.folder)).code).toBe(code)
  })

  test('a file that is not a database is refused and left alone', () => {
    using place = testFolder()
    writeFileSync(
      databaseFile(place.folder),
      'this is a letter, not a database, and it is long enough to read',
    )
    expect(refusalOf(() => openTestDatabase(place.folder)).code).toBe('DATABASE_NOT_READABLE')
    expect(readFileSync(databaseFile(place.folder), 'utf8')).toContain('a letter')
  })

  test('a folder in use by another process is refused until it is let go', () => {
    using place = testFolder()
    const first = openTestDatabase(place.folder)
    expect(refusalOf(() => openTestDatabase(place.folder)).code).toBe('ALREADY_OPEN')
    first.close()
    openTestDatabase(place.folder).close()
  })

  test.runIf(process.getuid?.() !== 0)(
    'a database that this account may only read is refused (root may write anything, so not as root)',
    () => {
      using place = testFolder()
      openTestDatabase(place.folder).close()
      chmodSync(databaseFile(place.folder), 0o444)
      expect(refusalOf(() => openTestDatabase(place.folder)).code).toBe('FILE_NOT_USABLE')
    },
  )

  test('the writer syncs every commit to disk', () => {
    using place = testFolder()
    const connection = connectWriter(place.folder, testKey)
    expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(connection.pragma('synchronous', { simple: true })).toBe(2)
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
    connection.close()
  })
})

function laterMigrations(folder: string, sql: string): string {
  const copy = join(folder, 'migrations')
  cpSync(migrationsFolder, copy, { recursive: true })
  const next = readdirSync(copy).length + 1
  writeFileSync(join(copy, `${String(next).padStart(4, '0')}-later.sql`), sql)
  return copy
}

function refusalOf(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}
