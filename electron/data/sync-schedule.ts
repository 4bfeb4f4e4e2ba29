import type { After } from '../timer.ts'

/**
 * What came of a try, as far as it matters for the next. `passing`: it may be over by itself, as a line that is down.
 * `person`: somebody has to do something first, so asking often is of no use.
 */
export type Tried =
  | { readonly type: 'good' }
  | { readonly type: 'passing'; readonly retryAfterMs: number | null }
  | { readonly type: 'person' }

/** When sync is tried: one try at a time, each failure giving the next a longer pause. */
export interface SyncSchedule {
  /** Tries now, and goes on by itself. */
  readonly start: () => void
  readonly stop: () => void
  /** Something was recorded: tried soon, unless it is failing and is tried again anyway. */
  readonly recorded: () => void
  /** The network is another one: what failed for want of it is tried soon, though not at every flicker. */
  readonly networkChanged: () => void
  /** Something that the last try failed for is not so any more: an address, an enrolment, a manager's word. */
  readonly settled: () => void
  /** A try that was not begun here is over: the next pause is counted from it. */
  readonly triedOtherwise: (tried: Tried) => void
  /** In how many milliseconds it is tried next, `null` where nothing is set. */
  readonly nextInMs: () => number | null
}

const regularMs = 30_000
const regularMeteredMs = 5 * 60_000
const recordedMs = 250
/** On a line that is paid for, what is recorded within this goes together. */
const recordedMeteredMs = 60_000
const firstRetryMs = 4_000
const longestRetryMs = { passing: 4 * 60_000, person: 30 * 60_000 }
/** However long head office, or a proxy that says it is busy, wants to be left alone. */
const longestAskedMs = 15 * 60_000
const flickerMs = 10_000
/**
 * The share of a pause that chance has no part in. The rest is drawn: laptops that lost head office in one moment do
 * not come back in one moment. (Full jitter, Brooker, "Exponential Backoff And Jitter", with a floor.)
 */
const floorShare = 1 / 8

/** @param random from 0 up to but not including 1 */
export function createSyncSchedule(deps: {
  readonly run: () => Promise<Tried>
  readonly after: After
  readonly monotonicMs: () => number
  readonly random: () => number
  readonly isMetered: () => boolean
}): SyncSchedule {
  const { after, monotonicMs, random, isMetered } = deps
  let isOn = false
  let isRunning = false
  let isWoken = false
  let failures = 0
  let last: Tried = { type: 'good' }
  let next: { readonly at: number; readonly cancel: () => void } | null = null
  let hurriedAt = Number.NEGATIVE_INFINITY

  const clear = () => {
    next?.cancel()
    next = null
  }
  const set = (pauseMs: number) => {
    clear()
    if (isOn) next = { at: monotonicMs() + pauseMs, cancel: after(pauseMs, runNow) }
  }
  /** Never puts off what is to come sooner. */
  const noLaterThan = (pauseMs: number) => {
    if (isOn && (next === null || next.at > monotonicMs() + pauseMs)) set(pauseMs)
  }
  const runNow = () => {
    next = null
    isRunning = true
    isWoken = false
    void deps.run().then((tried) => {
      isRunning = false
      note(tried)
    })
  }
  const note = (tried: Tried) => {
    last = tried
    failures = tried.type === 'good' ? 0 : failures + 1
    const pauseMs = pauseAfter(tried)
    set(isWoken && tried.type === 'good' ? Math.min(recordedPauseMs(), pauseMs) : pauseMs)
    isWoken = false
  }
  const pauseAfter = (tried: Tried): number => {
    if (tried.type === 'good') return (isMetered() ? regularMeteredMs : regularMs) * (0.75 + random() / 2)
    const topMs = Math.min(longestRetryMs[tried.type], firstRetryMs * 2 ** Math.min(failures - 1, 20))
    const pauseMs = topMs * (floorShare + (1 - floorShare) * random())
    if (tried.type === 'person') return pauseMs
    return Math.max(pauseMs, Math.min(longestAskedMs, tried.retryAfterMs ?? 0))
  }
  const recordedPauseMs = () => (isMetered() ? recordedMeteredMs : recordedMs)
  /** Looked at again at once, whatever pause was due. */
  const hurry = () => {
    failures = 0
    if (isRunning) isWoken = true
    else noLaterThan(recordedMs)
  }

  return {
    start() {
      if (isOn) return
      isOn = true
      set(0)
    },
    stop() {
      isOn = false
      clear()
    },
    recorded() {
      if (isRunning) isWoken = true
      else if (last.type === 'good') noLaterThan(recordedPauseMs())
    },
    networkChanged() {
      if (last.type === 'person' || monotonicMs() - hurriedAt < flickerMs) return
      hurriedAt = monotonicMs()
      hurry()
    },
    settled: hurry,
    triedOtherwise(tried) {
      if (!isRunning) note(tried)
    },
    nextInMs: () => (next === null ? null : Math.max(0, next.at - monotonicMs())),
  }
}
