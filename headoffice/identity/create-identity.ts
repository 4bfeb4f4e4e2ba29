import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import type { NewId } from '../../core/ids.ts'
import type {
  Enrolment,
  EnrolRequest,
  FarewellRequest,
  NonceRequest,
  RotateRequest,
  Token,
  TokenRequest,
} from '../../core/sync/identity.ts'
import { rotateToSign } from '../../core/sync/identity-signing.ts'
import type { SqlDoor } from '../sql.ts'
import type { Caller } from './caller.ts'
import { createChain } from './chain.ts'
import { changeKeys, readDevice } from './devices.ts'
import { enrolDevice } from './enrol.ts'
import { readEscrowKey } from './escrow-key.ts'
import { keepFarewell } from './farewells.ts'
import { letDeviceIn } from './give-token.ts'
import { ensureHeadofficeKeys, type HeadofficeKeys } from './headoffice-keys.ts'
import { IdentityRefusal } from './identity-refusal.ts'
import { isSignedBy } from './key-pairs.ts'
import { giveNonce } from './nonces.ts'
import { createOperator, type Operator } from './operator.ts'
import { createTokens, tokenMs } from './tokens.ts'
import { createWrongCodes, type WrongCodeLimits } from './wrong-codes.ts'

/** Who may speak to head office: every call rejects with an `IdentityRefusal` that names the contract's error. */
export interface Identity {
  /** @param address where the call comes from. @throws IdentityRefusal TOO_MANY_TRIES, SIGNATURE_WRONG, CODE_NOT_GOOD, ENROLMENT_REFUSED */
  readonly enrol: (request: EnrolRequest, address: string) => Promise<Enrolment>
  readonly nonce: (request: NonceRequest) => Promise<{ readonly nonce: string }>
  /** @throws IdentityRefusal DEVICE_NOT_KNOWN, SIGNATURE_WRONG, DEVICE_REVOKED, DEVICE_CLONED, TOKEN_NOT_GOOD */
  readonly token: (request: TokenRequest) => Promise<Token>
  /** Who calls. @throws IdentityRefusal TOKEN_NOT_GOOD, DEVICE_NOT_KNOWN, DEVICE_REVOKED, DEVICE_CLONED */
  readonly verify: (token: string) => Promise<Caller>
  /** @throws IdentityRefusal SIGNATURE_WRONG */
  readonly rotate: (caller: Caller, request: RotateRequest) => Promise<void>
  /** @returns when it was received, UTC milliseconds. @throws IdentityRefusal DEVICE_NOT_KNOWN, SIGNATURE_WRONG, TOKEN_NOT_GOOD */
  readonly farewell: (request: FarewellRequest) => Promise<{ readonly receivedAt: number }>
  readonly escrowKey: () => Promise<string | null>
  /** Head office's own keys, for what is carried by hand. */
  readonly keys: HeadofficeKeys
  /** What whoever runs head office does, and no laptop can. */
  readonly operator: Operator
}

export interface IdentityOptions {
  readonly door: SqlDoor
  readonly clock: Clock
  readonly newId: NewId
  /** Unguessable bytes. */
  readonly randomBytes: (count: number) => Uint8Array
  readonly log: Logger
  readonly wrongCodeLimits?: WrongCodeLimits
}

/** Head office's identity on its database; makes its own keys where there are none. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { door, clock, newId, randomBytes, log } = options
  const keys = await ensureHeadofficeKeys(door, { clock, randomBytes })
  const chain = createChain({ secret: keys.chainSecret, clock, randomBytes })
  const tokens = createTokens({ door, clock, newId, randomBytes })
  const wrongCodes = createWrongCodes(clock, options.wrongCodeLimits)
  const escrowKey = () => readEscrowKey(door)

  return {
    async enrol(request, address) {
      const { store, link } = await enrolDevice({ door, clock, newId, chain, wrongCodes }, request, address)
      const { deviceId } = request
      log.info({ storeId: store.id, deviceId }, 'enrolled')
      return {
        deviceId,
        store,
        signingKey: keys.signing.publicKey,
        boxKey: keys.box.publicKey,
        escrowKey: await escrowKey(),
        chain: link,
      }
    },
    nonce: async ({ deviceId }) => ({
      nonce: await giveNonce(door, { deviceId, now: clock(), randomBytes }),
    }),
    async token(request) {
      const { deviceId } = request
      const onCloned = () => log.error({ deviceId }, 'two copies of this laptop are about')
      const { caller, link } = await letDeviceIn({ door, chain, now: clock(), onCloned }, request)
      return { token: await tokens.give(caller), goodForMs: tokenMs, chain: link }
    },
    async verify(token) {
      const caller = await tokens.read(token)
      const device = await readDevice(door, caller.deviceId)
      // A head office that was set back may have it in another store, or not yet.
      if (!device || device.storeId !== caller.storeId) throw new IdentityRefusal('DEVICE_NOT_KNOWN')
      if (device.revokedAt !== null) throw new IdentityRefusal('DEVICE_REVOKED')
      if (device.clonedAt !== null) throw new IdentityRefusal('DEVICE_CLONED')
      return caller
    },
    async rotate({ deviceId }, request) {
      const { signingKey, boxKey, signature } = request
      if (!isSignedBy(signingKey, rotateToSign({ deviceId, ...request }), signature))
        throw new IdentityRefusal('SIGNATURE_WRONG')
      await changeKeys(door, deviceId, { signingKey, boxKey, rotatedAt: clock() })
      log.info({ deviceId }, 'keys rotated')
    },
    async farewell(request) {
      const receivedAt = await keepFarewell(door, request, clock())
      const { deviceId, changeSets } = request
      log.warn({ deviceId, changeSets }, 'a revoked laptop said its last word')
      return { receivedAt }
    },
    escrowKey,
    keys,
    operator: createOperator({ door, clock, log, randomBytes }),
  }
}
