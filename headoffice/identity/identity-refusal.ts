import type { EnrolmentRefusal } from '../../core/sync/identity.ts'

export type IdentityRefusalCode =
  | 'TOKEN_NOT_GOOD'
  | 'DEVICE_NOT_KNOWN'
  | 'DEVICE_REVOKED'
  | 'DEVICE_CLONED'
  | 'SIGNATURE_WRONG'
  | 'CODE_NOT_GOOD'
  | 'TOO_MANY_TRIES'
  | 'ENROLMENT_REFUSED'

/** A laptop that is not let in, with the contract's code for it (contract/headoffice.ts). */
export class IdentityRefusal extends Error {
  readonly code: IdentityRefusalCode
  /** For `ENROLMENT_REFUSED` only. */
  readonly reason: EnrolmentRefusal | null

  constructor(code: IdentityRefusalCode, reason: EnrolmentRefusal | null = null) {
    super(reason === null ? code : `${code}: ${reason}`)
    this.name = 'IdentityRefusal'
    this.code = code
    this.reason = reason
  }
}
