import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readPublicKey, trustedComment } from '../../electron/updates/minisign.ts'
import { newSecretKey, readSecretKey, signMessage } from './minisign-secret.ts'

/** Made by minisign 0.11: `minisign -G -W`, then `minisign -S -m latest.yml -t file:latest.yml`. The key signs nothing else. */
const madeByMinisign = {
  publicKey: 'RWTdUVr415EZtl6R7+FjN29xfAW90LvEmipa/gJ3/HVaedMoYoGeBKkf',
  secretKey: `untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA3VFa+NeRGbaKA3j5ftcs88+TSRn0eeQ1q4jlA8mbd34jAVFh90+PvV6R7+FjN29xfAW90LvEmipa/gJ3/HVaedMoYoGeBKkfAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
`,
  message: Buffer.from('version: 0.2.0\n'),
  signature: `untrusted comment: signature from minisign secret key
RUTdUVr415EZtkpLUcgartmZa1IVJg2tmRJcMCRkM6CfrwcIkwZQMsX8tB+BunYOdO8Zp5cf/eMT5c6RGVqWtUDgeVYJ/LQIdAE=
trusted comment: file:latest.yml
xYHMiRKm0LNpAjZf8P88VxEyFQAY9tm0l9T9mTC6WFxWEiMdTmoNOy6GFncjrV630ej8alZb/UiYjEEpluwBCA==
`,
} as const

const { publicKey, message, signature } = madeByMinisign

function secretKey() {
  const read = readSecretKey(madeByMinisign.secretKey)
  if (typeof read === 'string') throw new Error(read)
  return read
}

describe('a signature made by minisign itself', () => {
  it('is good, by any of the keys there are', () => {
    expect(trustedComment(message, signature, [publicKey])).toBe('file:latest.yml')
    const { secretKey: other } = newSecretKey(randomBytes)
    expect(trustedComment(message, signature, [other.publicKey, publicKey])).toBe('file:latest.yml')
    expect(trustedComment(message, signature.replaceAll('\n', '\r\n'), [publicKey])).toBe('file:latest.yml')
  })

  it('is not good for another message, another comment, by another key or by none', () => {
    expect(trustedComment(Buffer.from('version: 0.3.0\n'), signature, [publicKey])).toBeNull()
    const otherComment = signature.replace('file:latest.yml', 'file:latest-mac.yml')
    expect(trustedComment(message, otherComment, [publicKey])).toBeNull()
    expect(trustedComment(message, signature, [newSecretKey(randomBytes).secretKey.publicKey])).toBeNull()
    expect(trustedComment(message, signature, [])).toBeNull()
  })

  it('is not good with any bit of it turned', () => {
    const lines = signature.split('\n')
    for (const line of [1, 3])
      for (const at of [0, 1, 2, 9, 10, 41, 60]) {
        const bytes = Buffer.from(lines[line] ?? '', 'base64')
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
        const turned = lines.with(line, bytes.toString('base64')).join('\n')
        expect(trustedComment(message, turned, [publicKey]), `${line} ${at}`).toBeNull()
      }
  })

  it('that is cut off, or no signature at all, is not good', () => {
    for (const text of ['', 'hello', signature.slice(0, 200), signature.split('\n').slice(0, 2).join('\n')])
      expect(trustedComment(message, text, [publicKey])).toBeNull()
  })
})

describe('signing here', () => {
  it('says the same as minisign with the same key', () => {
    expect(secretKey().publicKey).toBe(publicKey)
    const ours = signMessage(message, 'file:latest.yml', secretKey()).split('\n')
    expect(ours.slice(1)).toEqual(signature.split('\n').slice(1))
  })

  it('makes keys that it reads again', () => {
    const { line, secretKey: made } = newSecretKey(randomBytes)
    const read = readSecretKey(line)
    if (typeof read === 'string') throw new Error(read)
    expect(read.publicKey).toBe(made.publicKey)
    expect(readPublicKey(made.publicKey)).not.toBeNull()
    const signed = signMessage(message, 'file:a', read)
    expect(trustedComment(message, signed, [made.publicKey])).toBe('file:a')
  })

  it('knows a key that has a passphrase, and what is no key', () => {
    const bytes = Buffer.from(newSecretKey(randomBytes).line, 'base64')
    bytes.write('Sc', 2)
    expect(readSecretKey(bytes.toString('base64'))).toBe('encrypted')
    expect(readSecretKey('')).toBe('not-a-key')
    expect(readSecretKey(publicKey)).toBe('not-a-key')
    expect(readPublicKey('RWQ')).toBeNull()
  })
})
