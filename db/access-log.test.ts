import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AccessAct, accessActSchema } from '../contract/access.ts'
import { consultantIdSchema, customerIdSchema } from '../core/ids.ts'
import type { Access } from './access-log.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder } from './test-database.ts'

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

const someone = consultantIdSchema.parse(v7())
const entry = (act: AccessAct, more: Partial<Access> = {}): Access => ({
  at: Date.UTC(2026, 10, 22, 7),
  personId: someone,
  act,
  customerId: null,
  detail: {},
  ...more,
})
const fill = (count: number) =>
  db.connection.transaction(() => {
    for (let number = 1; number <= count; number += 1)
      db.accessLog.append(entry('customer-seen', { at: number, detail: { number: String(number) } }))
  })()
/** As somebody does who has the key and knows SQL, and whom no trigger stops. */
const behindItsBack = (sql: string, ...values: readonly unknown[]) => {
  db.connection.exec('DROP TRIGGER IF EXISTS access_log_never_changes')
  db.connection.exec('DROP TRIGGER IF EXISTS access_log_never_shrinks')
  db.connection.prepare(sql).run(...values)
}

test('an empty log is whole, and every entry moves its head', () => {
  const heads = [db.accessLog.verify()]
  for (const act of accessActSchema.options) {
    db.accessLog.append(entry(act))
    heads.push(db.accessLog.verify())
  }
  expect(heads[0]).toEqual({ type: 'whole', entries: 0, head: '0'.repeat(64) })
  expect(new Set(heads.map((chain) => JSON.stringify(chain))).size).toBe(heads.length)
  expect(heads.at(-1)).toMatchObject({ type: 'whole', entries: accessActSchema.options.length })
})

test('the hash is what its description says, computed here in another way', () => {
  const customerId = customerIdSchema.parse(v7())
  db.accessLog.append(entry('signed-in', { personId: null }))
  db.accessLog.append(entry('list-exported', { customerId, detail: { z: '"', a: '\\,ہ' } }))
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
  const first = sha256(
    `["northstar-access-1","${'0'.repeat(64)}",1,${entry('signed-in').at},null,"signed-in",null,"{}"]`,
  )
  const second = sha256(
    String.raw`["northstar-access-1","${first}",2,${entry('signed-in').at},"${someone}","list-exported","${customerId}","{\"a\":\"\\\\,ہ\",\"z\":\"\\\"\"}"]`,
  )
  expect(db.accessLog.verify()).toEqual({ type: 'whole', entries: 2, head: second })
})

test('an entry can be neither changed nor taken out through SQL', () => {
  fill(2)
  for (const sql of ["UPDATE access_log SET act = 'signed-in'", 'DELETE FROM access_log WHERE position = 2'])
    expect(() => db.connection.exec(sql)).toThrow('append-only')
  expect(db.accessLog.verify()).toMatchObject({ type: 'whole', entries: 2 })
})

test('an entry that was rolled back with its write leaves no gap', () => {
  fill(3)
  const failing = db.connection.transaction(() => {
    db.accessLog.append(entry('customer-changed'))
    throw new Error('the write failed')
  })
  expect(failing).toThrow('the write failed')
  db.accessLog.append(entry('signed-out'))
  expect(db.accessLog.verify()).toMatchObject({ type: 'whole', entries: 4 })
})

test('a change in any column of any entry is found at that entry', () => {
  fill(9)
  const columns = {
    at: 12,
    person_id: v7(),
    act: 'signed-in',
    customer_id: v7(),
    detail: '{}',
    hash: 'f'.repeat(64),
  }
  for (const [column, value] of Object.entries(columns))
    for (const position of [1, 5, 9]) {
      const before = db.connection.prepare(`SELECT ${column} AS was FROM access_log WHERE position = ?`)
      const { was } = Object.assign({ was: null }, before.get(position))
      behindItsBack(`UPDATE access_log SET ${column} = ? WHERE position = ?`, value, position)
      // The entry after it follows from the hash that stood there.
      const breaks = column === 'hash' && position < 9 ? [position, position + 1] : [position]
      expect(db.accessLog.verify(), `${column} of ${position}`).toEqual({ type: 'broken', position, breaks })
      behindItsBack(`UPDATE access_log SET ${column} = ? WHERE position = ?`, was, position)
    }
  expect(db.accessLog.verify()).toMatchObject({ type: 'whole', entries: 9 })
})

test('an entry taken out is found where it stood, and cut off at the end by the head that was noted', () => {
  fill(9)
  const noted = db.accessLog.verify()
  if (noted.type !== 'whole') throw new Error('the log is not whole')
  expect(db.accessLog.positionOf(noted.head)).toBe(9)
  behindItsBack('DELETE FROM access_log WHERE position = 9')
  expect(db.accessLog.verify()).toMatchObject({ type: 'whole', entries: 8 })
  expect(db.accessLog.positionOf(noted.head)).toBeNull()
  behindItsBack('DELETE FROM access_log WHERE position = 4')
  expect(db.accessLog.verify()).toEqual({ type: 'broken', position: 4, breaks: [4] })
  behindItsBack('DELETE FROM access_log WHERE position = 1')
  expect(db.accessLog.verify()).toEqual({ type: 'broken', position: 1, breaks: [1, 4] })
})

test('an entry taken out is found although those after it were moved up', () => {
  fill(9)
  behindItsBack('DELETE FROM access_log WHERE position = 4')
  for (let position = 5; position <= 9; position += 1)
    behindItsBack('UPDATE access_log SET position = ? WHERE position = ?', position - 1, position)
  expect(db.accessLog.verify()).toEqual({ type: 'broken', position: 4, breaks: [4, 5, 6, 7, 8] })
})

test('two entries that changed places are found, and those after them', () => {
  fill(9)
  behindItsBack('UPDATE access_log SET position = 100 WHERE position = 3')
  behindItsBack('UPDATE access_log SET position = 3 WHERE position = 7')
  behindItsBack('UPDATE access_log SET position = 7 WHERE position = 100')
  expect(db.accessLog.verify()).toEqual({ type: 'broken', position: 3, breaks: [3, 4, 7, 8] })
})

test('an entry put in is found wherever it was put, also far below the first', () => {
  const insert = `INSERT INTO access_log (position, at, person_id, act, customer_id, detail, hash)
    SELECT ?, at, person_id, act, customer_id, detail, hash FROM access_log WHERE position = 1`
  fill(3)
  for (const [position, found] of [
    [4, 4],
    [99, 4],
    [0, 1],
    [-(2n ** 63n), 1],
  ] as const) {
    behindItsBack(insert, position)
    expect(db.accessLog.verify(), String(position)).toEqual({
      type: 'broken',
      position: found,
      breaks: [found],
    })
    behindItsBack('DELETE FROM access_log WHERE position = ?', position)
  }
  expect(db.accessLog.verify()).toMatchObject({ type: 'whole', entries: 3 })
})

test('whatever is done to a log of many pages is found no later than where it was done', () => {
  const length = 1203
  fill(length)
  const whole = db.accessLog.verify()
  expect(whole).toMatchObject({ type: 'whole', entries: length })
  expect([...db.accessLog.verifySteps()]).toHaveLength(2)
  const change = fc.record({
    position: fc.integer({ min: 1, max: length }),
    column: fc.constantFrom('at', 'person_id', 'act', 'customer_id', 'detail', 'hash'),
    with: fc.constantFrom('1', '{"a":"b"}', v7()),
  })
  fc.assert(
    fc.property(change, ({ position, column, with: value }) => {
      db.connection.exec('BEGIN')
      try {
        const changed = column === 'at' ? 'at + 1' : column === 'detail' ? `'{"a":"b"}'` : `'${value}'`
        behindItsBack(`UPDATE access_log SET ${column} = ${changed} WHERE position = ?`, position)
        const next = column === 'hash' && position < length ? [position + 1] : []
        expect(db.accessLog.verify()).toEqual({ type: 'broken', position, breaks: [position, ...next] })
      } finally {
        db.connection.exec('ROLLBACK')
      }
    }),
    { numRuns: 40 },
  )
  expect(db.accessLog.verify()).toEqual(whole)
})

test('every place that was tampered with is found, also behind another and on a later page, and twenty at most', () => {
  fill(1203)
  behindItsBack('DELETE FROM access_log WHERE position IN (3, 4)')
  behindItsBack("UPDATE access_log SET act = 'signed-in' WHERE position IN (10, 500, 501, 1203)")
  expect(db.accessLog.verify()).toEqual({ type: 'broken', position: 3, breaks: [3, 10, 500, 501, 1203] })
  db.accessLog.append(entry('signed-out'))
  expect(db.accessLog.verify()).toMatchObject({ breaks: [3, 10, 500, 501, 1203] })
  behindItsBack("UPDATE access_log SET act = 'signed-in' WHERE position % 2 = 0")
  const chain = db.accessLog.verify()
  expect(chain.type === 'broken' && chain.breaks).toHaveLength(20)
})

test('no two entries have the same text under their hash, whatever their fields hold', () => {
  const text = fc.string({ maxLength: 12, unit: fc.constantFrom('"', ',', '\\', ']', '[', 'a', 'ہ') })
  const detail = fc.dictionary(text, text, { maxKeys: 3 })
  fc.assert(
    fc.property(detail, detail, (one, other) => {
      db.connection.exec('BEGIN')
      const heads = [one, other].map((each) => {
        db.connection.exec('SAVEPOINT one')
        db.accessLog.append(entry('settings-changed', { detail: each }))
        const chain = db.accessLog.verify()
        db.connection.exec('ROLLBACK TO one')
        return chain.type === 'whole' ? chain.head : ''
      })
      db.connection.exec('ROLLBACK')
      const isSame =
        JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
      expect(heads[0] === heads[1]).toBe(isSame)
    }),
  )
})

test('it is read newest first, in pages, with names, and for one customer alone', () => {
  const consultantId = setUpStore(db, 'Ayesha Malik')
  const customerId = customerIdSchema.parse(v7())
  db.connection
    .prepare("INSERT INTO customer (id, name, phone, language) VALUES (?, 'Sana Tariq', NULL, 'ur')")
    .run(customerId)
  db.accessLog.append(entry('signed-in', { personId: consultantId }))
  db.accessLog.append(
    entry('customer-seen', { personId: consultantId, customerId, detail: { what: 'board' } }),
  )
  db.accessLog.append(entry('wrong-pin'))
  const all = { before: null, limit: 200, customerId: null }
  const { entries, total } = db.accessLog.list(all)
  expect(total).toBe(3)
  expect(
    entries.map(({ position, act, personName, customerName }) => [position, act, personName, customerName]),
  ).toEqual([
    [3, 'wrong-pin', null, null],
    [2, 'customer-seen', 'Ayesha Malik', 'Sana Tariq'],
    [1, 'signed-in', 'Ayesha Malik', null],
  ])
  const older = db.accessLog.list({ ...all, before: 3, limit: 1 })
  expect(older.entries.map(({ position }) => position)).toEqual([2])
  expect(db.accessLog.list({ ...all, customerId })).toMatchObject({
    total: 1,
    entries: [{ position: 2, detail: { what: 'board' } }],
  })
})
