import type { DeviceId } from '../../../core/ids.ts'
import { type EscrowSeal, keyCheckOf, sealToEscrow } from '../../../core/sealing/recovery.ts'
import type { DatabaseKey } from '../../../db/database-key.ts'
import type { EscrowWrap, KeyWraps, Wrap } from './wraps-file.ts'

/** Whose laptop it is, as head office's operator is told when it asks for its key. */
export interface EscrowNames {
  readonly deviceId: DeviceId
  readonly storeCode: string
}

/** Seals the key to the escrow key. @param escrowKey raw X25519, 32 bytes */
export async function makeEscrowWrap(
  { dataKey, salt }: DatabaseKey,
  escrowKey: Uint8Array,
  names: EscrowNames & { readonly databaseId: string; readonly wrapId: string; readonly madeAt: number },
): Promise<EscrowWrap> {
  const { deviceId, storeCode, databaseId, wrapId, madeAt } = names
  const plain = Buffer.from(dataKey, 'hex')
  try {
    const seal = await sealToEscrow(escrowKey, plain, {
      deviceId,
      storeCode,
      databaseId,
      wrapId,
      salt,
      madeAt,
    })
    return {
      type: 'escrow',
      id: wrapId,
      salt,
      madeAt,
      deviceId,
      storeCode,
      escrowKey: Buffer.from(escrowKey).toString('base64url'),
      keyCheck: keyCheckOf(dataKey, escrowKey),
      sealed: Buffer.from(seal.sealed).toString('base64url'),
    }
  } finally {
    plain.fill(0)
  }
}

export const escrowWrapOf = ({ wraps }: KeyWraps): EscrowWrap | null => wraps.find(isEscrow) ?? null

const isEscrow = (wrap: Wrap): wrap is EscrowWrap => wrap.type === 'escrow'

/** The seal in a wrap as a request carries it. */
export const escrowSealOf = (wrap: EscrowWrap, databaseId: string): EscrowSeal => ({
  databaseId,
  deviceId: wrap.deviceId,
  storeCode: wrap.storeCode,
  wrapId: wrap.id,
  salt: wrap.salt,
  madeAt: wrap.madeAt,
  sealed: new Uint8Array(Buffer.from(wrap.sealed, 'base64url')),
})

export const escrowKeyOf = ({ escrowKey }: EscrowWrap): Uint8Array =>
  new Uint8Array(Buffer.from(escrowKey, 'base64url'))

/**
 * Whether this data key was sealed in the wrap to the escrow key that it names. The file of wraps lies open to whoever
 * has the disk: only this tells that nobody put an escrow key of their own there.
 */
export const isTrueTo = (wrap: EscrowWrap, dataKey: string): boolean =>
  keyCheckOf(dataKey, escrowKeyOf(wrap)) === wrap.keyCheck
