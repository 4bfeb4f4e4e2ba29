import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { asidesFolder } from './aside.ts'
import { connectFileReader, connectFileWriter, connectWriter, databaseFile } from './connect.ts'
import { finishPutInUse, isNamedByMarker, putInUse, setAside } from './put-in-use.ts'
import { testFolder, testKey } from './test-database.ts'

const nowMs = Date.UTC(2026, 10, 22, 7)
const fixture = join(import.meta.dirname, 'put-in-use.fixture.ts')
const restored = 'northstar.restored.db'

/** A folder whose database was not closed, so that its newest row is in the log alone, with another one beside it. */
function aFolder() {
  const place = testFolder()
  const { folder } = place
  const building = join(folder, 'building')
  const writer = connectWriter(building, testKey)
  writer.exec('CREATE TABLE words (word TEXT) STRICT')
  writer.pragma('wal_checkpoint(TRUNCATE)')
  writer.exec("INSERT INTO words VALUES ('old, and in the log')")
  for (const ending of ['', '-wal', '-shm'])
    copyFileSync(`${databaseFile(building)}${ending}`, `${databaseFile(folder)}${ending}`)
  writer.close()
  const other = connectFileWriter(join(folder, restored), testKey)
  other.exec("CREATE TABLE words (word TEXT) STRICT; INSERT INTO words VALUES ('new')")
  other.close()
  mkdirSync(join(folder, 'journal'))
  writeFileSync(join(folder, 'journal', '000001.journal'), 'of the old one')
  return { ...place, folder }
}

function wordsIn(file: string): unknown {
  const reader = connectFileReader(file, testKey)
  try {
    return reader.prepare('SELECT word FROM words').pluck().all()
  } finally {
    reader.close()
  }
}

const inUse = (folder: string) => wordsIn(databaseFile(folder))
const asides = (folder: string) =>
  readdirSync(asidesFolder(folder)).map((name) => join(asidesFolder(folder), name))
const logs = (folder: string) =>
  ['-wal', '-journal']
    .map((ending) => `${databaseFile(folder)}${ending}`)
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0)

/** Breaks off after so many steps; `false` when it was done before. Nothing of it is undone, as after a kill. */
function brokenOff(begin: (onStep: () => void) => void, steps: number): boolean {
  let left = steps
  try {
    begin(() => {
      left -= 1
      if (left === 0) throw new Error('broken off')
    })
  } catch (error) {
    if (error instanceof Error && error.message === 'broken off') return true
    throw error
  }
  return false
}

describe('putting a database in use', () => {
  it('sets the one before aside, whole with its log', () => {
    using place = aFolder()
    const { folder } = place
    putInUse({ folder, from: join(folder, restored), nowMs })
    expect(logs(folder)).toEqual([])
    expect(inUse(folder)).toEqual(['new'])
    const [aside = ''] = asides(folder)
    expect(aside).toContain('2026-11-22T07-00-00-000Z')
    expect(wordsIn(join(aside, 'northstar.db'))).toEqual(['old, and in the log'])
    expect(existsSync(join(folder, 'journal', '000001.journal'))).toBe(true)
  })

  it('is done at its next opening when it was broken off at any step', () => {
    for (let steps = 1, isBroken = true; isBroken; steps += 1) {
      using place = aFolder()
      const { folder } = place
      isBroken = brokenOff(
        (onStep) => putInUse({ folder, from: join(folder, restored), nowMs, onStep }),
        steps,
      )
      finishPutInUse(folder)
      expect(inUse(folder), `after step ${steps}`).toEqual(['new'])
      expect(asides(folder).map((aside) => wordsIn(join(aside, 'northstar.db')))).toEqual([
        ['old, and in the log'],
      ])
      expect(readdirSync(folder).filter((name) => /restored|put-in-use/.test(name))).toEqual([])
      if (!isBroken) expect(steps).toBeGreaterThan(6)
    }
  })

  it.each([3, 5])('is done at its next opening when its process was killed after step %i', (steps) => {
    using place = aFolder()
    const { folder } = place
    expect(spawnSync(process.execPath, [fixture, folder, restored, String(steps)]).signal).toBe('SIGKILL')
    finishPutInUse(folder)
    expect(inUse(folder)).toEqual(['new'])
    expect(asides(folder).map((aside) => wordsIn(join(aside, 'northstar.db')))).toEqual([
      ['old, and in the log'],
    ])
  })

  it('has not begun before its marker is written', () => {
    using place = aFolder()
    writeFileSync(join(place.folder, 'put-in-use.json.partial'), '{"from":')
    finishPutInUse(place.folder)
    expect(inUse(place.folder)).toEqual(['old, and in the log'])
  })

  it('is refused for one that is not closed, and from another folder', () => {
    using place = aFolder()
    const from = join(place.folder, restored)
    writeFileSync(`${from}-wal`, 'frames')
    expect(() => putInUse({ folder: place.folder, from, nowMs })).toThrow(/not closed/)
    expect(() =>
      putInUse({ folder: place.folder, from: join(place.folder, 'else', restored), nowMs }),
    ).toThrow()
    expect(inUse(place.folder)).toEqual(['old, and in the log'])
  })

  it('with a marker that says nothing readable touches nothing', () => {
    using place = aFolder()
    for (const nonsense of ['', '{}', '{"from":"../other.db","aside":"2026-11-22T07-00-00-000Z-000001-1"}']) {
      writeFileSync(join(place.folder, 'put-in-use.json'), nonsense)
      expect(() => finishPutInUse(place.folder)).toThrow(
        new Refusal('FILE_NOT_USABLE', { file: join(place.folder, 'put-in-use.json') }).message,
      )
    }
    expect(inUse(place.folder)).toEqual(['old, and in the log'])
  })
})

/** Moves files, but fails so often for those whose new name ends so, as while a virus scanner reads them. */
function heldRename(newName: string, code: string, times: number) {
  let left = times
  return (from: string, to: string) => {
    if (to.endsWith(newName) && left > 0) {
      left -= 1
      throw Object.assign(new Error('held'), { code })
    }
    renameSync(from, to)
  }
}

describe('a file that another program holds', () => {
  it.each([
    ['northstar.db', 'EBUSY'],
    ['northstar.db-wal', 'EPERM'],
    ['northstar.db', 'EACCES'],
  ])('for a moment is waited for: %s, %s', (name, code) => {
    using place = aFolder()
    const { folder } = place
    putInUse({ folder, from: join(folder, restored), nowMs, rename: heldRename(name, code, 2) })
    expect(inUse(folder)).toEqual(['new'])
    expect(asides(folder).map((aside) => wordsIn(join(aside, 'northstar.db')))).toEqual([
      ['old, and in the log'],
    ])
  })

  it.each(['northstar.db', 'northstar.db-wal'])(
    'for long is said, and the rest is done later: %s',
    (name) => {
      using place = aFolder()
      const { folder } = place
      const from = join(folder, restored)
      const rename = heldRename(name, 'EPERM', Number.POSITIVE_INFINITY)
      expect(() => putInUse({ folder, from, nowMs, rename })).toThrow(new Refusal('DISK_FAILED').message)
      expect(isNamedByMarker(from)).toBe(true)
      expect(wordsIn(from)).toEqual(['new'])
      putInUse({ folder, from, nowMs })
      expect(isNamedByMarker(from)).toBe(false)
      expect(inUse(folder)).toEqual(['new'])
      expect(logs(folder)).toEqual([])
      expect(asides(folder).map((aside) => wordsIn(join(aside, 'northstar.db')))).toEqual([
        ['old, and in the log'],
      ])
    },
  )

  it('and any other failure is itself', () => {
    using place = aFolder()
    const { folder } = place
    const rename = heldRename('northstar.db', 'EIO', 1)
    expect(() => putInUse({ folder, from: join(folder, restored), nowMs, rename })).toThrow('held')
  })
})

describe('a new database that is gone when it is to be put in use', () => {
  it('is said, and nothing empty is made in its place', () => {
    using place = aFolder()
    const { folder } = place
    const from = join(folder, restored)
    // After the old database and before its log.
    brokenOff((onStep) => putInUse({ folder, from, nowMs, onStep }), 2)
    const kept = join(folder, 'kept')
    renameSync(from, kept)
    const [aside = ''] = asides(folder)
    const refusal = new Refusal('REPLACEMENT_MISSING', { file: from, aside })
    for (let time = 0; time < 2; time += 1) expect(() => finishPutInUse(folder)).toThrow(refusal.message)
    expect(existsSync(databaseFile(folder))).toBe(false)
    renameSync(kept, from)
    finishPutInUse(folder)
    expect(inUse(folder)).toEqual(['new'])
    expect(wordsIn(join(aside, 'northstar.db'))).toEqual(['old, and in the log'])
  })

  it('leaves in use what had not been moved yet', () => {
    using place = aFolder()
    const { folder } = place
    const from = join(folder, restored)
    brokenOff((onStep) => putInUse({ folder, from, nowMs, onStep }), 1)
    rmSync(from)
    finishPutInUse(folder)
    expect(inUse(folder)).toEqual(['old, and in the log'])
  })

  it('is not to be touched while nobody can read which it is', () => {
    using place = aFolder()
    writeFileSync(join(place.folder, 'put-in-use.json'), 'torn')
    expect(isNamedByMarker(join(place.folder, restored))).toBe(true)
  })
})

describe('setting a database aside', () => {
  it('leaves nothing in its place, and takes its journal with it', () => {
    using place = aFolder()
    const { folder } = place
    setAside({ folder, nowMs })
    setAside({ folder, nowMs })
    expect(existsSync(databaseFile(folder))).toBe(false)
    expect(logs(folder)).toEqual([])
    const [first = '', second = ''] = asides(folder).toSorted()
    expect(readdirSync(first).toSorted()).toEqual([
      'journal',
      'northstar.db',
      'northstar.db-shm',
      'northstar.db-wal',
    ])
    expect(wordsIn(join(first, 'northstar.db'))).toEqual(['old, and in the log'])
    expect(readdirSync(second)).toEqual([])
  })

  it('is done at its next opening when it was broken off at any step', () => {
    for (let steps = 1, isBroken = true; isBroken; steps += 1) {
      using place = aFolder()
      const { folder } = place
      isBroken = brokenOff((onStep) => setAside({ folder, nowMs, onStep }), steps)
      finishPutInUse(folder)
      expect(existsSync(databaseFile(folder)), `after step ${steps}`).toBe(false)
      expect(asides(folder).map((aside) => wordsIn(join(aside, 'northstar.db')))).toEqual([
        ['old, and in the log'],
      ])
    }
  })
})
