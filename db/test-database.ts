import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import { consultantIdSchema, deviceIdSchema, storeIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { DatabaseKey } from './database-key.ts'
import { createFeed, type Feed } from './feed.ts'
import { createOutbox } from './outbox.ts'
import { openShowroomDatabase, type ShowroomDatabase } from './showroom-database.ts'

export const migrationsFolder = resolve(import.meta.dirname, 'migrations')

/** The migrations as they were released up to a version, in a folder of their own under the one given. */
export function migrationsUpTo(version: number, folder: string): string {
  const copy = join(folder, `migrations-${version}`)
  mkdirSync(copy, { recursive: true })
  for (const name of readdirSync(migrationsFolder))
    if (Number(name.slice(0, 4)) <= version) copyFileSync(join(migrationsFolder, name), join(copy, name))
  return copy
}

/** The key of every test's database. */
export const testKey: DatabaseKey = { dataKey: '5a'.repeat(32), salt: 'c3'.repeat(16) }

export interface TestFolder {
  readonly folder: string
  readonly [Symbol.dispose]: () => void
}

/** A folder of its own for one test, gone with it. */
export function testFolder(): TestFolder {
  const folder = mkdtempSync(join(tmpdir(), 'northstar-test-'))
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A clock that stands still until told otherwise, at noon in Karachi. */
export function testClock(startMs = Date.UTC(2026, 10, 22, 7, 0, 0)) {
  let nowMs = startMs
  return {
    clock: () => nowMs,
    advance: (ms: number) => {
      nowMs += ms
    },
  }
}

export function openTestDatabase(folder: string, clock: () => number = testClock().clock): ShowroomDatabase {
  return openShowroomDatabase({
    folder,
    key: testKey,
    migrationsFolder,
    clock,
    newId: v7,
    foldName: (name) => name.toLowerCase(),
  })
}

/** A store with one consultant, as set-up leaves it. */
export function setUpStore(db: ShowroomDatabase, name = 'Ayesha Malik') {
  const consultantId = consultantIdSchema.parse(v7())
  db.changeSets.commit({
    authorId: null,
    occurredAt: Date.UTC(2026, 10, 22, 7),
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits: [
      { entity: 'consultant', rowId: consultantId, fields: { name, role: 'consultant', active: true } },
    ],
    alongside: () =>
      db.device.create({
        deviceId: deviceIdSchema.parse(v7()),
        storeId: storeIdSchema.parse(v7()),
        storeName: 'Clifton Motors',
        storeCode: 'KHI-01',
        market: 'pk',
        timeZone: 'Asia/Karachi',
        language: 'en',
        colourScheme: 'auto',
        headofficeUrl: null,
        consultantId,
      }),
  })
  return consultantId
}

/** The feed of a test's database, as the sync client makes it. */
export function openTestFeed(
  db: ShowroomDatabase,
  rest: Pick<Parameters<typeof createFeed>[1], 'known'> & { readonly monotonicMs?: () => number } = {},
): Feed {
  return createFeed(db.connection, {
    tables: db.tables,
    fieldVersions: db.fieldVersions,
    erasures: db.erasures,
    outbox: createOutbox(db.connection),
    monotonicMs: () => performance.now(),
    ...rest,
  })
}
