import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyDatabase, countRows, differenceBetween } from './copy-database.ts'

const schema = `
  CREATE TABLE numbered (id INTEGER PRIMARY KEY, any_value);
  CREATE TABLE unnamed (word TEXT, amount REAL);
  CREATE TABLE pair (a TEXT, b INTEGER, PRIMARY KEY (b, a)) STRICT, WITHOUT ROWID;
  CREATE TABLE "odd ""name" ("a column" BLOB);
  CREATE VIRTUAL TABLE found USING fts5 (words);
  CREATE INDEX unnamed_by_word ON unnamed (word);
  CREATE VIEW words AS SELECT word FROM unnamed;
  CREATE TABLE heard (word TEXT);
  CREATE TRIGGER hear AFTER INSERT ON unnamed BEGIN INSERT INTO heard VALUES (new.word); END;
  PRAGMA user_version = 7;
  PRAGMA application_id = 42;
`
const value = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'grapheme' }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double({ noNaN: true }),
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
)

function filled(values: readonly unknown[]) {
  const from = new Database(':memory:')
  from.exec(schema)
  const add = (table: string, ...row: readonly unknown[]) =>
    from.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`).run(...row)
  for (const [index, one] of values.entries()) {
    add('numbered', index * 3, one)
    add('unnamed', `word ${index}`, index / 4)
    add('pair', `a ${index}`, BigInt(index % 5))
    add('"odd ""name"', Buffer.from([index]))
    add('found', `some words ${index}`)
  }
  // Row numbers with gaps, which a copy by order alone would close.
  from.exec('DELETE FROM unnamed WHERE rowid % 3 = 1')
  return from
}

describe('copying a database', () => {
  it('keeps every value, its kind, the numbers of the rows, the full-text index and what stands around them', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (values) => {
        const from = filled(values)
        const to = new Database(':memory:')
        copyDatabase(from, to, () => undefined)
        expect(differenceBetween(from, to, () => undefined)).toBe(null)
        const every = 'SELECT id, any_value, typeof(any_value) AS kind FROM numbered ORDER BY id'
        const rows = (connection: Database.Database) => connection.prepare(every).safeIntegers().all()
        expect(rows(to)).toEqual(rows(from))
        const search = "SELECT rowid FROM found WHERE found MATCH 'some'"
        expect(to.prepare(search).all()).toEqual(from.prepare(search).all())
        to.exec("INSERT INTO found (found) VALUES ('integrity-check')")
        expect(to.pragma('integrity_check', { simple: true })).toBe('ok')
        from.close()
        to.close()
      }),
      { numRuns: 60 },
    )
  })

  it('counts every row once while it copies and once while it compares', () => {
    const from = filled(Array.from({ length: 30 }, (_, index) => `v${index}`))
    const to = new Database(':memory:')
    let rows = 0
    const count = (more: number) => {
      rows += more
    }
    copyDatabase(from, to, count)
    expect(rows).toBe(countRows(from))
    differenceBetween(from, to, count)
    expect(rows).toBe(2 * countRows(from))
  })
})

describe('comparing two databases', () => {
  it.each([
    ['a row of numbered', "UPDATE numbered SET any_value = 'v2' WHERE id = 3"],
    ['a row of numbered', 'UPDATE numbered SET any_value = 1.0 WHERE id = 0'],
    ['a row of unnamed', 'UPDATE unnamed SET rowid = 99 WHERE rowid = 3'],
    ['the count of pair', 'DELETE FROM pair WHERE b = 1'],
    ['the tables', 'DROP INDEX unnamed_by_word'],
    ['user_version', 'PRAGMA user_version = 8'],
  ])('finds %s where something else is: %s', (difference, sql) => {
    const from = filled([1n, 'v', 'w', null])
    const to = new Database(':memory:')
    copyDatabase(from, to, () => undefined)
    to.exec(sql)
    expect(differenceBetween(from, to, () => undefined)).toBe(difference)
  })
})
