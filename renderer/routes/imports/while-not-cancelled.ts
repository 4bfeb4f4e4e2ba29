import { failureCode } from '../../failure.ts'

/** That an import which was cancelled is over is no failure. */
export function whileNotCancelled(error: Error | null): Error | null {
  return error !== null && failureCode(error) === 'IMPORT_OVER' ? null : error
}
