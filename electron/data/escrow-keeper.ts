import type { Logger } from 'pino'
import { Refusal } from '../../contract/errors.ts'
import { markOf } from '../../core/sealing/mark.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import type { DeviceTable } from '../../db/device.ts'
import type { IdentityTable } from '../../db/identity-table.ts'
import type { Lane } from './sync-client.ts'
import type { ServiceVault } from './vault/demo-vault.ts'

/** What a manager sees of the way back in that head office keeps. */
interface EscrowState {
  /** The mark of the pinned escrow key, and since when the laptop's key is sealed to it; `null` where there is none. */
  readonly pinned: { readonly mark: string; readonly since: number } | null
  /** The mark of another key that head office names now, which counts only once a manager has accepted it. */
  readonly offered: string | null
}

export interface EscrowKeeper {
  /** Sees that the key is sealed to the pinned escrow key: at each start, and after an enrolment. */
  readonly settle: () => Promise<void>
  /** Compares the pinned key with the one that head office names, after each round. */
  readonly lane: Lane
  readonly state: () => EscrowState
  /** Pins the key that head office names, by its mark. @throws Refusal CHANGED_SINCE_SEEN when it is another by now */
  readonly accept: (mark: string) => Promise<void>
}

/**
 * Keeps this laptop's key sealed to the escrow key that was pinned at enrolment. Whoever could put another in its place
 * would have the data, and head office's answers alone could: so a key that head office names later is only offered.
 */
export function createEscrowKeeper(deps: {
  readonly table: IdentityTable
  readonly device: DeviceTable
  readonly vault: ServiceVault
  readonly key: DatabaseKey
  readonly log: Logger
}): EscrowKeeper {
  const { table, device, vault, key, log } = deps
  let offered: string | null = null

  const settle = async (): Promise<void> => {
    const identity = table.get()
    const store = device.get()
    if (!identity?.escrowKey || !store) return
    const names = { deviceId: identity.deviceId, storeCode: store.storeCode }
    try {
      if (await vault.sealToEscrow(key, bytesOf(identity.escrowKey), names))
        log.info({ mark: markOf(bytesOf(identity.escrowKey)) }, 'the key was sealed to escrow')
    } catch (error) {
      // Tried again at the next start; what opened the data before still does.
      if (!(error instanceof Refusal)) throw error
      log.warn({ err: error }, 'the key could not be sealed to escrow')
    }
  }

  return {
    settle,
    async lane(headoffice, signal) {
      const { escrowKey } = await headoffice.call(signal, (contract, options) =>
        contract.escrowKey(undefined, options),
      )
      const pinned = table.get()?.escrowKey ?? null
      offered = escrowKey === pinned ? null : escrowKey
      if (offered !== null)
        log.warn({ mark: markOf(bytesOf(offered)) }, 'head office names another escrow key')
    },
    state() {
      const pinned = vault.pinnedEscrow(key)
      return {
        pinned: pinned && { mark: markOf(pinned.escrowKey), since: pinned.since },
        offered: offered === null ? null : markOf(bytesOf(offered)),
      }
    },
    async accept(mark) {
      const named = offered
      if (named === null || markOf(bytesOf(named)) !== mark)
        throw new Refusal('CHANGED_SINCE_SEEN', { value: named === null ? '' : markOf(bytesOf(named)) })
      table.pinEscrowKey(named)
      offered = null
      await settle()
    },
  }
}

const bytesOf = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'base64url'))
