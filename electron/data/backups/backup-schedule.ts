import type { Logger } from 'pino'
import type { ErrorCode, ErrorDetail } from '../../../contract/errors.ts'
import type { BackupView } from '../../../contract/laptop.ts'
import type { Clock } from '../../../core/clock.ts'
import { type Backup, readBackups, viewOfBackups } from '../../../db/backups.ts'
import { codeOfFailure, isDamage } from '../../../db/damage.ts'
import type { After } from '../../timer.ts'
import type { Upkeep } from '../upkeep/run-upkeep.ts'

interface Problem {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

export interface Backups {
  /** Begins to make them by itself: one of today soon, then hourly while something changes. */
  readonly start: () => void
  /** Ends it; resolves when none is being made any more. */
  readonly stop: () => Promise<void>
  /**
   * Makes one now, or joins the one that is being made.
   * @throws Refusal BACKUP_NOT_MADE, DATABASE_DAMAGED
   */
  readonly make: () => Promise<BackupView>
  /** What there is, when the newest good one was made, and why the last try made none. */
  readonly list: () => {
    readonly backups: readonly BackupView[]
    readonly lastGoodAt: number | null
    readonly problem: Problem | null
  }
  /** Something else about backups went wrong and is to be shown until Northstar is closed, such as a restore. */
  readonly notice: (problem: Problem) => void
}

const hourMs = 60 * 60_000
const lookMs = 60_000
/** The first minute belongs to whoever has just opened the laptop. */
const firstLookMs = 60_000
const retryMs = 10 * 60_000

/** Makes the rolling backups of an open database, one at a time, in the upkeep thread. */
export function createBackups(deps: {
  readonly upkeep: Upkeep
  readonly folder: string
  readonly clock: Clock
  readonly after: After
  readonly log: Logger
  /** Counts up with each row that this process writes. */
  readonly writes: () => number
  /** The day of an instant, such as the store's business day: each day's first backup is kept longer. */
  readonly dayOf: (instantMs: number) => string
  /** Every kept backup now holds the change sets up to this position. */
  readonly onGoodBackup: (heldUpTo: number) => void
  /** The backup met data that can no longer be read. */
  readonly onDamage: (error: unknown) => void
}): Backups {
  const { upkeep, folder, clock, log } = deps
  let problem: Problem | null = null
  let noticed: Problem | null = null
  /** `null` until this process made one: what was written before it began is not known. */
  let writesAtLast: number | null = null
  let underWay: Promise<BackupView> | null = null
  let cancel: (() => void) | null = null
  let isRunning = false

  const own = () => readBackups(folder).filter(({ kind, isGood }) => kind !== 'brought' && isGood === true)
  const rolling = () => own().filter(({ kind }) => kind === 'hourly' || kind === 'daily')
  const kindNow = () => {
    const today = deps.dayOf(clock())
    const hasToday = rolling().some(({ kind, madeAt }) => kind === 'daily' && deps.dayOf(madeAt) === today)
    return hasToday ? 'hourly' : 'daily'
  }
  const isDue = (): boolean => {
    if (kindNow() === 'daily') return true
    const last = newest(rolling())
    // A clock that was set back must not put the next one off.
    const isHourOver = last === null || Math.abs(clock() - last.madeAt) >= hourMs
    return isHourOver && deps.writes() !== writesAtLast
  }

  const makeOne = async (): Promise<BackupView> => {
    const writes = deps.writes()
    const { backup, heldUpTo } = await upkeep.run({ type: 'backup', kind: kindNow(), nowMs: clock() })
    writesAtLast = writes
    problem = null
    deps.onGoodBackup(heldUpTo)
    return backup
  }
  const failed = (error: unknown): void => {
    // Cut short because the laptop is closed: the next start makes it.
    if (upkeep.isClosed()) return
    const { code, detail } = codeOfFailure(error)
    problem = { code, detail }
    if (code === 'BUG') log.error({ err: error }, 'the backup failed')
    else log.warn({ code, ...detail }, 'no backup was made')
    if (isDamage(error)) deps.onDamage(error)
  }
  const make = (): Promise<BackupView> => {
    underWay ??= makeOne()
      .catch((error: unknown) => {
        failed(error)
        throw error
      })
      .finally(() => {
        underWay = null
      })
    return underWay
  }

  const schedule = (pauseMs: number) => {
    cancel?.()
    cancel = deps.after(pauseMs, look)
  }
  const look = () => {
    cancel = null
    let due: boolean
    try {
      due = isDue()
    } catch (error) {
      // The folder of the backups could not be looked into.
      failed(error)
      return schedule(retryMs)
    }
    if (!due) return schedule(lookMs)
    make().then(
      () => isRunning && schedule(lookMs),
      // Said and logged already.
      () => isRunning && schedule(retryMs),
    )
  }

  return {
    make,
    start() {
      if (isRunning) return
      isRunning = true
      schedule(firstLookMs)
    },
    async stop() {
      isRunning = false
      cancel?.()
      cancel = null
      await underWay?.catch(() => {})
    },
    list: () => ({
      backups: viewOfBackups(readBackups(folder)),
      lastGoodAt: newest(own())?.madeAt ?? null,
      problem: problem ?? noticed,
    }),
    notice(about) {
      noticed = about
    },
  }
}

/** By number, for a clock may have been wrong. */
const newest = (backups: readonly Backup[]): Backup | null =>
  backups.reduce<Backup | null>((best, one) => (best && best.number > one.number ? best : one), null)
