import { expect, it } from 'vitest'
import { openTestDatabase, testFolder } from './test-database.ts'

it('brings the tables of pictures’ bytes and of documents, which hold no more than they say and one in force of a kind', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const insert = (sql: string) => () => db.connection.exec(sql)
  for (const table of ['blob', 'document'])
    expect(db.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
  expect(insert("INSERT INTO blob VALUES ('h', 2, zeroblob(3), 'whole', NULL)")).toThrow(/CHECK/)
  expect(insert("INSERT INTO blob VALUES ('h', 300001, zeroblob(3), 'partial', NULL)")).toThrow(/CHECK/)
  const document = (hash: string, rest: string) =>
    insert(`INSERT INTO document VALUES ('${hash}', 'questions', 4, zeroblob(4), ${rest})`)
  document('a', "'whole', NULL, 1, 1")()
  expect(document('b', "'whole', NULL, 1, 2")).toThrow(/UNIQUE/)
  expect(document('c', "'refused', NULL, 0, NULL")).toThrow(/CHECK/)
  expect(document('d', "'whole', NULL, 1, NULL")).toThrow(/CHECK/)
  db.close()
})
