import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isPinOf, pinToVerifier } from './pin-hash.ts'

test('a verifier is scrypt at its stated cost over its own salt, which any other program can compute', async () => {
  const salt = Buffer.from('sixteen bytes !!')
  const verifier = await pinToVerifier('271828', () => salt)
  const hashed = scryptSync('271828', salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 })
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  expect(verifier).toBe(`$scrypt$ln=15,r=8,p=1$${base64(salt)}$${base64(hashed)}`)
  expect(await isPinOf('271828', verifier)).toBe(true)
  expect(await isPinOf('271829', verifier)).toBe(false)
})

test('a verifier made at another cost is looked at with that one', async () => {
  const salt = Buffer.from('sixteen bytes !!')
  const hashed = scryptSync('271828', salt, 32, { N: 2 ** 14, r: 8, p: 2 })
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  expect(await isPinOf('271828', `$scrypt$ln=14,r=8,p=2$${base64(salt)}$${base64(hashed)}`)).toBe(true)
})

test('what is no verifier, or asks for more than the laptop has, opens nothing', async () => {
  const rest = `$${'A'.repeat(22)}$${'A'.repeat(43)}`
  for (const text of ['', '271828', `$scrypt$ln=40,r=8,p=1${rest}`, `$argon2id$ln=15,r=8,p=1${rest}`])
    await expect(isPinOf('271828', text), text).rejects.toThrow('cannot be read')
})
