import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'

/** What signs, in minisign's form: see `electron/updates/minisign.ts`. */
export interface SecretKey {
  readonly keyId: Buffer
  readonly key: KeyObject
  /** The line that a public key is. */
  readonly publicKey: string
}

const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * A secret key without a passphrase, as `minisign -G -W` writes it:
 * base64( "Ed" ‖ 00 00 ‖ "B2" ‖ salt, 32 ‖ limits, 16 ‖ key id, 8 ‖ seed, 32 ‖ public key, 32 ‖ checksum, 32 ).
 */
const layout = { kdf: 2, keyId: 54, seed: 62, publicKey: 94, checksum: 126, end: 158 }

/**
 * Reads a secret key from the text of its file or from its line alone.
 * @returns `encrypted` where only minisign itself can use it, after its passphrase
 */
export function readSecretKey(text: string): SecretKey | 'encrypted' | 'not-a-key' {
  const line = text.trim().split(/\r?\n/).at(-1) ?? ''
  const bytes = Buffer.from(line, 'base64')
  if (bytes.length !== layout.end || bytes.toString('latin1', 0, 2) !== 'Ed') return 'not-a-key'
  if (bytes.readUInt16BE(layout.kdf) !== 0) return 'encrypted'
  return secretKeyOf(bytes.subarray(layout.keyId, layout.seed), bytes.subarray(layout.seed, layout.publicKey))
}

/** A new key pair: the secret key's line, and what signs with it. */
export function newSecretKey(randomBytes: (count: number) => Uint8Array): {
  readonly line: string
  readonly secretKey: SecretKey
} {
  const secretKey = secretKeyOf(Buffer.from(randomBytes(8)), Buffer.from(randomBytes(32)))
  const bytes = Buffer.alloc(layout.end)
  bytes.write('Ed\0\0B2', 'latin1')
  secretKey.keyId.copy(bytes, layout.keyId)
  seedOf(secretKey.key).copy(bytes, layout.seed)
  publicBytesOf(secretKey.key).copy(bytes, layout.publicKey)
  return { line: bytes.toString('base64'), secretKey }
}

/** The text of a `.minisig` file. */
export function signMessage(message: Uint8Array, trustedComment: string, { keyId, key }: SecretKey): string {
  const signature = sign(null, blake2b(message), key)
  const ofComment = sign(null, Buffer.concat([signature, Buffer.from(trustedComment)]), key)
  return [
    'untrusted comment: signature of a Northstar release',
    Buffer.concat([Buffer.from('ED'), keyId, signature]).toString('base64'),
    `trusted comment: ${trustedComment}`,
    ofComment.toString('base64'),
    '',
  ].join('\n')
}

function secretKeyOf(keyId: Buffer, seed: Buffer): SecretKey {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = Buffer.concat([Buffer.from('Ed'), keyId, publicBytesOf(key)]).toString('base64')
  return { keyId, key, publicKey }
}

const seedOf = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8Head.length)

const publicBytesOf = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
