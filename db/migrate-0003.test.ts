import { expect, test } from 'vitest'
import { z } from 'zod'
import { openTestDatabase, setUpStore, testFolder } from './test-database.ts'
import { writeVisit } from './test-day.ts'

const columnRow = z.object({ name: z.string(), dflt_value: z.string().nullable() })

test('what was written before has no note, no more phones, follows nothing else and was not entered later', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const defaultOf = (table: string, column: string) =>
    z
      .array(columnRow)
      .parse(db.connection.pragma(`table_info(${table})`))
      .find(({ name }) => name === column)?.dflt_value
  expect({
    note: defaultOf('customer', 'note'),
    alsoPhones: defaultOf('customer', 'also_phones'),
    alsoFollowsIds: defaultOf('consent', 'also_follows_ids'),
    enteredLate: defaultOf('visit', 'entered_late'),
    clockTrusted: defaultOf('change_set', 'clock_trusted'),
  }).toEqual({
    note: null,
    alsoPhones: "'[]'",
    alsoFollowsIds: "'[]'",
    enteredLate: '0',
    clockTrusted: null,
  })
  db.close()
})

test('links, stock, claims and pictures hang on rows that are there, in states that there are', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const owner = setUpStore(db)
  const { visitId } = writeVisit(db, owner)
  const refused = (sql: string) => expect(() => db.connection.exec(sql), sql).toThrow(/constraint/i)
  const link = (table: string, one: string, linked: number, follows: string) =>
    `INSERT INTO ${table} VALUES ('l', '${one}', '${one}', ${linked}, '${follows}', '${owner}', 1)`
  refused(link('customer_link', 'nobody', 1, '[]'))
  refused(link('visit_link', visitId, 2, '[]'))
  refused(link('visit_link', visitId, 1, '{}'))
  db.connection.exec(link('visit_link', visitId, 1, '[]'))
  refused(
    "INSERT INTO stock_unit (id, variant_id, number, colour, place, state, deleted) VALUES ('u', 'a/b/c', 'N1', '', '', 'lost', 0)",
  )
  refused("INSERT INTO claim VALUES ('c', 'no-unit', NULL, NULL)")
  db.connection.exec(
    "INSERT INTO stock_unit (id, variant_id, number, colour, place, state, deleted) VALUES ('u', 'a/b/c', 'N1', '', '', 'demo', 0)",
  )
  refused("INSERT INTO claim VALUES ('c', 'u', NULL, 'no-opportunity')")
  refused(`INSERT INTO picture VALUES ('p', 'x', '${visitId}', 'h', 1, 'image/png', '', '${owner}', 1)`)
  db.close()
})

test('what a laptop knows of its clock stands with its settings, and is nothing at first', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  setUpStore(db)
  expect([db.clockFacts.headoffice(), db.clockFacts.said()]).toEqual([null, null])
  const reading = { clockAt: 5, upMs: 6 }
  db.clockFacts.keepHeadoffice({ ...reading, offsetMs: -7 })
  const said = { ...reading, offsetMs: 8, newestEventAt: null, headofficeOffsetMs: -7 }
  db.clockFacts.keepSaid(said)
  expect([db.clockFacts.headoffice(), db.clockFacts.said()]).toEqual([{ ...reading, offsetMs: -7 }, said])
  db.clockFacts.keepSaid(null)
  expect(db.clockFacts.said()).toBeNull()
  db.close()
})
