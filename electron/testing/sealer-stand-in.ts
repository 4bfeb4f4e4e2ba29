import type { Sealer } from '../data/vault/sealer.ts'
import { type SealRequest, sealRequestSchema } from '../data-process-messages.ts'

/** What a test does to the operating system's sealing. */
export interface SealerStandIn extends Sealer {
  backend: string
  isWeak: boolean
  /** No keyring at all. */
  isAway: boolean
  /** The system's key is another one from now on: what was sealed before stays sealed. */
  readonly loseKey: () => void
  /** The system has a newer key and wants what the one before sealed sealed again. */
  readonly rotateKey: () => void
  readonly sealedCount: () => number
}

/**
 * An operating system that seals by the simplest means, alike in every process, so that what one process of a test
 * sealed another unseals.
 */
export function createSealerStandIn(): SealerStandIn {
  let account = 1
  let newest = 1
  let count = 0
  const mixed = (bytes: Uint8Array, generation: number) =>
    bytes.map((byte, index) => byte ^ ((account * 89 + generation * 31 + index * 7) & 0xff))
  const sealer: SealerStandIn = {
    backend: 'stand-in',
    isWeak: false,
    isAway: false,
    loseKey: () => {
      account += 1
    },
    rotateKey: () => {
      newest += 1
    },
    sealedCount: () => count,
    state: async () => (sealer.isAway ? null : { backend: sealer.backend, isWeak: sealer.isWeak }),
    async seal(bytes) {
      if (sealer.isAway) return null
      count += 1
      const { backend, isWeak } = sealer
      return { backend, isWeak, sealed: new Uint8Array([account, newest, ...mixed(bytes, newest)]) }
    },
    async unseal([by, generation = 0, ...sealed]) {
      if (sealer.isAway || by !== account) return { type: 'lost' }
      const bytes = mixed(new Uint8Array(sealed), generation)
      return { type: 'unsealed', bytes, shouldReseal: generation !== newest }
    },
  }
  return sealer
}

export const isSealRequest = (message: unknown): message is SealRequest =>
  sealRequestSchema.safeParse(message).success
