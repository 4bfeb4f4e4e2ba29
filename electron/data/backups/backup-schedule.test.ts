import { rmSync, writeFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { backupsFolder, listBackups } from '../../../db/backups.ts'
import { databaseFile } from '../../../db/connect.ts'
import type { ShowroomDatabase } from '../../../db/showroom-database.ts'
import {
  migrationsFolder,
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testClock,
  testFolder,
  testKey,
} from '../../../db/test-database.ts'
import { newId } from '../../doors.ts'
import { createUpkeep, type Upkeep } from '../upkeep/run-upkeep.ts'
import { type Backups, createBackups } from './backup-schedule.ts'

const minute = 60_000
const hour = 60 * minute
const log = pino({ level: 'silent' })

let place: TestFolder
let db: ShowroomDatabase
let upkeep: Upkeep
let backups: Backups
let time: ReturnType<typeof testClock>
let waiting: { readonly at: number; readonly run: () => void } | null
let held: number[]
let damage: unknown[]

beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  setUpStore(db)
  time = testClock()
  waiting = null
  held = []
  damage = []
  upkeep = createUpkeep({
    workerFile: new URL('../upkeep/upkeep-worker.ts', import.meta.url),
    folder: place.folder,
    key: testKey,
    migrationsFolder,
    log,
  })
  backups = open()
})
afterEach(async () => {
  await upkeep.close()
  await backups.stop()
  db.close()
  place[Symbol.dispose]()
})

function open(): Backups {
  return createBackups({
    upkeep,
    folder: place.folder,
    clock: time.clock,
    log,
    after(pauseMs, run) {
      const one = { at: time.clock() + pauseMs, run }
      waiting = one
      return () => {
        if (waiting === one) waiting = null
      }
    },
    writes: () => Number(db.connection.prepare('SELECT total_changes()').pluck().get()),
    dayOf: (ms) => new Date(ms + 5 * hour).toISOString().slice(0, 10),
    onGoodBackup: (heldUpTo) => void held.push(heldUpTo),
    onDamage: (error) => void damage.push(error),
  })
}
/** Lets the time pass, with every look and every backup on the way. */
async function pass(ms: number) {
  const until = time.clock() + ms
  while (waiting !== null && waiting.at <= until) {
    const { at, run } = waiting
    time.advance(Math.max(0, at - time.clock()))
    waiting = null
    run()
    while (waiting === null) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  time.advance(until - time.clock())
}
const save = () =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: time.clock(),
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits: [{ entity: 'customer', rowId: newId(), fields: { name: 'Sana', phone: null, language: 'en' } }],
  })
const kinds = () =>
  listBackups(place.folder)
    .map(({ kind }) => kind)
    .toReversed()

describe('backups', () => {
  it('are made soon after the start, then hourly while something changes, and first on each day for longer', async () => {
    backups.start()
    await pass(minute)
    expect(kinds()).toEqual(['daily'])
    await pass(3 * hour)
    expect(kinds()).toEqual(['daily'])
    save()
    await pass(2 * minute)
    expect(kinds()).toEqual(['daily', 'hourly'])
    save()
    await pass(55 * minute)
    expect(kinds()).toEqual(['daily', 'hourly'])
    await pass(10 * minute)
    expect(kinds()).toEqual(['daily', 'hourly', 'hourly'])
    // Midnight in Karachi has passed by then.
    await pass(10 * hour)
    expect(kinds()).toEqual(['daily', 'hourly', 'hourly', 'daily'])
    expect(held).toEqual([1, 1, 1, 1])
    expect(backups.list().lastGoodAt).toBe(listBackups(place.folder)[0]?.madeAt)
  })

  it('that were made before are known after a start: what was written in between is not', async () => {
    backups.start()
    await pass(minute)
    await backups.stop()
    backups = open()
    backups.start()
    await pass(30 * minute)
    expect(kinds()).toEqual(['daily'])
    await pass(40 * minute)
    expect(kinds()).toEqual(['daily', 'hourly'])
    await pass(5 * hour)
    expect(kinds()).toEqual(['daily', 'hourly'])
  })

  it('go on under a clock that was set back', async () => {
    backups.start()
    await pass(minute)
    time.advance(-2000 * hour)
    save()
    if (waiting) waiting = { ...waiting, at: time.clock() }
    await pass(2 * minute)
    expect(kinds()).toHaveLength(2)
  })

  it('are tried again after a failure, which is said until one is good', async () => {
    writeFileSync(backupsFolder(place.folder), 'a file in its place')
    backups.start()
    await pass(minute)
    rmSync(backupsFolder(place.folder))
    expect(backups.list()).toMatchObject({
      backups: [],
      lastGoodAt: null,
      problem: { code: 'FOLDER_NOT_WRITABLE' },
    })
    await pass(5 * minute)
    expect(kinds()).toEqual([])
    await pass(6 * minute)
    expect(kinds()).toEqual(['daily'])
    expect(backups.list().problem).toBeNull()
  })

  it('are made one at a time: who asks meanwhile gets the one that is being made', async () => {
    const [one, same] = await Promise.all([backups.make(), backups.make()])
    expect(one).toEqual(same)
    expect(listBackups(place.folder)).toEqual([one])
    expect((await backups.make()).kind).toBe('hourly')
  })

  it('that meet damage tell of it', async () => {
    const { id } = await backups.make()
    const bytes = Buffer.alloc(2048, 1)
    db.connection.pragma('wal_checkpoint(TRUNCATE)')
    writeFileSync(databaseFile(place.folder), bytes, { flag: 'r+' })
    await expect(backups.make()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    expect(damage).toHaveLength(1)
    expect(backups.list().problem?.code).toBe('DATABASE_DAMAGED')
    expect(listBackups(place.folder).map((backup) => backup.id)).toEqual([id])
  })

  it('end with the laptop, with no word of what was cut short', async () => {
    const making = backups.make().catch((error: unknown) => error)
    await upkeep.close()
    await backups.stop()
    expect(await making).toBeInstanceOf(Error)
    expect(backups.list()).toEqual({ backups: [], lastGoodAt: null, problem: null })
  })

  it('show what else went wrong with them, also when the next one is good', async () => {
    backups.notice({ code: 'BACKUP_NOT_FOUND', detail: {} })
    expect(backups.list().problem).toEqual({ code: 'BACKUP_NOT_FOUND', detail: {} })
    await backups.make()
    expect(backups.list().problem).toEqual({ code: 'BACKUP_NOT_FOUND', detail: {} })
  })
})
