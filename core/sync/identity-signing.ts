import { canonicalJson } from '../canonical-json.ts'
import type { DeviceId } from '../ids.ts'
import type { EnrolRequest, FarewellRequest, RotateRequest, TokenRequest } from './identity.ts'

/** The text that the new `signingKey` signs to enrol. */
export function enrolToSign({
  code,
  deviceId,
  signingKey,
  boxKey,
  ownStore,
}: Omit<EnrolRequest, 'signature'>): string {
  return canonicalJson({ purpose: 'enrol', code, deviceId, signingKey, boxKey, ownStore })
}

/** The text that a device signs to get a token. */
export function tokenToSign({ deviceId, nonce, chain }: Omit<TokenRequest, 'signature'>): string {
  return canonicalJson({ purpose: 'token', deviceId, nonce, chain })
}

/** The text that the new `signingKey` signs to take the old one's place. */
export function rotateToSign({
  deviceId,
  signingKey,
  boxKey,
}: Omit<RotateRequest, 'signature'> & { readonly deviceId: DeviceId }): string {
  return canonicalJson({ purpose: 'rotate', deviceId, signingKey, boxKey })
}

/**
 * The text that a revoked device signs with its last word.
 * @param sealedHash SHA-256 of `sealed` as text, in lower-case hexadecimal
 */
export function farewellToSign(
  { deviceId, nonce, changeSets }: Omit<FarewellRequest, 'signature' | 'sealed'>,
  sealedHash: string,
): string {
  return canonicalJson({ purpose: 'farewell', deviceId, nonce, changeSets, sealedHash })
}
