import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../../core/canonical-json.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'

const mebibyte = 1024 * 1024
const mostMemory = 512 * mebibyte

const memoryOf = ({ n, r }: { readonly n: number; readonly r: number }): number => 128 * n * r

/** scrypt's cost as it stood when the wrap was made. What is read from a file must not take all the memory there is. */
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

/** The data key under a secret that a person keeps: AES-256-GCM, with a key that scrypt makes of the secret. */
export const secretSealSchema = z.object({
  kdf: kdfSchema,
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  /** The encrypted 32 bytes of the data key and the 16 bytes of GCM's tag. */
  sealed: z.base64().length(64),
})
export type SecretSeal = Readonly<z.infer<typeof secretSealSchema>>

/** What stands in the open beside the sealed key and may not be changed without it showing. */
export interface Surroundings {
  readonly databaseId: string
  readonly type: string
  readonly id: string
  /** The salt at the head of the database, in hexadecimal. */
  readonly salt: string
}

/**
 * 128 MiB and about a third of a second for each guess (OWASP's figures for scrypt, 2024). Not Argon2id, because the
 * cryptography that comes with Electron has none.
 */
const cost = { name: 'scrypt', n: 2 ** 17, r: 8, p: 1 } as const
const tagBytes = 16

/** Seals the data key with a secret. Takes about a third of a second, on a thread of its own. */
export async function sealWithSecret(
  { dataKey }: Pick<DatabaseKey, 'dataKey'>,
  secret: string,
  around: Surroundings,
  randomBytes: (count: number) => Uint8Array,
): Promise<SecretSeal> {
  const kdf = { ...cost, salt: Buffer.from(randomBytes(16)).toString('hex') }
  const nonce = Buffer.from(randomBytes(12))
  const derived = await derive(secret, kdf)
  const plain = Buffer.from(dataKey, 'hex')
  try {
    const cipher = createCipheriv('aes-256-gcm', derived, nonce).setAAD(authenticated(around, kdf))
    const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    return { kdf, nonce: nonce.toString('hex'), sealed: sealed.toString('base64') }
  } finally {
    derived.fill(0)
    plain.fill(0)
  }
}

/** @returns the key, or `null` when the secret is another one or what stands around it was changed */
export async function openWithSecret(
  { kdf, nonce, sealed }: SecretSeal,
  secret: string,
  around: Surroundings,
): Promise<DatabaseKey | null> {
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
    return { dataKey: plain.toString('hex'), salt: around.salt }
  } catch {
    // The one thing `final` has to say: the tag does not fit.
    return null
  } finally {
    derived.fill(0)
    plain.fill(0)
  }
}

function authenticated({ databaseId, type, id, salt }: Surroundings, kdf: z.infer<typeof kdfSchema>): Buffer {
  return Buffer.from(canonicalJson({ databaseId, type, id, salt, kdf }))
}

function derive(secret: string, kdf: z.infer<typeof kdfSchema>): Promise<Buffer> {
  const { n: N, r, p } = kdf
  const maxmem = memoryOf(kdf) * p + 64 * mebibyte
  return new Promise((resolve, reject) =>
    scrypt(secret, Buffer.from(kdf.salt, 'hex'), 32, { N, r, p, maxmem }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    ),
  )
}
