import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { consultantIdSchema, deviceIdSchema, type StoreId, storeIdSchema } from '../core/ids.ts'
import type { Enrolment } from '../core/sync/identity.ts'
import { isBehindJournal } from './bring-back-journaled.ts'
import { readChain } from './chain-file.ts'
import { databaseFile } from './connect.ts'
import { keepEnrolment } from './keep-enrolment.ts'
import { makeBackup } from './make-backup.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import { restoreBackup } from './restore-backup.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { migrationsFolder, openTestDatabase, setUpStore, testFolder, testKey } from './test-database.ts'
import { addConsultant, testBusinessDay } from './test-day.ts'

const now = Date.UTC(2026, 10, 22, 7)
const random = (count: number) => randomBytes(count)
const newStoreId = () => storeIdSchema.parse(v7())

const enrolmentOf = (storeId: StoreId): Enrolment => ({
  deviceId: deviceIdSchema.parse(v7()),
  store: {
    id: storeId,
    code: 'KHI-01',
    name: 'Clifton Motors',
    market: 'pk',
    timeZone: 'Asia/Karachi',
    language: 'en',
  },
  signingKey: 'S'.repeat(43),
  boxKey: 'B'.repeat(43),
  escrowKey: null,
  chain: 'first-link',
})

/** Enrols as the laptop does once the answer has come. */
function enrol(db: ShowroomDatabase, folder: string, storeId: StoreId) {
  const enrolment = enrolmentOf(storeId)
  const { deviceId } = enrolment
  db.identity.keepEnrolling({ deviceId, seeds: { signing: v7(), box: v7() }, codeHash: v7() })
  keepEnrolment(db.connection, enrolment, { folder, at: now })
  db.device.forget()
  return enrolment
}

const rename = (db: ShowroomDatabase, consultantId: string, name: string) =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: now,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [{ entity: 'consultant', rowId: consultantId, fields: { name } }],
  })

function journalNow(db: ShowroomDatabase, folder: string): void {
  const journal = createOutboxJournal({ folder, key: testKey, randomBytes: random })
  journal.catchUp(db.connection)
  journal.close()
}

const restore = (folder: string, backupId: string) =>
  restoreBackup({
    folder,
    key: testKey,
    migrationsFolder,
    backupId,
    nowMs: now,
    newId: v7,
    randomBytes: random,
    foldName: (name) => name.toLowerCase(),
  })
const backup = (folder: string) =>
  makeBackup({ folder, key: testKey, nowMs: now, newId: v7, kind: 'daily' }).backup.id

describe('a laptop that takes up head office’s store', () => {
  it('keeps what it recorded, and has all of it to send again where another store had it', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    setUpStore(db)
    db.connection.exec(`
      INSERT INTO receipt (change_set_id, outcome, seq, mark, epoch, received_at)
        SELECT id, 'accepted', 1, 'trial', 'one epoch', 1 FROM change_set;
      DELETE FROM outbox;
      UPDATE feed_position SET epoch = 'one epoch', mark = 'trial', cursor = 1, hash = 'h', synced_at = 1`)
    const own = db.device.get()?.storeId
    const { store, deviceId } = enrol(db, place.folder, newStoreId())
    expect(db.device.get()).toMatchObject({ storeId: store.id, deviceId })
    expect(readChain(place.folder)).toMatchObject({ deviceId, link: 'first-link', earlierStoreIds: [own] })
    expect(db.connection.prepare('SELECT epoch, cursor FROM feed_position').get()).toEqual({
      epoch: null,
      cursor: 0,
    })
    expect(
      db.connection.prepare("SELECT count(*) FROM receipt WHERE epoch = 'one epoch'").pluck().get(),
    ).toBe(0)
    db.close()
  })

  it('goes on where it was when head office’s store is its own', () => {
    using place = testFolder()
    const db = openTestDatabase(place.folder)
    setUpStore(db)
    db.connection.exec("UPDATE feed_position SET epoch = 'one epoch', mark = 'trial', cursor = 1, hash = 'h'")
    const own = db.device.get()?.storeId ?? newStoreId()
    enrol(db, place.folder, own)
    expect(readChain(place.folder)?.earlierStoreIds).toEqual([])
    expect(db.connection.prepare('SELECT epoch, cursor FROM feed_position').get()).toEqual({
      epoch: 'one epoch',
      cursor: 1,
    })
    db.close()
  })

  it('is of that store after a backup from before was put back, with all that it wrote under either', () => {
    using place = testFolder()
    const { folder } = place
    const db = openTestDatabase(folder)
    const ayesha = setUpStore(db)
    const backupId = backup(folder)
    rename(db, ayesha, 'Under its own store')
    journalNow(db, folder)
    const own = db.device.get()?.storeId
    const { store, deviceId } = enrol(db, folder, newStoreId())
    rename(db, ayesha, 'Under head office’s')
    journalNow(db, folder)
    const seeds = db.identity.keys('enrolled')
    db.close()

    expect(restore(folder, backupId)).toMatchObject({ replayed: 2, notReplayed: 0, isNewDevice: false })
    const restored = openTestDatabase(folder)
    expect(restored.device.get()).toMatchObject({ storeId: store.id, deviceId })
    expect(restored.consultants.get(ayesha)?.name).toBe('Under head office’s')
    expect(restored.identity.get()).toMatchObject({ deviceId, state: 'enrolled' })
    expect(restored.identity.keys('enrolled')).toEqual(seeds)
    expect(restored.connection.prepare('SELECT store_id FROM earlier_store').pluck().all()).toEqual([own])
    restored.close()
  })

  it('has its newest keys after a backup with older ones was put back', () => {
    using place = testFolder()
    const { folder } = place
    const db = openTestDatabase(folder)
    setUpStore(db)
    const storeId = newStoreId()
    enrol(db, folder, storeId)
    const backupId = backup(folder)
    db.identity.keepRotating(deviceIdSchema.parse(db.device.get()?.deviceId), { signing: 'new', box: 'new' })
    db.identity.finishRotation(now)
    db.identity.setState('cloned')
    db.close()
    restore(folder, backupId)
    const restored = openTestDatabase(folder)
    expect(restored.identity.keys('enrolled')?.seeds).toEqual({ signing: 'new', box: 'new' })
    expect(restored.identity.get()?.state).toBe('cloned')
    restored.close()
  })

  it('finds in its journal what a database from before lost, though that is of another store', () => {
    using place = testFolder()
    const { folder } = place
    const db = openTestDatabase(folder)
    const ayesha = setUpStore(db)
    enrol(db, folder, newStoreId())
    rename(db, ayesha, 'Under head office’s')
    journalNow(db, folder)
    // As after a cut-off log: the newest change set and what was taken up are gone.
    const storeId = readChain(folder)?.earlierStoreIds[0]
    db.connection.exec(`DELETE FROM outbox WHERE change_set_position = 2; DELETE FROM change WHERE change_set_position = 2;
      DELETE FROM change_set WHERE position = 2; DELETE FROM earlier_store; UPDATE device SET store_id = '${storeId}'`)
    db.close()
    expect(isBehindJournal({ folder, key: testKey, migrationsFolder, randomBytes: random })).toBe(true)
    const again = openTestDatabase(folder)
    expect(again.device.get()?.storeId).toBe(readChain(folder)?.store.id)
    again.close()
  })

  it('never takes in what a laptop of another store wrote', () => {
    using place = testFolder()
    const { folder } = place
    const db = openTestDatabase(folder)
    setUpStore(db)
    addConsultant(db, consultantIdSchema.parse(v7()), 'A stranger')
    journalNow(db, folder)
    const backupId = backup(folder)
    db.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(`${databaseFile(folder)}${ending}`, { force: true })
    rmSync(join(folder, 'device-chain.json'), { force: true })
    const anew = openTestDatabase(folder)
    setUpStore(anew)
    enrol(anew, folder, newStoreId())
    anew.close()
    expect(restore(folder, backupId).isNewDevice).toBe(false)
    const restored = openTestDatabase(folder)
    // Two stores that have nothing to do with each other: who this laptop was in the other one is not brought.
    expect(restored.identity.get()).toBeNull()
    expect(restored.device.get()?.storeId).not.toBe(readChain(folder)?.store.id)
    restored.close()
  })
})

it('a laptop whose data is another installation’s keeps nothing of who that was', () => {
  using place = testFolder()
  const db = openTestDatabase(place.folder)
  setUpStore(db)
  enrol(db, place.folder, newStoreId())
  db.joiner.put({ name: 'Ayesha', verifier: 'a verifier' }, now)
  db.close()
  rmSync(join(place.folder, 'installation.json'))
  const elsewhere = openTestDatabase(place.folder)
  expect(elsewhere.identity.get()).toBeNull()
  expect(elsewhere.identity.keys('enrolled')).toBeNull()
  expect(elsewhere.joiner.get()).toBeNull()
  expect(readChain(place.folder)).toBeNull()
  elsewhere.close()
})
