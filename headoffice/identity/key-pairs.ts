import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** What a key pair is made for: `sign` is Ed25519 (RFC 8032), `box` is X25519 (RFC 7748). */
export type KeyPurpose = 'sign' | 'box'

export const seedBytes = 32

/** PKCS #8 (RFC 8410) around a seed: everything before its 32 bytes. */
const pkcs8HeadOf = {
  sign: Buffer.from('302e020100300506032b657004220420', 'hex'),
  box: Buffer.from('302e020100300506032b656e04220420', 'hex'),
}
const curveOf = { sign: 'Ed25519', box: 'X25519' }

/** @param seed 32 bytes as base64url */
export function privateKeyOf(purpose: KeyPurpose, seed: string): KeyObject {
  const key = Buffer.concat([pkcs8HeadOf[purpose], Buffer.from(seed, 'base64url')])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

/** The public key of a seed as base64url. */
export function publicKeyTextOf(purpose: KeyPurpose, seed: string): string {
  const { x } = createPublicKey(privateKeyOf(purpose, seed)).export({ format: 'jwk' })
  if (x === undefined) throw new Error('A public key has no coordinate')
  return x
}

/** Whether the Ed25519 key signed the text. Nobody's signature is good under a key that is none. */
export function isSignedBy(signingKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: curveOf.sign, x: signingKey }, format: 'jwk' })
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'))
  } catch (error) {
    if (isNoKey(error)) return false
    throw error
  }
}

const isNoKey = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^ERR_(CRYPTO|OSSL)/.test(error.code)

export const signText = (seed: string, text: string): string =>
  sign(null, Buffer.from(text, 'utf8'), privateKeyOf('sign', seed)).toString('base64url')

/** SHA-256 of a text, in lower-case hexadecimal. */
export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
