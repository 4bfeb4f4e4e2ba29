import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorSentence, Refusal } from '../contract/errors.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { asidesFolder, newAsideName } from './aside.ts'
import {
  backupFile,
  backupKeysFile,
  backupsFolder,
  listBackups,
  markNotGood,
  readBackups,
  refreshBackupKeys,
  removeBackup,
} from './backups.ts'
import { connectFileReader, databaseFile } from './connect.ts'
import { makeBackup } from './make-backup.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'

const systemTools = '/bin'
const hour = 60 * 60_000
const now = Date.UTC(2026, 10, 22, 7)

let place: TestFolder
let db: ShowroomDatabase
beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  setUpStore(db)
})
afterEach(() => {
  db.close()
  place[Symbol.dispose]()
})

const backUp = (options: Partial<Parameters<typeof makeBackup>[0]> = {}) =>
  makeBackup({ folder: place.folder, key: testKey, kind: 'hourly', nowMs: now, newId: v7, ...options })
const save = (name: string) =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: now,
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits: [{ entity: 'customer', rowId: v7(), fields: { name, phone: null, language: 'en' } }],
  })
const namesIn = (id: string) => {
  const reader = connectFileReader(backupFile(place.folder, id), testKey)
  try {
    return reader.prepare('SELECT name FROM customer ORDER BY position').pluck().all()
  } finally {
    reader.close()
  }
}
const files = () => readdirSync(backupsFolder(place.folder)).toSorted()
const refusalOf = (act: () => unknown): Refusal => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a backup', () => {
  it('holds what was saved by then, for this account alone and encrypted with the key', () => {
    save('Sana Tariq')
    const { backup } = backUp({ kind: 'daily' })
    save('Bilal Khan')
    expect(namesIn(backup.id)).toEqual(['Sana Tariq'])
    const file = backupFile(place.folder, backup.id)
    expect(backup).toMatchObject({ kind: 'daily', madeAt: now, isGood: true, bytes: statSync(file).size })
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file).includes('Sana')).toBe(false)
    expect(() => connectFileReader(file, { ...testKey, dataKey: '11'.repeat(32) })).toThrow(Refusal)
    expect(listBackups(place.folder)).toEqual([backup])
  })

  it('has the key’s wraps beside it, so that it can be carried to another laptop', () => {
    writeFileSync(join(place.folder, 'key-wraps.json'), '{"wraps":"as they are"}')
    const { backup } = backUp()
    expect(readFileSync(backupKeysFile(place.folder, backup.id), 'utf8')).toBe('{"wraps":"as they are"}')
    expect(files()).toEqual([`${backup.id}.db`, `${backup.id}.keys.json`])
    removeBackup(place.folder, backup.id)
    expect(files()).toEqual([])
  })

  it('is opened by no way that was replaced since, when its wraps are brought up to those in force', () => {
    const wraps = join(place.folder, 'key-wraps.json')
    const write = (code: string, databaseId = 'ours') =>
      writeFileSync(wraps, JSON.stringify({ databaseId, code }))
    const codes = () =>
      files()
        .filter((name) => name.endsWith('.keys.json'))
        .map((name) => String(JSON.parse(readFileSync(join(backupsFolder(place.folder), name), 'utf8')).code))
    write('old')
    const torn = backUp().backup
    backUp({ nowMs: now + hour })
    const ofAnotherKey = backUp({ nowMs: now + 2 * hour }).backup
    writeFileSync(backupKeysFile(place.folder, torn.id), '{"databaseId":')
    writeFileSync(backupKeysFile(place.folder, ofAnotherKey.id), '{"databaseId":"another","code":"its own"}')
    const brought = join(backupsFolder(place.folder), 'from the other laptop')
    copyFileSync(backupFile(place.folder, torn.id), `${brought}.db`)
    writeFileSync(`${brought}.keys.json`, '{"databaseId":"theirs","code":"theirs"}')
    write('new')
    refreshBackupKeys(place.folder)
    expect(codes()).toEqual(['new', 'new', 'its own', 'theirs'])
    if (process.platform !== 'win32')
      expect(statSync(backupKeysFile(place.folder, torn.id)).mode & 0o777).toBe(0o600)
    expect(files().filter((name) => name.includes('partial'))).toEqual([])
    // What was cut short before it came to the backups is done with the next one.
    write('newer')
    backUp({ nowMs: now + 3 * hour })
    expect(codes()).toEqual(['newer', 'newer', 'its own', 'newer', 'theirs'])
  })

  it('tells how far it is', () => {
    const told: number[] = []
    backUp({ onProgress: (done, of) => told.push(done / of) })
    expect(told.at(0)).toBe(0)
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })

  it('that was cut short is never listed, and goes with the next one', () => {
    mkdirSync(backupsFolder(place.folder))
    const name = '000001-2026-11-22T06-00-00-000Z-hourly-01234567'
    const cut = ['.db.partial', '.keys.json.partial'].map((ending) =>
      join(backupsFolder(place.folder), `${name}${ending}`),
    )
    for (const file of cut) writeFileSync(file, 'half of it')
    expect(listBackups(place.folder)).toEqual([])
    backUp()
    expect(cut.filter((file) => existsSync(file))).toEqual([])
  })

  it('lets the old ones go only by their time, and never one that is asked for', () => {
    const first = backUp({ nowMs: now - 30 * hour }).backup
    const second = backUp({ nowMs: now - 29 * hour }).backup
    for (const ago of [3, 2, 1]) backUp({ nowMs: now - ago * hour, keep: [second.id] })
    expect(
      readBackups(place.folder)
        .map(({ number }) => number)
        .toSorted(),
    ).toEqual([2, 3, 4, 5])
    expect(existsSync(backupFile(place.folder, first.id))).toBe(false)
    backUp()
    expect(
      readBackups(place.folder)
        .map(({ number }) => number)
        .toSorted(),
    ).toEqual([3, 4, 5, 6])
  })

  it('made under a clock that was set back is still the newest by its number', () => {
    const before = backUp().backup
    const after = backUp({ nowMs: now - 5000 * hour }).backup
    const numbers = new Map(readBackups(place.folder).map(({ id, number }) => [id, number]))
    expect(numbers.get(after.id)).toBeGreaterThan(numbers.get(before.id) ?? 0)
  })

  it('says up to where every kept one holds the changes', () => {
    const upTo = () => Number(db.connection.prepare('SELECT max(position) FROM change_set').pluck().get())
    const first = upTo()
    backUp({ nowMs: now - 25 * hour })
    save('Sana Tariq')
    expect(backUp({ nowMs: now - 3 * hour }).heldUpTo).toBe(first)
    const second = upTo()
    save('Bilal Khan')
    backUp({ nowMs: now - 2 * hour })
    backUp({ nowMs: now - hour })
    expect(backUp().heldUpTo).toBe(second)
    // Another change set stands at that position now: after a restore they do not go the same way any more.
    db.connection.prepare('UPDATE change_set SET id = ? WHERE position = ?').run(v7(), second)
    expect(backUp().heldUpTo).toBe(0)
  })

  it('that can no longer be read is marked, and holds up nothing', () => {
    const broken = backUp().backup
    save('Sana Tariq')
    truncateSync(backupFile(place.folder, broken.id), 100)
    const { backup, heldUpTo } = backUp()
    expect(heldUpTo).toBe(2)
    expect(listBackups(place.folder)).toContainEqual({ ...broken, bytes: 100, isGood: false })
    expect(backup.isGood).toBe(true)
  })
})

describe('a backup from elsewhere', () => {
  it('is listed as brought, with nothing known of it, by its own time', () => {
    const { backup } = backUp({ nowMs: now - 400 * hour })
    using other = testFolder()
    cpSync(backupsFolder(place.folder), backupsFolder(other.folder), { recursive: true })
    copyFileSync(
      backupFile(place.folder, backup.id),
      join(backupsFolder(other.folder), 'from the other laptop (1).db'),
    )
    const [renamed, named] = listBackups(other.folder)
    expect(named).toEqual({ ...backup, kind: 'brought', isGood: null })
    expect(renamed).toMatchObject({ id: 'from the other laptop (1)', kind: 'brought', isGood: null })
    markNotGood(other.folder, backup.id)
    expect(listBackups(other.folder)).toContainEqual({ ...backup, kind: 'brought', isGood: false })
  })

  it('stays for its days here, however old it is', () => {
    const { backup } = backUp({ nowMs: now - 400 * 24 * hour })
    using other = testFolder()
    const elsewhere = openTestDatabase(other.folder)
    cpSync(backupsFolder(place.folder), backupsFolder(other.folder), { recursive: true })
    const came = statSync(backupFile(other.folder, backup.id)).ctimeMs
    const backUpAfter = (days: number) =>
      backUp({ folder: other.folder, nowMs: Math.ceil(came) + days * 24 * hour })
    backUpAfter(13)
    expect(listBackups(other.folder).map(({ id }) => id)).toContain(backup.id)
    backUpAfter(15)
    expect(listBackups(other.folder).map(({ id }) => id)).not.toContain(backup.id)
    elsewhere.close()
  })
})

describe('what was set aside', () => {
  it('goes with the backups that come after it', () => {
    const aside = join(asidesFolder(place.folder), newAsideName(place.folder, now))
    const recent = join(asidesFolder(place.folder), newAsideName(place.folder, now + 13 * 24 * hour))
    for (const folder of [aside, recent]) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'northstar.db'), 'what was in use')
    }
    const later = now + 14 * 24 * hour
    backUp({ nowMs: later })
    backUp({ nowMs: later + hour })
    expect(existsSync(aside)).toBe(true)
    backUp({ nowMs: later + 2 * hour })
    backUp({ nowMs: later + 3 * hour })
    expect(existsSync(aside)).toBe(false)
    expect(existsSync(recent)).toBe(true)
  })
})

describe('no backup', () => {
  it('is made of data that is damaged: that is said, and the ones before stay', () => {
    const { backup } = backUp()
    db.close()
    const file = databaseFile(place.folder)
    const bytes = readFileSync(file)
    for (let page = 4; page < bytes.length / 1024; page += 1)
      bytes.writeUInt8(bytes.readUInt8(page * 1024 + 200) ^ 1, page * 1024 + 200)
    writeFileSync(file, bytes)
    expect(refusalOf(() => backUp({ nowMs: now + hour })).code).toBe('DATABASE_DAMAGED')
    expect(files()).toEqual([`${backup.id}.db`])
  })

  it('is made of data with rows that refer to nothing: the disk of the backups is not blamed for it', () => {
    const { backup } = backUp()
    db.connection.pragma('foreign_keys = OFF')
    db.connection.prepare('INSERT INTO pin VALUES (?, ?, ?, 0)').run(v7(), 'nobody’s', now)
    expect(refusalOf(() => backUp({ nowMs: now + hour })).code).toBe('DATABASE_DAMAGED')
    expect(files()).toEqual([`${backup.id}.db`])
  })

  it('is made where there is no folder for it', () => {
    writeFileSync(backupsFolder(place.folder), 'a file in its place')
    expect(refusalOf(() => backUp()).code).toBe('FOLDER_NOT_WRITABLE')
  })

  it('has a reason that is not said in the language of the page', () => {
    const said = (language: 'en' | 'ur') =>
      errorSentence('BACKUP_NOT_MADE', { reason: 'disk-full' }, language)
    expect(said('en')).toContain('the disk is full')
    expect(said('ur')).toContain('ڈسک بھر گئی')
  })

  const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts()
  it.runIf(canMount)(
    'fits on a full disk: the ones before stay (run as root, who may mount a small disk)',
    () => {
      mkdirSync(backupsFolder(place.folder))
      mount(['-t', 'tmpfs', '-o', 'size=700k', 'tmpfs', backupsFolder(place.folder)])
      try {
        const { backup } = backUp()
        for (let n = 0; n < 200; n += 1) save(`Customer ${n} ${'x'.repeat(1000)}`)
        const refusal = refusalOf(() => backUp({ nowMs: now + hour }))
        expect(refusal).toMatchObject({ code: 'BACKUP_NOT_MADE', detail: { reason: 'disk-full' } })
        expect(files()).toEqual([`${backup.id}.db`])
        expect(namesIn(backup.id)).toEqual([])
        mount(['-o', 'remount,size=9000k', backupsFolder(place.folder)])
        expect(namesIn(backUp({ nowMs: now + hour }).backup.id)).toHaveLength(200)
      } finally {
        unmount(backupsFolder(place.folder))
      }
    },
  )
})

function mounts(): boolean {
  using probe = testFolder()
  try {
    mount(['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', probe.folder])
  } catch {
    return false
  }
  unmount(probe.folder)
  return true
}

function mount(options: readonly string[]) {
  execFileSync(`${systemTools}/mount`, options, { stdio: 'ignore' })
}
function unmount(folder: string) {
  execFileSync(`${systemTools}/umount`, [folder])
}
