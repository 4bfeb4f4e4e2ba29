import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import type { Locales } from '../../core/market/date-locale.ts'
import type { Language } from '../../core/market/language.ts'
import type { DocumentInForce } from '../../core/sync/protocol.ts'
import { createAsideRecords } from '../../db/aside-records.ts'
import { sqliteCode } from '../../db/connect.ts'
import { createFeed, type Feed } from '../../db/feed.ts'
import { createOutbox, type Outbox } from '../../db/outbox.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import { createSyncCounts } from '../../db/sync-counts.ts'
import { createSyncSettings, type MeteredSetting } from '../../db/sync-settings.ts'
import { createWaitingRecords } from '../../db/waiting-records.ts'
import { type After, after as timer } from '../timer.ts'
import { createDifferedBefore } from './differed-before.ts'
import type { Credentials, HeadofficeClient } from './headoffice-client.ts'
import { createNetwork, type Network } from './network.ts'
import { createPageSize, type PageSize } from './page-size.ts'
import { type RoundFailure, syncRound } from './sync-round.ts'
import { createSyncSchedule } from './sync-schedule.ts'
import { type FirstSync, isFailedHere, type SyncFailure, triedOf } from './sync-state.ts'
import { type SyncStatus, statusOf } from './sync-status.ts'

/** Who this laptop is to head office, as far as sync has to know. */
export interface SyncIdentity {
  readonly state: () => 'not-enrolled' | 'enrolled' | 'revoked' | 'cloned'
  readonly token: Credentials['token']
  /** Head office has said so; nothing more is sent until this laptop is enrolled anew. */
  readonly refuse: (because: 'not-known' | 'revoked' | 'cloned') => void
}

/**
 * What goes when no record waits: documents, pictures. Resumable, for it is called off whenever a round begins: a call
 * under way comes to its end, so that a slow line keeps what it brought, and the next one throws.
 */
export type Lane = (
  headoffice: HeadofficeClient,
  signal: AbortSignal,
  /** What head office has in force for this laptop's store. */
  documents: readonly DocumentInForce[],
) => Promise<void>

/** What a round works with. */
export interface SyncParts {
  readonly outbox: Outbox
  readonly feed: Feed
  readonly signal: AbortSignal
}

export interface SyncClient {
  /** Syncs once with head office, or joins the round under way; resolves when it is over, whatever came of it. */
  readonly round: () => Promise<void>
  /**
   * Does what no round may run beside, once none does; rounds wait for it.
   * @param work.signal aborts when sync stops
   */
  readonly alone: <T>(work: (parts: SyncParts) => Promise<T>) => Promise<T>
  /** Begins to sync by itself: now, then regularly, sooner after `wake`. */
  readonly start: () => void
  /** Ends it; resolves when a round under way has let go of the database. */
  readonly stop: () => Promise<void>
  /** Something was recorded: syncs soon, unless head office is failing and is tried again anyway. */
  readonly wake: () => void
  /** What the last try failed for may not be so any more: another address, an enrolment. */
  readonly settled: () => void
  /** The page noticed another network. @param saveData whether its line asks to be spared */
  readonly networkChanged: (saveData: boolean) => void
  readonly setMetered: (setting: MeteredSetting) => void
  /** The manager lets go what head office would take away; syncs soon. */
  readonly allowDeletes: () => void
  /** The manager lets everything be sent to a head office that is empty; syncs soon. */
  readonly allowEmpty: () => void
  /** What there is to say, without waiting for anything. */
  readonly status: (language: Language) => SyncStatus
}

/** In bytes of JSON, of which the line carries about a twentieth. */
const pushBytes = { least: 24_000, most: 4_000_000, first: 400_000, metered: 50_000 }
const pullRows = { least: 40, most: 3_000, first: 400, metered: 100 }

/** The laptop's side of sync: one round at a time, in the background, on the database's one writer connection. */
export function createSyncClient(deps: {
  readonly db: Pick<ShowroomDatabase, 'connection' | 'device' | 'tables' | 'fieldVersions' | 'erasures'>
  readonly headoffice: (url: string) => HeadofficeClient
  readonly identity: SyncIdentity
  readonly headofficeClock: {
    /** What to add to this laptop's clock for head office's, as last learned. */
    readonly offsetMs: () => number | null
    /** Head office said its time just now, UTC milliseconds. */
    readonly learned: (headofficeNow: number) => void
  }
  readonly clock: Clock
  readonly monotonicMs: () => number
  /** From 0 up to but not including 1. */
  readonly random: () => number
  readonly log: Logger
  readonly network?: Network
  readonly after?: After
  readonly lanes?: readonly Lane[]
  /** How days are said, as a market pack has it; each language by itself where left out. */
  readonly locales?: Locales | undefined
}): SyncClient {
  const { db, clock, log, monotonicMs, identity, headofficeClock, after = timer, lanes = [] } = deps
  const network = deps.network ?? createNetwork({ after })
  const outbox = createOutbox(db.connection)
  const feed = createFeed(db.connection, {
    tables: db.tables,
    fieldVersions: db.fieldVersions,
    erasures: db.erasures,
    outbox,
    monotonicMs,
  })
  const counts = createSyncCounts(db.connection)
  const waitingRecords = createWaitingRecords(db.connection)
  const settings = createSyncSettings(db.connection)
  const aside = createAsideRecords(db.connection)
  const differedBefore = createDifferedBefore(monotonicMs)

  let failure: SyncFailure | null = null
  let retryAfterMs: number | null = null
  let firstSync: FirstSync | null = null
  let pageSavesData = false
  let underWay: Promise<void> | null = null
  let another: Promise<void> | null = null
  /** As the newest welcome named them. */
  let documentsInForce: readonly DocumentInForce[] = []
  /** Resolves when what no round may run beside is done; never rejects. */
  let isAlone: Promise<void> | null = null
  /** The head office that `failure` is about, its connection and its pages' sizes. */
  let reached: Reached | null = null
  let callOff = new AbortController()
  let lanesUnderWay: { readonly stop: AbortController; readonly done: Promise<void> } | null = null

  const isMetered = (): boolean => {
    const setting = settings.metered()
    return setting === 'auto' ? network.looksMetered() || pageSavesData : setting === 'metered'
  }
  const urlNow = () => db.device.get()?.headofficeUrl ?? null
  const reach = (url: string): Reached => {
    if (reached?.url === url) return reached
    failure = null
    reached = {
      url,
      client: deps.headoffice(url),
      pushSize: sizeOf(pushBytes, isMetered),
      pullSize: sizeOf(pullRows, isMetered),
    }
    return reached
  }

  /** Why there is nothing to call for, `null` where there is. */
  const whyNot = (url: string): SyncFailure | null => {
    const state = identity.state()
    // One of two copies goes on asking: it may be revoked meanwhile, and must hear of it.
    if (state !== 'enrolled' && state !== 'cloned') return state
    return isOutOfReach(url) ? 'no-network' : null
  }
  const isOutOfReach = (url: string) => !isOnThisMachine(url) && !network.isUp()

  const roundOnce = async (): Promise<RoundFailure | null> => {
    const url = urlNow()
    if (url === null) {
      reached = null
      return null
    }
    const { client, pushSize, pullSize } = reach(url)
    const reason = whyNot(url)
    if (reason !== null) return { failure: reason, retryAfterMs: null }
    const ended = await syncRound({
      client,
      outbox,
      feed,
      clock,
      monotonicMs,
      log,
      pushSize,
      pullSize,
      signal: callOff.signal,
      yieldTo: () => nextTurn(),
      onWelcome(headofficeNow, documents) {
        headofficeClock.learned(headofficeNow)
        documentsInForce = documents
        if (!isFailedHere(failure)) failure = null
      },
      onFirstSync(progress) {
        firstSync = progress
      },
      isMetered,
      differedBefore,
      onChecked: (outcome, rows) => settings.keepChecked({ at: clock(), outcome, rows }),
    })
    aside.noteNew(clock())
    switch (ended?.failure) {
      case 'not-known':
      case 'revoked':
      case 'cloned':
        identity.refuse(ended.failure)
        return ended
      case 'no-internet':
      case 'line-broke':
        // The network may have gone meanwhile: then that is what there is to say.
        return isOutOfReach(url) ? { ...ended, failure: 'no-network' } : ended
      default:
        return ended
    }
  }
  const breakOff = (err: unknown): RoundFailure | null => {
    // What a round that was called off on purpose had not finished waits in the outbox.
    if (callOff.signal.aborted) return null
    log.error({ err }, 'sync round failed on this laptop')
    return { failure: sqliteCode(err) === undefined ? 'broke-off' : 'not-written', retryAfterMs: null }
  }
  const begin = (): Promise<void> => {
    lanesUnderWay?.stop.abort(new Error('records go first'))
    underWay = (isAlone === null ? roundOnce() : isAlone.then(roundOnce)).catch(breakOff).then((ended) => {
      failure = ended?.failure ?? null
      retryAfterMs = ended?.retryAfterMs ?? null
      underWay = null
      if (failure === null && another === null) beginLanes()
    })
    return underWay
  }
  const join = (): Promise<void> => {
    if (underWay === null) return begin()
    // What was recorded a moment ago may have missed the round under way, so one more follows it.
    another ??= underWay.then(() => {
      another = null
      return begin()
    })
    return another
  }
  const alone: SyncClient['alone'] = async (work) => {
    for (let before = isAlone ?? underWay; before !== null; before = isAlone ?? underWay) await before
    const { promise, resolve } = Promise.withResolvers<void>()
    isAlone = promise
    try {
      return await work({ outbox, feed, signal: callOff.signal })
    } finally {
      isAlone = null
      resolve()
      aside.noteNew(clock())
    }
  }
  const tried = () => triedOf(failure, retryAfterMs)

  const beginLanes = () => {
    if (lanes.length === 0 || reached === null || isMetered() || callOff.signal.aborted) return
    const client = sparing(reached.client, callOff.signal)
    const before = lanesUnderWay?.done
    const stop = new AbortController()
    const run = async () => {
      await before
      for (const lane of lanes) {
        if (stop.signal.aborted) return
        await lane(client, stop.signal, documentsInForce).catch((err: unknown) => {
          if (!stop.signal.aborted) log.info({ err }, 'what goes after the records broke off')
        })
      }
    }
    lanesUnderWay = { stop, done: run() }
  }

  const schedule = createSyncSchedule({
    after,
    monotonicMs,
    random: deps.random,
    isMetered,
    run: async () => {
      await join()
      return tried()
    },
  })
  const allow = (what: () => void) => {
    what()
    failure = null
    schedule.settled()
  }

  return {
    async round() {
      await join()
      schedule.triedOtherwise(tried())
    },
    alone,
    start() {
      schedule.start()
      network.watch(schedule.networkChanged)
    },
    async stop() {
      schedule.stop()
      network.stop()
      callOff.abort(new Error('sync is stopping'))
      lanesUnderWay?.stop.abort(callOff.signal.reason)
      await (another ?? underWay)
      await isAlone
      await lanesUnderWay?.done
      callOff = new AbortController()
    },
    wake() {
      if (urlNow() === (reached?.url ?? null)) schedule.recorded()
      else schedule.settled()
    },
    settled: schedule.settled,
    networkChanged(saveData) {
      pageSavesData = saveData
      schedule.networkChanged()
    },
    setMetered: settings.setMetered,
    allowDeletes: () => allow(feed.allowDeletes),
    allowEmpty: () => allow(feed.allowEmpty),
    status(language) {
      const url = urlNow()
      const isOther = url !== (reached?.url ?? null)
      return statusOf(
        {
          url,
          failure: isOther ? null : failure,
          working: underWay !== null && url !== null && whyNot(url) === null,
          // Between two rounds nothing is coming.
          firstSync: underWay === null ? null : firstSync,
          position: feed.position(),
          counts: counts.read(clock()),
          waitingSince: waitingRecords.since(),
          metered: { setting: settings.metered(), inForce: isMetered() },
          checked: settings.checked(),
          nextTryInMs: url === null ? null : schedule.nextInMs(),
          clockOffsetMs: headofficeClock.offsetMs(),
          now: clock(),
          timeZone: db.device.get()?.timeZone ?? 'UTC',
          locales: deps.locales,
        },
        language,
      )
    },
  }
}

/** What is under way ends only with sync itself. */
const sparing = (client: HeadofficeClient, end: AbortSignal): HeadofficeClient => ({
  ...client,
  async call(signal, ask) {
    signal.throwIfAborted()
    return client.call(end, ask)
  },
})

interface Reached {
  readonly url: string
  readonly client: HeadofficeClient
  readonly pushSize: PageSize
  readonly pullSize: PageSize
}

/** Pages on a line that is paid for stay small, however quick it is. */
function sizeOf(
  bounds: { readonly least: number; readonly most: number; readonly first: number; readonly metered: number },
  isMetered: () => boolean,
): PageSize {
  const size = createPageSize(bounds)
  return { ...size, now: () => (isMetered() ? Math.min(size.now(), bounds.metered) : size.now()) }
}

/** A head office on the laptop itself needs no network. */
function isOnThisMachine(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}
