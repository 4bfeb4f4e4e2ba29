import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerIdSchema } from '../core/ids.ts'
import { checkDatabase } from './check-database.ts'
import { type Connection, connectFileReader, connectWriter, databaseFile } from './connect.ts'
import { addToErasureList } from './erasure-list.ts'
import { makeBackup } from './make-backup.ts'
import { createOutbox } from './outbox.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import { salvageDatabase, salvagedFile } from './salvage.ts'
import { readReferences } from './salvage-stand-ins.ts'
import { copyDatabase, losePages, loseTables, rootOf, type Sound, soundDatabase } from './test-damage.ts'
import {
  migrationsFolder,
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testFolder,
  testKey,
} from './test-database.ts'
import { testBusinessDay, writeVisit } from './test-day.ts'

let sound: Sound
beforeAll(() => {
  sound = soundDatabase(30, false)
})
afterAll(() => sound[Symbol.dispose]())

const salvage = (folder: string) => salvageDatabase({ folder, key: testKey, migrationsFolder, randomBytes })

/** A copy of the sound database. */
function copyOfSound(): TestFolder {
  const place = testFolder()
  copyDatabase(sound.folder, place.folder)
  return place
}

function inSalvaged<T>(folder: string, read: (connection: Connection) => T): T {
  const connection = connectFileReader(salvagedFile(folder), testKey)
  try {
    return read(connection)
  } finally {
    connection.close()
  }
}
const countIn = (folder: string, table: string) =>
  inSalvaged(folder, (connection) => connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get())

describe('a damaged head', () => {
  test('a flipped salt is put back, and then everything is whole', () => {
    using place = copyOfSound()
    const file = databaseFile(place.folder)
    const bytes = readFileSync(file)
    const whole = Buffer.from(bytes)
    bytes[3] = (bytes[3] ?? 0) ^ 0xff
    writeFileSync(file, bytes)
    expect(salvage(place.folder).isWhole).toBe(true)
    expect(readFileSync(file).equals(whole)).toBe(true)
    expect(checkDatabase({ file, key: testKey }).extent).toBe('none')
  })

  test('without its first page the tables are found by what stands in the others, and nothing is missing', () => {
    using place = copyOfSound()
    const bytes = readFileSync(databaseFile(place.folder))
    writeFileSync(databaseFile(place.folder), bytes.fill(0, 0, 1024))
    const report = salvage(place.folder)
    expect(report.tables.filter(({ missing, endsUnknown }) => missing.length > 0 || endsUnknown)).toEqual([])
    for (const [table, { rows }] of sound.tables) expect(countIn(place.folder, table), table).toBe(rows.size)
  })

  test('an emptied file and a file of something else have nothing to salvage', () => {
    for (const content of [Buffer.alloc(0), randomBytes(100_000), Buffer.alloc(50_000)]) {
      using place = testFolder()
      writeFileSync(databaseFile(place.folder), content)
      expect(checkDatabase({ file: databaseFile(place.folder), key: testKey }).extent).toBe('all')
      expect(() => salvage(place.folder)).toThrow(expect.objectContaining({ code: 'SALVAGE_FAILED' }))
      expect(readdirSync(place.folder)).toEqual(['northstar.db'])
      expect(readFileSync(databaseFile(place.folder)).equals(content)).toBe(true)
    }
  })

  test('a file of a later version is refused, not guessed at', () => {
    using place = copyOfSound()
    const connection = connectWriter(place.folder, testKey)
    connection.pragma('user_version = 99')
    connection.close()
    expect(() => salvage(place.folder)).toThrow(expect.objectContaining({ code: 'DATABASE_NEWER' }))
  })
})

describe('a lost root', () => {
  test('of a table with row ids costs no row when its leaves are there', () => {
    using place = copyOfSound()
    losePages(place.folder, [rootOf(place.folder, 'change')])
    const change = salvage(place.folder).tables.find(({ table }) => table === 'change')
    expect(change).toMatchObject({
      missing: [],
      endsUnknown: false,
      rows: sound.tables.get('change')?.rows.size,
    })
  })

  test('of an index costs nothing, and is told apart', () => {
    using place = copyOfSound()
    losePages(place.folder, [rootOf(place.folder, 'opportunity_by_customer')])
    expect(checkDatabase({ file: databaseFile(place.folder), key: testKey })).toMatchObject({
      extent: 'some',
      rebuildable: true,
    })
    expect(salvage(place.folder).isWhole).toBe(true)
  })

  test('of the full-text index costs nothing: it is made again from the customers', () => {
    using place = copyOfSound()
    losePages(place.folder, [
      rootOf(place.folder, 'customer_search_data'),
      rootOf(place.folder, 'customer_search_content'),
    ])
    expect(checkDatabase({ file: databaseFile(place.folder), key: testKey }).rebuildable).toBe(true)
    expect(salvage(place.folder).isWhole).toBe(true)
    expect(countIn(place.folder, 'customer_search')).toBe(30)
  })

  test('of a table without row ids leaves the number of its rows unknown', () => {
    using place = copyOfSound()
    losePages(place.folder, [rootOf(place.folder, 'feed_aside')])
    const report = salvage(place.folder)
    expect(report.isWhole).toBe(false)
    expect(report.tables.find(({ table }) => table === 'feed_aside')).toMatchObject({ endsUnknown: true })
  })
})

/** A store with a customer in a visit, closed; gives the folder to damage and to look at. */
function smallStore(place: TestFolder) {
  const db = openTestDatabase(place.folder)
  const personId = setUpStore(db)
  const { visitId, opportunityId } = writeVisit(db, personId, { phone: '+923001234567', answers: 2 })
  return { db, personId, visitId, opportunityId }
}

describe('what is lost in one table', () => {
  test('is made again from the changes in another', () => {
    using place = testFolder()
    const { db } = smallStore(place)
    db.close()
    loseTables(place.folder, ['visit', 'opportunity', 'customer', 'consultant', 'answer'])
    const report = salvage(place.folder)
    for (const table of ['visit', 'opportunity', 'customer', 'consultant'])
      expect(
        report.tables.find((one) => one.table === table),
        table,
      ).toMatchObject({ rows: 0, rebuilt: 1 })
    expect(report.tables.find(({ table }) => table === 'answer')).toMatchObject({ rows: 0, rebuilt: 2 })
    expect(report.tables.every(({ standIns }) => standIns === 0)).toBe(true)
    expect(
      inSalvaged(place.folder, (connection) => connection.prepare('SELECT name FROM customer').all()),
    ).toEqual([{ name: 'سلمیٰ بی بی' }])
  })

  test('and in the changes leaves stand-ins, so that no row that was read is without its own', () => {
    using place = testFolder()
    const { db, opportunityId } = smallStore(place)
    const changeSets = db.connection.prepare('SELECT count(*) FROM change_set').pluck().get()
    db.close()
    loseTables(place.folder, ['visit', 'opportunity', 'customer', 'consultant', 'change', 'change_set'])
    const report = salvage(place.folder)
    const standIns = Object.fromEntries(report.tables.map(({ table, standIns }) => [table, standIns]))
    expect(standIns).toMatchObject({ visit: 1, opportunity: 1, consultant: 1 })
    expect(report.isWhole).toBe(false)
    expect(
      inSalvaged(place.folder, (connection) =>
        connection.prepare('SELECT opportunity_id, arrival, business_day FROM visit').all(),
      ),
    ).toEqual([{ opportunity_id: opportunityId, arrival: 'unknown', business_day: testBusinessDay }])
    // What has nothing left to send does not wait, and is told.
    expect(countIn(place.folder, 'outbox')).toBe(0)
    expect(report.tables.find(({ table }) => table === 'outbox')?.missing).toEqual([
      { from: 1, to: changeSets },
    ])
  })

  test('a change set whose row alone is lost waits to be sent under a new id', () => {
    using place = testFolder()
    const { db } = smallStore(place)
    db.close()
    losePages(place.folder, [rootOf(place.folder, 'change_set')])
    const report = salvage(place.folder)
    expect(report.tables.find(({ table }) => table === 'change_set')).toMatchObject({ standIns: 2 })
    expect(countIn(place.folder, 'outbox')).toBe(2)
  })

  test('a change set that no longer waits though it has no receipt waits again, with its visit', () => {
    using place = testFolder()
    const { db, visitId } = smallStore(place)
    db.close()
    losePages(place.folder, [rootOf(place.folder, 'outbox')])
    salvage(place.folder)
    expect(
      inSalvaged(place.folder, (connection) =>
        connection.prepare('SELECT visit_id FROM outbox ORDER BY change_set_position').pluck().all(),
      ),
    ).toEqual([null, visitId])
  })

  test('has the next round of sync read the feed from its beginning', () => {
    using place = copyOfSound()
    losePages(place.folder, [rootOf(place.folder, 'visit')])
    salvage(place.folder)
    expect(
      inSalvaged(place.folder, (connection) =>
        connection.prepare('SELECT epoch, cursor, hash FROM feed_position').get(),
      ),
    ).toEqual({ epoch: 'epoch', cursor: 0, hash: '' })
  })

  test('and is only on this laptop comes from its newest backup', () => {
    using place = copyOfSound()
    makeBackup({ folder: place.folder, key: testKey, kind: 'hourly', nowMs: 1, newId: v7 })
    losePages(place.folder, [rootOf(place.folder, 'device')])
    const device = salvage(place.folder).tables.find(({ table }) => table === 'device')
    expect(device).toMatchObject({ rows: 0, rebuilt: 1 })
    expect(countIn(place.folder, 'device')).toBe(1)
  })

  test('comes back from the outbox journal, whole', () => {
    using place = testFolder()
    const { db, visitId } = smallStore(place)
    const journal = createOutboxJournal({ folder: place.folder, key: testKey, randomBytes })
    journal.catchUp(db.connection)
    journal.close()
    db.close()
    loseTables(place.folder, ['visit', 'change', 'change_set', 'outbox'])
    const report = salvage(place.folder)
    expect(report.replayed).toBe(2)
    expect(report.tables.every(({ standIns }) => standIns === 0)).toBe(true)
    expect(
      inSalvaged(place.folder, (connection) =>
        connection.prepare('SELECT arrival FROM visit WHERE id = ?').get(visitId),
      ),
    ).toEqual({ arrival: 'first-time' })
    expect(countIn(place.folder, 'outbox')).toBe(2)
  })
})

test('a change set that lost its changes is not sent again to a new head office, and does not stop the others', () => {
  using place = copyOfSound()
  loseTables(place.folder, ['change'])
  salvage(place.folder)
  copyFileSync(salvagedFile(place.folder), databaseFile(place.folder))
  const db = openTestDatabase(place.folder)
  const outbox = createOutbox(db.connection)
  const { changeSetId } = db.changeSets.commit({
    authorId: null,
    occurredAt: 1,
    businessDay: testBusinessDay,
    visitId: null,
    edits: [{ entity: 'customer', rowId: v7(), fields: { name: 'Bilal', phone: null, language: 'en' } }],
  })
  expect(outbox.requeueForNewEpoch('another epoch')).toBe(0)
  expect(outbox.nextPage(1_000_000).changeSets.map(({ id }) => id)).toEqual([changeSetId])
  db.close()
})

test('a salvage of nothing but the journal is a database of what was not sent', () => {
  using place = testFolder()
  const { db, visitId } = smallStore(place)
  const journal = createOutboxJournal({ folder: place.folder, key: testKey, randomBytes })
  journal.catchUp(db.connection)
  journal.close()
  db.close()
  writeFileSync(databaseFile(place.folder), randomBytes(20_000))
  expect(salvage(place.folder)).toMatchObject({ replayed: 2, isWhole: false })
  expect(
    inSalvaged(place.folder, (connection) => connection.prepare('SELECT id FROM visit').pluck().all()),
  ).toEqual([visitId])
})

test('who was erased stays erased', () => {
  using place = testFolder()
  const { db } = smallStore(place)
  const customerId = customerIdSchema.parse(db.connection.prepare('SELECT id FROM customer').pluck().get())
  db.close()
  addToErasureList(place.folder, [customerId])
  salvage(place.folder)
  expect(
    inSalvaged(place.folder, (connection) => connection.prepare('SELECT name FROM customer').pluck().get()),
  ).toBe(null)
  expect(countIn(place.folder, 'customer_search')).toBe(0)
})

test('a damaged database of an earlier version is salvaged and brought to this one', () => {
  using place = testFolder()
  mkdirSync(join(place.folder, 'released'))
  const connection = connectWriter(place.folder, testKey)
  connection.exec(readFileSync(join(migrationsFolder, '0001-initial.sql'), 'utf8'))
  connection.pragma('user_version = 1')
  connection.exec(
    `INSERT INTO consultant VALUES ('${v7()}', 'Ayesha Malik', 'manager', 1);
     INSERT INTO customer (id, name, language) VALUES ('${v7()}', 'Sana Tariq', 'ur');`,
  )
  connection.close()
  losePages(place.folder, [rootOf(place.folder, 'customer_by_phone')])
  const report = salvage(place.folder)
  expect(report.isWhole).toBe(true)
  expect(inSalvaged(place.folder, (salvaged) => salvaged.pragma('user_version', { simple: true }))).toBe(
    readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql')).length,
  )
  expect(countIn(place.folder, 'consultant')).toBe(1)
})

test('the new file is encrypted with the same key and salt, sound, and alone', () => {
  using place = copyOfSound()
  losePages(place.folder, [rootOf(place.folder, 'visit')])
  salvage(place.folder)
  const file = salvagedFile(place.folder)
  expect(readFileSync(file).subarray(0, 16).toString('hex')).toBe(testKey.salt)
  expect(checkDatabase({ file, key: testKey })).toEqual({ extent: 'none', problems: 0, rebuildable: false })
  expect(readdirSync(place.folder).filter((name) => name.includes('salvaged'))).toEqual([
    'northstar.salvaged.db',
  ])
  // Begun anew, it is made anew.
  copyFileSync(databaseFile(place.folder), `${file}-wal`)
  salvage(place.folder)
  expect(existsSync(`${file}-wal`)).toBe(false)
  rmSync(file)
})

test('every table that others refer to has a stand-in', () => {
  using place = copyOfSound()
  const connection = connectFileReader(databaseFile(place.folder), testKey)
  const parents = new Set(readReferences(connection).map(({ parentTable }) => parentTable))
  connection.close()
  expect([...parents].toSorted()).toEqual([
    'change_set',
    'consultant',
    'customer',
    'opportunity',
    'stock_unit',
    'visit',
  ])
})
