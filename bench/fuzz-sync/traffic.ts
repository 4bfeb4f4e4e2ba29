import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Random } from '../torture/random.ts'

/** Decides whose call goes next, so that what happens between laptops follows from the seed. */
export interface Traffic {
  /** Resolves when it is this call's turn. */
  readonly turn: (who: number) => Promise<void>
  /** Runs rounds of several laptops through one another, to their end. */
  readonly together: (rounds: ReadonlyMap<number, () => Promise<void>>) => Promise<void>
}

export function createTraffic(random: Random): Traffic {
  const waiting: { readonly who: number; readonly go: () => void }[] = []
  return {
    turn: (who) => new Promise<void>((go) => waiting.push({ who, go })),
    async together(rounds) {
      const running = new Set(rounds.keys())
      const failures: unknown[] = []
      for (const [who, round] of rounds)
        round()
          .catch((error: unknown) => failures.push(error))
          .finally(() => running.delete(who))
      while (running.size > 0) {
        await nextTurn()
        const isSettled = [...running].every((who) => waiting.some((call) => call.who === who))
        if (!isSettled || waiting.length === 0) continue
        waiting.sort((one, other) => one.who - other.who)
        const [next] = waiting.splice(random.below(waiting.length), 1)
        next?.go()
      }
      for (const call of waiting.splice(0)) call.go()
      if (failures.length > 0) throw failures[0]
    },
  }
}
