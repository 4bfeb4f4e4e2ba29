import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { businessDaySchema } from '../core/market/business-day.ts'
import { sqliteCode } from './connect.ts'
import { noRoomToOpen } from './room-on-disk.ts'
import { openTestDatabase, testFolder } from './test-database.ts'

test('a write that the disk has no room for is refused whole, and the next goes on when there is room', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const save = (name: string) =>
    db.changeSets.commit({
      authorId: null,
      occurredAt: 0,
      businessDay: businessDaySchema.parse('2026-11-22'),
      visitId: null,
      edits: [{ entity: 'customer', rowId: v7(), fields: { name, phone: null, language: 'en' } }],
    })
  const pages = Number(db.connection.pragma('page_count', { simple: true }))
  db.connection.pragma(`max_page_count = ${pages}`)
  let code: string | undefined
  for (let number = 0; code === undefined && number < 1000; number += 1)
    try {
      save(`Customer ${number} ${'x'.repeat(500)}`)
    } catch (error) {
      code = sqliteCode(error)
    }
  expect(code).toBe('SQLITE_FULL')
  const kept = db.customerSearch.find('', 1).total
  expect(db.connection.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: kept })
  db.connection.pragma('max_page_count = 1073741823')
  save('After')
  expect(db.customerSearch.find('after', 1).total).toBe(1)
  db.close()
})

test('an opening that fails for want of room says so, and one that fails otherwise does not', () => {
  using place = testFolder()
  const failed = (code: string) => Object.assign(new Error('failed'), { code })
  const codeOf = (code: string) => noRoomToOpen(place.folder, failed(code))?.code
  for (const code of ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'])
    expect(codeOf(code), code).toBe('NO_ROOM_TO_OPEN')
  // There is room here, so these mean what they say.
  for (const code of ['SQLITE_CANTOPEN', 'SQLITE_IOERR_WRITE', 'SQLITE_CORRUPT', 'EACCES'])
    expect(codeOf(code), code).toBeUndefined()
  expect(noRoomToOpen(place.folder, new Error('another'))).toBeNull()
})
