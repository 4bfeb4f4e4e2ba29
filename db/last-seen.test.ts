import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { customerIdSchema } from '../core/ids.ts'
import { businessDaySchema, createBusinessDays } from '../core/market/business-day.ts'
import { newestVisitDay, readLastSeen, readLastSeenOf } from './last-seen.ts'
import { openTestDatabase, setUpStore, testFolder } from './test-database.ts'
import { erase, writeCustomer } from './test-erasure.ts'

const businessDayOf = createBusinessDays('Asia/Karachi')
const told = { name: 'Sana Tariq', phone: '+923001234567', ownWords: 'seven', lostNote: 'no' }
const day = (text: string) => businessDaySchema.parse(text)

test('a customer was last seen on the latest day of a visit, a booking or a consent of theirs', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const owner = setUpStore(db)
  expect(newestVisitDay(db.connection)).toBeNull()
  const { customerId } = writeCustomer(db, owner, told, { businessDay: day('2025-03-04') })
  const other = writeCustomer(db, owner, { ...told, name: 'Bilal' }, { businessDay: day('2026-01-02') })
  expect(readLastSeen(db.connection, businessDayOf).map(({ name }) => name)).toEqual(['Sana Tariq', 'Bilal'])
  expect(readLastSeenOf(db.connection, businessDayOf, customerId)).toEqual({
    id: customerId,
    name: 'Sana Tariq',
    seen: {
      visitDay: '2025-03-04',
      // By the instant it was given at, on the store's calendar.
      consentDay: '2026-11-22',
      bookingDay: '2025-03-04',
      writtenDay: '2025-03-04',
    },
  })
  expect(newestVisitDay(db.connection)).toBe('2026-01-02')
  erase(db, owner, other.customerId)
  expect(readLastSeen(db.connection, businessDayOf).map(({ id }) => id)).toEqual([customerId])
  expect(readLastSeenOf(db.connection, businessDayOf, other.customerId)).toBeNull()
  db.close()
})

test('of somebody who only was written down here the day of that is known, of one from elsewhere nothing', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const owner = setUpStore(db)
  const [here, elsewhere] = [customerIdSchema.parse(v7()), customerIdSchema.parse(v7())]
  const fields = { name: 'Sana', phone: null, language: 'ur' } as const
  db.changeSets.commit({
    authorId: owner,
    occurredAt: 1,
    businessDay: day('2026-05-06'),
    visitId: null,
    edits: [{ entity: 'customer', rowId: here, fields }],
  })
  db.tables.write('customer', elsewhere, fields)
  const seen = (id: typeof here) => readLastSeenOf(db.connection, businessDayOf, id)?.seen
  expect(seen(here)).toEqual({ visitDay: null, consentDay: null, bookingDay: null, writtenDay: '2026-05-06' })
  expect(seen(elsewhere)).toEqual({ visitDay: null, consentDay: null, bookingDay: null, writtenDay: null })
  db.close()
})
