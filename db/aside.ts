import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAsideOver } from './backup-policy.ts'
import { type Backup, readBackups } from './backups.ts'
import { fileStamp, fileStampPattern, parseFileStamp } from './file-stamp.ts'

/** Where databases lie that were replaced, each whole in a folder of its own, until their time is over. */
export const asidesFolder = (folder: string): string => join(folder, 'aside')

/**
 * The name of a new folder for what is set aside now: when, after which backup, and a count where that is taken.
 * @param nowMs UTC milliseconds
 */
export function newAsideName(folder: string, nowMs: number): string {
  const newest = Math.max(0, ...readBackups(folder).map(({ number }) => number))
  for (let count = 1; ; count += 1) {
    const name = `${fileStamp(nowMs)}-${String(newest).padStart(6, '0')}-${count}`
    if (!existsSync(join(asidesFolder(folder), name))) return name
  }
}

/** Removes what was set aside and has had its time. */
export function removeOldAsides(folder: string, backups: readonly Backup[], nowMs: number): void {
  const place = asidesFolder(folder)
  if (!existsSync(place)) return
  for (const name of readdirSync(place)) {
    const aside = parseAsideName(name)
    if (aside !== null && isAsideOver(aside, backups, nowMs))
      rmSync(join(place, name), { recursive: true, force: true })
  }
}

const namePattern = new RegExp(`^(?<stamp>${fileStampPattern})-(?<number>\\d{6,9})-\\d+$`)

/** Whether this is the name of a folder that `newAsideName` gave. */
export const isAsideName = (name: string): boolean => parseAsideName(name) !== null

function parseAsideName(name: string): { readonly since: number; readonly afterNumber: number } | null {
  const { stamp, number } = namePattern.exec(name)?.groups ?? {}
  const since = stamp === undefined ? null : parseFileStamp(stamp)
  return since === null ? null : { since, afterNumber: Number(number) }
}
