import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConsultantId } from '../core/ids.ts'
import { databaseFile } from './connect.ts'
import { makeBackup } from './make-backup.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'

import { damage, now, restoreIn } from './test-restore.ts'

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

const log = (detail: string) =>
  db.accessLog.append({ at: now, personId: owner, act: 'signed-in', customerId: null, detail: { detail } })
const backUp = (nowMs = now) =>
  makeBackup({ folder: place.folder, key: testKey, kind: 'hourly', nowMs, newId: v7 }).backup
/** Closes, restores, and opens what is in use then. */
function restore(backupId: string) {
  db.close()
  const restored = restoreIn(place.folder, backupId)
  db = openTestDatabase(place.folder)
  return restored
}

describe('who looked at what', () => {
  it('goes on whole after a restore, with what was logged since the backup', () => {
    log('one')
    const { id } = backUp()
    log('two')
    log('three')
    restore(id)
    expect(
      db.accessLog.list({ before: null, limit: 10, customerId: null }).entries.map(({ detail }) => detail),
    ).toEqual([{ detail: 'three' }, { detail: 'two' }, { detail: 'one' }])
    log('four')
    expect(db.accessLog.verify()).toMatchObject({ type: 'whole', entries: 4 })
  })

  it('is the longer of two that went different ways, and stays append-only', () => {
    log('of the one way')
    const { id } = backUp()
    db.connection.exec('DROP TRIGGER access_log_never_shrinks; DELETE FROM access_log')
    log('of the other way, first')
    log('of the other way, second')
    restore(id)
    expect(db.accessLog.verify()).toMatchObject({ type: 'whole', entries: 2 })
    expect(() => db.connection.exec('DELETE FROM access_log')).toThrow(/append-only/)
    expect(() => db.connection.exec("UPDATE access_log SET act = 'x'")).toThrow(/append-only/)
  })

  it('that was broken stays broken: a restore mends no chain', () => {
    log('one')
    const { id } = backUp()
    log('two')
    db.connection.exec(
      "DROP TRIGGER access_log_never_changes; UPDATE access_log SET act = 'pin-set' WHERE position = 2",
    )
    restore(id)
    expect(db.accessLog.verify()).toEqual({ type: 'broken', position: 2, breaks: [2] })
  })

  it('is kept as far as it can be read in a damaged database', () => {
    const { id } = backUp()
    for (let n = 0; n < 200; n += 1) log(`entry ${n} ${'x'.repeat(300)}`)
    db.close()
    const whole = readFileSync(databaseFile(place.folder)).length / 1024
    damage(place.folder, Math.floor(whole / 2))
    restore(id)
    const chain = db.accessLog.verify()
    expect(chain).toMatchObject({ type: 'whole' })
    expect(chain.type === 'whole' ? chain.entries : 0).toBeLessThan(200)
  })
})

describe('a PIN', () => {
  const pin = () => db.pins.get(owner)

  it('that was changed or locked since the backup stays so', () => {
    db.pins.set(owner, 'the old verifier', now)
    const { id } = backUp()
    db.pins.set(owner, 'the new verifier', now)
    for (let n = 0; n < 10; n += 1) db.pins.countWrong(owner)
    restore(id)
    expect(pin()).toEqual({ consultantId: owner, verifier: 'the new verifier', wrong: 10 })
  })

  it('of a damaged database that nobody can read is the one in the backup', () => {
    db.pins.set(owner, 'the verifier', now)
    const { id } = backUp()
    db.close()
    damage(place.folder, 0)
    restore(id)
    expect(pin()?.verifier).toBe('the verifier')
  })
})
