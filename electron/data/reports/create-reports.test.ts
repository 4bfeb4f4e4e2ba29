import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../../contract/errors.ts'
import { smallBank } from '../../../core/discovery/test-bank.ts'
import { errorForLog } from '../../../core/error-for-log.ts'
import type { ConsultantId } from '../../../core/ids.ts'
import { pakistan } from '../../../core/market/test-market.ts'
import { dailySummarySchema } from '../../../core/reports/daily-summary.ts'
import type { ShowroomDatabase } from '../../../db/showroom-database.ts'
import {
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testFolder,
  testKey,
} from '../../../db/test-database.ts'
import { testBusinessDay, writeVisit } from '../../../db/test-day.ts'
import { type Closing, createReports, type Reports } from './create-reports.ts'

const workerFile = new URL('./reports-worker.ts', import.meta.url)
const lostReasons = [{ code: 'price', name: { en: 'Price', ur: 'قیمت' } }]
const closedAt = Date.UTC(2026, 10, 22, 15)
const asked = { businessDay: testBusinessDay, language: 'en', generatedBy: 'Sana', now: closedAt } as const

let place: TestFolder
let db: ShowroomDatabase
let reports: Reports

beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  reports = createReports({
    folder: place.folder,
    key: testKey,
    workerFile,
    pack: { ...pakistan, lostReasons },
    bank: { ...smallBank, version: 'bank-1' },
    applicationVersion: '0.1.0',
  })
})
afterEach(async () => {
  await reports.close()
  db.close()
  place[Symbol.dispose]()
})

function commitClosing(closing: Closing | 'unchanged', authorId: ConsultantId): void {
  if (closing === 'unchanged') throw new Error('The day was said to be unchanged')
  db.changeSets.commit({
    authorId,
    occurredAt: closedAt,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [{ entity: 'dailySummary', rowId: v7(), fields: { ...closing, authorId, occurredAt: closedAt } }],
  })
}

describe('a day', () => {
  test('is refused kindly before the laptop is set up', async () => {
    await expect(reports.draft(asked)).rejects.toMatchObject({ name: 'Refusal', code: 'NOT_SET_UP' })
  })

  test('is a draft until it is closed, and says what it rests on', async () => {
    const ayesha = setUpStore(db)
    writeVisit(db, ayesha, { answers: 2, phone: '+923001234567' })
    const summary = await reports.draft(asked)
    expect(dailySummarySchema.parse(summary)).toEqual(summary)
    expect(summary).toMatchObject({
      status: 'draft',
      changedSinceClosed: false,
      storeCode: 'KHI-01',
      timeZone: 'Asia/Karachi',
      generatedAt: closedAt,
      generatedBy: 'Sana',
      versions: { application: '0.1.0', bank: 'bank-1' },
      laptops: { included: null, known: null },
      rows: { visits: 1, answers: 2, bookings: 0 },
      difference: [],
    })
    expect(summary.laptops.note).toContain('This laptop only')
    expect(JSON.stringify(summary)).not.toMatch(/923001234567|سلمیٰ/)
  })

  test('stays as it was closed when something is entered later, and shows the difference', async () => {
    const ayesha = setUpStore(db)
    writeVisit(db, ayesha, { lostReason: 'price' })
    const draft = await reports.draft(asked)
    commitClosing(await reports.closing(asked), ayesha)
    const closed = await reports.draft({ ...asked, generatedBy: 'Someone else', now: closedAt + 1 })
    expect(closed).toMatchObject({
      status: 'closed',
      changedSinceClosed: false,
      generatedAt: closedAt,
      generatedBy: 'Ayesha Malik',
      hash: draft.hash,
      figures: draft.figures,
    })
    expect(await reports.closing(asked)).toBe('unchanged')

    writeVisit(db, ayesha, { bookedVehicle: 'Honda BR-V' })
    const changed = await reports.draft(asked)
    expect(changed).toMatchObject({ status: 'closed', changedSinceClosed: true, figures: draft.figures })
    expect(changed.rows.visits).toBe(1)
    expect(changed.difference).toContainEqual({ figure: 'store/visits', about: null, before: 1, after: 2 })
  })

  test('that changed is restated with its difference, and the first closing stays', async () => {
    const ayesha = setUpStore(db)
    writeVisit(db, ayesha)
    commitClosing(await reports.closing(asked), ayesha)
    writeVisit(db, ayesha, { bookedVehicle: 'Honda BR-V' })
    const closing = await reports.closing(asked)
    expect(closing).toMatchObject({ revision: 2, status: 'restated' })
    commitClosing(closing, ayesha)
    const restated = await reports.draft(asked)
    expect(restated).toMatchObject({ status: 'restated', changedSinceClosed: false })
    expect(restated.figures.store).toMatchObject({ visits: 2, bookings: 1 })
    expect(restated.difference).toContainEqual({
      figure: 'booked/Honda BR-V',
      about: 'Honda BR-V',
      before: 0,
      after: 1,
    })
    const kept = db.connection.prepare('SELECT revision, status FROM daily_summary ORDER BY revision').all()
    expect(kept).toEqual([
      { revision: 1, status: 'closed' },
      { revision: 2, status: 'restated' },
    ])
  })

  test('has the same hash in each language, with its reasons named in that language', async () => {
    const ayesha = setUpStore(db)
    writeVisit(db, ayesha, { lostReason: 'price' })
    commitClosing(await reports.closing(asked), ayesha)
    const english = await reports.draft(asked)
    const urdu = await reports.draft({ ...asked, language: 'ur' })
    expect(urdu.hash).toBe(english.hash)
    expect(english.figures.lostByReason).toEqual([{ code: 'price', name: 'Price', count: 1 }])
    expect(urdu.figures.lostByReason).toEqual([{ code: 'price', name: 'قیمت', count: 1 }])
  })
})

describe('the worker', () => {
  test('answers many questions at once, each with its own day', async () => {
    const ayesha = setUpStore(db)
    writeVisit(db, ayesha)
    const summaries = await Promise.all(Array.from({ length: 20 }, () => reports.draft(asked)))
    expect(new Set(summaries.map(({ hash }) => hash)).size).toBe(1)
  })

  test('that dies is started again for the next question, and what waited is told why after two deaths', async () => {
    using scratch = testFolder()
    const dying = join(scratch.folder, 'dying-worker.mjs')
    writeFileSync(
      dying,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', () => process.exit(3))`,
    )
    const failing = createReports({
      folder: place.folder,
      key: testKey,
      workerFile: dying,
      pack: { ...pakistan, lostReasons },
      bank: { ...smallBank, version: 'bank-1' },
      applicationVersion: '0.1.0',
    })
    await expect(failing.draft(asked)).rejects.toThrow('ended with code 3')
    await expect(failing.draft(asked)).rejects.toThrow('ended with code 3')
    await failing.close()
  })

  test('that dies once hands its question to the next, which answers it', async () => {
    using scratch = testFolder()
    setUpStore(db)
    const marker = join(scratch.folder, 'died')
    const once = join(scratch.folder, 'once.mjs')
    writeFileSync(
      once,
      `import { existsSync, writeFileSync } from 'node:fs'
       if (existsSync(${JSON.stringify(marker)})) await import(${JSON.stringify(workerFile.href)})
       else { writeFileSync(${JSON.stringify(marker)}, ''); throw new Error('first worker dies') }`,
    )
    const recovering = createReports({
      folder: place.folder,
      key: testKey,
      workerFile: once,
      pack: { ...pakistan, lostReasons },
      bank: { ...smallBank, version: 'bank-1' },
      applicationVersion: '0.1.0',
    })
    await expect(recovering.draft(asked)).resolves.toMatchObject({ storeCode: 'KHI-01' })
    await recovering.close()
  })

  test('says of a failure what it was and where, for the log, without the words that were in it', async () => {
    setUpStore(db)
    db.connection.exec("UPDATE device SET store_name = 'Ayesha Malik'; DROP TABLE booking")
    const failure = await reports.draft(asked).then(
      () => 'nothing failed',
      (reason: unknown) => reason,
    )
    expect(errorForLog(failure)).toEqual({
      name: 'Error',
      at: expect.any(Array),
      cause: {
        name: 'SqliteError',
        code: 'SQLITE_ERROR',
        at: expect.arrayContaining([expect.stringContaining('day-rows.ts')]),
      },
    })
    expect(JSON.stringify(errorForLog(failure))).not.toMatch(/no such table|Ayesha/)
  })

  test('once closed refuses further questions', async () => {
    await reports.close()
    await expect(reports.draft(asked)).rejects.not.toBeInstanceOf(Refusal)
  })
})
