import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { BackupView } from '../contract/laptop.ts'
import { jsonOrNull } from '../core/json-or-null.ts'
import type { BackupKind, KeptBackup } from './backup-policy.ts'
import { partialEnding, writeDurably } from './durable-files.ts'
import { fileStamp, fileStampPattern, parseFileStamp } from './file-stamp.ts'
import { knownInstallation } from './installation.ts'

/** Where a laptop's backups lie; whoever carries one elsewhere takes the file and its `.keys.json`. */
export const backupsFolder = (folder: string): string => join(folder, 'backups')

/** A backup's database. @param id of one in the list, never a word from outside */
export const backupFile = (folder: string, id: string): string => join(backupsFolder(folder), `${id}.db`)

/** The copy of the key's wraps that stands beside a backup, so that a recovery code opens it on another laptop. */
export const backupKeysFile = (folder: string, id: string): string =>
  join(backupsFolder(folder), `${id}.keys.json`)

/** The file in which the key's wraps lie. */
const keyWrapsFile = (folder: string) => join(folder, 'key-wraps.json')

/** Stands beside a backup that was found not to be good after all. */
const notGoodFile = (folder: string, id: string) => join(backupsFolder(folder), `${id}.not-good`)

/**
 * The backups in a data folder, newest first by their clock. One of another installation, or of no name of ours, was
 * brought here by somebody; whether it is good is not known before its key is at hand.
 */
export const listBackups = (folder: string): readonly BackupView[] => viewOfBackups(readBackups(folder))

/** The same for a screen. */
export function viewOfBackups(backups: readonly Backup[]): readonly BackupView[] {
  return backups
    .toSorted((a, b) => b.madeAt - a.madeAt || b.number - a.number)
    .map(({ id, madeAt, bytes, kind, isGood }) => ({ id, madeAt, bytes, kind, isGood }))
}

export interface Backup extends KeptBackup, BackupView {
  readonly kind: BackupKind
  readonly isGood: boolean | null
}

/** The backups in a data folder with what the policy needs to know of them, in no order. */
export function readBackups(folder: string): readonly Backup[] {
  const place = backupsFolder(folder)
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return []
  const installation = knownInstallation(folder)
  const mark = installation === null ? null : markOf(installation)
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.db'))
    .flatMap(({ name }) => readBackup(folder, name.slice(0, -'.db'.length), mark) ?? [])
}

function readBackup(folder: string, id: string, mark: string | null): Backup | null {
  const stats = statSync(backupFile(folder, id), { throwIfNoEntry: false })
  // Another thread may have let it go meanwhile.
  if (stats === undefined) return null
  const { size: bytes, mtimeMs, ctimeMs } = stats
  const name = parseBackupName(id)
  if (name === null || name.mark !== mark)
    return {
      id,
      bytes,
      kind: 'brought',
      number: 0,
      madeAt: name?.madeAt ?? Math.floor(mtimeMs),
      // A copy keeps the time of what was copied; when it came is the time of its entry here.
      since: Math.floor(ctimeMs),
      isGood: existsSync(notGoodFile(folder, id)) ? false : null,
    }
  const { number, kind, madeAt } = name
  return { id, bytes, kind, number, madeAt, since: madeAt, isGood: !existsSync(notGoodFile(folder, id)) }
}

/** Keeps in mind that a backup can no longer be read whole. */
export function markNotGood(folder: string, id: string): void {
  writeFileSync(notGoodFile(folder, id), '', { mode: 0o600 })
}

/** Removes a backup with all that stands beside it; the database goes first, for without it the rest says nothing. */
export function removeBackup(folder: string, id: string): void {
  const keys = backupKeysFile(folder, id)
  for (const file of [backupFile(folder, id), keys, `${keys}${partialEnding}`, notGoodFile(folder, id)])
    rmSync(file, { force: true })
}

/** Puts the key's wraps as they are now beside a backup of this installation; they are on the disk when this returns. */
export function keepKeys(folder: string, id: string): void {
  const wraps = textOf(keyWrapsFile(folder))
  if (wraps === null) return
  const copy = backupKeysFile(folder, id)
  for (let left = 3; left > 0; left -= 1) {
    const there = textOf(copy)
    if (there === wraps || (there !== null && isOfAnotherKey(there, wraps))) return
    try {
      writeDurably(copy, wraps)
      return
    } catch (error) {
      // The thread that makes backups may have been at the same file: look again.
      if (!isMissing(error) || left === 1) throw error
    }
  }
}

/**
 * Brings the wraps beside every backup of this installation up to those in force, so that a recovery code or passphrase
 * that was replaced opens none of them. A backup that was brought here keeps its own.
 */
export function refreshBackupKeys(folder: string): void {
  for (const { id, kind } of readBackups(folder)) if (kind !== 'brought') keepKeys(folder, id)
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const ofDatabase = z.object({ databaseId: z.string() })

/** Wraps that say nothing readable open nothing, so nothing is lost with them. */
function isOfAnotherKey(there: string, wraps: string): boolean {
  const [before, now] = [there, wraps].map((text) => ofDatabase.safeParse(jsonOrNull(text)).data?.databaseId)
  return before !== undefined && before !== now
}

type MadeKind = Exclude<BackupKind, 'brought'>

interface BackupName {
  readonly number: number
  readonly madeAt: number
  readonly kind: MadeKind
  /** Tells installations apart. */
  readonly mark: string
}

/** Such as `000042-2026-11-22T07-00-00-000Z-daily-3f9a2c1b`: its number, when, why, and whose. */
export function backupName({
  number,
  madeAt,
  kind,
  installation,
}: {
  readonly number: number
  readonly madeAt: number
  readonly kind: MadeKind
  readonly installation: string
}): string {
  return `${String(number).padStart(6, '0')}-${fileStamp(madeAt)}-${kind}-${markOf(installation)}`
}

const namePattern = new RegExp(
  `^(?<number>\\d{6,9})-(?<stamp>${fileStampPattern})-(?<kind>hourly|daily|before-upgrade|before-restore)-(?<mark>[0-9a-f]{8})$`,
)

function parseBackupName(name: string): BackupName | null {
  const { number, stamp, kind, mark } = namePattern.exec(name)?.groups ?? {}
  if (stamp === undefined || mark === undefined || !isMadeKind(kind)) return null
  const madeAt = parseFileStamp(stamp)
  return madeAt === null ? null : { number: Number(number), madeAt, kind, mark }
}

const isMadeKind = (kind: string | undefined): kind is MadeKind =>
  kind === 'hourly' || kind === 'daily' || kind === 'before-upgrade' || kind === 'before-restore'

/** The end of an id is its random part. */
const markOf = (installation: string): string => installation.replaceAll('-', '').slice(-8)
