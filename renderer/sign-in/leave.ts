import type { ConsultantId } from '../../core/ids.ts'
import type { AllowedBy } from './use-new-pin.ts'

/** Who lets another person in, as it is typed: a manager with their PIN, or whoever holds the recovery code. */
export type Leave = {
  readonly by: 'manager' | 'recovery-code'
  readonly managerId: ConsultantId | null
  readonly pin: string
  readonly code: string
}

/** What the data process is asked to believe, `null` while something is missing. */
export function allowedBy({ by, managerId, pin, code }: Leave): AllowedBy | null {
  if (by === 'recovery-code') return code.trim() === '' ? null : { type: 'recovery-code', code }
  return managerId === null || pin === '' ? null : { type: 'manager', consultantId: managerId, pin }
}

const aboutLeave: ReadonlySet<string> = new Set([
  'PIN_WRONG',
  'PIN_WAIT',
  'PIN_LOCKED',
  'PIN_MISSING',
  'RECOVERY_CODE_WRONG',
  'NOT_ALLOWED',
])

/** Whether a refusal is about the one who lets in, and not about what they let be done. */
export function isAboutLeave(code: string): boolean {
  return aboutLeave.has(code)
}
