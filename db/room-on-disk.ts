import { statfsSync } from 'node:fs'
import { Refusal } from '../contract/errors.ts'

/** What opening the database needs at the least: the index of its write-ahead log, and some pages. */
const leastBytes = 65_536

/** The refusal of an opening that failed for want of room; `null` when it failed otherwise. */
export function noRoomToOpen(folder: string, cause: unknown): Refusal | null {
  // SQLite's name of the failure, or the system's.
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const isFull = saysFull.includes(code) || (mayMeanFull(code) && isDiskFull(folder))
  return isFull ? new Refusal('NO_ROOM_TO_OPEN', { folder }, { cause }) : null
}

const saysFull = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']

/** Of a file that there was no room for, SQLite says only that it could not be opened. */
const mayMeanFull = (code: string): boolean =>
  code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')

function isDiskFull(folder: string): boolean {
  const { bavail, bsize, files, ffree } = statfsSync(folder)
  return bavail * bsize < leastBytes || (files > 0 && ffree === 0)
}
