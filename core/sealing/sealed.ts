import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { canonicalJson } from '../canonical-json.ts'

/*
 * Sealing to a public key: HPKE (RFC 9180) in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM.
 * Sealed bytes are the encapsulated key, 32 bytes, and then the ciphertext with its tag. `info` is the UTF-8 text
 * `northstar <purpose> 1`, so that nothing sealed for one purpose opens for another; the additional data is the
 * canonical JSON of what stands around it in the open and may not be changed without it showing.
 *
 * Base mode says nothing of who sealed: whoever opens has to know that from elsewhere.
 */

/** What something is sealed for. */
export type SealPurpose =
  /** A laptop's database key, to the escrow key. */
  | 'escrow wrap'
  /** That key again, to the laptop that asked for it. */
  | 'recovery answer'
  /** What a revoked laptop had not sent, to the escrow key. */
  | 'farewell'
  /** A file carried by hand: from a laptop to head office, and its answer to that laptop. */
  | 'carried to head office'
  | 'carried to laptop'

/** What stands in the open beside sealed bytes. */
export type Around = Readonly<Record<string, string | number>>

/** Raw X25519 keys of 32 bytes each. */
export interface SealingKeyPair {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

export const encapsulatedBytes = 32

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

/** A new key pair to be sealed to, out of WebCrypto's own random numbers. */
export async function newSealingKeyPair(): Promise<SealingKeyPair> {
  const pair = await suite.kem.generateKeyPair()
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)),
    privateKey: new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey)),
  }
}

/**
 * Seals bytes so that only the private key's owner opens them. Each sealing has a fresh key of its own, which the
 * library draws from WebCrypto: one given from outside could come twice, and then both could be read.
 * @param publicKey raw X25519, 32 bytes
 * @throws Error for bytes that are no public key
 */
export async function sealTo(
  publicKey: Uint8Array,
  bytes: Uint8Array,
  purpose: SealPurpose,
  around: Around = {},
): Promise<Uint8Array> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey)
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: infoOf(purpose) }, bytes, told(around))
  const sealed = new Uint8Array(enc.byteLength + ct.byteLength)
  sealed.set(new Uint8Array(enc))
  sealed.set(new Uint8Array(ct), enc.byteLength)
  return sealed
}

/**
 * Opens what `sealTo` made.
 * @param privateKey raw X25519, 32 bytes
 * @returns `null` when it was sealed to another key, for another purpose, or was changed or cut, or what stands around it
 */
export async function openSealed(
  privateKey: Uint8Array,
  sealed: Uint8Array,
  purpose: SealPurpose,
  around: Around = {},
): Promise<Uint8Array | null> {
  const recipientKey = await suite.kem.deserializePrivateKey(privateKey)
  const enc = sealed.slice(0, encapsulatedBytes)
  try {
    const params = { recipientKey, enc, info: infoOf(purpose) }
    return new Uint8Array(await suite.open(params, sealed.slice(encapsulatedBytes), told(around)))
  } catch {
    // Whatever the library calls it, it does not open: there is nothing else to be told about it.
    return null
  }
}

/** Seals parts one after the other under one encapsulated key; they open in the same order only. */
export interface PartSealer {
  readonly encapsulated: Uint8Array
  /** @param beside what stands in the open beside the part and may not be changed */
  readonly seal: (part: Uint8Array, beside: Uint8Array) => Promise<Uint8Array>
}

/**
 * Seals what is too much to seal at once, in parts.
 * @param publicKey raw X25519, 32 bytes
 * @throws Error for bytes that are no public key
 */
export async function sealPartsTo(publicKey: Uint8Array, purpose: SealPurpose): Promise<PartSealer> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey)
  const context = await suite.createSenderContext({ recipientPublicKey, info: infoOf(purpose) })
  return {
    encapsulated: new Uint8Array(context.enc),
    seal: async (part, beside) => new Uint8Array(await context.seal(part, beside)),
  }
}

/**
 * Opens what `sealPartsTo` sealed, part by part from the first.
 * @param privateKey raw X25519, 32 bytes
 * @returns opens the next part; `null` when it was sealed to another key or for another purpose, or was changed, or is
 *   not the next one
 */
export async function openPartsOf(
  privateKey: Uint8Array,
  encapsulated: Uint8Array,
  purpose: SealPurpose,
): Promise<(sealed: Uint8Array, beside: Uint8Array) => Promise<Uint8Array | null>> {
  const recipientKey = await suite.kem.deserializePrivateKey(privateKey)
  try {
    const params = { recipientKey, enc: encapsulated, info: infoOf(purpose) }
    const context = await suite.createRecipientContext(params)
    return async (sealed, beside) => {
      try {
        return new Uint8Array(await context.open(sealed, beside))
      } catch {
        // As above.
        return null
      }
    }
  } catch {
    // No key of anybody's stands where it should.
    return async () => null
  }
}

const utf8 = new TextEncoder()
const infoOf = (purpose: SealPurpose): Uint8Array => utf8.encode(`northstar ${purpose} 1`)
const told = (around: Around): Uint8Array => utf8.encode(canonicalJson(around))
