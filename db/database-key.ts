import { z } from 'zod'

/**
 * What opens the laptop's database: a random 32-byte data key, and the 16-byte salt that stands at the head of the
 * file. Both as hexadecimal text. The salt is no secret, but without it the file cannot be read; it is kept beside the
 * key so that a damaged one can be put back.
 */
export const databaseKeySchema = z.object({
  dataKey: z.string().regex(/^[0-9a-f]{64}$/),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
})
export type DatabaseKey = Readonly<z.infer<typeof databaseKeySchema>>

/** A new key. @param randomBytes gives that many unguessable bytes */
export function newDatabaseKey(randomBytes: (count: number) => Uint8Array): DatabaseKey {
  const hex = (count: number) => Buffer.from(randomBytes(count)).toString('hex')
  return { dataKey: hex(32), salt: hex(16) }
}
