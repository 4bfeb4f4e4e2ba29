import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPlainReader, connectWriter, databaseFile } from './connect.ts'
import {
  type EncryptStep,
  encryptPlainDatabase,
  hasEncryptedDatabase,
  isPlainDatabase,
} from './encrypt-plain-database.ts'
import { type TestFolder, testFolder, testKey } from './test-database.ts'
import { filesWithPlainWords, missingFrom, plainFolder, plainWords } from './test-plain-database.ts'

let plain: ReturnType<typeof plainFolder>
beforeAll(() => {
  plain = plainFolder(1_200)
})
afterAll(() => plain[Symbol.dispose]())

/** A folder of its own with the same files. */
function copyOf(folder: string): TestFolder {
  const copy = testFolder()
  cpSync(folder, copy.folder, { recursive: true })
  return copy
}

/** Starts the encryption in a process of its own. @returns whether it came to its end */
async function encryptElsewhere(
  folder: string,
  options: { readonly killAt?: EncryptStep; readonly killAfterMs?: number } = {},
): Promise<boolean> {
  const fixture = join(import.meta.dirname, 'encrypt-plain-database.fixture.ts')
  const child = spawn(
    process.execPath,
    [fixture, folder, testKey.dataKey, testKey.salt, options.killAt ?? ''],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  const ended = once(child, 'close')
  if (options.killAfterMs !== undefined) {
    await once(child.stdout, 'data')
    await setTimeout(options.killAfterMs)
    child.kill('SIGKILL')
  }
  await ended
  return said.includes('done')
}

/** Nothing plain is left, nothing is missing, and no file stands beside that has no business there. */
function expectEncrypted(folder: string): void {
  expect(isPlainDatabase(folder)).toBe(false)
  expect(filesWithPlainWords(folder)).toEqual([])
  expect(readdirSync(folder).toSorted()).toEqual(['backups', 'northstar.db'])
  expect(readdirSync(join(folder, 'backups'))).toEqual([])
  const head = readFileSync(databaseFile(folder)).subarray(0, 16).toString('hex')
  expect(head).toBe(testKey.salt)
  expect(missingFrom(folder, testKey, plain.customers)).toEqual([])
}

describe('the plain database of an earlier build', () => {
  it('is told from an encrypted one, an empty folder and a file without a byte', () => {
    expect(filesWithPlainWords(plain.folder)).toHaveLength(3)
    expect([isPlainDatabase(plain.folder), hasEncryptedDatabase(plain.folder)]).toEqual([true, false])
    using place = testFolder()
    expect([isPlainDatabase(place.folder), hasEncryptedDatabase(place.folder)]).toEqual([false, false])
    writeFileSync(databaseFile(place.folder), '')
    expect([isPlainDatabase(place.folder), hasEncryptedDatabase(place.folder)]).toEqual([false, false])
    writeFileSync(`${databaseFile(place.folder)}-wal`, 'what is left of an emptied one')
    expect([isPlainDatabase(place.folder), hasEncryptedDatabase(place.folder)]).toEqual([false, true])
    rmSync(`${databaseFile(place.folder)}-wal`)
    connectWriter(place.folder, testKey).close()
    expect([isPlainDatabase(place.folder), hasEncryptedDatabase(place.folder)]).toEqual([false, true])
  })

  it('is encrypted whole, with what was in its log only, and everything plain is gone', () => {
    using place = copyOf(plain.folder)
    const steps: EncryptStep[] = []
    let last = { done: 0, of: 0 as number | null }
    encryptPlainDatabase({
      folder: place.folder,
      key: testKey,
      onStep: (done, of, step) => {
        expect(done).toBeGreaterThanOrEqual(last.done)
        last = { done, of }
        if (steps.at(-1) !== step) steps.push(step)
      },
    })
    expect(steps).toEqual([
      'copying',
      'comparing',
      'kept',
      'backups-destroyed',
      'plain-overwritten',
      'log-destroyed',
      'in-use',
    ])
    expect(last.done).toBe(last.of)
    expectEncrypted(place.folder)
  })

  it('that has nothing in it yet becomes an encrypted one with nothing in it', () => {
    using place = testFolder()
    writeFileSync(databaseFile(place.folder), '')
    encryptPlainDatabase({ folder: place.folder, key: testKey })
    const connection = connectWriter(place.folder, testKey)
    expect(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
    connection.close()
    expect(hasEncryptedDatabase(place.folder)).toBe(true)
  })

  it('with a transaction cut short in a rollback journal is taken back to before it, and the journal goes', () => {
    using place = testFolder()
    using other = testFolder()
    const file = databaseFile(other.folder)
    const connection = new Database(file)
    connection.exec(readFileSync(join(import.meta.dirname, 'migrations', '0001-initial.sql'), 'utf8'))
    connection.pragma('user_version = 1')
    connection.pragma('cache_size = 4')
    const add = connection.prepare("INSERT INTO customer VALUES (?, ?, ?, NULL, 'en')")
    connection.exec('BEGIN')
    for (let at = 0; at < 500; at += 1) add.run(at, `id ${at}`, plainWords[0])
    connection.exec('COMMIT')
    connection.exec('BEGIN')
    connection.exec("UPDATE customer SET name = 'half written'")
    for (const ending of ['', '-journal'])
      copyFileSync(`${file}${ending}`, `${databaseFile(place.folder)}${ending}`)
    connection.close()
    encryptPlainDatabase({ folder: place.folder, key: testKey })
    const encrypted = connectWriter(place.folder, testKey)
    const named = encrypted.prepare('SELECT count(*) FROM customer WHERE name = ?').pluck()
    expect([named.get(plainWords[0]), named.get('half written')]).toEqual([500, 0])
    encrypted.close()
    expect(filesWithPlainWords(place.folder)).toEqual([])
    expect(readdirSync(place.folder)).toEqual(['northstar.db'])
  })

  it('leaves encrypted backups alone, and lets go of one that was never finished', () => {
    using place = copyOf(plain.folder)
    using elsewhere = testFolder()
    const encrypted = join(place.folder, 'backups', 'brought.db')
    const connection = connectWriter(elsewhere.folder, testKey)
    connection.prepare('VACUUM INTO ?').run(encrypted)
    connection.close()
    const before = readFileSync(encrypted)
    writeFileSync(join(place.folder, 'backups', 'before-migration-from-0000-2.db'), Buffer.alloc(4096))
    encryptPlainDatabase({ folder: place.folder, key: testKey })
    expect(readdirSync(join(place.folder, 'backups'))).toEqual(['brought.db'])
    expect(readFileSync(encrypted).equals(before)).toBe(true)
  })

  it('is not touched when it is damaged, another program’s, or cannot be copied whole', () => {
    using place = copyOf(plain.folder)
    const file = databaseFile(place.folder)
    const bytes = readFileSync(file)
    for (let at = 8_192; at < bytes.length; at += 4_096) bytes.fill(0xaa, at, at + 64)
    writeFileSync(file, bytes)
    expect(() => encryptPlainDatabase({ folder: place.folder, key: testKey })).toThrow()
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(existsSync(`${file}-wal`)).toBe(true)
    expect(readdirSync(place.folder).filter((name) => name.includes('encrypt'))).toEqual([])

    using foreign = testFolder()
    const stranger = new Database(databaseFile(foreign.folder))
    stranger.exec('CREATE TABLE theirs (a)')
    stranger.close()
    expect(() => encryptPlainDatabase({ folder: foreign.folder, key: testKey })).toThrow(
      expect.objectContaining({ code: 'DATABASE_NOT_READABLE' }),
    )
    expect(connectPlainReader(databaseFile(foreign.folder)).prepare('SELECT * FROM theirs').all()).toEqual([])
  })

  it('is not destroyed when the encrypted copy does not open with the key at hand', async () => {
    using place = copyOf(plain.folder)
    await encryptElsewhere(place.folder, { killAt: 'kept' })
    const otherKey = { ...testKey, dataKey: '77'.repeat(32) }
    expect(() => encryptPlainDatabase({ folder: place.folder, key: otherKey })).toThrow(
      expect.objectContaining({ code: 'DATABASE_NOT_READABLE' }),
    )
    expect(filesWithPlainWords(place.folder)).toHaveLength(3)
  })
})

describe('encrypting it in a process that is killed', () => {
  const steps: readonly EncryptStep[] = [
    'copying',
    'comparing',
    'kept',
    'backups-destroyed',
    'plain-overwritten',
    'log-destroyed',
    'in-use',
  ]
  it.each(steps)('at the step %s loses nothing and leaves nothing plain in the end', async (killAt) => {
    using place = copyOf(plain.folder)
    expect(await encryptElsewhere(place.folder, { killAt })).toBe(false)
    expect(isPlainDatabase(place.folder)).toBe(killAt !== 'in-use')
    encryptPlainDatabase({ folder: place.folder, key: testKey })
    expectEncrypted(place.folder)
  })

  it('at any moment, again and again, loses nothing and leaves nothing plain in the end', async () => {
    const spreadMs = await timeOfOne()
    let place = copyOf(plain.folder)
    let cutShort = 0
    try {
      for (let kill = 0; kill < 20; kill += 1) {
        // Spread over the whole of it, in an order that comes back early and late.
        const ended = await encryptElsewhere(place.folder, {
          killAfterMs: (((kill * 7) % 20) * spreadMs) / 20,
        })
        if (!ended) cutShort += 1
        using copy = copyOf(place.folder)
        encryptPlainDatabase({ folder: copy.folder, key: testKey })
        expectEncrypted(copy.folder)
        if (isPlainDatabase(place.folder)) continue
        place[Symbol.dispose]()
        place = copyOf(plain.folder)
      }
    } finally {
      place[Symbol.dispose]()
    }
    expect(cutShort).toBeGreaterThan(5)
  }, 120_000)

  /** Milliseconds from its first word to its end, on this machine and now. */
  async function timeOfOne(): Promise<number> {
    using place = copyOf(plain.folder)
    const begun = performance.now()
    encryptPlainDatabase({ folder: place.folder, key: testKey })
    return performance.now() - begun
  }
})
