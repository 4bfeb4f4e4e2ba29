import { describe, expect, it } from 'vitest'
import { demoKey } from './demo-key.ts'
import { demoVault } from './demo-vault.ts'
import { refusedWith } from './test-vault.ts'

describe('the key of a demo', () => {
  it('is said openly and is not to be sealed', async () => {
    expect((await demoVault.security()).wraps.map(({ type }) => type)).toEqual(['demo'])
    expect(await refusedWith(demoVault.setPassphrase(demoKey, 'four words nobody says'))).toBe('NOT_NOW')
    expect(await refusedWith(demoVault.newRecoveryCode(demoKey))).toBe('NOT_NOW')
    expect(await demoVault.isRecoveryCode('any')).toBe(false)
  })
})
