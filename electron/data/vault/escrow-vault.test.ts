import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deviceIdSchema } from '../../../core/ids.ts'
import { newSealingKeyPair } from '../../../core/sealing/sealed.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import { type TestFolder, testFolder } from '../../../db/test-database.ts'
import { escrowWrapOf } from './escrow-wrap.ts'
import type { KeyVault } from './key-vault.ts'
import { openTestVault, refusedWith } from './test-vault.ts'
import { readWraps, wrapsFile, writeWraps } from './wraps-file.ts'

const passphrase = 'four words nobody says'
const names = { deviceId: deviceIdSchema.parse(v7()), storeCode: 'KHI-01' }

let place: TestFolder
let vault: KeyVault
let key: DatabaseKey
beforeEach(async () => {
  place = testFolder()
  vault = openTestVault(place.folder, null)
  key = await vault.create({ type: 'passphrase', passphrase })
})
afterEach(() => place[Symbol.dispose]())

const kept = () => {
  const read = readWraps(place.folder)
  if (!read) throw new Error('no wraps')
  return read.wraps
}

describe('a key that is sealed to escrow', () => {
  it('is sealed once for the same escrow key and laptop, and anew for another', async () => {
    const { publicKey } = await newSealingKeyPair()
    expect(vault.state().ways).toEqual(['passphrase'])
    expect(await vault.sealToEscrow(key, publicKey, names)).toBe(true)
    expect(vault.state().ways).toEqual(['passphrase', 'headoffice'])
    expect(await vault.sealToEscrow(key, publicKey, names)).toBe(false)
    expect(vault.pinnedEscrow(key)?.escrowKey).toEqual(publicKey)
    const another = { ...names, deviceId: deviceIdSchema.parse(v7()) }
    expect(await vault.sealToEscrow(key, publicKey, another)).toBe(true)
    expect(kept().wraps.filter(({ type }) => type === 'escrow')).toHaveLength(1)
    expect(readFileSync(wrapsFile(place.folder), 'utf8')).not.toContain(key.dataKey)
  })

  it('is refused for a key that is not the one kept here', async () => {
    const { publicKey } = await newSealingKeyPair()
    const other = { dataKey: '11'.repeat(32), salt: '22'.repeat(16) }
    await expect(vault.sealToEscrow(other, publicKey, names)).rejects.toThrow('not the one')
  })

  it('is not taken for sealed to an escrow key that somebody wrote into the file', async () => {
    const { publicKey } = await newSealingKeyPair()
    const thief = await newSealingKeyPair()
    await vault.sealToEscrow(key, publicKey, names)
    const wraps = kept()
    const wrap = escrowWrapOf(wraps)
    if (!wrap) throw new Error('no wrap')
    const escrowKey = Buffer.from(thief.publicKey).toString('base64url')
    writeWraps(place.folder, {
      ...wraps,
      wraps: wraps.wraps.map((one) => (one === wrap ? { ...wrap, escrowKey } : one)),
    })
    expect(vault.pinnedEscrow(key)).toBeNull()
    const turned = await vault.turnKey({ key, request: 'AAAA-BBBB-CCCC' }, passphrase)
    expect(vault.pinnedEscrow(turned.key)).toBeNull()
    expect(escrowWrapOf(kept())).toBeNull()
  })

  it('asks anew when it was sealed anew since', async () => {
    await vault.sealToEscrow(key, (await newSealingKeyPair()).publicKey, names)
    const asked = await vault.ask(false)
    expect(vault.asked()).toEqual(asked)
    await vault.sealToEscrow(key, (await newSealingKeyPair()).publicKey, names)
    expect(vault.asked()).toBeNull()
    expect(await refusedWith(vault.takeAnswer('anything'))).toBe('NOT_NOW')
    expect((await vault.ask(false)).mark).not.toBe(asked.mark)
  })
})

describe('a key that was changed', () => {
  it('opens by the new passphrase and recovery code alone, and gives the keys from before until they are let go', async () => {
    const { publicKey } = await newSealingKeyPair()
    await vault.sealToEscrow(key, publicKey, names)
    const before = await vault.newRecoveryCode(key)
    expect(vault.formers(key)).toBeNull()
    const first = await vault.turnKey({ key, request: 'first' }, 'quite other words now')
    expect(vault.formers(first.key)).toEqual({ keys: [key], request: 'first' })
    expect(vault.pinnedEscrow(first.key)?.escrowKey).toEqual(publicKey)
    expect(await refusedWith(vault.open({ type: 'passphrase', passphrase }))).toBe('PASSPHRASE_WRONG')
    expect(await refusedWith(vault.open({ type: 'recovery-code', code: before }))).toBe('RECOVERY_CODE_WRONG')
    expect(await vault.open({ type: 'recovery-code', code: first.recoveryCode })).toEqual({
      type: 'opened',
      key: first.key,
    })
    const second = await vault.turnKey({ key: first.key, request: 'second' }, passphrase)
    expect(vault.formers(second.key)).toEqual({ keys: [first.key, key], request: 'second' })
    expect(vault.formers(first.key)).toBeNull()
    vault.forgetFormers()
    expect(vault.formers(second.key)).toBeNull()
    expect(await vault.open({ type: 'passphrase', passphrase })).toEqual({ type: 'opened', key: second.key })
  })

  it('is as it was when the passphrase is too short', async () => {
    const wraps = readFileSync(wrapsFile(place.folder))
    expect(await refusedWith(vault.turnKey({ key, request: 'first' }, 'short'))).toBe('PASSPHRASE_TOO_SHORT')
    expect(readFileSync(wrapsFile(place.folder))).toEqual(wraps)
  })
})
