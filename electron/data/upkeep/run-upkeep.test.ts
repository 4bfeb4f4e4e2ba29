import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorForLog } from '../../../core/error-for-log.ts'
import { listBackups } from '../../../db/backups.ts'
import { connectWriter, databaseFile } from '../../../db/connect.ts'
import { versionOf } from '../../../db/migrate.ts'
import {
  migrationsFolder,
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testFolder,
  testKey,
} from '../../../db/test-database.ts'
import { createUpkeep } from './run-upkeep.ts'

const now = Date.UTC(2026, 10, 22, 7)
const workerFile = new URL('./upkeep-worker.ts', import.meta.url)

let place: TestFolder
let lines: string[]
beforeEach(() => {
  place = testFolder()
  lines = []
})
afterEach(() => place[Symbol.dispose]())

const upkeepWith = (file: URL | string = workerFile, key = testKey) =>
  createUpkeep({
    workerFile: file,
    folder: place.folder,
    key,
    migrationsFolder,
    log: pino({}, { write: (line: string) => void lines.push(line) }),
  })
/** A laptop with a store, closed. */
function aStore() {
  const db = openTestDatabase(place.folder)
  setUpStore(db)
  db.close()
}
/** A worker that does something else than work. */
function strangeWorker(code: string): string {
  const file = join(place.folder, 'strange-worker.mjs')
  writeFileSync(file, code)
  return file
}
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing failed',
    (error: unknown) => error,
  )

describe('a long work', () => {
  it('is done in a thread of its own and tells how far it is', async () => {
    aStore()
    const told: (readonly [number, number | null])[] = []
    const upkeep = upkeepWith()
    const { backup, heldUpTo } = await upkeep.run({ type: 'backup', kind: 'daily', nowMs: now }, (done, of) =>
      told.push([done, of]),
    )
    expect(listBackups(place.folder)).toEqual([backup])
    expect(heldUpTo).toBe(1)
    expect(told.at(0)).toEqual([0, 100])
    expect(told.at(-1)).toEqual([100, 100])
    expect(await upkeep.run({ type: 'check' })).toEqual({ extent: 'none', rebuilt: false })
    expect(await upkeep.run({ type: 'count-journal' })).toEqual({ records: 0 })
    expect(await upkeep.run({ type: 'restore', backupId: backup.id, nowMs: now })).toEqual({
      replayed: 0,
      notReplayed: 0,
      isNewDevice: false,
      droppedLog: null,
    })
  })

  it('that upgrades counts each of its steps, the check among them', async () => {
    const first = connectWriter(place.folder, testKey)
    first.exec(readFileSync(join(migrationsFolder, '0001-initial.sql'), 'utf8'))
    first.pragma('user_version = 1')
    first.close()
    const told: (readonly [number, number | null])[] = []
    const result = await upkeepWith().run({ type: 'migrate', nowMs: now }, (done, of) =>
      told.push([done, of]),
    )
    const newest = readdirSync(migrationsFolder).length
    expect(result).toEqual({ from: 1, to: newest })
    const steps = newest + 2
    expect(told.at(0)).toEqual([0, steps])
    expect(told.at(-1)).toEqual([steps, steps])
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b))
    const after = connectWriter(place.folder, testKey)
    expect(versionOf(after)).toBe(newest)
    after.close()
  })

  it('rebuilds an index that disagrees with its table', async () => {
    aStore()
    const writer = connectWriter(place.folder, testKey)
    writer.exec(`INSERT INTO customer (id, name, phone, language) VALUES ('c', 'Sana Tariq', '+923001234567', 'en');
      INSERT INTO customer_search (rowid, name) SELECT position, name FROM customer`)
    writer.unsafeMode(true)
    writer.pragma('writable_schema = ON')
    writer.exec(`CREATE TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'customer_by_phone';
      UPDATE sqlite_schema SET sql = 'CREATE INDEX customer_by_phone ON customer (name)' WHERE name = 'customer_by_phone'`)
    writer.pragma('writable_schema = RESET')
    writer.exec('REINDEX customer_by_phone')
    writer.pragma('writable_schema = ON')
    writer.exec(
      `UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'customer_by_phone'; DROP TABLE kept`,
    )
    writer.close()
    const upkeep = upkeepWith()
    expect(await upkeep.run({ type: 'check' })).toEqual({ extent: 'none', rebuilt: true })
    expect(await upkeep.run({ type: 'check' })).toEqual({ extent: 'none', rebuilt: false })
  })

  it('finds nothing to read where there is no database', async () => {
    expect(await upkeepWith().run({ type: 'check' })).toEqual({ extent: 'all', rebuilt: false })
  })

  it('is refused with its code and words', async () => {
    aStore()
    const restore = upkeepWith().run({ type: 'restore', backupId: 'never made', nowMs: now })
    await expect(restore).rejects.toMatchObject({ name: 'Refusal', code: 'BACKUP_NOT_FOUND', detail: {} })
  })

  it('says what the disk has lost as damage', async () => {
    aStore()
    const file = databaseFile(place.folder)
    const bytes = readFileSync(file)
    for (let at = 5 * 1024; at < bytes.length; at += 1024) bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(file, bytes)
    const backup = upkeepWith().run({ type: 'backup', kind: 'hourly', nowMs: now })
    await expect(backup).rejects.toMatchObject({ name: 'Refusal', code: 'DATABASE_DAMAGED' })
  })
})

describe('a worker that breaks', () => {
  const job = { type: 'check' } as const

  it.each([
    ['ends without a word', 'process.exit(3)'],
    ['throws', "throw new Error('Sana Tariq')"],
    ['cannot be loaded', 'import "./not-there.mjs"'],
  ])('and %s is an error, never a hang', async (_how, code) => {
    const error = await failure(upkeepWith(strangeWorker(code)).run(job))
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toContain('The upkeep worker ended with code')
  })

  it('tells where, without what it read', async () => {
    const code = `import { parentPort } from 'node:worker_threads'
      const problem = { name: 'TypeError', code: null, frames: ['    at restore (restore.ts:7:1)'] }
      parentPort.postMessage({ type: 'failed', problem })`
    const error = await failure(upkeepWith(strangeWorker(code)).run(job))
    expect(JSON.stringify(errorForLog(error))).toContain('restore.ts:7:1')
  })

  it('is ended when upkeep is closed, and nothing begins after that', async () => {
    const upkeep = upkeepWith(strangeWorker('setInterval(() => {}, 1000)'))
    const running = failure(upkeep.run(job))
    await upkeep.close()
    expect(await running).toBeInstanceOf(Error)
    expect(await failure(upkeep.run(job))).toBeInstanceOf(Error)
  })
})

describe('the key', () => {
  it('is in no line of the log and no file of the folder', async () => {
    aStore()
    const upkeep = upkeepWith()
    const { backup } = await upkeep.run({ type: 'backup', kind: 'daily', nowMs: now })
    await upkeep.run({ type: 'restore', backupId: backup.id, nowMs: now })
    const files = readdirSync(place.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
    expect(files.length).toBeGreaterThan(4)
    for (const written of [...files, Buffer.from(lines.join(''))]) {
      expect(written.includes(testKey.dataKey)).toBe(false)
      expect(written.includes(Buffer.from(testKey.dataKey, 'hex'))).toBe(false)
    }
    expect(lines.length).toBeGreaterThan(1)
  })
})
