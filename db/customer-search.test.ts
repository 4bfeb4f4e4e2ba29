import { v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { customerIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, testFolder } from './test-database.ts'

function save(db: ShowroomDatabase, name: string | null, phone: string | null, rowId: string = v7()) {
  db.changeSets.commit({
    authorId: null,
    occurredAt: 0,
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits: [{ entity: 'customer', rowId, fields: { name, phone, language: 'en' } }],
  })
  return customerIdSchema.parse(rowId)
}

describe('customer search', () => {
  test('finds by the beginning of each word, in any order', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    const id = save(db, 'Fatima Noor', null)
    save(db, 'Usman Ali', null)
    expect(db.customerSearch.find('noo fat', 10)).toEqual({ ids: [id], total: 1 })
    db.close()
  })

  test('finds a phone as people say it: with the trunk zero, internationally, by its last digits', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    const id = save(db, null, '+923001234567')
    save(db, null, '+923219999999')
    for (const said of ['0300 1234567', '+92 300 123', '4567', '3001234567'])
      expect(db.customerSearch.find(said, 10).ids, said).toEqual([id])
    db.close()
  })

  test('forgets the old name when it changes', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    const id = save(db, 'Nadia', null)
    save(db, 'Sana', null, id)
    expect(db.customerSearch.find('nadia', 10).total).toBe(0)
    expect(db.customerSearch.find('sana', 10).ids).toEqual([id])
    const blocks = z
      .array(z.object({ block: z.instanceof(Buffer) }))
      .parse(db.connection.prepare('SELECT block FROM customer_search_data').all())
    const index = blocks.map(({ block }) => block.toString('latin1')).join('')
    expect(index).toContain('sana')
    expect(index).not.toContain('nadia')
    db.close()
  })

  test.each(['"', 'a OR b', 'name:x', '*', 'NEAR(a b)', "'; DROP TABLE customer; --", '(', '\u0000', '٪'])(
    'takes %j as words, never as an operator',
    (text) => {
      using place = testFolder()
      const db = openTestDatabase(place.folder)
      save(db, 'Fatima', null)
      expect(() => db.customerSearch.find(text, 10)).not.toThrow()
      db.close()
    },
  )

  test('shows those whose whole words were typed before those whose names only begin so, and then the latest', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    const whole = save(db, 'Ali Raza', null)
    const begins = save(db, 'Alina Raza', null)
    const latest = save(db, 'Aliya Raza', null)
    expect(db.customerSearch.find('ali', 10).ids).toEqual([whole, latest, begins])
    expect(db.customerSearch.find('raza', 2)).toEqual({ ids: [latest, begins], total: 3 })
    db.close()
  })

  test('with no words gives the latest customers', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    const first = save(db, 'First', null)
    const second = save(db, 'Second', null)
    expect(db.customerSearch.find('  ', 10)).toEqual({ ids: [second, first], total: 2 })
    db.close()
  })
})
