import { randomBytes } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ConsultantId, changeIdSchema, changeSetIdSchema, customerIdSchema } from '../core/ids.ts'
import { feedRowSchema } from '../core/sync/protocol.ts'
import { asidesFolder } from './aside.ts'
import { backupsFolder, listBackups } from './backups.ts'
import { databaseFile } from './connect.ts'
import { removeLeftovers } from './leftovers.ts'
import { makeBackup } from './make-backup.ts'
import { createOutbox } from './outbox.ts'
import { createOutboxJournal, type OutboxJournal } from './outbox-journal.ts'
import { putInUse } from './put-in-use.ts'
import { restoreBackup, restoredFile } from './restore-backup.ts'
import { salvageDatabase, salvagedFile } from './salvage.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import {
  migrationsFolder,
  openTestDatabase,
  openTestFeed,
  setUpStore,
  type TestFolder,
  testFolder,
  testKey,
} from './test-database.ts'
import { testBusinessDay } from './test-day.ts'
import { erase, type Told, writeCustomer } from './test-erasure.ts'
import { rawFiles, rawLogFrames, rawPages, wordsIn } from './test-raw-pages.ts'

/*
 * What is looked for stands many times over in long texts, so that a page that holds only a part of one holds it too.
 * The index folds names to lower case and keeps every tail of a phone.
 */
const victim: Told = {
  name: 'Zulaikha Qizilbash',
  phone: '+923459118273',
  ownWords: 'Charsadda-7731 کوہستانی '.repeat(60),
  lostNote: 'Muzaffargarh-9042 جھنگوی '.repeat(8),
}
const marks = {
  row: [
    'Zulaikha',
    'Qizilbash',
    '+923459118273',
    'Charsadda-7731',
    'کوہستانی',
    'Muzaffargarh-9042',
    'جھنگوی',
  ],
  index: ['zulaikha', 'qizilbash', '923459118273', '3459118273', '9118273', '118273'],
  superseded: ['Zuleikha', 'کیزلباش'],
  draft: ['Nowshera-5518', 'ہزاروی'],
  conflict: ['Zulekha', '+923331177553'],
  waiting: ['Turbat-6620'],
}
const all = Object.values(marks).flat()

let place: TestFolder
let db: ShowroomDatabase
let owner: ConsultantId
let journal: OutboxJournal
beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  owner = setUpStore(db)
  journal = createOutboxJournal({ folder: place.folder, key: testKey, randomBytes })
})
afterEach(() => {
  journal.close()
  db.close()
  place[Symbol.dispose]()
})

const file = () => databaseFile(place.folder)
const inPages = (words: readonly string[]) => wordsIn(rawPages(file(), testKey), words)
const inLog = (words: readonly string[]) => wordsIn(rawLogFrames(file(), testKey), words)
const inJournal = (words: readonly string[]) =>
  wordsIn([Buffer.from(JSON.stringify([...journal.records()]))], words)
const checkpoint = () => void db.connection.pragma('wal_checkpoint(TRUNCATE)')
const wipe = () =>
  db.erasures.wipeTraces(() =>
    journal.rewrite((record) => ({ ...record, changes: record.changes.map(db.erasures.strippedChange) })),
  )
const backUp = (daysLater: number) =>
  makeBackup({
    folder: place.folder,
    key: testKey,
    kind: 'daily',
    nowMs: Date.UTC(2026, 10, 22, 9) + daysLater * 24 * 3600_000,
    newId: v7,
  }).backup
const inBackups = (words: readonly string[]) =>
  readdirSync(backupsFolder(place.folder))
    .filter((name) => name.endsWith('.db'))
    .flatMap((name) => wordsIn(rawPages(join(backupsFolder(place.folder), name), testKey), words))

/** A laptop that knows the victim in every way it can, among others, with some of it sent. */
async function writeStore() {
  for (let number = 0; number < 12; number += 1)
    writeCustomer(db, owner, {
      name: `Somebody Else ${number}`,
      phone: `+9230055500${String(number).padStart(2, '0')}`,
      ownWords: `we are ${number} `.repeat(number * 9 + 1),
      lostNote: 'bought elsewhere',
    })
  const ids = writeCustomer(db, owner, victim)
  journal.catchUp(db.connection)
  const outbox = createOutbox(db.connection)
  const [sent] = outbox.nextPage(10_000_000).changeSets.slice(-1)
  outbox.recordReceipts(
    [
      {
        changeSetId: changeSetIdSchema.parse(sent?.id),
        outcome: 'accepted',
        seq: 1,
        mark: 'durable',
        receivedAt: 1,
        reason: null,
      },
    ],
    'epoch',
  )
  const rename = (name: string) =>
    db.changeSets.commit({
      authorId: owner,
      occurredAt: 2,
      businessDay: testBusinessDay,
      visitId: null,
      edits: [{ entity: 'customer', rowId: ids.customerId, fields: { name } }],
    })
  rename('Zuleikha کیزلباش')
  rename(victim.name)
  db.answers.keepDraft(ids.opportunityId, 'close.missed', 'Nowshera-5518 ہزاروی '.repeat(50), 3)
  db.answers.keepDraft(ids.opportunityId, 'welcome.present-car', 'Nowshera-5518', 3)
  await feedStranger(ids)
  return ids
}

/** What head office sends of them: another side of a conflict, a masked value, and a row that cannot be applied. */
async function feedStranger({ customerId, opportunityId }: { customerId: string; opportunityId: string }) {
  const feed = openTestFeed(db)
  feed.enterEpoch('epoch', 'durable', { isEmpty: false })
  const changeId = changeIdSchema.parse(v7())
  const said = (value: string) => ({ value, changeId, others: [{ value, changeId: v7() }] })
  const rows = [
    {
      seq: 1,
      entity: 'customer',
      rowId: customerId,
      fields: { name: said('Zulekha'), phone: said('+923331177553') },
    },
    {
      seq: 2,
      entity: 'testDrive',
      rowId: v7(),
      fields: { opportunityId: said(opportunityId), road: said('Turbat-6620') },
    },
  ]
  await feed.applyPage(
    { rows: feedRowSchema.array().parse(rows), cursor: 2, hash: 'h', end: true, digest: null },
    'epoch',
  )
}

describe('after an erasure, on the disk', () => {
  test('no page of the database, no frame of its log and no file of the folder holds a word of theirs', async () => {
    const { customerId } = await writeStore()
    writeFileSync(join(place.folder, 'northstar.log'), `{"msg":"visit ended","customerId":"${customerId}"}\n`)
    // The helper finds what is there: in the log's frames, then in the pages.
    expect(inLog(all)).toEqual(all)
    checkpoint()
    expect(inPages(all)).toEqual(all)
    expect(inJournal(marks.row)).toEqual(marks.row)
    // Nothing of it is in plain: not even before.
    expect(wordsIn(rawFiles(place.folder), all)).toEqual([])

    erase(db, owner, customerId)
    expect(wipe()).toBe(true)

    expect(inPages(all)).toEqual([])
    expect(inLog(all)).toEqual([])
    expect(statSync(`${file()}-wal`).size).toBeLessThanOrEqual(32 + 24 * 8 + 1024 * 8)
    expect(inJournal(all)).toEqual([])
    expect(journal.count()).toBeGreaterThan(10)
    expect(wordsIn(rawFiles(place.folder), all)).toEqual([])
    // Everybody else’s words are where they were.
    checkpoint()
    expect(inPages(['somebody', '923005550011', 'Somebody Else 11'])).toHaveLength(3)
    db.close()
    expect(inPages(all)).toEqual([])
    expect(wordsIn(rawFiles(place.folder), [...all, customerId])).toEqual([customerId])
    db = openTestDatabase(place.folder)
  })

  test('no word is left that a leaf of the index began with, whoever of many is erased', async () => {
    const people = Array.from({ length: 900 }, (_, number) => {
      // Words that differ in their last letters only, so that a leaf begins with a whole one.
      const phone = `+92300100${String(number).padStart(4, '0')}`
      const name = `Qavardana${String(number).padStart(4, '0')} ژالہ${String(number).padStart(4, '0')}`
      return { name, phone, number }
    })
    const ids = db.connection.transaction(() =>
      people.map(({ name, phone }) => {
        const rowId = v7()
        db.tables.write('customer', rowId, { name, phone, language: 'ur' })
        return rowId
      }),
    )()
    db.connection.exec("INSERT INTO customer_search (customer_search) VALUES ('optimize')")
    const begun = db.connection
      .prepare<[], { term: Buffer }>('SELECT term FROM customer_search_idx')
      .all()
      .map(({ term }) => term.subarray(1).toString('utf8'))
    // People who have a whole word among them, so that the test can fail.
    const isBegun = ({ name, phone }: { name: string; phone: string }) =>
      begun.some(
        (word) => word.length > 4 && (phone.endsWith(word) || name.toLowerCase().split(' ').includes(word)),
      )
    const gone = people.filter(isBegun)
    expect(gone.length).toBeGreaterThan(0)
    for (const { number } of gone) db.erasures.strip(customerIdSchema.parse(ids[number]))
    checkpoint()
    const words = gone.flatMap(({ name, phone }) => [
      ...name.toLowerCase().split(' '),
      phone.slice(1),
      phone.slice(2),
    ])
    expect(inPages(words)).toEqual([])
    const stays = people.find((person) => !isBegun(person))
    expect(db.customerSearch.find(stays?.phone ?? '', 5).ids).toEqual([ids[stays?.number ?? -1]])
    expect(db.customerSearch.find('ژالہ', 5).total).toBe(people.length - gone.length)
    expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok')
  })
})

describe('a backup from before an erasure', () => {
  test('put in use again, erases them before anything is shown', async () => {
    const { customerId } = await writeStore()
    const backup = backUp(0)
    expect(inBackups(marks.row)).toEqual(marks.row)
    erase(db, owner, customerId)
    expect(wipe()).toBe(true)
    journal.catchUp(db.connection)
    expect(inBackups(marks.row)).toEqual(marks.row)
    journal.close()
    db.close()
    restoreBackup({
      folder: place.folder,
      key: testKey,
      migrationsFolder,
      backupId: backup.id,
      nowMs: Date.UTC(2026, 10, 22, 10),
      newId: v7,
      randomBytes,
      foldName: (name) => name.toLowerCase(),
    })
    expect(inPages(all)).toEqual([])
    db = openTestDatabase(place.folder)
    expect(db.customers.get(customerId)).toMatchObject({ name: null, phone: null, isErased: true })
    // The erasure itself came back with the journal, and still waits to be told.
    expect(db.erasures.of(customerId)?.reason).toBe('requested')
    expect(inLog(all)).toEqual([])
    expect(inPages(all)).toEqual([])
  })

  test('goes at its rotation', async () => {
    const { customerId } = await writeStore()
    backUp(0)
    erase(db, owner, customerId)
    expect(wipe()).toBe(true)
    expect(inBackups(marks.row)).toEqual(marks.row)
    for (let day = 1; day <= 16; day += 1) backUp(day)
    expect(listBackups(place.folder).length).toBeGreaterThan(3)
    expect(inBackups(all)).toEqual([])
  })
})

describe('a whole copy from before an erasure', () => {
  /** Words in every database of the folder, wherever it lies. */
  const inCopies = (words: readonly string[]) =>
    readdirSync(place.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.db$|encrypting$/.test(name))
      .flatMap((name) => wordsIn(rawPages(join(place.folder, name), testKey), words))
  const copyTo = (copy: string) => void db.connection.prepare('VACUUM INTO ?').run(copy)

  test('that a salvage, a restore or an encryption left goes at the next opening', async () => {
    const { customerId } = await writeStore()
    salvageDatabase({ folder: place.folder, key: testKey, migrationsFolder, randomBytes })
    copyTo(restoredFile(place.folder))
    copyTo(`${file()}.encrypting`)
    erase(db, owner, customerId)
    expect(wipe()).toBe(true)
    for (const copy of [salvagedFile(place.folder), restoredFile(place.folder), `${file()}.encrypting`])
      expect(wordsIn(rawPages(copy, testKey), marks.row), copy).toEqual(marks.row)
    db.close()
    removeLeftovers(place.folder)
    db = openTestDatabase(place.folder)
    checkpoint()
    expect(inCopies(all)).toEqual([])
  })

  test('that was set aside goes when its days are over', async () => {
    const { customerId } = await writeStore()
    copyTo(restoredFile(place.folder))
    journal.close()
    db.close()
    const nowMs = Date.UTC(2026, 10, 22, 8)
    putInUse({ folder: place.folder, from: restoredFile(place.folder), nowMs })
    db = openTestDatabase(place.folder)
    journal.catchUp(db.connection)
    erase(db, owner, customerId)
    expect(wipe()).toBe(true)
    checkpoint()
    expect(inPages(all)).toEqual([])
    expect(inCopies(marks.row)).toEqual(marks.row)
    for (let day = 0; day < 13; day += 1) backUp(day)
    expect(inCopies(marks.row)).toEqual(marks.row)
    backUp(14)
    expect(readdirSync(asidesFolder(place.folder))).toEqual([])
    expect(inCopies(all)).toEqual([])
  })
})
