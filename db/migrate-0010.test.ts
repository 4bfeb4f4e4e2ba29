import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, connectWriter } from './connect.ts'
import { applyMigrations, migrate, versionOf } from './migrate.ts'
import { migrationsUpTo, type TestFolder, testClock, testFolder, testKey } from './test-database.ts'
import { openFirstVersion } from './test-first-version.ts'

let place: TestFolder
let connection: Connection

beforeEach(() => {
  place = testFolder()
  openFirstVersion(place.folder).close()
  connection = connectWriter(place.folder, testKey)
  applyMigrations(connection, { migrationsFolder: migrationsUpTo(9, place.folder) })
  migrate(connection, {
    folder: place.folder,
    key: testKey,
    migrationsFolder: migrationsUpTo(10, place.folder),
    clock: testClock().clock,
    newId: v7,
  })
})
afterEach(() => {
  connection.close()
  place[Symbol.dispose]()
})

const choose = (overruled: string) =>
  connection.exec(`INSERT INTO shortlist_choice
    SELECT 'choice ' || ${overruled}, id, 'visit-1', '[]', '[]', ${overruled}, owner_id, 1, '2026-11-22'
    FROM opportunity LIMIT 1`)

describe('0010, from a laptop with shortlists', () => {
  it('leaves a database that is sound, with every shortlist in it', () => {
    expect(versionOf(connection)).toBe(10)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(connection.pragma('foreign_key_check')).toEqual([])
    expect(connection.prepare('SELECT count(*) FROM shortlist').pluck().get()).toBe(1)
  })

  it('takes a choice with an order or without, and no order that is none', () => {
    connection.pragma('foreign_keys = OFF')
    choose("'{}'")
    expect(() => choose("'[]'")).toThrow('CHECK')
    connection.exec(`INSERT INTO shortlist_choice
      SELECT 'of the belief', id, 'visit-1', '[]', '[]', NULL, owner_id, 1, '2026-11-22' FROM opportunity LIMIT 1`)
    expect(connection.prepare('SELECT count(*) FROM shortlist_choice').pluck().get()).toBe(2)
  })
})
