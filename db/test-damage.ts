import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import type { SalvageReport } from '../contract/laptop.ts'
import { checkDatabase } from './check-database.ts'
import { type Connection, connectFileReader, databaseFile } from './connect.ts'
import { isDamage } from './damage.ts'
import { salvageDatabase, salvagedFile } from './salvage.ts'
import { openDamaged } from './salvage-pages.ts'
import { readSchema } from './salvage-schema.ts'
import { readTreePage } from './salvage-tree.ts'
import { createMarks, walkTree } from './salvage-walk.ts'
import { migrationsFolder, openTestDatabase, testFolder, testKey } from './test-database.ts'
import { fillDatabase } from './test-full-database.ts'

/** A database to damage, as a power cut left it, and what stood in it. */
export interface Sound {
  readonly folder: string
  /** Every row of every table when nothing was damaged. */
  readonly tables: ReadonlyMap<string, SoundTable>
  readonly [Symbol.dispose]: () => void
}
/** Rows as text, by what they are found by: their primary key, as text too. */
type Rows = ReadonlyMap<string, string>
interface SoundTable {
  readonly rows: Rows
  readonly select: Select
}
interface Select {
  readonly all: string
  readonly one: string
  /** How many columns the key takes, which stand first. */
  readonly keyWidth: number
}

/**
 * Makes a database with `count` rows in every table.
 * @param withLog leaves the last commits in the write-ahead log, as a process that was killed does
 */
export function soundDatabase(count: number, withLog: boolean): Sound {
  const place = testFolder()
  const work = join(place.folder, 'work')
  const kept = join(place.folder, 'kept')
  mkdirSync(kept)
  const db = openTestDatabase(work)
  fillDatabase(db, count)
  if (withLog) {
    db.connection.pragma('wal_checkpoint(TRUNCATE)')
    // Each commit touches rows of its own and some that were there before.
    for (let number = 0; number < 12; number += 1)
      db.connection.transaction(() => {
        db.connection
          .prepare("UPDATE customer SET name = 'After ' || name WHERE position % 12 = ?")
          .run(number)
        db.connection
          .prepare("INSERT INTO catalogue VALUES ('later-' || ?, 1, 'file', json_quote(?), 0)")
          .run(number, `${number} `.repeat(900))
        db.connection
          .prepare(
            `INSERT INTO receipt SELECT id, 'accepted', position, 'durable', 'epoch', 1, NULL, NULL
             FROM change_set WHERE position % 24 = ?`,
          )
          .run(2 * number + 1)
        db.connection.prepare('DELETE FROM outbox WHERE change_set_position % 24 = ?').run(2 * number + 1)
      })()
  } else db.connection.pragma('wal_checkpoint(TRUNCATE)')
  copyDatabase(work, kept)
  db.close()
  const connection = connectFileReader(databaseFile(kept), testKey)
  const tables = new Map(
    tableNames(connection).map((table) => {
      const select = selectOf(connection, table)
      return [table, { select, rows: readAll(connection, select) }]
    }),
  )
  connection.close()
  rmSync(`${databaseFile(kept)}-shm`, { force: true })
  return { folder: kept, tables, [Symbol.dispose]: place[Symbol.dispose] }
}

export function copyDatabase(from: string, to: string): void {
  for (const ending of ['', '-wal'])
    if (existsSync(`${databaseFile(from)}${ending}`))
      copyFileSync(`${databaseFile(from)}${ending}`, `${databaseFile(to)}${ending}`)
}

/** Makes pages unreadable, each by one byte. */
export function losePages(folder: string, pageNumbers: readonly number[]): void {
  const bytes = readFileSync(databaseFile(folder))
  for (const pageNumber of pageNumbers) {
    const at = (pageNumber - 1) * 1024 + 100
    bytes[at] = (bytes[at] ?? 0) ^ 1
  }
  writeFileSync(databaseFile(folder), bytes)
}

/** The first page of a table's or an index's tree. */
export function rootOf(folder: string, name: string): number {
  return z.int().parse(pagesOf(folder, name)[0])
}

/** Every page of a table's or an index's tree, its root first. */
function pagesOf(folder: string, name: string): readonly number[] {
  const { newest, close } = openDamaged({ file: databaseFile(folder), key: testKey })
  const root = z.int().parse(readSchema(newest).entries.find((entry) => entry.name === name)?.root)
  const pages: number[] = []
  const first = newest.page(root)
  const kind = first && readTreePage(newest, root, first, { use: () => {} })?.kind
  if (kind)
    walkTree(newest, createMarks(newest), { kind }, root, {
      onPage: (pageNumber) => pages.push(pageNumber),
      onHole: () => {},
    })
  close()
  return pages
}

/** Makes every page of these unreadable. */
export const loseTables = (folder: string, names: readonly string[]): void =>
  losePages(
    folder,
    names.flatMap((name) => pagesOf(folder, name)),
  )

/** Numbers that look random and are the same for the same seed (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Damages the file that it is given the bytes of. */
export type Damage = (bytes: Buffer, pick: (below: number) => number) => Buffer

export const flips =
  (most: number): Damage =>
  (bytes, pick) => {
    for (let left = 1 + pick(most); left > 0; left -= 1) {
      const at = pick(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 + pick(255))
    }
    return bytes
  }

export const cut: Damage = (bytes, pick) => bytes.subarray(0, pick(bytes.length))

/** A sector that the disk gives back as zeros or as something else. */
export const sector: Damage = (bytes, pick) => {
  const start = 512 * pick(Math.ceil(bytes.length / 512))
  for (let at = start; at < Math.min(bytes.length, start + 512); at += 1) bytes[at] = pick(2) * pick(256)
  return bytes
}

/** Two pages, each at the other's place. */
export const swap: Damage = (bytes, pick) => {
  const [one, other] = [1024 * pick(bytes.length / 1024), 1024 * pick(bytes.length / 1024)]
  const kept = Buffer.from(bytes.subarray(one, one + 1024))
  bytes.copyWithin(one, other, other + 1024)
  kept.copy(bytes, other)
  return bytes
}

/**
 * Damages a copy and holds check and salvage to what they promise: nothing but a refusal is thrown, the damaged files
 * stay as they are, every row that can still be read one by one is in the new file, no row is there with other values
 * than it had, and what is missing is said.
 */
export function tryDamage(
  sound: Sound,
  seed: number,
  damage: { readonly main?: Damage; readonly log?: Damage },
): SalvageReport | null {
  const place = testFolder()
  try {
    const pick = seeded(seed)
    copyDatabase(sound.folder, place.folder)
    const file = databaseFile(place.folder)
    const files = [
      [file, damage.main],
      [`${file}-wal`, damage.log],
    ] as const
    for (const [path, damageOf] of files)
      if (damageOf) writeFileSync(path, damageOf(Buffer.from(readFileSync(path)), pick))
    const before = files.map(([path]) => bytesBehindSalt(path))

    const { extent, rebuildable } = checkDatabase({ file, key: testKey })
    const report = salvageUnlessRefused(place.folder, pick)
    expect(
      files.map(([path], index) => before[index]?.equals(bytesBehindSalt(path))),
      'the damaged files are as they were',
    ).toEqual([true, true])
    if (rebuildable) expect(report?.isWhole, 'what can be rebuilt is whole').toBe(true)
    const readable = readOneByOne(file, sound.tables)
    if (extent === 'none') expect(readable.lost, 'rows lost though the check found nothing').toBe(0)
    if (!report) expect(readable.rows, 'rows that a refused salvage left behind').toEqual(new Map())
    else
      compare(sound, readable.rows, {
        report,
        file: salvagedFile(place.folder),
        isLogDamaged: damage.log !== undefined,
      })
    return report
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  } finally {
    place[Symbol.dispose]()
  }
}

function salvageUnlessRefused(folder: string, pick: (below: number) => number): SalvageReport | null {
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => pick(256))
  try {
    return salvageDatabase({ folder, key: testKey, migrationsFolder, randomBytes })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'SALVAGE_FAILED') return null
    throw error
  }
}

function compare(
  sound: Sound,
  readable: ReadonlyMap<string, Rows>,
  {
    report,
    file,
    isLogDamaged,
  }: { readonly report: SalvageReport; readonly file: string; readonly isLogDamaged: boolean },
): void {
  const connection = connectFileReader(file, testKey)
  try {
    for (const [table, { rows, select }] of sound.tables) {
      // Read again from the beginning of head office's feed where something is missing.
      if (table === 'feed_position') continue
      const found = readAll(connection, select)
      const told = report.tables.find((one) => one.table === table)
      for (const [key, row] of readable.get(table) ?? []) {
        const kept = found.get(key)
        if (kept === undefined && isTold(told, key)) continue
        // The log may hold it newer behind a broken place, where SQLite does not look.
        if (kept !== row && kept !== rows.get(key)) expect(kept, `${table} ${key} was readable`).toBe(row)
      }
      // A log that is cut between two commits is like one that was never written further.
      if (report.isWhole)
        expect(found, `${table} is whole`).toEqual(isLogDamaged ? (readable.get(table) ?? new Map()) : rows)
      const missing = [...rows.keys()].filter((key) => !found.has(key))
      if (!isLogDamaged)
        expect(
          missing.every((key) => isSaid(told, key)),
          `${table} says what is missing`,
        ).toBe(true)
    }
  } finally {
    connection.close()
  }
}

type Told = SalvageReport['tables'][number] | undefined

/** Whether the report says of a table that the row is missing, or that nobody knows which rows are. */
const isSaid = (told: Told, key: string): boolean =>
  told?.endsUnknown === true ||
  told?.missing.some(({ from, to }) => {
    const [rowId]: readonly unknown[] = JSON.parse(key)
    // A table may be found by another key than its row ids; then it says only that some are missing.
    return typeof rowId === 'string' || (from <= Number(rowId) && Number(rowId) <= to)
  }) === true

/** What waits to be sent and has nothing left to send is the one row that may be read and is told as missing. */
const isTold = (told: Told, key: string): boolean => told?.table === 'outbox' && isSaid(told, key)

/** The dumb reader: asks SQLite for one row after another by its key, of the rows that once stood there. */
function readOneByOne(
  file: string,
  tables: ReadonlyMap<string, SoundTable>,
): { readonly rows: ReadonlyMap<string, Rows>; readonly lost: number } {
  let connection: Connection | null = null
  let lost = 0
  const readable = new Map<string, Rows>()
  try {
    connection = connectFileReader(file, testKey)
    for (const [table, before] of tables) {
      const { rows, failed } = readEach(connection, before)
      lost += failed
      if (rows.size > 0) readable.set(table, rows)
    }
    return { rows: readable, lost }
  } catch (error) {
    if (!isDamage(error)) throw error
    return { rows: readable, lost: lost + 1 }
  } finally {
    connection?.close()
  }
}

function readEach(
  connection: Connection,
  { rows: before, select }: SoundTable,
): { readonly rows: Rows; readonly failed: number } {
  // What SQLite takes for zeros behind the end of a cut file is no row that anyone wrote.
  const isWritten = (text: string) => !text.includes('\\u0000')
  try {
    const all = [...readAll(connection, select)].filter(([, text]) => isWritten(text))
    return { rows: new Map(all), failed: 0 }
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  const one = connection.prepare(select.one).raw()
  const rows = new Map<string, string>()
  let failed = 0
  for (const key of before.keys())
    try {
      const text = JSON.stringify(one.get(...keySchema.parse(JSON.parse(key))) ?? null)
      if (text !== 'null' && isWritten(text)) rows.set(key, text)
    } catch (error) {
      if (!isDamage(error)) throw error
      failed += 1
    }
  return { rows, failed }
}

const keySchema = z.array(z.union([z.string(), z.number()]))

function tableNames(connection: Connection): readonly string[] {
  return z
    .array(z.object({ name: z.string(), type: z.string() }))
    .parse(connection.pragma('table_list'))
    .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => name)
}

function readAll(connection: Connection, { all, keyWidth }: Select): Rows {
  const rows = connection.prepare<[], readonly unknown[]>(all).raw().all()
  return new Map(rows.map((row) => [JSON.stringify(row.slice(0, keyWidth)), JSON.stringify(row)]))
}

const columnRows = z.array(z.object({ name: z.string(), pk: z.int() }))

function selectOf(connection: Connection, table: string): Select {
  const key = columnRows
    .parse(connection.pragma(`table_info(${table})`))
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map(({ name }) => name)
  const all = `SELECT ${key.join(', ')}, * FROM ${table}`
  return { all, one: `${all} WHERE ${key.join(' = ? AND ')} = ?`, keyWidth: key.length }
}

function bytesBehindSalt(path: string): Buffer {
  return existsSync(path) ? readFileSync(path).subarray(path.endsWith('-wal') ? 0 : 16) : Buffer.alloc(0)
}
