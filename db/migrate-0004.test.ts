import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from './connect.ts'
import { createCustomerSearch } from './customer-search.ts'
import { createFeedPosition } from './feed-position.ts'
import { createFieldVersions } from './field-versions.ts'
import { migrate, versionOf } from './migrate.ts'
import {
  migrationsFolder,
  migrationsUpTo,
  type TestFolder,
  testClock,
  testFolder,
  testKey,
} from './test-database.ts'
import { openFirstVersion } from './test-first-version.ts'

const { clock } = testClock()

let place: TestFolder
let connection: Connection

beforeEach(() => {
  place = testFolder()
  connection = openFirstVersion(place.folder)
})
afterEach(() => {
  connection.close()
  place[Symbol.dispose]()
})

const upgrade = (folder = migrationsUpTo(4, place.folder)) =>
  migrate(connection, { folder: place.folder, key: testKey, migrationsFolder: folder, clock, newId: v7 })
const all = (sql: string) => connection.prepare(sql).all()

describe('0004, from the first version with rows in every table', () => {
  it('leaves a database that is sound', () => {
    upgrade()
    expect(versionOf(connection)).toBe(4)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(connection.pragma('foreign_key_check')).toEqual([])
  })

  it('keeps for each field the change whose value it shows', () => {
    connection.exec(
      `INSERT INTO field_version VALUES ('customer', 'customer-1', 'phone', 'change-2'),
         ('customer', 'customer-1', 'language', 'change-8'), ('visit', 'visit-1', 'arrival', 'change-3')`,
    )
    upgrade()
    const versions = createFieldVersions(connection)
    expect(Object.fromEntries(versions.of('customer', 'customer-1'))).toEqual({
      name: 'change-2',
      phone: 'change-2',
      language: 'change-8',
    })
    expect(Object.fromEntries(versions.of('visit', 'visit-1'))).toEqual({ arrival: 'change-3' })
    expect(all('SELECT count(*) AS n FROM row_state WHERE fed_era IS NOT NULL')).toEqual([{ n: 0 }])
  })

  it('keeps every receipt, and why one was refused', () => {
    connection.exec(
      `INSERT INTO change_set VALUES (8, 'set-8', NULL, 100, '2026-11-21');
       INSERT INTO receipt VALUES ('set-8', 'refused', NULL, 'durable', 'epoch-1', 260,
         'Head office refused this: one of its records was written before with other content.', NULL)`,
    )
    upgrade()
    expect(all('SELECT * FROM receipt ORDER BY change_set_id')).toEqual([
      receipt('set-1', { outcome: 'accepted', seq: 4, received_at: 150 }),
      receipt('set-2', {
        outcome: 'refused',
        mark: 'trial',
        received_at: 250,
        reason: 'other-content',
        visit_id: 'visit-1',
      }),
      receipt('set-8', { outcome: 'refused', received_at: 260, reason: 'written-before' }),
    ])
  })

  it('keeps what stands beside and aside', () => {
    upgrade()
    expect(all('SELECT reason, value, change_id, shown FROM field_beside')).toEqual([
      { reason: 'conflict', value: '"Sana T."', change_id: 'change-9', shown: null },
    ])
    expect(all('SELECT entity, state, waits_for_id FROM feed_aside')).toEqual([
      { entity: 'testDrive', state: 'quarantined', waits_for_id: null },
    ])
  })

  it('stays stopped, reads the feed from its beginning, and takes all that was written for sent', () => {
    upgrade()
    expect(createFeedPosition(connection).read()).toEqual({
      epoch: 'epoch-1',
      mark: 'durable',
      cursor: 0,
      hash: '',
      syncedAt: 160,
      stopped: { type: 'mismatch' },
      era: 1,
      digest: Buffer.alloc(16),
      allowed: null,
      onlyHere: 0,
    })
    expect(all('SELECT sent_up_to FROM feed_position')).toEqual([{ sent_up_to: 7 }])
  })
})

it('finds customers as before, by name and by any end of a phone', () => {
  upgrade(migrationsFolder)
  const search = createCustomerSearch(connection, (name) => name.toLowerCase())
  for (const said of ['sana', '92300', '4567']) expect(search.find(said, 5).ids, said).toEqual(['customer-1'])
})

function receipt(changeSetId: string, rest: Readonly<Record<string, unknown>>) {
  const base = { seq: null, mark: 'durable', epoch: 'epoch-1', reason: null, visit_id: null }
  return { change_set_id: changeSetId, ...base, ...rest }
}
