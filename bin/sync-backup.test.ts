import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { backupsFolder } from '../db/backups.ts'
import { makeBackup } from '../db/make-backup.ts'
import { createOutboxJournal } from '../db/outbox-journal.ts'
import { restoreBackup } from '../db/restore-backup.ts'
import { migrationsFolder, type TestFolder, testFolder, testKey } from '../db/test-database.ts'
import type { Headoffice } from '../headoffice/start.ts'
import { headofficeKinds } from '../headoffice/testing/head-offices.ts'
import { type Laptop, type LaptopOptions, openLaptop } from './sync-testing/laptop.ts'

const trial = headofficeKinds[0]
if (!trial) throw new Error('no trial head office to test')

let prepared: Awaited<ReturnType<typeof trial.prepare>>
let office: Headoffice
const laptops: Laptop[] = []
const places: TestFolder[] = []
beforeAll(async () => {
  prepared = await trial.prepare()
  office = await prepared.start()
})
afterAll(async () => {
  await office.close()
  await prepared.end()
})
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.close()
  for (const place of places.splice(0)) place[Symbol.dispose]()
})

const opened = (options: Partial<LaptopOptions> = {}): Laptop => {
  const laptop = openLaptop({ url: office.url, ...options })
  laptops.push(laptop)
  return laptop
}
/** A laptop enrolled with head office, in the other's store where there is one. */
async function enrolled(options: Partial<LaptopOptions> = {}, like?: Laptop): Promise<Laptop> {
  const laptop = opened({
    ...options,
    ...(like && { storeId: like.storeId, storeCode: like.storeCode }),
  })
  await laptop.enrol(office)
  return laptop
}
const aPlace = (): string => {
  const place = testFolder()
  places.push(place)
  return place.folder
}
const backUp = ({ folder, clock }: Laptop): string =>
  makeBackup({ folder, key: testKey, kind: 'hourly', nowMs: clock(), newId: v7 }).backup.id
/** What the laptop does by itself within a second of each commit. */
function keepJournal({ folder, db }: Laptop) {
  const journal = createOutboxJournal({ folder, key: testKey, randomBytes })
  journal.catchUp(db.connection)
  journal.close()
}
const restoreIn = (folder: string, backupId: string) =>
  restoreBackup({
    folder,
    key: testKey,
    migrationsFolder,
    backupId,
    nowMs: Date.UTC(2026, 10, 22, 9),
    newId: v7,
    randomBytes,
    foldName: (name) => name.toLowerCase(),
  })
/** Closes the laptop, brings the backup back in its own folder, and opens it again, still enrolled. */
async function restored(laptop: Laptop, backupId: string): Promise<Laptop> {
  keepJournal(laptop)
  await laptop.shut()
  restoreIn(laptop.folder, backupId)
  return opened({ folder: laptop.folder, storeId: laptop.storeId, storeCode: laptop.storeCode })
}
const ids = (laptop: Laptop) => laptop.db.device.get()
const cursor = (laptop: Laptop) => Number(Object(laptop.position()).cursor)
async function rounds(...all: readonly Laptop[]) {
  for (const laptop of [...all, ...all]) await laptop.round()
}
function expectInStep(...all: readonly Laptop[]) {
  for (const laptop of all) {
    expect(laptop.status()).toMatchObject({
      state: 'up-to-date',
      waitingChangeSets: 0,
      conflicts: 0,
      aside: 0,
      checked: { outcome: 'same' },
    })
    expect(laptop.receipts().every(({ outcome }) => outcome === 'accepted')).toBe(true)
    expect(laptop.rows()).toEqual(all[0]?.rows())
    expect(laptop.position()).toEqual(all[0]?.position())
  }
}

test.each([
  ['with its journal', true],
  ['whose journal has yet to be begun', false],
])(
  'a restored laptop %s loses nothing and sends nothing wrongly at its next sync',
  async (_how, isKept) => {
    const one = await enrolled({ folder: aPlace() })
    const two = await enrolled({}, one)
    const ayesha = one.addConsultant('Ayesha Malik')
    const sana = one.addCustomer('Sana')
    one.answer(one.startVisit(ayesha), ayesha, 'before the backup')
    await rounds(one, two)
    const backup = backUp(one)

    // Sent since, unsent since, and something that hangs on what the other laptop wrote since.
    one.answer(one.startVisit(ayesha), ayesha, 'sent after the backup')
    one.rename(sana, 'Sana Tariq')
    if (isKept) keepJournal(one)
    await rounds(one, two)
    const bilal = two.addConsultant('Bilal Ahmed')
    const their = two.startVisit(bilal)
    two.rename(sana, 'Sana T. Tariq')
    await rounds(two, one)
    const unsent = one.startVisit(ayesha)
    one.answer(unsent, ayesha, 'never sent')
    one.answer(their, ayesha, 'never sent, on the other laptop’s visit')
    const before = one.rows()
    const device = ids(one)

    const again = await restored(one, backup)
    expect(ids(again)).toMatchObject({ deviceId: device?.deviceId, storeId: device?.storeId })
    expect(again.status().waitingVisits).toBeGreaterThan(0)
    await rounds(again, two)
    expectInStep(again, two)
    expect(again.rows()).toEqual(before)
    expect(again.nameOf(sana)).toBe('Sana T. Tariq')
    const fresh = await enrolled({}, one)
    await rounds(fresh)
    expectInStep(fresh, again)

    again.answer(again.startVisit(ayesha), ayesha, 'after the restore')
    await rounds(again, two)
    expectInStep(again, two)
    // Each change set has its one place in the feed.
    const written = (laptop: Laptop) =>
      Number(Object(laptop.all('SELECT count(*) AS n FROM change_set')[0]).n)
    expect(cursor(again)).toBe(15)
    expect(written(again) + written(two)).toBe(15)
  },
  60_000,
)

test('an older backup brought back after a newer one goes the same way', async () => {
  const one = await enrolled({ folder: aPlace() })
  const ayesha = one.addConsultant('Ayesha Malik')
  const first = backUp(one)
  one.answer(one.startVisit(ayesha), ayesha, 'one')
  keepJournal(one)
  await rounds(one)
  const second = backUp(one)
  one.answer(one.startVisit(ayesha), ayesha, 'two')
  const before = one.rows()
  const afterSecond = await restored(one, second)
  afterSecond.answer(afterSecond.startVisit(ayesha), ayesha, 'three')
  const all = afterSecond.rows()
  expect(all).not.toEqual(before)
  const afterFirst = await restored(afterSecond, first)
  expect(afterFirst.rows()).toEqual(all)
  await rounds(afterFirst)
  const fresh = await enrolled({}, one)
  await rounds(fresh)
  expectInStep(afterFirst, fresh)
}, 60_000)

test('a backup on another laptop is a new device of the same store, and both send the same once', async () => {
  const one = await enrolled({ folder: aPlace() })
  const ayesha = one.addConsultant('Ayesha Malik')
  one.answer(one.startVisit(ayesha), ayesha, 'sent before the backup')
  await rounds(one)
  one.answer(one.startVisit(ayesha), ayesha, 'not sent before the backup')
  const backup = backUp(one)
  const elsewhere = aPlace()
  cpSync(backupsFolder(one.folder), backupsFolder(elsewhere), { recursive: true })
  restoreIn(elsewhere, backup)
  const other = opened({ folder: elsewhere, storeCode: one.storeCode })
  expect(ids(other)?.storeId).toBe(ids(one)?.storeId)
  expect(ids(other)?.deviceId).not.toBe(ids(one)?.deviceId)
  // Who the first laptop is to head office did not come with its backup.
  await other.round()
  expect(other.status().state).toBe('not-enrolled')
  await other.enrol(office)

  one.answer(one.startVisit(ayesha), ayesha, 'on the first')
  other.answer(other.startVisit(ayesha), ayesha, 'on the other')
  await rounds(other, one)
  expectInStep(one, other)
  // Five that both have, and two that each wrote for itself.
  expect(cursor(one)).toBe(5 + 2 + 2)
}, 60_000)
