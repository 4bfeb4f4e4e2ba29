import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'

/**
 * Signatures as minisign writes and checks them (https://jedisct1.github.io/minisign/), so that anybody can check ours
 * with a tool that is not ours:
 *
 *     untrusted comment: <anything>
 *     base64( "ED" ‖ key id, 8 bytes ‖ Ed25519 signature of BLAKE2b-512 of the message )
 *     trusted comment: <text>
 *     base64( Ed25519 signature of the signature above ‖ text )
 *
 * A public key is base64( "Ed" ‖ key id ‖ 32 bytes ). Electron's own crypto has no BLAKE2b-512; hence the other one.
 */
const signedAs = 'ED'
const keyMark = 'Ed'
const keyIdBytes = 8
const keyBytes = 32
const signatureBytes = 64

/** Before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
const publicKeyHead = Buffer.from('302a300506032b6570032100', 'hex')

interface PublicKey {
  readonly id: string
  readonly key: KeyObject
}

/** Reads the one line of a public key, e.g. `RWTdUVr4…`; `null` where it is none. */
export function readPublicKey(text: string): PublicKey | null {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length !== keyMark.length + keyIdBytes + keyBytes) return null
  if (bytes.toString('latin1', 0, 2) !== keyMark) return null
  const key = Buffer.concat([publicKeyHead, bytes.subarray(2 + keyIdBytes)])
  return {
    id: bytes.toString('hex', 2, 2 + keyIdBytes),
    key: createPublicKey({ key, format: 'der', type: 'spki' }),
  }
}

/**
 * Checks a signature.
 * @param signature the text of a `.minisig` file
 * @param publicKeys any one of them may have made it
 * @returns what it says of the message in its trusted comment; `null` where it is not good
 */
export function trustedComment(
  message: Uint8Array,
  signature: string,
  publicKeys: readonly string[],
): string | null {
  const read = readSignature(signature)
  if (read === null) return null
  const signer = publicKeys.map(readPublicKey).find((key) => key?.id === read.keyId)
  if (!signer) return null
  const isGood =
    verify(null, blake2b(message), signer.key, read.signature) &&
    verify(null, Buffer.concat([read.signature, Buffer.from(read.comment)]), signer.key, read.ofComment)
  return isGood ? read.comment : null
}

function readSignature(text: string) {
  const [, first = '', trusted = '', last = ''] = text.split(/\r?\n/)
  const [, comment] = /^trusted comment: (.*)$/.exec(trusted) ?? []
  const bytes = Buffer.from(first, 'base64')
  const ofComment = Buffer.from(last, 'base64')
  if (comment === undefined || ofComment.length !== signatureBytes) return null
  if (bytes.length !== 2 + keyIdBytes + signatureBytes) return null
  if (bytes.toString('latin1', 0, 2) !== signedAs) return null
  return {
    keyId: bytes.toString('hex', 2, 2 + keyIdBytes),
    signature: bytes.subarray(2 + keyIdBytes),
    comment,
    ofComment,
  }
}
