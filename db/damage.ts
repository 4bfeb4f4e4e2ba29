import { type ErrorCode, type ErrorDetail, Refusal } from '../contract/errors.ts'
import { sqliteCode } from './connect.ts'

/** What a failure of the data says about the disk under it; `null` for one that says nothing about it. */
export type Failure = 'damaged' | 'disk-full' | 'disk-failed' | 'busy'

/**
 * Tells a failure of SQLite, or of a file of ours, by its kind. `damaged`: what lies on the disk is not what was written
 * there, whether a page no longer carries its authentication code, an index disagrees with its table or the file ends
 * early. A row that no longer fits its schema is a bug until the check of the whole file says otherwise, and is `null`.
 */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Refusal)
    return error.code === 'DATABASE_NOT_READABLE' || error.code === 'DATABASE_DAMAGED' ? 'damaged' : null
  const code = sqliteCode(error) ?? systemCode(error)
  if (code === undefined) return null
  if (
    code === 'SQLITE_FULL' ||
    code === 'SQLITE_IOERR_SHMSIZE' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === 'EFBIG'
  )
    return 'disk-full'
  if (isDamageCode(code)) return 'damaged'
  if (diskCodes.some((start) => code.startsWith(start))) return 'disk-failed'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy'
  return null
}

/** Whether the failure says that the database on the disk is damaged. */
export const isDamage = (error: unknown): boolean => failureOf(error) === 'damaged'

/** The code of the catalogue for any failure, with the words of its sentence: `BUG` for what nobody expected. */
export function codeOfFailure(error: unknown): { readonly code: ErrorCode; readonly detail: ErrorDetail } {
  if (error instanceof Refusal) return error
  switch (failureOf(error)) {
    case 'damaged':
      return { code: 'DATABASE_DAMAGED', detail: {} }
    case 'disk-full':
      return { code: 'DISK_FULL', detail: {} }
    case 'disk-failed':
      return { code: 'DISK_FAILED', detail: {} }
    case 'busy':
      return { code: 'DATABASE_BUSY', detail: {} }
    case null:
      return { code: 'BUG', detail: {} }
  }
}

const diskCodes = ['SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'EIO', 'EROFS']

/** A failed read is damage too: a sector that the disk no longer gives is as lost as one that it gives wrong. */
const damageCodes = [
  'SQLITE_NOTADB',
  'SQLITE_IOERR_READ',
  'SQLITE_IOERR_SHORT_READ',
  'SQLITE_IOERR_DATA',
  'SQLITE_IOERR_CORRUPTFS',
]

/** SQLITE_CORRUPT_VTAB is the full-text index. */
function isDamageCode(code: string): boolean {
  return code.startsWith('SQLITE_CORRUPT') || damageCodes.includes(code)
}

/** The operating system's own name of a failure, e.g. `ENOSPC`. */
function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
