import { ORPCError } from '@orpc/server'
import { IdentityRefusal, type IdentityRefusalCode } from './identity/identity-refusal.ts'

/** As contract/headoffice.ts has them. */
const statusByCode: Readonly<Record<IdentityRefusalCode, number>> = {
  TOKEN_NOT_GOOD: 401,
  DEVICE_NOT_KNOWN: 403,
  DEVICE_REVOKED: 403,
  DEVICE_CLONED: 403,
  SIGNATURE_WRONG: 403,
  CODE_NOT_GOOD: 403,
  TOO_MANY_TRIES: 429,
  ENROLMENT_REFUSED: 409,
}

/** Rejects with the contract's error where the work rejects with an `IdentityRefusal`. */
export async function orCallError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (!(cause instanceof IdentityRefusal)) throw cause
    const { code, reason } = cause
    const data = reason === null ? undefined : { reason }
    throw new ORPCError(code, { defined: true, status: statusByCode[code], message: code, data, cause })
  }
}
