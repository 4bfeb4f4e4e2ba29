import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listBackups } from './backups.ts'
import { type Connection, connectReader } from './connect.ts'
import { hasPending, migrate, newestVersion, versionOf } from './migrate.ts'
import {
  migrationsFolder,
  migrationsUpTo,
  type TestFolder,
  testClock,
  testFolder,
  testKey,
} from './test-database.ts'
import { columnsOf, openFirstVersion, type Rows, readRows } from './test-first-version.ts'

const { clock } = testClock()

let place: TestFolder
let connection: Connection
let before: Rows
let columns: ReturnType<typeof columnsOf>
const steps: (readonly [number, number])[] = []

beforeEach(() => {
  place = testFolder()
  connection = openFirstVersion(place.folder)
  columns = columnsOf(connection)
  before = readRows(connection)
  steps.length = 0
})
afterEach(() => {
  connection.close()
  place[Symbol.dispose]()
})

const options = () => ({
  folder: place.folder,
  key: testKey,
  migrationsFolder: migrationsUpTo(2, place.folder),
  clock,
  newId: v7,
})
const upgrade = () => migrate(connection, { ...options(), onStep: (done, of) => void steps.push([done, of]) })

describe('0002, from the first version with rows in every table', () => {
  it('begins with no table that is empty', () => {
    for (const [table, rows] of Object.entries(before)) expect(rows.length, table).toBeGreaterThan(0)
  })

  it('keeps every row with every value it had', () => {
    upgrade()
    expect(versionOf(connection)).toBe(2)
    expect(readRows(connection, columns)).toEqual(before)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(connection.pragma('foreign_key_check')).toEqual([])
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('keeps people their roles, and lets one be a service adviser', () => {
    upgrade()
    const roles = connection.prepare('SELECT id, role FROM consultant ORDER BY id').all()
    expect(roles).toEqual([
      { id: 'consultant-1', role: 'consultant' },
      { id: 'consultant-2', role: 'consultant' },
      { id: 'manager-1', role: 'manager' },
    ])
    connection.exec("INSERT INTO consultant VALUES ('adviser-1', 'Zain Ali', 'service-adviser', 1)")
    expect(() => connection.exec("INSERT INTO consultant VALUES ('x', 'X', 'director', 1)")).toThrow(/CHECK/)
  })

  it('lets nothing refer to a person, a change set or a visit that is not there', () => {
    upgrade()
    for (const write of [
      "INSERT INTO visit VALUES ('v', 'opportunity-1', 'nobody', 'unknown', 1, '2026-11-22', NULL, 0)",
      "UPDATE opportunity SET owner_id = 'nobody'",
      "INSERT INTO pin VALUES ('nobody', 'verifier', 1, 0)",
      "DELETE FROM consultant WHERE id = 'consultant-1'",
      "DELETE FROM visit WHERE id = 'visit-1'",
      'DELETE FROM change_set WHERE position = 7',
    ])
      expect(() => connection.exec(write), write).toThrow(/FOREIGN KEY/)
  })

  it('shows the answers that stood before, and no other', () => {
    const standing = () => connection.prepare('SELECT id FROM current_answer ORDER BY id').pluck().all()
    const stood = standing()
    upgrade()
    expect(stood).toEqual(['answer-0', 'answer-2', 'answer-3'])
    expect(standing()).toEqual(stood)
  })

  it('puts answers in the order in which they were given, and changes in that of their sets', () => {
    upgrade()
    expect(connection.prepare('SELECT id FROM answer ORDER BY position').pluck().all()).toEqual([
      'answer-0',
      'answer-1',
      'answer-2',
      'answer-3',
    ])
    expect(connection.prepare('SELECT id, place FROM change ORDER BY place').all()).toEqual([
      { id: 'change-1', place: 1024 },
      { id: 'change-2', place: 2048 },
      { id: 'change-3', place: 2049 },
      { id: 'change-4', place: 7168 },
    ])
  })

  it('gives the laptop ten minutes to lock, no mark of an installation, nobody a PIN, and erases nobody', () => {
    upgrade()
    expect(connection.prepare('SELECT idle_lock_minutes, installation_id FROM device').get()).toEqual({
      idle_lock_minutes: 10,
      installation_id: null,
    })
    for (const table of ['pin', 'access_log', 'erasure', 'erased_customer'])
      expect(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0)
  })

  it('lets nobody change or shorten the access log', () => {
    upgrade()
    connection.exec("INSERT INTO access_log VALUES (1, 1, 'manager-1', 'signed-in', NULL, '{}', 'hash')")
    expect(() => connection.exec("UPDATE access_log SET act = 'signed-out'")).toThrow(/append-only/)
    expect(() => connection.exec('DELETE FROM access_log')).toThrow(/append-only/)
  })

  it('is told step by step, and a backup of the first version is there afterwards', () => {
    expect(hasPending(options())).toBe(true)
    const { backup } = upgrade()
    expect(steps).toEqual([0, 1, 1, 2, 3].map((done) => [done, 3]))
    expect(hasPending(options())).toBe(false)
    expect(listBackups(place.folder)).toMatchObject([
      { kind: 'before-upgrade', madeAt: clock(), isGood: true },
    ])
    expect(backup).toContain('before-upgrade')
  })
})

describe('a large store of the first version', () => {
  it('is brought to the newest with every step counted and every customer there', () => {
    const customers = 100_000
    connection.pragma('synchronous = OFF')
    connection.exec(`
      WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < ${customers + 9})
        INSERT INTO customer SELECT i, 'c' || i, 'Customer ' || i, '+92300' || printf('%07d', i), 'ur' FROM n;
      INSERT INTO change_set SELECT position, 's' || position, NULL, position, '2026-11-22' FROM customer WHERE position > 9;
      INSERT INTO change SELECT position, 0, 'h' || position, 'customer', 'c' || position,
        json_object('name', json_object('value', 'Customer ' || position, 'parent', NULL)), 1
        FROM change_set WHERE position > 9;`)
    const onStep = (done: number, of: number) => void steps.push([done, of])
    migrate(connection, { ...options(), migrationsFolder, onStep })
    // The backup, each migration after the first, and the look at what rows refer to.
    const of = newestVersion(migrationsFolder) + 1
    const counted = Array.from({ length: of }, (_, done) => [done + 1, of])
    expect(steps).toEqual([[0, of], [1, of], ...counted])
    connection.close()
    const reader = connectReader(place.folder, testKey)
    expect(reader.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(customers + 2)
    expect(reader.prepare('SELECT count(*) FROM change').pluck().get()).toBe(customers + 4)
    expect(
      reader
        .prepare(
          "SELECT fields FROM change WHERE row_id = 'c77777' AND can_follow = 1 AND entity = 'customer'",
        )
        .get(),
    ).toEqual({
      fields: '{"name":{"value":"Customer 77777","parent":null}}',
    })
    reader.close()
  })
})
