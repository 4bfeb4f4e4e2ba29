import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newSecretKey, signMessage } from '../../bin/updates/minisign-secret.ts'
import { testRelease } from '../../core/updates/test-release.ts'
import { readRelease } from './read-release.ts'
import { signRelease, testSigner } from './testing/signed-release.ts'

const by = { file: 'latest.yml', keys: [testSigner.publicKey] } as const

describe('the metadata of a release', () => {
  it('is read when its maker signed it', () => {
    expect(readRelease(signRelease(testRelease()), by)).toEqual({ type: 'release', release: testRelease() })
  })

  it('says what electron-builder adds, which is passed over', () => {
    const more = { ...testRelease(), path: 'a.exe', sha512: 'x', releaseNotes: 'Better' }
    expect(readRelease(signRelease(more), by).type).toBe('release')
  })

  it('is not looked at when somebody else signed it, or nobody', () => {
    const signer = newSecretKey(randomBytes).secretKey
    expect(readRelease(signRelease(testRelease(), { signer }), by)).toEqual({ type: 'not-signed' })
    expect(readRelease({ ...signRelease(testRelease()), signature: '' }, by)).toEqual({ type: 'not-signed' })
    expect(readRelease(signRelease(testRelease()), { ...by, keys: [] })).toEqual({ type: 'not-signed' })
  })

  it('of another kind of machine is not this one’s, though it is signed', () => {
    const forMac = signRelease(testRelease(), { file: 'latest-mac.yml' })
    expect(readRelease(forMac, by)).toEqual({ type: 'not-signed' })
    expect(readRelease(forMac, { ...by, file: 'latest-mac.yml' }).type).toBe('release')
  })

  it('that says too little is said to be not readable', () => {
    const { databaseVersion: _, ...without } = testRelease()
    expect(readRelease(signRelease(without), by)).toEqual({ type: 'not-readable' })
    const metadata = Buffer.from('version: "0.2.0\n  - : {')
    const signature = signMessage(metadata, 'file:latest.yml', testSigner)
    expect(readRelease({ metadata, signature }, by)).toEqual({ type: 'not-readable' })
  })
})
