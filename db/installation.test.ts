import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { installationId, knownInstallation, settleInstallation } from './installation.ts'
import { openTestDatabase, setUpStore, testFolder } from './test-database.ts'

describe('an installation', () => {
  it('gets its id once and keeps it in its folder', () => {
    using place = testFolder()
    expect(knownInstallation(place.folder)).toBeNull()
    const id = installationId(place.folder, v7)
    expect(installationId(place.folder, v7)).toBe(id)
    expect(knownInstallation(place.folder)).toBe(id)
    expect(readFileSync(join(place.folder, 'installation.json'), 'utf8')).toContain(id)
  })

  it('whose file says nothing readable is a new one', () => {
    using place = testFolder()
    const id = installationId(place.folder, v7)
    for (const nonsense of ['', '{"id": 7}', '{"id":"not an id"}']) {
      writeFileSync(join(place.folder, 'installation.json'), nonsense)
      expect(knownInstallation(place.folder)).toBeNull()
    }
    expect(installationId(place.folder, v7)).not.toBe(id)
  })
})

describe('the data of a store', () => {
  const opened = (folder: string) => {
    const db = openTestDatabase(folder)
    setUpStore(db)
    const device = () =>
      db.connection.prepare('SELECT device_id, store_id, installation_id FROM device').get()
    return { db, device, [Symbol.dispose]: () => db.close() }
  }

  it('is this device’s from the first time on', () => {
    using place = testFolder()
    using store = opened(place.folder)
    const settle = () => settleInstallation(store.db.connection, { folder: place.folder, newId: v7 })
    const before = store.device()
    expect(settle()).toBe('same')
    expect(store.device()).toEqual({ ...Object(before), installation_id: knownInstallation(place.folder) })
    expect(settle()).toBe('same')
  })

  it('makes another installation a new device of the same store', () => {
    using place = testFolder()
    using elsewhere = testFolder()
    using store = opened(place.folder)
    settleInstallation(store.db.connection, { folder: place.folder, newId: v7 })
    const before = Object(store.device())
    const settled = settleInstallation(store.db.connection, { folder: elsewhere.folder, newId: v7 })
    const after = Object(store.device())
    expect(settled).toBe('new-device')
    expect(after.store_id).toBe(before.store_id)
    expect(after.device_id).not.toBe(before.device_id)
    expect(after.installation_id).toBe(knownInstallation(elsewhere.folder))
  })

  it('that was brought is a new device’s also when it does not say where it is from', () => {
    using place = testFolder()
    using store = opened(place.folder)
    store.db.connection.exec('UPDATE device SET installation_id = NULL')
    const settled = settleInstallation(store.db.connection, {
      folder: place.folder,
      newId: v7,
      isBrought: true,
    })
    expect(settled).toBe('new-device')
  })
})
