import type { DatabaseKey } from '../../../db/database-key.ts'
import { openBytesWithSecret, type SecretSeal, sealBytesWithSecret } from './secret-seal.ts'

/** What stands in the open beside the sealed data key and may not be changed without it showing. */
export interface Surroundings {
  readonly databaseId: string
  readonly type: string
  readonly id: string
  /** The salt at the head of the database, in hexadecimal. */
  readonly salt: string
}

/** Seals the data key with a secret. Takes about a third of a second, on a thread of its own. */
export async function sealWithSecret(
  { dataKey }: Pick<DatabaseKey, 'dataKey'>,
  secret: string,
  around: Surroundings,
  randomBytes: (count: number) => Uint8Array,
): Promise<SecretSeal> {
  const plain = Buffer.from(dataKey, 'hex')
  try {
    return await sealBytesWithSecret(plain, secret, named(around), randomBytes)
  } finally {
    plain.fill(0)
  }
}

/** @returns the key, or `null` when the secret is another one or what stands around it was changed */
export async function openWithSecret(
  seal: SecretSeal,
  secret: string,
  around: Surroundings,
): Promise<DatabaseKey | null> {
  const plain = await openBytesWithSecret(seal, secret, named(around))
  if (plain === null) return null
  const dataKey = plain.toString('hex')
  plain.fill(0)
  return { dataKey, salt: around.salt }
}

const named = ({ databaseId, type, id, salt }: Surroundings) => ({ databaseId, type, id, salt })
