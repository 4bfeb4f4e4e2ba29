import { expect, it } from 'vitest'
import { openTestDatabase, setUpStore, testFolder } from './test-database.ts'

it('brings the tables of identity, empty: a laptop from before is not enrolled, and keeps its store', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  setUpStore(db)
  const storeId = db.device.get()?.storeId
  db.close()
  const again = openTestDatabase(place.folder)
  expect(again.identity.get()).toBeNull()
  expect(again.joiner.get()).toBeNull()
  expect(again.device.get()?.storeId).toBe(storeId)
  for (const table of ['identity', 'device_key', 'earlier_store', 'joiner'])
    expect(again.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
  again.close()
})

it('takes no identity in a state that it does not know, and no key without its purpose', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  const insert = (sql: string) => () => db.connection.exec(sql)
  expect(insert("INSERT INTO identity VALUES (1, 'd', 'forgotten', 1, NULL, 's', 'b', NULL)")).toThrow(
    /CHECK/,
  )
  expect(insert("INSERT INTO device_key VALUES ('enrolled', 'd', 's', 'b', 'a code')")).toThrow(/CHECK/)
  expect(insert("INSERT INTO device_key VALUES ('enrolling', 'd', 's', 'b', NULL)")).toThrow(/CHECK/)
  db.close()
})
