import type { ConsultantId } from '../../core/ids.ts'
import type { Role } from '../../core/people/role.ts'

/** Who is signed in on this laptop, in all its windows; kept in memory only, so a restart signs everybody out. */
export interface Session {
  /** @throws Refusal SIGNED_OUT */
  readonly person: () => { readonly consultantId: ConsultantId; readonly role: Role }
  /** @throws Refusal SIGNED_OUT, NOT_ALLOWED */
  readonly manager: () => ConsultantId
}
