import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Connection, connectWriter, databaseFile, pageBytes } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'
import { migrationsFolder, type TestFolder, testFolder } from './test-database.ts'

/** Words of customers that must be nowhere once their database is encrypted. */
export const plainWords = ['Saadia Qureshi', '923001234567', 'quiet on broken roads'] as const

const logged = 40

/**
 * A data folder as an earlier build leaves it when the power goes: a plain database of the first version, part of it
 * in its log only, and a plain backup, all with customers' words in them.
 * @param customers how many, besides the ones whose rows are in the log
 */
export function plainFolder(customers: number): TestFolder & { readonly customers: number } {
  using before = testFolder()
  const place = testFolder()
  const file = databaseFile(before.folder)
  const connection = new Database(file)
  connection.pragma('journal_mode = WAL')
  connection.exec(readFileSync(join(migrationsFolder, '0001-initial.sql'), 'utf8'))
  connection.pragma('user_version = 1')
  addCustomers(connection, 1, customers)
  mkdirSync(join(place.folder, 'backups'))
  connection.prepare('VACUUM INTO ?').run(join(place.folder, 'backups', 'before-migration-from-0000-1.db'))
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.pragma('wal_autocheckpoint = 0')
  addCustomers(connection, customers + 1, customers + logged)
  // Copied while it is open, as a power cut leaves it.
  for (const ending of ['', '-wal'])
    copyFileSync(`${file}${ending}`, `${databaseFile(place.folder)}${ending}`)
  connection.close()
  return { ...place, customers: customers + logged }
}

function addCustomers(connection: Database.Database, first: number, last: number): void {
  const [name, phone, words] = plainWords
  connection
    .transaction(() => {
      const customer = connection.prepare("INSERT INTO customer VALUES (?, ?, ?, ?, 'en')")
      const found = connection.prepare('INSERT INTO customer_search (rowid, name, phone) VALUES (?, ?, ?)')
      const change = connection.prepare("INSERT INTO change_set VALUES (?, ?, NULL, ?, '2026-11-22')")
      const content = connection.prepare("INSERT INTO change VALUES (?, 0, ?, 'answer', ?, ?, 0)")
      for (let at = first; at <= last; at += 1) {
        customer.run(at, `customer-${at}`, `${name} ${at}`, `+${phone}${at}`)
        found.run(at, name.toLowerCase(), `${phone}${at}`)
        change.run(at, `set-${at}`, 2 ** 52 + at)
        content.run(at, `change-${at}`, `row-${at}`, JSON.stringify({ words, at }))
      }
    })
    .immediate()
}

/** What an encrypted database made from a plain folder must hold; an empty list when it holds it all. */
export function missingFrom(folder: string, key: DatabaseKey, customers: number): readonly string[] {
  const connection = connectWriter(folder, key)
  const one = (sql: string): unknown => connection.prepare(sql).pluck().get()
  try {
    const checks: readonly (readonly [string, unknown, unknown])[] = [
      ['integrity', connection.pragma('integrity_check', { simple: true }), 'ok'],
      ['version', connection.pragma('user_version', { simple: true }), 1],
      [
        'customers',
        one(`SELECT count(*) FROM customer WHERE name = '${plainWords[0]} ' || position`),
        customers,
      ],
      ['search', one("SELECT count(*) FROM customer_search WHERE customer_search MATCH 'saadia'"), customers],
      ['times', one('SELECT max(occurred_at) FROM change_set'), 2 ** 52 + customers],
      [
        'words',
        one("SELECT count(*) FROM change WHERE fields ->> 'words' = 'quiet on broken roads'"),
        customers,
      ],
    ]
    connection.exec("INSERT INTO customer_search (customer_search) VALUES ('integrity-check')")
    return checks
      .filter(([, found, wanted]) => found !== wanted)
      .map(([what, found]) => `${what}: ${String(found)}`)
  } finally {
    connection.close()
  }
}

/** A plain database opened as the writer connection is in all but the key, to measure what the key costs. */
export function connectPlainWriter(folder: string): Connection {
  const connection = new Database(databaseFile(folder))
  for (const pragma of [
    'busy_timeout = 5000',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    `page_size = ${pageBytes}`,
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
    'temp_store = MEMORY',
  ])
    connection.pragma(pragma)
  return connection
}

/** The files anywhere in a folder that hold one of the words in plain. */
export function filesWithPlainWords(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => existsSync(file))
    .filter((file) => {
      const bytes = readFileSync(file)
      return ['SQLite format 3', ...plainWords, plainWords[0].toLowerCase()].some((word) =>
        bytes.includes(word),
      )
    })
}
