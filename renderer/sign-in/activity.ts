import type { Clock } from '../../core/clock.ts'

/**
 * Turns what a person does into a word now and then that somebody is here: at once, and then not again for `everyMs`
 * milliseconds, however much they do.
 */
export function createActivityTeller(deps: {
  readonly clock: Clock
  readonly everyMs: number
  readonly tell: () => void
}) {
  let toldAt: number | null = null
  return {
    /** Somebody did something. */
    noticed(): void {
      const now = deps.clock()
      // A clock that was put back must not keep the teller silent.
      if (toldAt !== null && now >= toldAt && now - toldAt < deps.everyMs) return
      toldAt = now
      deps.tell()
    },
  }
}
