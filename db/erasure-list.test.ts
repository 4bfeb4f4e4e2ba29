import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConsultantId, CustomerId } from '../core/ids.ts'
import { databaseFile } from './connect.ts'
import { addToErasureList, erasureListFile, readErasureList } from './erasure-list.ts'
import { applyErasures, eraseAll } from './erasures.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder } from './test-database.ts'
import { bilal, dump, erase, sana, type Told, wordsOf, writeCustomer } from './test-erasure.ts'

let folder: TestFolder
let db: ShowroomDatabase
let owner: ConsultantId
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
  owner = setUpStore(db)
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

const reopen = () => {
  db.close()
  db = openTestDatabase(folder.folder)
}
const found = (told: Told) => wordsOf(told).filter((words) => dump(db).includes(words))

describe('the list of the erased', () => {
  test('holds ids only, and has a customer before anything of theirs is gone', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    let listed = ''
    const write = db.changeSets.commit
    const watching = { ...db, changeSets: { ...db.changeSets, commit: watch } }
    function watch(action: Parameters<typeof write>[0]) {
      listed = readFileSync(erasureListFile(folder.folder), 'utf8')
      return write(action)
    }
    erase(watching, owner, customerId)
    expect(listed).toBe(`{"version":1,"customerIds":[],"pendingIds":["${customerId}"]}\n`)
    expect(readFileSync(erasureListFile(folder.folder), 'utf8')).toBe(
      `{"version":1,"customerIds":["${customerId}"]}\n`,
    )
  })

  test('does not keep a customer whose erasure was not written', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    const failing = {
      ...db,
      changeSets: {
        ...db.changeSets,
        commit: () => {
          throw new Error('the disk is full')
        },
      },
    }
    addToErasureList(folder.folder, [v7()])
    const before = readErasureList(folder.folder)
    expect(() => erase(failing, owner, customerId)).toThrow('the disk is full')
    expect(readErasureList(folder.folder)).toEqual(before)
    expect(found(sana)).toEqual(wordsOf(sana))
  })

  /** Ends the erasing as a crash would: nothing that comes after the point runs. */
  const killed = (customerId: CustomerId, at: 'before' | 'after') => {
    const crash = new Error('killed')
    const commit: typeof db.changeSets.commit = (action) => {
      if (at === 'after') db.changeSets.commit(action)
      throw crash
    }
    const list = () => ({
      written: () => {},
      takeOff: () => {
        throw new Error('the list cannot be written')
      },
    })
    const erasures = {
      ...db.erasures,
      list: (ids: readonly CustomerId[]) => {
        db.erasures.list(ids)
        return list()
      },
    }
    expect(() =>
      erase({ ...db, erasures, changeSets: { ...db.changeSets, commit } }, owner, customerId),
    ).toThrow(crash)
  }

  test('lets go, as the database is opened, of a customer whose erasure was cut short: nobody was told', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    const other = writeCustomer(db, owner, bilal).customerId
    erase(db, owner, other)
    killed(customerId, 'before')
    reopen()
    expect(readErasureList(folder.folder)).toEqual([other])
    expect(readFileSync(erasureListFile(folder.folder), 'utf8')).not.toContain('pending')
    expect(found(sana)).toEqual(wordsOf(sana))
    expect(found(bilal)).toEqual([])
    expect(db.customers.get(customerId)?.isErased).toBe(false)
  })

  test('keeps a customer whose erasure was written just before the laptop died', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    killed(customerId, 'after')
    expect(readErasureList(folder.folder)).toEqual([])
    reopen()
    expect(readErasureList(folder.folder)).toEqual([customerId])
    expect(readFileSync(erasureListFile(folder.folder), 'utf8')).not.toContain('pending')
    expect(found(sana)).toEqual([])
  })

  test('has a customer for good once asking again finds them erased', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    killed(customerId, 'after')
    erase(db, owner, customerId)
    expect(readErasureList(folder.folder)).toEqual([customerId])
  })

  test('applied to a database that knows nothing of it, erases; again, changes nothing', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    const stranger = v7()
    applyErasures(db.connection, [customerId, stranger])
    expect(found(sana)).toEqual([])
    expect(found(bilal)).toEqual(wordsOf(bilal))
    const once = dump(db)
    applyErasures(db.connection, [customerId, stranger])
    eraseAll(db.connection)
    expect(dump(db)).toBe(once)
    expect(db.customers.get(customerId)?.isErased).toBe(true)
    // Nobody has told head office yet: asking again still writes the erasure.
    erase(db, owner, customerId)
    expect(db.erasures.of(customerId)?.reason).toBe('requested')
  })

  test('is refused where it cannot be read, not taken for empty, and written anew from what is in use', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    erase(db, owner, customerId)
    writeFileSync(erasureListFile(folder.folder), '{"version":1,"customerIds":["')
    expect(() => readErasureList(folder.folder)).toThrow(
      expect.objectContaining({ code: 'ERASURE_LIST_DAMAGED' }),
    )
    reopen()
    expect(readErasureList(folder.folder)).toEqual([customerId])
  })

  test('is applied to a file that somebody has put in the place of the one in use', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    const copy = join(folder.folder, 'copy.db')
    db.connection.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(databaseFile(folder.folder), copy)
    erase(db, owner, customerId)
    db.close()
    copyFileSync(copy, databaseFile(folder.folder))
    db = openTestDatabase(folder.folder)
    expect(found(sana)).toEqual([])
    expect(found(bilal)).toEqual(wordsOf(bilal))
    rmSync(erasureListFile(folder.folder))
    reopen()
    expect(readErasureList(folder.folder)).toEqual([customerId])
  })
})
