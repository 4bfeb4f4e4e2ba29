/** Numbers that follow from a seed, so that a run can be had again. */
export interface Random {
  /** At least 0 and below 1. */
  readonly next: () => number
  /** A whole number at least 0 and below `limit`. */
  readonly below: (limit: number) => number
  readonly isTrue: (probability: number) => boolean
  /** @throws Error when there is nothing to choose from */
  readonly pick: <T>(items: readonly T[]) => T
}

/** @param seed a whole number; the generator is mulberry32 (Tommy Ettinger, public domain) */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    isTrue: (probability) => next() < probability,
    pick(items) {
      const [picked] = items.slice(below(items.length))
      if (picked === undefined) throw new Error('Nothing to choose from')
      return picked
    },
  }
}
