import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { type DeviceId, deviceIdSchema } from '../ids.ts'
import { createByteReader, createByteWriter } from './byte-fields.ts'
import { markOf } from './mark.ts'
import { type Around, openSealed, sealTo } from './sealed.ts'

/*
 * Recovery by request, for a laptop whose passphrase and recovery code are lost. At enrolment the laptop sealed its
 * database key to the escrow key. To ask, it makes a key pair for this one request and says the public half of it with
 * that seal; whoever has the escrow key opens the seal and seals the database key anew to the request's key. Nothing
 * in either message is secret: the request opens only with the escrow key, the answer only with the private half that
 * stays on the laptop.
 *
 * Both travel as text (core/sealing/spelled.ts). Numbers are bytes:
 *
 *   request: 1 | the request's public key 32 | tag of the escrow key 4 | the seal 80 | database id 16 | device id 16 |
 *            wrap id 16 | salt 16 | when it was sealed 6 | when it was asked 6 | store code, its length in one byte before it
 *   answer:  2 | tag of the request 8 | the answer's seal 80
 *
 * A tag is the beginning of a SHA-256; instants are UTC milliseconds. The answer's seal is bound to the whole request.
 */

const requestVersion = 1
const answerVersion = 2
const keyBytes = 32
const sealBytes = 80

/** A database key sealed to escrow, with what is bound to it and stands in the open. */
export interface EscrowSeal {
  readonly databaseId: string
  readonly deviceId: DeviceId
  readonly storeCode: string
  readonly wrapId: string
  /** The 16 bytes at the head of the database, in hexadecimal. */
  readonly salt: string
  /** UTC milliseconds. */
  readonly madeAt: number
  readonly sealed: Uint8Array
}

export interface RecoveryRequest {
  readonly escrow: EscrowSeal
  /** The first four bytes of the SHA-256 of the escrow key it is sealed to, in hexadecimal. */
  readonly escrowTag: string
  readonly publicKey: Uint8Array
  /** UTC milliseconds by the laptop's clock. */
  readonly askedAt: number
}

/** Seals a database key of 32 bytes to escrow. @param escrowKey raw X25519 */
export async function sealToEscrow(
  escrowKey: Uint8Array,
  dataKey: Uint8Array,
  names: Omit<EscrowSeal, 'sealed'>,
): Promise<EscrowSeal> {
  return { ...names, sealed: await sealTo(escrowKey, dataKey, 'escrow wrap', aroundOf(names)) }
}

const aroundOf = (names: Omit<EscrowSeal, 'sealed'>): Around => {
  const { databaseId, deviceId, storeCode, wrapId, salt, madeAt } = names
  return { databaseId, deviceId, storeCode, wrapId, salt, madeAt }
}

/** Tells escrow keys apart in a few bytes; no proof of anything. */
export const escrowTagOf = (escrowKey: Uint8Array): string => bytesToHex(sha256(escrowKey).slice(0, 4))

export function requestToBytes({ escrow, escrowTag, publicKey, askedAt }: RecoveryRequest): Uint8Array {
  const write = createByteWriter()
  write.byte(requestVersion)
  write.bytes(publicKey)
  write.hex(escrowTag)
  write.bytes(escrow.sealed)
  write.uuid(escrow.databaseId)
  write.uuid(escrow.deviceId)
  write.uuid(escrow.wrapId)
  write.hex(escrow.salt)
  write.instant(escrow.madeAt)
  write.instant(askedAt)
  write.text(escrow.storeCode)
  return write.done()
}

const wrapIdSchema = z.uuid().lowercase()

/** @returns `null` for bytes that are no request of this version */
export function bytesToRequest(bytes: Uint8Array): RecoveryRequest | null {
  const read = createByteReader(bytes)
  if (read.byte() !== requestVersion) return null
  const publicKey = read.bytes(keyBytes)
  const escrowTag = read.hex(4)
  const sealed = read.bytes(sealBytes)
  const ids = z
    .object({ databaseId: z.uuid().lowercase(), deviceId: deviceIdSchema, wrapId: wrapIdSchema })
    .safeParse({ databaseId: read.uuid(), deviceId: read.uuid(), wrapId: read.uuid() })
  const salt = read.hex(16)
  const madeAt = read.instant()
  const askedAt = read.instant()
  const storeCode = read.text()
  if (!ids.success || !read.isAtEnd()) return null
  return { publicKey, escrowTag, askedAt, escrow: { ...ids.data, salt, madeAt, storeCode, sealed } }
}

/** What both sides compare by voice before anything is answered. */
export const markOfRequest = (request: RecoveryRequest): string => markOf(requestToBytes(request))

/**
 * Opens the seal in a request and seals the database key to the request's own key.
 * @returns the answer, or `null` when the seal was made for another escrow key or something in the request was changed
 */
export async function answerRequest(
  request: RecoveryRequest,
  escrowPrivateKey: Uint8Array,
): Promise<Uint8Array | null> {
  const { sealed, ...names } = request.escrow
  const dataKey = await openSealed(escrowPrivateKey, sealed, 'escrow wrap', aroundOf(names))
  if (dataKey === null) return null
  const resealed = await sealTo(request.publicKey, dataKey, 'recovery answer', ofRequest(request))
  dataKey.fill(0)
  const write = createByteWriter()
  write.byte(answerVersion)
  write.hex(requestTagOf(request))
  write.bytes(resealed)
  return write.done()
}

const requestHashOf = (request: RecoveryRequest): string => bytesToHex(sha256(requestToBytes(request)))
const requestTagOf = (request: RecoveryRequest): string => requestHashOf(request).slice(0, 16)
const ofRequest = (request: RecoveryRequest): Around => ({ request: requestHashOf(request) })

/** `other-request`: it is an answer, to another request than this. */
export type OpenedAnswer =
  | { readonly type: 'key'; readonly dataKey: Uint8Array }
  | { readonly type: 'other-request' }
  | { readonly type: 'not-an-answer' }

/** Opens an answer with the private key of its request. */
export async function openAnswer(
  answer: Uint8Array,
  request: RecoveryRequest,
  privateKey: Uint8Array,
): Promise<OpenedAnswer> {
  const read = createByteReader(answer)
  const version = read.byte()
  const tag = read.hex(8)
  const sealed = read.bytes(sealBytes)
  if (version !== answerVersion || !read.isAtEnd()) return { type: 'not-an-answer' }
  if (tag !== requestTagOf(request)) return { type: 'other-request' }
  const dataKey = await openSealed(privateKey, sealed, 'recovery answer', ofRequest(request))
  return dataKey === null ? { type: 'not-an-answer' } : { type: 'key', dataKey }
}

/**
 * Ties a data key and the escrow key that it is sealed to: whoever has the one can tell that the other is right, and
 * nobody without the data key can make it. 32 hexadecimal digits, from which nothing of the data key is learned.
 * @param dataKey 64 hexadecimal digits
 */
export function keyCheckOf(dataKey: string, escrowKey: Uint8Array): string {
  const label = new TextEncoder().encode('northstar key check 1:')
  return bytesToHex(sha256(Uint8Array.of(...label, ...hexToBytes(dataKey), ...escrowKey))).slice(0, 32)
}
