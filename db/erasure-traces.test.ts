import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConsultantId } from '../core/ids.ts'
import type { ChangeSet } from '../core/sync/protocol.ts'
import { connectReader } from './connect.ts'
import { createOutbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'
import { bilal, erase, sana, wordsOf, writeCustomer } from './test-erasure.ts'

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

const waiting = (): readonly ChangeSet[] => createOutbox(db.connection).nextPage(10_000_000).changeSets

describe('the traces of an erasure', () => {
  test('are the journal’s and the log’s, and are gone when both have been written anew', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    expect(db.erasures.haveTraces()).toBe(false)
    erase(db, owner, customerId)
    expect(db.erasures.haveTraces()).toBe(true)
    let rewritten = 0
    const rewrite = () => {
      rewritten += 1
    }
    expect(db.erasures.wipeTraces(rewrite)).toBe(true)
    expect([rewritten, db.erasures.haveTraces()]).toEqual([1, false])
    expect(db.erasures.wipeTraces(rewrite)).toBe(true)
    expect(rewritten).toBe(1)
  })

  test('wait for a reader that holds an old page, without waiting for it, and go when it has let go', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    const reader = connectReader(folder.folder, testKey)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM customer').get()
    erase(db, owner, customerId)
    expect(db.erasures.wipeTraces(() => {})).toBe(false)
    expect(db.erasures.haveTraces()).toBe(true)
    expect(db.connection.pragma('busy_timeout', { simple: true })).toBe(5000)
    reader.close()
    expect(db.erasures.wipeTraces(() => {})).toBe(true)
    expect(db.erasures.haveTraces()).toBe(false)
  })

  test('stay to be taken away when the journal could not be written', () => {
    const { customerId } = writeCustomer(db, owner, sana)
    erase(db, owner, customerId)
    expect(() =>
      db.erasures.wipeTraces(() => {
        throw new Error('the disk is full')
      }),
    ).toThrow('the disk is full')
    db.close()
    db = openTestDatabase(folder.folder)
    expect(db.erasures.haveTraces()).toBe(true)
  })

  test('in a journaled change are stripped by what it says and by what is on record', () => {
    const { customerId, opportunityId } = writeCustomer(db, owner, sana)
    writeCustomer(db, owner, bilal)
    const journaled = waiting().flatMap(({ changes }) => changes)
    erase(db, owner, customerId)
    const note = {
      entity: 'opportunity',
      rowId: opportunityId,
      fields: { lostNote: { value: sana.lostNote } },
    }
    const stripped = JSON.stringify([...journaled, note].map((change) => db.erasures.strippedChange(change)))
    expect(wordsOf(sana).filter((words) => stripped.includes(words))).toEqual([])
    expect(stripped).toContain(bilal.ownWords)
  })
})
