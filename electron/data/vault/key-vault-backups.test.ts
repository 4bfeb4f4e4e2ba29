import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupKeysFile, backupsFolder } from '../../../db/backups.ts'
import { connectWriter } from '../../../db/connect.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { makeBackup } from '../../../db/make-backup.ts'
import { migrate } from '../../../db/migrate.ts'
import { migrationsFolder, type TestFolder, testFolder } from '../../../db/test-database.ts'
import type { KeyVault } from './key-vault.ts'
import { openTestVault, refusedWith } from './test-vault.ts'
import { wrapsFile } from './wraps-file.ts'

const nowMs = Date.UTC(2026, 10, 22, 7)

let place: TestFolder
let vault: KeyVault
let key: DatabaseKey
beforeEach(async () => {
  place = testFolder()
  vault = openTestVault(place.folder, null)
  key = await vault.create({ type: 'passphrase', passphrase: 'four words nobody says' })
})
afterEach(() => place[Symbol.dispose]())

function backUp(): string {
  const connection = connectWriter(place.folder, key)
  migrate(connection, { folder: place.folder, key, migrationsFolder, clock: () => nowMs, newId: v7 })
  connection.close()
  return makeBackup({ folder: place.folder, key, kind: 'daily', nowMs, newId: v7 }).backup.id
}
/** Another laptop that a backup's wraps were carried to. */
function vaultOf(backupId: string): TestFolder & { readonly vault: KeyVault } {
  const other = testFolder()
  copyFileSync(backupKeysFile(place.folder, backupId), wrapsFile(other.folder))
  return { ...other, vault: openTestVault(other.folder, null) }
}

describe('beside the backups that were made before', () => {
  it('a recovery code that was replaced opens nothing any more, and the new one does', async () => {
    const first = await vault.newRecoveryCode(key)
    await vault.confirmRecoveryCode(first)
    const backupId = backUp()
    const second = await vault.newRecoveryCode(key)
    await vault.confirmRecoveryCode(second)
    using other = vaultOf(backupId)
    expect(await refusedWith(other.vault.open({ type: 'recovery-code', code: first }))).toBe(
      'RECOVERY_CODE_WRONG',
    )
    expect(await other.vault.open({ type: 'recovery-code', code: second })).toEqual({ type: 'opened', key })
  })

  it('a passphrase that was replaced opens nothing any more', async () => {
    const backupId = backUp()
    await vault.setPassphrase(key, 'four others just as odd')
    using other = vaultOf(backupId)
    const by = (passphrase: string) => other.vault.open({ type: 'passphrase', passphrase })
    expect(await refusedWith(by('four words nobody says'))).toBe('PASSPHRASE_WRONG')
    expect(await by('four others just as odd')).toEqual({ type: 'opened', key })
  })

  it('a disk that does not take it is said, and the same once more brings it about', async () => {
    const backupId = backUp()
    const there = backupsFolder(place.folder)
    rmSync(there, { recursive: true })
    const file = backupKeysFile(place.folder, backupId)
    mkdirSync(file, { recursive: true })
    writeFileSync(file.replace('.keys.json', '.db'), '')
    const set = () => vault.setPassphrase(key, 'four others just as odd')
    expect(await refusedWith(set())).toBe('DISK_FAILED')
    rmSync(file, { recursive: true })
    await set()
    using other = vaultOf(backupId)
    expect(await other.vault.open({ type: 'passphrase', passphrase: 'four others just as odd' })).toEqual({
      type: 'opened',
      key,
    })
  })
})
