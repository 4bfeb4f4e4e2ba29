import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { KeySeeds } from '../../../db/identity-table.ts'

/** `signing` is Ed25519 (RFC 8032), `box` is X25519 (RFC 7748). */
type KeyPurpose = keyof KeySeeds

const seedBytes = 32

/** PKCS #8 (RFC 8410) around a seed: everything before its 32 bytes. */
const pkcs8HeadOf = {
  signing: Buffer.from('302e020100300506032b657004220420', 'hex'),
  box: Buffer.from('302e020100300506032b656e04220420', 'hex'),
}

function privateKeyOf(purpose: KeyPurpose, seed: string): KeyObject {
  const key = Buffer.concat([pkcs8HeadOf[purpose], Buffer.from(seed, 'base64url')])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

export function newKeySeeds(randomBytes: (count: number) => Uint8Array): KeySeeds {
  const seed = () => Buffer.from(randomBytes(seedBytes)).toString('base64url')
  return { signing: seed(), box: seed() }
}

/** The public keys of a device, as base64url. */
export function publicKeysOf(seeds: KeySeeds): { readonly signingKey: string; readonly boxKey: string } {
  return { signingKey: publicKeyOf('signing', seeds.signing), boxKey: publicKeyOf('box', seeds.box) }
}

function publicKeyOf(purpose: KeyPurpose, seed: string): string {
  const { x } = createPublicKey(privateKeyOf(purpose, seed)).export({ format: 'jwk' })
  if (x === undefined) throw new Error('A public key has no coordinate')
  return x
}

/** The signature of a text as UTF-8, as base64url. */
export const signText = ({ signing }: KeySeeds, text: string): string =>
  sign(null, Buffer.from(text, 'utf8'), privateKeyOf('signing', signing)).toString('base64url')

/** SHA-256 of a text, in lower-case hexadecimal. */
export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
