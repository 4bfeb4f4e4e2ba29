import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openTestDatabase, testFolder } from '../../db/test-database.ts'
import { createAccessEntries } from './access-entries.ts'

const seen = (at: number, detail = {}) => ({
  at,
  personId: null,
  act: 'customer-seen' as const,
  customerId: null,
  detail,
})

test('what is read while the disk is full is logged in its order as soon as the disk takes it', () => {
  using place = testFolder()
  const lines: string[] = []
  const db = openTestDatabase(place.folder)
  const entries = createAccessEntries(db.accessLog, pino({}, { write: (line: string) => lines.push(line) }))
  entries.writeOrKeep(seen(1))
  const pages = Number(db.connection.pragma('page_count', { simple: true }))
  const large = { code: 'x'.repeat(5000) }
  db.connection.pragma(`max_page_count = ${pages}`)
  expect(() => entries.write(seen(2, large))).toThrow('full')
  entries.writeOrKeep(seen(3, large))
  entries.writeOrKeep(seen(4))
  expect(db.accessLog.verify()).toMatchObject({ entries: 1 })
  expect(lines).toHaveLength(2)
  db.connection.pragma('max_page_count = 1000000')
  entries.writeOrKeep(seen(5))
  const { entries: newestFirst } = db.accessLog.list({ before: null, limit: 10, customerId: null })
  expect(newestFirst.map(({ at }) => at)).toEqual([5, 4, 3, 1])
  expect(db.accessLog.verify()).toMatchObject({ type: 'whole' })
  db.close()
})

test('an entry that cannot be written for another reason is not kept in silence', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const entries = createAccessEntries(db.accessLog, pino({ level: 'silent' }))
  db.connection.exec('DROP TABLE access_log')
  expect(() => entries.writeOrKeep(seen(1))).toThrow('no such table')
  db.close()
})
