import { failureCode } from '../../failure.ts'

const aboutThePermission: ReadonlySet<string> = new Set([
  'PIN_WRONG',
  'PIN_WAIT',
  'PIN_LOCKED',
  'PIN_MISSING',
  'NOT_ALLOWED',
])

/** Whether a refusal is about the PIN that was to allow something, so that its sentence stands beside that one. */
export function isAboutAllowing(error: unknown): boolean {
  return error !== null && error !== undefined && aboutThePermission.has(failureCode(error))
}
