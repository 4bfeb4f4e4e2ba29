import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccessLog } from './access-log.ts'
import { asidesFolder } from './aside.ts'
import { backupFile, backupsFolder, listBackups } from './backups.ts'
import { changeKey, keyInUse } from './change-key.ts'
import { checkDatabase } from './check-database.ts'
import { connectFileReader, connectReader, databaseFile, encryptAnew } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'
import { makeBackup } from './make-backup.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import { setAside } from './put-in-use.ts'
import { saltOfSealed, sealFile, unsealFile } from './sealed-file.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'

const nowMs = Date.UTC(2026, 10, 22, 8)
const fixture = join(import.meta.dirname, 'change-key.fixture.ts')
const newKey: DatabaseKey = { dataKey: '6b'.repeat(32), salt: 'd4'.repeat(16) }
const request = 'AAAA-BBBB-CCCC'
let counted = 0
const randomBytes = (count: number) => {
  counted += 1
  return Uint8Array.from({ length: count }, (_, index) => (counted >>> (8 * (index % 4))) & 255)
}

let template: TestFolder
/** What was set aside, byte for byte. */
let aside: Buffer

/** A laptop with a store, an unclosed change or two in its journal, two backups, one of them damaged, and an aside. */
beforeAll(() => {
  template = testFolder()
  const { folder } = template
  const earlier = openTestDatabase(folder)
  setUpStore(earlier, 'Of the earlier data')
  earlier.close()
  aside = readFileSync(databaseFile(folder))
  setAside({ folder, nowMs })
  const db = openTestDatabase(folder)
  setUpStore(db)
  const journal = createOutboxJournal({ folder, key: testKey, randomBytes })
  journal.catchUp(db.connection)
  journal.close()
  db.close()
  for (const kind of ['daily', 'hourly'] as const)
    makeBackup({ folder, key: testKey, kind, nowMs, newId: v7 })
  const [damaged = ''] = readdirSync(backupsFolder(folder)).filter((name) => name.includes('hourly'))
  const bytes = readFileSync(join(backupsFolder(folder), damaged))
  bytes.fill(7, 1024 * 5, 1024 * 9)
  writeFileSync(join(backupsFolder(folder), damaged), bytes)
  writeFileSync(join(folder, 'key-wraps.json'), '{"databaseId":"019aa000-0000-7000-8000-000000000001"}')
})
afterAll(() => template[Symbol.dispose]())

function aLaptop(): TestFolder {
  const place = testFolder()
  cpSync(template.folder, place.folder, { recursive: true })
  return place
}

const change = (folder: string, onStep: () => void = () => {}) =>
  changeKey({ folder, to: newKey, formers: [testKey], nowMs, request, randomBytes, onStep })

const peopleIn = (folder: string, key: DatabaseKey): unknown => {
  const reader = connectReader(folder, key)
  try {
    return reader.prepare('SELECT name FROM consultant').pluck().all()
  } finally {
    reader.close()
  }
}
const actsIn = (folder: string, key: DatabaseKey): unknown => {
  const reader = connectReader(folder, key)
  try {
    expect(createAccessLog(reader).verify().type).toBe('whole')
    return reader.prepare('SELECT act, detail FROM access_log').all()
  } finally {
    reader.close()
  }
}
const opens = (file: string, key: DatabaseKey): boolean => {
  try {
    connectFileReader(file, key).close()
    return true
  } catch {
    return false
  }
}
const allFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
const journaled = (folder: string, key: DatabaseKey): number => {
  const journal = createOutboxJournal({ folder, key, randomBytes })
  return [...journal.records()].length
}

function expectAllUnderTheNewKey(folder: string) {
  expect(peopleIn(folder, newKey)).toEqual(['Ayesha Malik'])
  expect(actsIn(folder, newKey)).toEqual([
    { act: 'opened-by-headoffice', detail: JSON.stringify({ request }) },
  ])
  expect(journaled(folder, newKey)).toBe(1)
  expect(journaled(folder, testKey)).toBe(0)
  const backups = listBackups(folder)
  expect(backups.map(({ kind }) => kind)).toEqual(['daily'])
  for (const { id } of backups)
    expect(checkDatabase({ file: backupFile(folder, id), key: newKey }).extent).toBe('none')
  for (const file of allFiles(folder)) {
    expect(file.endsWith('.db') && opens(file, testKey), file).toBe(false)
    const bytes = readFileSync(file)
    for (const key of [testKey, newKey])
      expect(bytes.includes(Buffer.from(key.dataKey, 'hex')) || bytes.includes(key.dataKey), file).toBe(false)
  }
  expect(readdirSync(folder).filter((name) => /turned|partial|put-in-use/.test(name))).toEqual([])
  expect(readdirSync(backupsFolder(folder)).filter((name) => /turned|partial/.test(name))).toEqual([])
}

/** What lies aside, unsealed with the new key. */
function unsealedAsides(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const out = join(folder, 'unsealed')
  mkdirSync(out)
  return allFiles(asidesFolder(folder)).map((file, index) => {
    expect(saltOfSealed(file), file).toBe(newKey.salt)
    const to = join(out, String(index))
    unsealFile(file, to, newKey)
    return { name: file, bytes: readFileSync(to) }
  })
}

describe('changing the key of a laptop’s data', () => {
  it('brings the database, its backups, its journal and what lies aside under the new key', () => {
    using place = aLaptop()
    change(place.folder)
    expectAllUnderTheNewKey(place.folder)
    expect(keyInUse(place.folder, [testKey, newKey])).toEqual(newKey)
    const asides = unsealedAsides(place.folder)
    expect(asides.some(({ name, bytes }) => name.includes('northstar.db') && bytes.equals(aside))).toBe(true)
    expect(asides.some(({ name }) => name.includes('hourly'))).toBe(true)
    const keys = asides.find(({ name }) => name.includes('former-keys'))
    expect(JSON.parse(String(keys?.bytes))).toEqual([testKey])
  })

  it('done once more changes nothing', () => {
    using place = aLaptop()
    change(place.folder)
    change(place.folder)
    expectAllUnderTheNewKey(place.folder)
  })

  it('goes on where it was broken off at any step, and the data opens at each with a key that is kept', () => {
    for (let steps = 1, isBroken = true; isBroken; steps += 1) {
      using place = aLaptop()
      const { folder } = place
      isBroken = false
      let left = steps
      try {
        change(folder, () => {
          left -= 1
          if (left === 0) throw new Error('broken off')
        })
      } catch (error) {
        if (!(error instanceof Error) || error.message !== 'broken off') throw error
        isBroken = true
      }
      const key = keyInUse(folder, [testKey, newKey])
      if (key === null) throw new Error(`nothing opens after step ${steps}`)
      expect(peopleIn(folder, key), `after step ${steps}`).toEqual(['Ayesha Malik'])
      expect(journaled(folder, testKey) + journaled(folder, newKey)).toBe(1)
      change(folder)
      expectAllUnderTheNewKey(folder)
      if (!isBroken) expect(steps).toBeGreaterThan(8)
    }
  })

  it.each([2, 4, 7, 9])('goes on after its process was killed at step %i', (steps) => {
    using place = aLaptop()
    const { folder } = place
    const { dataKey, salt } = newKey
    const killed = spawnSync(process.execPath, [fixture, folder, dataKey, salt, String(steps)])
    expect(killed.signal).toBe('SIGKILL')
    change(folder)
    expectAllUnderTheNewKey(folder)
  })

  it('takes a backup up that was whole under the new key when its old one was gone already', () => {
    using place = aLaptop()
    const { folder } = place
    const [id = ''] = listBackups(folder).flatMap((backup) => (backup.kind === 'daily' ? backup.id : []))
    const file = backupFile(folder, id)
    encryptAnew(file, testKey, newKey)
    renameSync(file, `${file}.turned`)
    change(folder)
    expectAllUnderTheNewKey(folder)
  })

  it('of a damaged database is refused before anything was changed', () => {
    using place = aLaptop()
    const { folder } = place
    const bytes = readFileSync(databaseFile(folder))
    bytes.fill(7, 1024 * 20, 1024 * 24)
    writeFileSync(databaseFile(folder), bytes)
    expect(() => change(folder)).toThrow()
    expect(readFileSync(databaseFile(folder))).toEqual(bytes)
    expect(journaled(folder, testKey)).toBe(1)
    for (const { id } of listBackups(folder)) expect(opens(backupFile(folder, id), newKey)).toBe(false)
  })

  it('a second time brings what was sealed aside under the newest key', () => {
    using place = aLaptop()
    const { folder } = place
    const first: DatabaseKey = { dataKey: '7c'.repeat(32), salt: 'e5'.repeat(16) }
    changeKey({ folder, to: first, formers: [testKey], nowMs, request: 'first', randomBytes })
    changeKey({ folder, to: newKey, formers: [first, testKey], nowMs, request, randomBytes })
    expect(peopleIn(folder, newKey)).toEqual(['Ayesha Malik'])
    const asides = unsealedAsides(folder)
    expect(asides.some(({ bytes }) => bytes.equals(aside))).toBe(true)
  })
})

describe('a file sealed whole', () => {
  it('comes back byte for byte, and opens with no other key, nor when it was changed or cut', () => {
    using place = testFolder()
    const at = (name: string) => join(place.folder, name)
    const plain = Buffer.alloc(1024 * 1024 * 2 + 17, 'northstar')
    writeFileSync(at('plain'), plain)
    sealFile(at('plain'), at('sealed'), newKey, randomBytes)
    unsealFile(at('sealed'), at('back'), newKey)
    expect(readFileSync(at('back')).equals(plain)).toBe(true)
    expect(() => unsealFile(at('sealed'), at('other'), testKey)).toThrow()
    const bytes = readFileSync(at('sealed'))
    const changes = [
      bytes.subarray(0, bytes.length - 33),
      bytes.subarray(0, 1024 * 1024),
      Buffer.concat([bytes.subarray(0, 20), bytes.subarray(20 + 4 + 12 + 1024 * 1024 + 16)]),
      bytes.map((byte, index) => (index === 5_000 ? byte ^ 1 : byte)),
    ]
    for (const [index, changed] of changes.entries()) {
      writeFileSync(at('changed'), changed)
      expect(() => unsealFile(at('changed'), at(`no${index}`), newKey)).toThrow()
    }
    copyFileSync(at('plain'), at('none'))
    expect(saltOfSealed(at('none'))).toBeNull()
    expect(existsSync(at('sealed'))).toBe(true)
  })
})
