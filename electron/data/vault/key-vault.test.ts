import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectWriter, databaseFile } from '../../../db/connect.ts'
import { type TestFolder, testFolder, testKey } from '../../../db/test-database.ts'
import { createSealerStandIn } from '../../testing/sealer-stand-in.ts'
import { adoptBroughtKeys, leaveBroughtKeys } from './key-vault.ts'
import { newRecoveryCode } from './recovery-code.ts'
import { openTestVault, refusedWith, testRandomBytes } from './test-vault.ts'
import { readWraps, wrapsCopy, wrapsFile, writeWraps } from './wraps-file.ts'

const passphrase = 'four words nobody says'
let place: TestFolder
beforeEach(() => {
  place = testFolder()
})
afterEach(() => place[Symbol.dispose]())

const filesNow = () =>
  [wrapsFile(place.folder), wrapsCopy(place.folder)].map((file) => readFileSync(file, 'utf8'))

/** Head office's wrap, of a kind that this version cannot open. */
const escrow = {
  type: 'escrow',
  id: 'head-office-1',
  key: 'x25519',
  sealed: [1, 2, 3],
  note: { later: true },
}

function addEscrow(): void {
  const read = readWraps(place.folder)
  if (!read) throw new Error('there are no wraps')
  writeWraps(place.folder, { ...read.wraps, wraps: [...read.wraps.wraps, { type: 'other', raw: escrow }] })
}

describe('a key that the operating system seals', () => {
  it('is made once, sealed before it is given, and opened again after a restart', async () => {
    const sealer = createSealerStandIn()
    const vault = openTestVault(place.folder, sealer)
    expect(vault.state()).toEqual({ hasKeys: false, ways: [], salt: null })
    const key = await vault.create({ type: 'os' })
    expect(key.dataKey).toMatch(/^[0-9a-f]{64}$/)
    expect(vault.state()).toEqual({ hasKeys: true, ways: ['os'], salt: key.salt })
    expect(await openTestVault(place.folder, sealer).open({ type: 'os' })).toEqual({ type: 'opened', key })
    expect(readdirSync(place.folder)).toEqual(['key-wraps.json', 'key-wraps.json.before'])
    for (const file of readdirSync(place.folder))
      expect(statSync(join(place.folder, file)).mode & 0o777).toBe(0o600)
    expect(filesNow().join('')).not.toContain(key.dataKey)
  })

  it('that the system has lost is said to be lost, and nothing is made in its place', async () => {
    const sealer = createSealerStandIn()
    await openTestVault(place.folder, sealer).create({ type: 'os' })
    const before = filesNow()
    sealer.loseKey()
    const vault = openTestVault(place.folder, sealer)
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'lost' })
    expect(await refusedWith(vault.create({ type: 'os' }))).toBe('NOT_NOW')
    sealer.isAway = true
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'lost' })
    expect(await openTestVault(place.folder, null).open({ type: 'os' })).toEqual({ type: 'lost' })
    expect(filesNow()).toEqual(before)
  })

  it('of another database is not taken for this one’s', async () => {
    using other = testFolder()
    const sealer = createSealerStandIn()
    await openTestVault(place.folder, sealer).create({ type: 'os' })
    await openTestVault(other.folder, sealer).create({ type: 'os' })
    const [here, there] = [readWraps(place.folder)?.wraps, readWraps(other.folder)?.wraps]
    if (!here || !there) throw new Error('there are no wraps')
    writeWraps(place.folder, { ...here, wraps: there.wraps })
    expect(await openTestVault(place.folder, sealer).open({ type: 'os' })).toEqual({ type: 'lost' })
  })

  it('is sealed anew when the system has a newer key, and stays what it is when that fails', async () => {
    const sealer = createSealerStandIn()
    const key = await openTestVault(place.folder, sealer).create({ type: 'os' })
    sealer.rotateKey()
    const before = filesNow()
    const [sealed] = [sealer.sealedCount()]
    expect(await openTestVault(place.folder, sealer).open({ type: 'os' })).toEqual({ type: 'opened', key })
    expect(sealer.sealedCount()).toBe(sealed + 1)
    expect(filesNow()).not.toEqual(before)
    await openTestVault(place.folder, sealer).open({ type: 'os' })
    expect(sealer.sealedCount()).toBe(sealed + 1)
    sealer.rotateKey()
    const failing = Object.assign(createSealerStandIn(), { seal: async () => null, unseal: sealer.unseal })
    expect(await openTestVault(place.folder, failing).open({ type: 'os' })).toEqual({ type: 'opened', key })
  })

  it('says which backend sealed it, what it was before, and whether anyone could unseal it', async () => {
    const sealer = createSealerStandIn()
    const vault = openTestVault(place.folder, sealer)
    await vault.create({ type: 'os' })
    const sealing = async () => (await vault.security()).sealing
    expect(await sealing()).toEqual({ backend: 'stand-in', isWeak: false, was: null })
    sealer.backend = 'kwallet6'
    expect(await sealing()).toEqual({ backend: 'kwallet6', isWeak: false, was: 'stand-in' })
    // Sealed anew by itself, the change is still to be seen.
    sealer.rotateKey()
    await vault.open({ type: 'os' })
    expect(await sealing()).toEqual({ backend: 'kwallet6', isWeak: false, was: 'stand-in' })
    // But never by itself with a key that everybody has.
    Object.assign(sealer, { backend: 'basic_text', isWeak: true })
    sealer.rotateKey()
    const before = filesNow()
    await vault.open({ type: 'os' })
    expect(filesNow()).toEqual(before)
    expect(await sealing()).toEqual({ backend: 'basic_text', isWeak: true, was: 'kwallet6' })
    sealer.isAway = true
    expect(await sealing()).toBe(null)
  })

  it('is not made where nothing seals, nor where what was sealed does not come back', async () => {
    expect(await refusedWith(openTestVault(place.folder, null).create({ type: 'os' }))).toBe('KEY_NOT_SEALED')
    const away = Object.assign(createSealerStandIn(), { isAway: true })
    expect(await refusedWith(openTestVault(place.folder, away).create({ type: 'os' }))).toBe('KEY_NOT_SEALED')
    const oneWay = createSealerStandIn()
    const broken = Object.assign(createSealerStandIn(), {
      unseal: async () => ({ type: 'unsealed' as const, bytes: new Uint8Array(9), shouldReseal: false }),
      seal: oneWay.seal,
    })
    expect(await refusedWith(openTestVault(place.folder, broken).create({ type: 'os' }))).toBe(
      'KEY_NOT_SEALED',
    )
    expect(readdirSync(place.folder)).toEqual([])
  })
})

describe('a second key', () => {
  it('is never made beside an encrypted database, a finished copy of one, or wraps that cannot be read', async () => {
    const vault = openTestVault(place.folder)
    connectWriter(place.folder, testKey).close()
    expect(vault.state().hasKeys).toBe(false)
    expect(await refusedWith(vault.create({ type: 'os' }))).toBe('NOT_NOW')
    rmSync(databaseFile(place.folder))
    writeFileSync(`${databaseFile(place.folder)}.encrypted`, 'the copy')
    expect(await refusedWith(vault.create({ type: 'os' }))).toBe('NOT_NOW')
    rmSync(`${databaseFile(place.folder)}.encrypted`)
    writeFileSync(wrapsFile(place.folder), '{"torn":')
    expect(await refusedWith(vault.create({ type: 'os' }))).toBe('KEY_FILE_DAMAGED')
    rmSync(wrapsFile(place.folder))
    expect(readdirSync(place.folder)).toEqual([])
    // The plain database of an earlier build is about to be encrypted with it.
    writeFileSync(databaseFile(place.folder), `SQLite format 3\0${'x'.repeat(100)}`)
    await vault.create({ type: 'os' })
    expect(vault.state().hasKeys).toBe(true)
  })

  it('is not made by two who ask at once', async () => {
    const made = await Promise.allSettled([
      openTestVault(place.folder).create({ type: 'os' }),
      openTestVault(place.folder).create({ type: 'os' }),
    ])
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a passphrase', () => {
  it('opens what it sealed, in whatever form the keyboard gives its letters, and nothing else does', async () => {
    const vault = openTestVault(place.folder, null)
    const key = await vault.create({ type: 'passphrase', passphrase: 'café au lait, ﬁve sugars' })
    expect(vault.state()).toEqual({ hasKeys: true, ways: ['passphrase'], salt: key.salt })
    expect(await vault.open({ type: 'passphrase', passphrase: 'cafe\u0301 au lait, five sugars' })).toEqual({
      type: 'opened',
      key,
    })
    expect(
      await refusedWith(vault.open({ type: 'passphrase', passphrase: 'Café au lait, ﬁve sugars' })),
    ).toBe('PASSPHRASE_WRONG')
    expect(filesNow().join('')).not.toContain(key.dataKey)
  })

  it('has at least twelve characters, and says so', async () => {
    const vault = openTestVault(place.folder)
    const short = vault.create({ type: 'passphrase', passphrase: 'پاکستان زند' })
    await expect(short).rejects.toMatchObject({ code: 'PASSPHRASE_TOO_SHORT', detail: { least: '12' } })
    const key = await vault.create({ type: 'os' })
    expect(await refusedWith(vault.setPassphrase(key, 'eleven char'))).toBe('PASSPHRASE_TOO_SHORT')
    expect(vault.state().ways).toEqual(['os'])
  })

  it('takes the place of the system’s seal in both copies, and gives it back', async () => {
    const vault = openTestVault(place.folder)
    const key = await vault.create({ type: 'os' })
    await vault.setPassphrase(key, passphrase)
    expect(vault.state().ways).toEqual(['passphrase'])
    for (const text of filesNow()) expect(text).not.toContain('"type":"os"')
    expect(await vault.security()).toMatchObject({ passphraseRequired: true, recoveryCode: 'none' })
    await vault.setPassphrase(key, null)
    expect(vault.state().ways).toEqual(['os'])
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'opened', key })
    for (const text of filesNow()) expect(text).not.toContain('"type":"passphrase"')
  })

  it('never seals another key than the one that is kept', async () => {
    const vault = openTestVault(place.folder)
    await vault.create({ type: 'os' })
    const before = filesNow()
    await expect(vault.setPassphrase(testKey, null)).rejects.toThrow('not the one that is kept')
    expect(filesNow()).toEqual(before)
    using empty = testFolder()
    expect(await refusedWith(openTestVault(empty.folder).setPassphrase(testKey, null))).toBe('NOT_NOW')
  })
})

describe('the recovery code', () => {
  it('opens the laptop whose key the system lost, and the system can seal it again', async () => {
    const sealer = createSealerStandIn()
    const vault = openTestVault(place.folder, sealer)
    const key = await vault.create({ type: 'os' })
    const code = await vault.newRecoveryCode(key)
    expect(await vault.security()).toMatchObject({ recoveryCode: 'not-confirmed' })
    sealer.loseKey()
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'lost' })
    expect(await vault.open({ type: 'recovery-code', code })).toEqual({ type: 'opened', key })
    await vault.setPassphrase(key, null)
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'opened', key })
    expect(vault.state().ways).toEqual(['os', 'recovery-code'])
  })

  it('that is new takes the place of the one before only when it is confirmed', async () => {
    const vault = openTestVault(place.folder)
    const key = await vault.create({ type: 'os' })
    const first = await vault.newRecoveryCode(key)
    await vault.confirmRecoveryCode(first.toLowerCase().replaceAll('-', ' '))
    expect(await vault.security()).toMatchObject({ recoveryCode: 'kept' })
    const second = await vault.newRecoveryCode(key)
    expect(await refusedWith(vault.confirmRecoveryCode(first))).toBe('RECOVERY_CODE_WRONG')
    expect(await vault.isRecoveryCode(first)).toBe(true)
    expect(await vault.security()).toMatchObject({ recoveryCode: 'kept' })
    await vault.confirmRecoveryCode(second)
    // Said twice, as when the first answer was lost on its way.
    await vault.confirmRecoveryCode(second)
    expect(await refusedWith(vault.open({ type: 'recovery-code', code: first }))).toBe('RECOVERY_CODE_WRONG')
    expect(await vault.isRecoveryCode(second)).toBe(true)
    expect((await vault.security()).wraps.map(({ type, isConfirmed }) => [type, isConfirmed])).toEqual([
      ['os', true],
      ['recovery-code', true],
    ])
  })

  it('that was made and never confirmed gives way to the next one', async () => {
    const vault = openTestVault(place.folder)
    const key = await vault.create({ type: 'os' })
    await vault.newRecoveryCode(key)
    const [, first] = (await vault.security()).wraps
    await vault.newRecoveryCode(key)
    const [, second, third] = (await vault.security()).wraps
    expect([second?.id === first?.id, third]).toEqual([false, undefined])
  })

  it('that was mistyped is told from one of another laptop, before anything is derived', async () => {
    const vault = openTestVault(place.folder)
    await vault.create({ type: 'os' })
    const code = newRecoveryCode(testRandomBytes())
    expect(await refusedWith(vault.open({ type: 'recovery-code', code }))).toBe('RECOVERY_CODE_WRONG')
    const mistyped = `${code.startsWith('0') ? '2' : '0'}${code.slice(1)}`
    expect(await refusedWith(vault.open({ type: 'recovery-code', code: mistyped }))).toBe(
      'RECOVERY_CODE_MISTYPED',
    )
    expect(await refusedWith(vault.confirmRecoveryCode(mistyped))).toBe('RECOVERY_CODE_MISTYPED')
    expect(await vault.isRecoveryCode(mistyped)).toBe(false)
  })
})

describe('the file of wraps', () => {
  it('keeps a wrap of a kind it does not know through every rewrite, untouched', async () => {
    const vault = openTestVault(place.folder)
    const key = await vault.create({ type: 'os' })
    addEscrow()
    await vault.newRecoveryCode(key)
    await vault.setPassphrase(key, null)
    const file: { wraps: unknown[] } = JSON.parse(readFileSync(wrapsFile(place.folder), 'utf8'))
    expect(file.wraps).toContainEqual(escrow)
    expect(vault.state()).toEqual({ hasKeys: true, ways: ['os', 'recovery-code'], salt: key.salt })
    expect((await vault.security()).wraps.map(({ type }) => type)).toEqual(['os', 'recovery-code'])
  })

  it('that is damaged is read from its copy and mended; both damaged are said to be, and left', async () => {
    const sealer = createSealerStandIn()
    const vault = openTestVault(place.folder, sealer)
    const key = await vault.create({ type: 'os' })
    const [whole = ''] = filesNow()
    writeFileSync(wrapsFile(place.folder), whole.slice(0, 100))
    expect(vault.state().salt).toBe(key.salt)
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'opened', key })
    expect(filesNow()).toEqual([whole, whole])
    rmSync(wrapsCopy(place.folder))
    await vault.open({ type: 'os' })
    expect(filesNow()).toEqual([whole, whole])
    rmSync(wrapsFile(place.folder))
    writeFileSync(wrapsCopy(place.folder), whole.replace(key.salt, '0'.repeat(32)))
    expect(() => vault.state()).toThrow(expect.objectContaining({ code: 'KEY_FILE_DAMAGED' }))
    expect(existsSync(wrapsFile(place.folder))).toBe(false)
  })

  it.runIf(existsSync('/dev/full'))('that a full disk refuses leaves the wraps before in force', async () => {
    const vault = openTestVault(place.folder)
    const key = await vault.create({ type: 'os' })
    const before = filesNow()
    symlinkSync('/dev/full', `${wrapsCopy(place.folder)}.partial`)
    expect(await refusedWith(vault.setPassphrase(key, null))).toBe('DISK_FULL')
    rmSync(`${wrapsCopy(place.folder)}.partial`)
    mkdirSync(`${wrapsCopy(place.folder)}.partial`)
    expect(await refusedWith(vault.setPassphrase(key, null))).toBe('DISK_FAILED')
    expect(filesNow()).toEqual(before)
  })
})

describe('the wraps that came with a backup of another laptop', () => {
  async function laptopWithBackup({ hasCode = false } = {}) {
    const other = testFolder()
    const vault = openTestVault(other.folder)
    const key = await vault.create({ type: 'os' })
    const code = hasCode ? await vault.newRecoveryCode(key) : ''
    const connection = connectWriter(other.folder, key)
    mkdirSync(join(place.folder, 'backups'), { recursive: true })
    connection.prepare('VACUUM INTO ?').run(join(place.folder, 'backups', 'brought.db'))
    connection.close()
    copyFileSync(wrapsFile(other.folder), join(place.folder, 'backups', 'brought.keys.json'))
    other[Symbol.dispose]()
    return { key, code }
  }

  it('open with that laptop’s recovery code, and count as this laptop’s once its database is here', async () => {
    const { key, code } = await laptopWithBackup({ hasCode: true })
    const vault = openTestVault(place.folder)
    adoptBroughtKeys(place.folder, 'brought')
    expect(await vault.open({ type: 'recovery-code', code })).toEqual({ type: 'opened', key })
    // Cut short here, the laptop is as new as before.
    expect(vault.state()).toEqual({ hasKeys: false, ways: [], salt: null })
    connectWriter(place.folder, key).close()
    expect(vault.state()).toMatchObject({ hasKeys: true, salt: key.salt })
    leaveBroughtKeys(place.folder)
    expect(vault.state()).toMatchObject({ hasKeys: true })
    await vault.setPassphrase(key, null)
    expect(await vault.open({ type: 'os' })).toEqual({ type: 'opened', key })
  })

  it('can be left again, and give way to a key of this laptop’s own', async () => {
    await laptopWithBackup()
    adoptBroughtKeys(place.folder, 'brought')
    adoptBroughtKeys(place.folder, 'brought')
    leaveBroughtKeys(place.folder)
    expect(readdirSync(place.folder)).toEqual(['backups'])
    adoptBroughtKeys(place.folder, 'brought')
    const vault = openTestVault(place.folder)
    const key = await vault.create({ type: 'os' })
    expect(vault.state()).toEqual({ hasKeys: true, ways: ['os'], salt: key.salt })
    leaveBroughtKeys(place.folder)
    expect(vault.state().hasKeys).toBe(true)
  })

  it('are never put over keys that are here, nor read from outside the list of backups', async () => {
    await laptopWithBackup()
    for (const id of ['../key-wraps', 'brought.keys', '', 'another'])
      expect(() => adoptBroughtKeys(place.folder, id)).toThrow(
        expect.objectContaining({ code: 'BACKUP_NOT_FOUND' }),
      )
    await openTestVault(place.folder).create({ type: 'os' })
    const before = filesNow()
    expect(() => adoptBroughtKeys(place.folder, 'brought')).toThrow(
      expect.objectContaining({ code: 'NOT_NOW' }),
    )
    expect(filesNow()).toEqual(before)
  })

  it('are said to be damaged when they do not stand beside the backup whole', async () => {
    await laptopWithBackup()
    writeFileSync(join(place.folder, 'backups', 'brought.keys.json'), '{}')
    expect(() => adoptBroughtKeys(place.folder, 'brought')).toThrow(
      expect.objectContaining({ code: 'KEY_FILE_DAMAGED' }),
    )
    expect(existsSync(wrapsFile(place.folder))).toBe(false)
  })
})
