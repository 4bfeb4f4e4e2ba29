import { assertNever } from '../core/assert-never.ts'
import type { Sealer } from './data/vault/sealer.ts'
import type { SealAnswer, SealRequest } from './data-process-messages.ts'

/** What the main process answers to a data process that asks it to seal. */
export async function answerSeal(sealer: Sealer, request: SealRequest): Promise<SealAnswer> {
  const { id } = request
  switch (request.type) {
    case 'sealing-state':
      return { type: 'sealing', id, sealing: await sealer.state() }
    case 'seal':
      return { type: 'sealed', id, sealed: await sealer.seal(request.bytes) }
    case 'unseal':
      return { type: 'unsealed', id, unsealed: await sealer.unseal(request.sealed) }
    default:
      return assertNever(request)
  }
}

/** The answer when sealing failed in a way that nobody expected. */
export function noSeal({ type, id }: SealRequest): SealAnswer {
  switch (type) {
    case 'sealing-state':
      return { type: 'sealing', id, sealing: null }
    case 'seal':
      return { type: 'sealed', id, sealed: null }
    case 'unseal':
      return { type: 'unsealed', id, unsealed: { type: 'lost' } }
    default:
      return assertNever(type)
  }
}
