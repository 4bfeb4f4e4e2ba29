import { createCipheriv, scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { kdfSchema, type SecretSeal } from './secret-seal.ts'
import { openWithSecret, sealWithSecret } from './secret-wrap.ts'
import { testRandomBytes } from './test-vault.ts'

const key = { dataKey: '5a'.repeat(32), salt: 'c3'.repeat(16) }
const around = { databaseId: 'database', type: 'passphrase', id: 'wrap', salt: key.salt }
const secret = 'four words nobody says'

/** As another program might write it that knows docs/security.md only, and at a lower cost than ours. */
function writtenElsewhere(): SecretSeal {
  const kdf = { name: 'scrypt', n: 2 ** 14, r: 8, p: 1, salt: '0f'.repeat(16) } as const
  const derived = scryptSync(secret, Buffer.from(kdf.salt, 'hex'), 32, { N: kdf.n, r: kdf.r, p: kdf.p })
  const cipher = createCipheriv('aes-256-gcm', derived, Buffer.alloc(12, 7))
  cipher.setAAD(
    Buffer.from(
      `{"databaseId":"database","id":"wrap","kdf":{"n":16384,"name":"scrypt","p":1,"r":8,"salt":"${kdf.salt}"},"salt":"${key.salt}","type":"passphrase"}`,
    ),
  )
  const sealed = Buffer.concat([
    cipher.update(Buffer.from(key.dataKey, 'hex')),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return { kdf, nonce: '07'.repeat(12), sealed: sealed.toString('base64') }
}

describe('a key sealed with a secret', () => {
  it('is opened by that secret, at the full cost', async () => {
    const seal = await sealWithSecret(key, secret, around, testRandomBytes())
    expect(seal.kdf).toEqual({ name: 'scrypt', n: 131_072, r: 8, p: 1, salt: seal.kdf.salt })
    expect(await openWithSecret(seal, secret, around)).toEqual(key)
  })

  it('is opened when another program wrote it', async () => {
    expect(await openWithSecret(writtenElsewhere(), secret, around)).toEqual(key)
  })

  it('is not opened when the secret, a bit of it or anything that stands around it is another', async () => {
    const seal = writtenElsewhere()
    const bytes = Buffer.from(seal.sealed, 'base64')
    const flipped = Array.from({ length: bytes.length }, (_, at) => {
      const other = Buffer.from(bytes)
      other[at] = (other[at] ?? 0) ^ (1 << (at % 8))
      return { ...seal, sealed: other.toString('base64') }
    })
    const tries: readonly (readonly [SecretSeal, string, typeof around])[] = [
      ...flipped.map((one) => [one, secret, around] as const),
      [seal, `${secret} `, around],
      [{ ...seal, nonce: '00'.repeat(12) }, secret, around],
      [{ ...seal, kdf: { ...seal.kdf, n: 2 ** 15 } }, secret, around],
      [{ ...seal, kdf: { ...seal.kdf, salt: '00'.repeat(16) } }, secret, around],
      [seal, secret, { ...around, salt: '00'.repeat(16) }],
      [seal, secret, { ...around, type: 'recovery-code' }],
      [seal, secret, { ...around, id: 'another' }],
      [seal, secret, { ...around, databaseId: 'another' }],
    ]
    for (const [wrap, by, beside] of tries) expect(await openWithSecret(wrap, by, beside)).toBe(null)
  })
})

describe('the cost that a wrap asks for', () => {
  const kdf = { name: 'scrypt', n: 2 ** 17, r: 8, p: 1, salt: '00'.repeat(16) }

  it.each([
    [{ n: 2 ** 17 }, true],
    [{ n: 2 ** 19 }, true],
    [{ n: 2 ** 20 }, false],
    [{ n: 2 ** 17 + 1 }, false],
    [{ n: 2 ** 13 }, false],
    [{ r: 33 }, false],
    [{ n: 2 ** 30, r: 1 }, false],
    [{ p: 9 }, false],
    [{ name: 'argon2id' }, false],
    [{ salt: '' }, false],
  ])('is believed only within bounds: %j', (change, isBelieved) => {
    expect(kdfSchema.safeParse({ ...kdf, ...change }).success).toBe(isBelieved)
  })
})
