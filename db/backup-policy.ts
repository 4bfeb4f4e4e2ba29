import { assertNever } from '../core/assert-never.ts'

export type BackupKind = 'hourly' | 'daily' | 'before-upgrade' | 'before-restore' | 'brought'

/** What the policy needs to know of a backup. Instants are UTC milliseconds of a clock that may have been wrong. */
export interface KeptBackup {
  readonly id: string
  /** Counts up with each backup made here, so that the order never rests on a clock; 0 for one that was brought. */
  readonly number: number
  readonly kind: BackupKind
  /** When it was made; for one that was brought, when it came. */
  readonly since: number
  readonly isGood: boolean | null
}

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** However old a clock makes them look, this many of the newest good ones stay. */
const alwaysKept = 3

/**
 * How many of a kind are kept, newest first, and how long. One from the future counts as new: it is let go by number,
 * when enough newer ones are there.
 */
function limitsOf(kind: BackupKind): { readonly most: number; readonly forMs: number } {
  switch (kind) {
    case 'hourly':
      return { most: 24, forMs: dayMs }
    // By number alone: a clock that jumps ahead lets one of them go, not all.
    case 'daily':
      return { most: 14, forMs: Number.POSITIVE_INFINITY }
    case 'before-upgrade':
    case 'before-restore':
      return { most: 14, forMs: 14 * dayMs }
    // Whoever copied them here did so in one go, so their number says nothing.
    case 'brought':
      return { most: Number.POSITIVE_INFINITY, forMs: 14 * dayMs }
    default:
      return assertNever(kind)
  }
}

/**
 * Says which backups have had their time, as ids. The newest good ones always stay, so that a wrong clock cannot take
 * them all; where none is known to be good, the newest of those that may be.
 */
export function backupsToPrune(backups: readonly KeptBackup[], nowMs: number): readonly string[] {
  const newestFirst = backups.toSorted((a, b) => b.number - a.number || b.since - a.since)
  const own = newestFirst.filter(({ kind }) => kind !== 'brought')
  const good = own.filter(({ isGood }) => isGood === true)
  const mayBeGood = own.filter(({ isGood }) => isGood !== false)
  const safe = new Set((good.length > 0 ? good : mayBeGood).slice(0, alwaysKept))
  const seen = new Map<BackupKind, number>()
  return newestFirst
    .filter((backup) => {
      const place = seen.get(backup.kind) ?? 0
      seen.set(backup.kind, place + 1)
      const { most, forMs } = limitsOf(backup.kind)
      const hasHadItsTime = place >= most || nowMs - backup.since >= forMs
      return hasHadItsTime && !safe.has(backup)
    })
    .map(({ id }) => id)
}

/** What was replaced stays so long, and outlasts a clock that jumps ahead until enough good backups were made after it. */
const aside = { forMs: 14 * dayMs, orDays: 14, atLeastBackups: alwaysKept }

/**
 * Whether a database that was set aside has had its time.
 * @param since when it was set aside
 * @param afterNumber the number of the newest backup there was then
 */
export function isAsideOver(
  { since, afterNumber }: { readonly since: number; readonly afterNumber: number },
  backups: readonly KeptBackup[],
  nowMs: number,
): boolean {
  const newer = backups.filter(({ number, isGood }) => number > afterNumber && isGood === true)
  const newerDays = newer.filter(({ kind }) => kind === 'daily').length
  return newer.length >= aside.atLeastBackups && (nowMs - since >= aside.forMs || newerDays >= aside.orDays)
}
