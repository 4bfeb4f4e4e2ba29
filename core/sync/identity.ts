/*
 * Who a laptop is to head office.
 *
 * - Enrolment. The operator makes a one-time code for a store. The laptop makes an Ed25519 key pair to sign with and an
 *   X25519 key pair to be written to, and sends the code, its device id and both public keys, signed. Head office
 *   answers with the store, its own public keys, the escrow public key (pinned from then on) and the first link of the
 *   chain. The first device of a store may bring the store it was set up with; any other takes up head office's.
 * - Token. The laptop asks for a nonce, signs `token`, nonce, device id and its link of the chain, and gets a token of
 *   a few minutes and the next link. A nonce is good once and for a minute; device time plays no part.
 * - Chain. Each link is handed out once. Presenting the one before the last is a lost answer while the last was never
 *   used; anything older, or the one before after the last was used, means that two copies of this laptop are about:
 *   both are refused until one is enrolled anew. The link lies outside the database, so that a restored backup keeps it.
 * - What is signed is the canonical JSON of an object that names its purpose, so that no signature fits another use.
 * - Keys, signatures, nonces and links travel as base64url without padding.
 */

import { z } from 'zod'
import { deviceIdSchema, storeIdSchema } from '../ids.ts'
import { languageSchema } from '../market/language.ts'

export const base64urlSchema = z.string().regex(/^[A-Za-z0-9_-]+$/)
const keySchema = base64urlSchema.length(43)
const signatureSchema = base64urlSchema.length(86)

/** As a person types it: groups of letters and digits that cannot be mistaken for each other. */
export const enrolmentCodeSchema = z.string().trim().toUpperCase().min(8).max(40)

export const enrolledStoreSchema = z.object({
  id: storeIdSchema,
  code: z.string(),
  name: z.string(),
  market: z.string(),
  timeZone: z.string(),
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
  /** Of `{ purpose: 'farewell', deviceId, nonce, changeSets, sealedHash }`, `sealedHash` SHA-256 in hexadecimal. */
  signature: signatureSchema,
})
export type FarewellRequest = Readonly<z.infer<typeof farewellRequestSchema>>
