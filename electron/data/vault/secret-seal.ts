import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../core/canonical-json.ts'

const mebibyte = 1024 * 1024
const mostMemory = 512 * mebibyte

const memoryOf = ({ n, r }: { readonly n: number; readonly r: number }): number => 128 * n * r

/** scrypt's cost as it stood when the seal was made. What is read from a file must not take all the memory there is. */
export const kdfSchema = z
  .object({
    name: z.literal('scrypt'),
    n: z
      .int()
      .min(2 ** 14)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(8),
    salt: z.string().regex(/^[0-9a-f]{32}$/),
  })
  .refine((kdf) => memoryOf(kdf) <= mostMemory)
type Kdf = z.infer<typeof kdfSchema>

/** A key of 32 bytes under a secret that a person keeps: AES-256-GCM, with a key that scrypt makes of the secret. */
export const secretSealSchema = z.object({
  kdf: kdfSchema,
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  /** The encrypted 32 bytes of the key and the 16 bytes of GCM's tag. */
  sealed: z.base64().length(64),
})
export type SecretSeal = Readonly<z.infer<typeof secretSealSchema>>

/** What stands in the open beside the seal and may not be changed without it showing. */
type Around = Readonly<Record<string, string>>

/**
 * 128 MiB and about a third of a second for each guess (OWASP's figures for scrypt, 2024). Not Argon2id, because the
 * cryptography that comes with Electron has none.
 */
const cost = { name: 'scrypt', n: 2 ** 17, r: 8, p: 1 } as const
const tagBytes = 16

/** Seals a key of 32 bytes with a secret. Takes about a third of a second, on a thread of its own. */
export async function sealBytesWithSecret(
  plain: Uint8Array,
  secret: string,
  around: Around,
  randomBytes: (count: number) => Uint8Array,
): Promise<SecretSeal> {
  const kdf = { ...cost, salt: Buffer.from(randomBytes(16)).toString('hex') }
  const nonce = Buffer.from(randomBytes(12))
  const derived = await derive(secret, kdf)
  try {
    const cipher = createCipheriv('aes-256-gcm', derived, nonce).setAAD(authenticated(around, kdf))
    const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    return { kdf, nonce: nonce.toString('hex'), sealed: sealed.toString('base64') }
  } finally {
    derived.fill(0)
  }
}

/** @returns the key, or `null` when the secret is another one or what stands around it was changed */
export async function openBytesWithSecret(
  { kdf, nonce, sealed }: SecretSeal,
  secret: string,
  around: Around,
): Promise<Buffer | null> {
  const derived = await derive(secret, kdf)
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', derived, Buffer.from(nonce, 'hex'), {
    authTagLength: tagBytes,
  })
    .setAAD(authenticated(around, kdf))
    .setAuthTag(bytes.subarray(-tagBytes))
  const plain = decipher.update(bytes.subarray(0, -tagBytes))
  try {
    decipher.final()
    return plain
  } catch {
    // The one thing `final` has to say: the tag does not fit.
    plain.fill(0)
    return null
  } finally {
    derived.fill(0)
  }
}

const authenticated = (around: Around, kdf: Kdf): Buffer => Buffer.from(canonicalJson({ ...around, kdf }))

function derive(secret: string, kdf: Kdf): Promise<Buffer> {
  const { n: N, r, p } = kdf
  const maxmem = memoryOf(kdf) * p + 64 * mebibyte
  return new Promise((resolve, reject) =>
    scrypt(secret, Buffer.from(kdf.salt, 'hex'), 32, { N, r, p, maxmem }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    ),
  )
}
