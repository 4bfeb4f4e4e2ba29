import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markOf } from './mark.ts'
import { newSealingKeyPair, openSealed, sealTo } from './sealed.ts'

const words = new TextEncoder().encode('the key of a laptop')

describe('what is sealed to a public key', () => {
  it('opens with its private key, for its purpose, with what stands around it', async () => {
    const { publicKey, privateKey } = await newSealingKeyPair()
    const sealed = await sealTo(publicKey, words, 'farewell', { deviceId: 'a' })
    expect(await openSealed(privateKey, sealed, 'farewell', { deviceId: 'a' })).toEqual(words)
    expect(await openSealed(privateKey, sealed, 'escrow wrap', { deviceId: 'a' })).toBeNull()
    expect(await openSealed(privateKey, sealed, 'farewell', { deviceId: 'b' })).toBeNull()
    const stranger = await newSealingKeyPair()
    expect(await openSealed(stranger.privateKey, sealed, 'farewell', { deviceId: 'a' })).toBeNull()
  })

  it('is other bytes each time', async () => {
    const { publicKey } = await newSealingKeyPair()
    const [one, other] = [
      await sealTo(publicKey, words, 'farewell'),
      await sealTo(publicKey, words, 'farewell'),
    ]
    expect(one).not.toEqual(other)
  })

  it('does not open when a bit of it was turned, or when it was cut', async () => {
    const { publicKey, privateKey } = await newSealingKeyPair()
    const sealed = await sealTo(publicKey, words, 'farewell')
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
        const changed = sealed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        expect(await openSealed(privateKey, changed, 'farewell')).toBeNull()
      }),
      { numRuns: 60 },
    )
    for (const length of [0, 31, 32, 47, sealed.length - 1])
      expect(await openSealed(privateKey, sealed.slice(0, length), 'farewell')).toBeNull()
  })
})

describe('a mark', () => {
  it('is twelve symbols that can be read aloud, the same for the same bytes', () => {
    expect(markOf(words)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(markOf(words)).toBe(markOf(words.slice()))
    expect(markOf(words.slice(1))).not.toBe(markOf(words))
  })
})
