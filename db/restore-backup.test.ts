import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import type { ConsultantId } from '../core/ids.ts'
import { customerIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { createAccessLog } from './access-log.ts'
import { asidesFolder } from './aside.ts'
import { backupFile, backupsFolder, listBackups } from './backups.ts'
import {
  type Connection,
  connectFileReader,
  connectFileWriter,
  connectWriter,
  databaseFile,
} from './connect.ts'
import { addToErasureList } from './erasure-list.ts'
import { makeBackup } from './make-backup.ts'
import { createOutboxJournal } from './outbox-journal.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import {
  migrationsFolder,
  openTestDatabase,
  setUpStore,
  type TestFolder,
  testFolder,
  testKey,
} from './test-database.ts'

import { damage, now, restoreIn } from './test-restore.ts'

const hour = 60 * 60_000

let place: TestFolder
let db: ShowroomDatabase
let owner: ConsultantId
beforeEach(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  owner = setUpStore(db)
})
afterEach(() => {
  db.close()
  place[Symbol.dispose]()
})

const save = (name: string) => {
  const id = v7()
  db.changeSets.commit({
    authorId: owner,
    occurredAt: now,
    businessDay: businessDaySchema.parse('2026-11-22'),
    visitId: null,
    edits: [{ entity: 'customer', rowId: id, fields: { name, phone: null, language: 'en' } }],
  })
  return customerIdSchema.parse(id)
}
const _log = (detail: string) =>
  db.accessLog.append({ at: now, personId: owner, act: 'signed-in', customerId: null, detail: { detail } })
const backUp = (nowMs = now) =>
  makeBackup({ folder: place.folder, key: testKey, kind: 'hourly', nowMs, newId: v7 }).backup
const keepJournal = () => {
  const journal = createOutboxJournal({ folder: place.folder, key: testKey, randomBytes })
  journal.catchUp(db.connection)
  journal.close()
}
/** Closes, restores, and opens what is in use then. */
function restore(backupId: string) {
  db.close()
  const restored = restoreIn(place.folder, backupId)
  db = openTestDatabase(place.folder)
  return restored
}
const names = () => db.connection.prepare('SELECT name FROM customer ORDER BY position').pluck().all()
const waiting = () => db.connection.prepare('SELECT count(*) FROM outbox').pluck().get()
const asides = () => readdirSync(asidesFolder(place.folder))
/** Makes an index hold other words than its table, as a page that went back in time does. */
function breakIndex(connection: Connection) {
  const schema = (column: string) =>
    connection
      .prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'customer_by_phone'")
      .run(sql.replace('phone)', `${column})`))
  const sql = String(
    connection.prepare("SELECT sql FROM sqlite_schema WHERE name = 'customer_by_phone'").pluck().get(),
  )
  connection.unsafeMode(true)
  connection.pragma('writable_schema = ON')
  schema('name')
  connection.pragma('writable_schema = RESET')
  connection.exec('REINDEX customer_by_phone')
  connection.pragma('writable_schema = ON')
  schema('phone')
  connection.pragma('writable_schema = RESET')
}
const refusalOf = (act: () => unknown): Refusal => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a restored backup', () => {
  it('is in use with everything written since, from the journal, and what was in use is kept aside', () => {
    save('Sana Tariq')
    const { id } = backUp()
    save('Bilal Khan')
    keepJournal()
    const told: number[] = []
    db.close()
    expect(restoreIn(place.folder, id, (done) => told.push(done))).toEqual({
      replayed: 1,
      notReplayed: 0,
      isNewDevice: false,
      droppedLog: null,
    })
    expect(readdirSync(place.folder).filter((name) => /-wal|-shm|-journal|restored/.test(name))).toEqual([])
    db = openTestDatabase(place.folder)
    expect(names()).toEqual(['Sana Tariq', 'Bilal Khan'])
    expect(waiting()).toBe(3)
    expect(db.customerSearch.find('bilal', 5).total).toBe(1)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(100)
    const [aside = ''] = asides()
    const before = connectFileReader(join(asidesFolder(place.folder), aside, 'northstar.db'), testKey)
    expect(before.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(2)
    before.close()
  })

  it('loses nothing that was written a moment before, although the journal had not come to it', () => {
    const { id } = backUp()
    save('Bilal Khan')
    restore(id)
    expect(names()).toEqual(['Bilal Khan'])
  })

  it('can be taken back: what was in use is a backup of its own', () => {
    save('Sana Tariq')
    const { id } = backUp()
    db.connection.exec("UPDATE device SET language = 'ur'")
    restore(id)
    expect(db.device.get()?.language).toBe('en')
    const before = listBackups(place.folder).find(({ kind }) => kind === 'before-restore')
    expect(before).toMatchObject({ isGood: true, madeAt: now + hour })
    restore(before?.id ?? '')
    expect(db.device.get()?.language).toBe('ur')
  })

  it('is not changed itself, and can be restored again', () => {
    const { id } = backUp()
    const bytes = readFileSync(backupFile(place.folder, id))
    restore(id)
    expect(readFileSync(backupFile(place.folder, id)).equals(bytes)).toBe(true)
    restore(id)
    expect(asides()).toHaveLength(2)
  })

  it('that is old is not let go by the backup that is made before', () => {
    const { id } = backUp(now - 40 * hour)
    for (const ago of [39, 38]) backUp(now - ago * hour)
    restore(id)
    expect(existsSync(backupFile(place.folder, id))).toBe(true)
    backUp(now + 2 * hour)
    expect(existsSync(backupFile(place.folder, id))).toBe(false)
  })

  it('of an earlier version is brought to this one', () => {
    db.close()
    using earlier = testFolder()
    cpSync(migrationsFolder, join(earlier.folder, 'migrations'), { recursive: true })
    rmSync(join(earlier.folder, 'migrations', '0002-people-access-erasure.sql'))
    const first = connectWriter(earlier.folder, testKey)
    first.exec(readFileSync(join(earlier.folder, 'migrations', '0001-initial.sql'), 'utf8'))
    first.pragma('user_version = 1')
    first.exec("INSERT INTO customer (id, name, language) VALUES ('c', 'Sana Tariq', 'en')")
    first.close()
    copyFileSync(databaseFile(earlier.folder), join(backUpFolder(), 'from the first version.db'))
    restoreIn(place.folder, 'from the first version')
    db = openTestDatabase(place.folder)
    expect(names()).toEqual(['Sana Tariq'])
    expect(db.accessLog.verify().type).toBe('whole')
  })

  it('replaces a database that is damaged, and one that is gone', () => {
    save('Sana Tariq')
    const { id } = backUp()
    save('Bilal Khan')
    keepJournal()
    db.close()
    damage(place.folder, 2)
    restore(id)
    expect(names()).toEqual(['Sana Tariq', 'Bilal Khan'])
    expect(asides()).toHaveLength(1)
    db.close()
    rmSync(databaseFile(place.folder))
    restore(id)
    expect(names()).toEqual(['Sana Tariq', 'Bilal Khan'])
  })

  it('shows nobody who was erased since', () => {
    const customerId = save('Sana Tariq')
    const { id } = backUp()
    addToErasureList(place.folder, [customerId])
    restore(id)
    expect(names()).toEqual([null])
    expect(db.customerSearch.find('sana', 5).total).toBe(0)
  })
})

function backUpFolder(): string {
  backUp()
  return backupsFolder(place.folder)
}

describe('a restore whose last step fails', () => {
  const held = () => {
    throw Object.assign(new Error('held'), { code: 'EPERM' })
  }

  it('throws neither database away: the next opening finishes it', () => {
    save('Sana Tariq')
    const { id } = backUp()
    save('Bilal Khan')
    db.close()
    const never = (from: string, to: string) => (from.includes('restored') ? held() : renameSync(from, to))
    expect(refusalOf(() => restoreIn(place.folder, id, undefined, never)).code).toBe('DISK_FAILED')
    expect(existsSync(databaseFile(place.folder))).toBe(false)
    db = openTestDatabase(place.folder)
    expect(names()).toEqual(['Sana Tariq', 'Bilal Khan'])
    expect(asides()).toHaveLength(1)
  })

  it('can be tried again, and leaves nothing half done', () => {
    save('Sana Tariq')
    const { id } = backUp()
    db.close()
    expect(refusalOf(() => restoreIn(place.folder, id, undefined, held)).code).toBe('DISK_FAILED')
    expect(refusalOf(() => restoreIn(place.folder, id, undefined, held)).code).toBe('DISK_FAILED')
    restore(id)
    expect(names()).toEqual(['Sana Tariq'])
    expect(readdirSync(place.folder).filter((name) => /restored|put-in-use/.test(name))).toEqual([])
  })
})

describe('a restore over a database', () => {
  it('with rows that refer to nothing is what mends it', () => {
    save('Sana Tariq')
    const { id } = backUp()
    save('Bilal Khan')
    db.connection.pragma('foreign_keys = OFF')
    db.connection.prepare('INSERT INTO pin VALUES (?, ?, ?, 0)').run(v7(), 'nobody’s', now)
    restore(id)
    expect(names()).toEqual(['Sana Tariq', 'Bilal Khan'])
    expect(db.connection.pragma('foreign_key_check')).toEqual([])
    const [aside = ''] = asides()
    expect(existsSync(join(asidesFolder(place.folder), aside, 'northstar.db'))).toBe(true)
  })

  it('whose index says other than its table is what mends it', () => {
    save('Sana Tariq')
    const { id } = backUp()
    save('Bilal Khan')
    db.connection.exec("UPDATE customer SET phone = '+923001234567'")
    breakIndex(db.connection)
    expect(db.connection.pragma('integrity_check', { simple: true })).not.toBe('ok')
    restore(id)
    expect(names()).toEqual(['Sana Tariq', 'Bilal Khan'])
    expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok')
  })
})

describe('a backup that is not restored', () => {
  it('is one that is not there, or named by another way', () => {
    for (const id of ['never made', '../northstar', ''])
      expect(refusalOf(() => restoreIn(place.folder, id)).code).toBe('BACKUP_NOT_FOUND')
  })

  it('is one that cannot be read whole: it is marked, and what is in use stays', () => {
    save('Sana Tariq')
    const { id } = backUp()
    const file = backupFile(place.folder, id)
    const bytes = readFileSync(file)
    bytes.writeUInt8(bytes.readUInt8(9 * 1024 + 5) ^ 1, 9 * 1024 + 5)
    writeFileSync(file, bytes)
    db.close()
    expect(refusalOf(() => restoreIn(place.folder, id)).code).toBe('BACKUP_NOT_GOOD')
    db = openTestDatabase(place.folder)
    expect(names()).toEqual(['Sana Tariq'])
    expect(listBackups(place.folder).find((backup) => backup.id === id)?.isGood).toBe(false)
    expect(readdirSync(place.folder).filter((name) => /restored/.test(name))).toEqual([])
  })

  it('is one of a later version', () => {
    const { id } = backUp()
    const writer = connectFileWriter(backupFile(place.folder, id), testKey)
    writer.pragma('user_version = 99')
    writer.close()
    expect(refusalOf(() => restoreIn(place.folder, id)).code).toBe('DATABASE_NEWER')
  })
})

describe('a backup on another laptop', () => {
  it('makes it a new device of the same store, with all that the backup held', () => {
    save('Sana Tariq')
    const { id } = backUp()
    const device = db.device.get()
    using other = testFolder()
    cpSync(backupsFolder(place.folder), backupsFolder(other.folder), { recursive: true })
    expect(restoreIn(other.folder, id).isNewDevice).toBe(true)
    const there = openTestDatabase(other.folder)
    const deviceThere = there.device.get()
    expect(there.connection.prepare('SELECT name FROM customer').pluck().all()).toEqual(['Sana Tariq'])
    expect(createAccessLog(there.connection).verify().type).toBe('whole')
    there.close()
    expect(deviceThere?.storeId).toBe(device?.storeId)
    expect(deviceThere?.deviceId).not.toBe(device?.deviceId)
    expect(deviceThere?.installationId).not.toBe(device?.installationId)
  })
})
