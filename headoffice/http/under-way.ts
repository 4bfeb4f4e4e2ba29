import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

/** The calls that are neither done nor answered. */
export interface UnderWay {
  readonly count: () => number
  /** Counts a call until its work is done and its answer is out, or its caller has gone. */
  readonly add: <T>(work: Promise<T>, response: ServerResponse) => Promise<T>
  /** Resolves when none is under way, or when the time is over. */
  readonly idleWithin: (mostMs: number) => Promise<void>
}

/** Nothing under way yet. */
export function createUnderWay(): UnderWay {
  let count = 0
  const told = new Set<() => void>()
  return {
    count: () => count,
    add(work, response) {
      count += 1
      const answered = response.closed ? Promise.resolve() : once(response, 'close')
      void Promise.allSettled([work, answered]).then(() => {
        count -= 1
        if (count === 0) for (const tell of told) tell()
      })
      return work
    },
    idleWithin(mostMs) {
      if (count === 0) return Promise.resolve()
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(over)
          told.delete(end)
          resolve()
        }
        const over = setTimeout(end, mostMs)
        told.add(end)
      })
    },
  }
}
