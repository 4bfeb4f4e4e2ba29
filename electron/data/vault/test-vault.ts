import { createCipheriv, createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { createSealerStandIn, type SealerStandIn } from '../../testing/sealer-stand-in.ts'
import { createKeyVault, type KeyVault } from './key-vault.ts'

/** Bytes that are other ones each time and the same ones in every run. */
export function testRandomBytes(seed = 'test'): (count: number) => Uint8Array {
  const key = createHash('sha256').update(seed).digest()
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  return (count) => new Uint8Array(stream.update(Buffer.alloc(count)))
}

/** A vault over a folder, with an operating system that seals unless it is said to have none. */
export function openTestVault(
  folder: string,
  sealer: SealerStandIn | null = createSealerStandIn(),
  nowMs = Date.UTC(2026, 10, 22, 7),
): KeyVault {
  return createKeyVault({
    folder,
    clock: () => nowMs,
    newId: v7,
    randomBytes: testRandomBytes(folder),
    sealer,
  })
}

/** What a call was refused with. */
export const refusedWith = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
