import type { CallType } from './calls.ts'
import type { Go, Line } from './messages.ts'
import type { Random } from './random.ts'

/** When a laptop process is to die. */
export type KillPlan =
  /** While it opens its data: after this share of the time that opening usually takes. */
  | { readonly type: 'opening'; readonly share: number }
  /** In the call after so many, at this share of the time that it usually takes. */
  | { readonly type: 'at-work'; readonly calls: number; readonly share: number }
  /** The same in a call of this type. */
  | { readonly type: 'during'; readonly call: NonNullable<Go['soon']>; readonly share: number }

const aims = ['sync', 'sync', 'import-catalogue', 'back-up', 'restart', 'close-day', 'export-day'] as const

/** Kills are spread so that each kind of moment gets its part, the short and rare ones too. */
export function planKill(random: Random): KillPlan {
  const lot = random.next()
  if (lot < 0.25) return { type: 'opening', share: 1.2 * random.next() }
  if (lot < 0.65) return { type: 'at-work', calls: random.below(16), share: 1.2 * random.next() }
  const call = random.pick(aims)
  return { type: 'during', call, share: 1.2 * random.next() }
}

/** How long things usually take here, learnt as they happen. */
export interface UsualTimes {
  readonly of: (what: CallType | 'opening') => number
  readonly took: (what: CallType | 'opening', ms: number) => void
}

export function createUsualTimes(): UsualTimes {
  const known = new Map<string, number>()
  return {
    of: (what) => known.get(what) ?? 60,
    took(what, ms) {
      const before = known.get(what)
      known.set(what, before === undefined ? ms : 0.8 * before + 0.2 * ms)
    },
  }
}

const shortestTimerMs = 4

/**
 * Watches one process's lines and says when its time has come.
 * @param strike is called once
 */
export function createKiller(
  plan: KillPlan,
  deps: {
    readonly times: UsualTimes
    /** Milliseconds on a clock that only goes forward. */
    readonly nowMs: () => number
    readonly strike: () => void
  },
): { readonly hear: (line: Line) => void } {
  const { times, nowMs } = deps
  let answered = 0
  let openingSinceMs = 0
  let sinceMs = 0
  let doing: CallType = 'set-up'
  let isSet = false
  const strikeIn = (ms: number) => {
    if (isSet) return
    isSet = true
    if (ms >= shortestTimerMs) setTimeout(deps.strike, ms)
    else {
      // A commit is over before a timer comes back.
      for (const untilMs = nowMs() + ms; nowMs() < untilMs; );
      deps.strike()
    }
  }
  return {
    hear(line) {
      switch (line.type) {
        case 'opening':
          openingSinceMs = nowMs()
          if (plan.type === 'opening') strikeIn(plan.share * times.of('opening'))
          return
        case 'ready':
          times.took('opening', nowMs() - openingSinceMs)
          return
        case 'begun':
          sinceMs = nowMs()
          doing = line.call.type
          if (
            plan.type === 'during' ? doing === plan.call : plan.type === 'at-work' && answered >= plan.calls
          )
            strikeIn(plan.share * times.of(doing))
          return
        case 'acknowledged':
          times.took(doing, nowMs() - sinceMs)
          answered += 1
          return
        case 'refused':
          answered += 1
          return
        case 'fault':
          return deps.strike()
      }
    },
  }
}
