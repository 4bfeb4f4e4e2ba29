import type { TokenRequest } from '../../core/sync/identity.ts'
import { tokenToSign } from '../../core/sync/identity-signing.ts'
import type { Sql, SqlDoor } from '../sql.ts'
import type { Caller } from './caller.ts'
import type { Chain } from './chain.ts'
import { type EnrolledDevice, markCloned, moveChain, readDevice } from './devices.ts'
import { IdentityRefusal, type IdentityRefusalCode } from './identity-refusal.ts'
import { isSignedBy } from './key-pairs.ts'
import { takeNonce } from './nonces.ts'

type Outcome =
  | { readonly type: 'let-in'; readonly caller: Caller; readonly link: string }
  /** A copy of the laptop was noticed just now. */
  | { readonly type: 'cloned' }
  | { readonly type: 'refused'; readonly code: IdentityRefusalCode }

const refused = (code: IdentityRefusalCode): Outcome => ({ type: 'refused', code })

/**
 * Uses a laptop's nonce and link, and says who it is and what its next link is.
 * @param onCloned is told of two copies when they are noticed
 * @throws IdentityRefusal DEVICE_NOT_KNOWN, SIGNATURE_WRONG, DEVICE_REVOKED, DEVICE_CLONED, TOKEN_NOT_GOOD
 */
export async function letDeviceIn(
  {
    door,
    chain,
    now,
    onCloned,
  }: {
    readonly door: SqlDoor
    readonly chain: Chain
    readonly now: number
    readonly onCloned: () => void
  },
  request: TokenRequest,
): Promise<{ readonly caller: Caller; readonly link: string }> {
  const outcome = await door.transaction((sql) => present(sql, { chain, now, request }))
  switch (outcome.type) {
    case 'let-in':
      return outcome
    case 'cloned':
      onCloned()
      throw new IdentityRefusal('DEVICE_CLONED')
    case 'refused':
      throw new IdentityRefusal(outcome.code)
  }
}

/** Refusals are said, not thrown: what was noticed and used up is committed with them. */
async function present(
  sql: Sql,
  { chain, now, request }: { readonly chain: Chain; readonly now: number; readonly request: TokenRequest },
): Promise<Outcome> {
  const { deviceId, nonce } = request
  const device = await readDevice(sql, deviceId, { forUpdate: true })
  if (!device) return refused('DEVICE_NOT_KNOWN')
  const signer = signerOf(device, request)
  if (signer === 'nobody') return refused('SIGNATURE_WRONG')
  if (!(await takeNonce(sql, { deviceId, nonce, now }))) return refused('TOKEN_NOT_GOOD')
  if (device.revokedAt !== null) return refused('DEVICE_REVOKED')
  if (device.clonedAt !== null) return refused('DEVICE_CLONED')
  const stand = chain.present(deviceId, request.chain, device.chain)
  if (stand === null) {
    await markCloned(sql, deviceId, now)
    return { type: 'cloned' }
  }
  // Its own new keys may not have come back to it yet; then it tries them next.
  if (signer === 'old-key') return refused('SIGNATURE_WRONG')
  await moveChain(sql, deviceId, stand, now)
  return { type: 'let-in', caller: { storeId: device.storeId, deviceId }, link: stand.last }
}

function signerOf(device: EnrolledDevice, request: TokenRequest): 'device' | 'old-key' | 'nobody' {
  const text = tokenToSign(request)
  if (isSignedBy(device.signingKey, text, request.signature)) return 'device'
  const isOld = device.oldSigningKey !== null && isSignedBy(device.oldSigningKey, text, request.signature)
  return isOld ? 'old-key' : 'nobody'
}
