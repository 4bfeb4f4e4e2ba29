/*
 * Who a laptop is to head office.
 *
 * - Enrolment. The operator makes a one-time code for a store. The laptop makes an Ed25519 key pair to sign with and an
 *   X25519 key pair to be written to, and sends the code, its device id and both public keys, signed. Head office
 *   answers with the store, its own public keys, the escrow public key (pinned from then on) and the first link of the
 *   chain. Until that link is used the same request has the same answer, so a lost one costs nothing. The first device
 *   of a store may bring the store it was set up with, under the same code; any other takes up head office's, unless it
 *   is of another store that head office has: one store's records never go to another. Every enrolment is of a fresh
 *   device id, so a copy of the laptop that is left over is never let in by it.
 * - Token. The laptop asks for a nonce, signs `token`, nonce, device id and its link of the chain, and gets a token of
 *   a few minutes and the next link. A nonce is good once and for a minute; device time plays no part. A nonce that was
 *   used ends those handed out before it, so that a request that was held up on the way cannot come after its successor.
 * - Chain. Each link is handed out once, numbered, with head office's seal on device and number. Presenting the last
 *   link uses it. Presenting the one whose answer the last one was is a lost answer, while the last was never used: a
 *   fresh link takes the place of the lost one, which is never good again. A link with head office's seal and a higher
 *   number than it knows shows that head office was set back, and the chain goes on from there. Anything else means
 *   that two copies of this laptop are about: both are refused until one is enrolled anew. The link lies outside the
 *   database, so that a restored backup keeps it.
 * - Rotation. Where its answer is lost the laptop tries the new keys first and then the old ones. A signature by the old
 *   key with a link of the past is a copy's as well.
 * - What is signed is the canonical JSON of an object that names its purpose, so that no signature fits another use
 *   (core/sync/identity-signing.ts).
 * - Keys, signatures, nonces and links travel as base64url without padding.
 */

import { z } from 'zod'
import { deviceIdSchema, storeIdSchema } from '../ids.ts'
import { languageSchema } from '../market/language.ts'
import { enrolmentCodePattern } from './enrolment-code.ts'

export const base64urlSchema = z.string().regex(/^[A-Za-z0-9_-]+$/)
const keySchema = base64urlSchema.length(43)
const signatureSchema = base64urlSchema.length(86)

const enrolmentCodeSchema = z.string().regex(enrolmentCodePattern)

/** Such as `KHI-01`. */
export const storeCodeSchema = z.string().regex(/^[A-Z0-9-]{2,12}$/)

export const enrolledStoreSchema = z.object({
  id: storeIdSchema,
  code: storeCodeSchema,
  name: z.string().min(1).max(120),
  market: z.string().min(1).max(40),
  timeZone: z.string().min(1).max(60),
  language: languageSchema,
})
export type EnrolledStore = Readonly<z.infer<typeof enrolledStoreSchema>>

export const enrolRequestSchema = z.object({
  code: enrolmentCodeSchema,
  deviceId: deviceIdSchema,
  /** Ed25519 public key. */
  signingKey: keySchema,
  /** X25519 public key. */
  boxKey: keySchema,
  /** The store this laptop was set up with, `null` on one that joins. */
  ownStore: enrolledStoreSchema.nullable(),
  /** By `signingKey`, of `{ purpose: 'enrol', ... }` with everything above. */
  signature: signatureSchema,
})
export type EnrolRequest = Readonly<z.infer<typeof enrolRequestSchema>>

/**
 * Why a good code does not enrol this laptop; the code stays good. `other-store`: the laptop is of another store that
 * head office has. `other-market`: it was set up for another market than the store's. `store-not-described`: head office
 * has only the store's code, and this laptop brings no store. `device-id-taken`: another laptop has this device id.
 */
export const enrolmentRefusalSchema = z.enum([
  'other-store',
  'other-market',
  'store-not-described',
  'device-id-taken',
])
export type EnrolmentRefusal = z.infer<typeof enrolmentRefusalSchema>

export const enrolmentSchema = z.object({
  deviceId: deviceIdSchema,
  store: enrolledStoreSchema,
  /** Head office's Ed25519 public key: it signs what is carried by hand. */
  signingKey: keySchema,
  /** Head office's X25519 public key: what is carried by hand is sealed to it. */
  boxKey: keySchema,
  /** The escrow's X25519 public key, `null` where head office has none. */
  escrowKey: keySchema.nullable(),
  chain: base64urlSchema,
})
export type Enrolment = Readonly<z.infer<typeof enrolmentSchema>>

export const nonceRequestSchema = z.object({ deviceId: deviceIdSchema })
export type NonceRequest = Readonly<z.infer<typeof nonceRequestSchema>>
export const nonceSchema = z.object({ nonce: base64urlSchema })

export const tokenRequestSchema = z.object({
  deviceId: deviceIdSchema,
  nonce: base64urlSchema,
  chain: base64urlSchema,
  /** Of `{ purpose: 'token', deviceId, nonce, chain }`. */
  signature: signatureSchema,
})
export type TokenRequest = Readonly<z.infer<typeof tokenRequestSchema>>
export const tokenSchema = z.object({
  token: z.string(),
  /** How long it is good for from now. */
  goodForMs: z.int().positive(),
  chain: base64urlSchema,
})
export type Token = Readonly<z.infer<typeof tokenSchema>>

/** New keys for the same device, under a good token. */
export const rotateRequestSchema = z.object({
  signingKey: keySchema,
  boxKey: keySchema,
  /** By the new `signingKey`, of `{ purpose: 'rotate', deviceId, signingKey, boxKey }`. */
  signature: signatureSchema,
})
export type RotateRequest = Readonly<z.infer<typeof rotateRequestSchema>>

/** The last word of a revoked device: what it had not sent, sealed so that only escrow can read it. */
export const farewellRequestSchema = z.object({
  deviceId: deviceIdSchema,
  nonce: base64urlSchema,
  /** Base64url of the sealed change sets. */
  sealed: base64urlSchema,
  changeSets: z.int().min(0),
  /** Of `{ purpose: 'farewell', deviceId, nonce, changeSets, sealedHash }`: SHA-256 of `sealed` as text, in hexadecimal. */
  signature: signatureSchema,
})
export type FarewellRequest = Readonly<z.infer<typeof farewellRequestSchema>>
