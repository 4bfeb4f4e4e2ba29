import type { Work } from '../../contract/laptop.ts'

/** How far a piece of work is, as a person reads it. */
export type Progress =
  /** Not known how much there is. */
  | { readonly type: 'unknown' }
  | { readonly type: 'steps'; readonly step: number; readonly of: number }
  | { readonly type: 'percent'; readonly percent: number }

/** Few parts are said one by one, many as a share of the whole. */
const mostSteps = 20

export function progressOf({ done, of }: Work): Progress {
  if (of === null || of <= 0) return { type: 'unknown' }
  if (of > mostSteps)
    return { type: 'percent', percent: Math.min(100, Math.max(0, Math.floor((done / of) * 100))) }
  return { type: 'steps', step: Math.min(of, Math.max(0, done) + 1), of }
}

/** Whole minutes and seconds since the work began; never negative, whatever the clock did. */
export function soFar(
  startedAt: number,
  now: number,
): { readonly minutes: number; readonly seconds: number } {
  const seconds = Math.max(0, Math.floor((now - startedAt) / 1_000))
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }
}
