import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import type { Language } from '../../core/market/language.ts'
import type { Receipt } from '../../core/sync/protocol.ts'
import { sqliteCode } from '../../db/connect.ts'
import { createFeed } from '../../db/feed.ts'
import { createOutbox } from '../../db/outbox.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import { createSyncCounts } from '../../db/sync-counts.ts'
import { type After, after as timer } from '../timer.ts'
import type { HeadofficeClient } from './headoffice-client.ts'
import { syncRound } from './sync-round.ts'
import { isFailedHere, nameOfState, type SyncFailure, type SyncState } from './sync-state.ts'
import { syncWords } from './sync-words.ts'

/** The contract's answer to `sync.status`. */
interface SyncStatus {
  readonly headofficeUrl: string | null
  readonly state: ReturnType<typeof nameOfState>
  readonly trial: boolean
  readonly everythingUpTo: number | null
  readonly lastReceiptAt: number | null
  readonly waitingVisits: number
  readonly waitingChangeSets: number
  readonly conflicts: number
  readonly aside: number
  readonly sentence: string
  readonly advice: string | null
}

export interface SyncClient {
  /**
   * Syncs once with head office, or joins the round under way; resolves when it is over, whatever came of it.
   */
  readonly round: () => Promise<void>
  /** Begins to sync by itself: now, then regularly, sooner after `wake`. */
  readonly start: () => void
  /** Ends it; resolves when a round under way has let go of the database. */
  readonly stop: () => Promise<void>
  /** Something was recorded or set: syncs soon, unless head office is failing and is tried again anyway. */
  readonly wake: () => void
  /** What there is to say, without waiting for anything. */
  readonly status: (language: Language) => SyncStatus
  /** Head office's newest receipts. */
  readonly receipts: (limit: number) => readonly Receipt[]
}

const regularMs = 30_000
const firstRetryMs = 3_000
const wakeMs = 250

/** The laptop's side of sync: one round at a time, in the background, on the database's one writer connection. */
export function createSyncClient(deps: {
  readonly db: Pick<ShowroomDatabase, 'connection' | 'device' | 'tables' | 'fieldVersions' | 'erasures'>
  readonly headoffice: (url: string) => HeadofficeClient
  readonly clock: Clock
  readonly log: Logger
  readonly after?: After
}): SyncClient {
  const { db, clock, log, after = timer } = deps
  const outbox = createOutbox(db.connection)
  const feed = createFeed(db.connection, {
    tables: db.tables,
    fieldVersions: db.fieldVersions,
    erasures: db.erasures,
    outbox,
  })
  const counts = createSyncCounts(db.connection)

  let failure: SyncFailure | null = null
  let failures = 0
  let underWay: Promise<void> | null = null
  let another: Promise<void> | null = null
  /** The address that `failure` is about. */
  let syncedUrl: string | null = null
  let callOff = new AbortController()
  let cancelNext: (() => void) | null = null
  let running = false
  let wokenMeanwhile = false

  const roundOnce = async (): Promise<void> => {
    const device = db.device.get()
    const url = device?.headofficeUrl ?? null
    if (url !== syncedUrl) {
      failure = null
      failures = 0
      syncedUrl = url
    }
    if (!device || url === null) return
    const client = deps.headoffice(url)
    const { signal } = callOff
    const onWelcome = () => {
      if (!isFailedHere(failure)) failure = null
    }
    failure = await syncRound({ client, device, outbox, feed, clock, log, signal, onWelcome })
    failures = failure === null ? 0 : failures + 1
  }
  const breakOff = (err: unknown): void => {
    // What a round that was called off on purpose had not finished waits in the outbox.
    if (callOff.signal.aborted) return
    log.error({ err }, 'sync round failed on this laptop')
    failure = sqliteCode(err) === undefined ? 'broke-off' : 'not-written'
    failures += 1
  }

  const begin = (): Promise<void> => {
    underWay = roundOnce()
      .catch(breakOff)
      .finally(() => {
        underWay = null
      })
    return underWay
  }
  const round = (): Promise<void> => {
    if (underWay === null) return begin()
    // What was recorded a moment ago may have missed the round under way, so one more follows it.
    another ??= underWay.then(() => {
      another = null
      return begin()
    })
    return another
  }

  const schedule = (pauseMs: number) => {
    cancelNext?.()
    cancelNext = after(pauseMs, runScheduled)
  }
  const runScheduled = () => {
    cancelNext = null
    wokenMeanwhile = false
    void round().then(() => {
      const soon = wokenMeanwhile && (failures === 0 || isNewAddress())
      if (running) schedule(soon ? wakeMs : pauseAfterRound())
    })
  }
  /** Laptops of one store are spread by a share of their own, so that they do not all call in the same instant. */
  const pauseAfterRound = (): number => {
    const deviceId = db.device.get()?.deviceId ?? ''
    const share = Number.parseInt(deviceId.slice(-4) || '0', 16) / 0xffff
    const pauseMs = failures === 0 ? regularMs : Math.min(regularMs, firstRetryMs * 2 ** (failures - 1))
    return Math.round(pauseMs * (0.9 + 0.2 * share))
  }

  const isNewAddress = () => (db.device.get()?.headofficeUrl ?? null) !== syncedUrl

  const read = (): SyncState => {
    const device = db.device.get()
    const { mark, stopped } = feed.position()
    const current = isNewAddress() ? null : failure
    return {
      headofficeUrl: device?.headofficeUrl ?? null,
      // That sync was stopped is known across restarts, and weighs more than not reaching head office now.
      failure: stopped !== null && (current === null || current === 'unreachable') ? 'mismatch' : current,
      working: underWay !== null,
      trial: mark === 'trial',
      counts: counts.read(),
      now: clock(),
      timeZone: device?.timeZone ?? 'UTC',
    }
  }

  return {
    round,
    start() {
      if (running) return
      running = true
      schedule(0)
    },
    async stop() {
      running = false
      cancelNext?.()
      cancelNext = null
      callOff.abort(new Error('sync is stopping'))
      await (another ?? underWay)
      callOff = new AbortController()
    },
    wake() {
      if (!running) return
      if (underWay !== null) wokenMeanwhile = true
      else if (failures === 0 || isNewAddress()) schedule(wakeMs)
    },
    status(language) {
      const state = read()
      const { refusedChangeSets: _, ...shown } = state.counts
      return {
        headofficeUrl: state.headofficeUrl,
        state: nameOfState(state),
        trial: state.trial,
        ...shown,
        ...syncWords(state, language),
      }
    },
    receipts: counts.receipts,
  }
}
