import { v7 } from 'uuid'
import type { NewId } from '../../core/ids.ts'
import { createRandom, type Random } from '../torture/random.ts'

/** All that is left to chance in one seed, and its time: the same seed gives the same of each. */
export interface Chance extends Random {
  readonly newId: NewId
  readonly randomBytes: (count: number) => Uint8Array
  /** A word that stands nowhere else, so that it can be looked for. */
  readonly newWord: () => string
  /** True time, UTC milliseconds; what clocks show is their own affair. */
  readonly now: () => number
  readonly pass: (ms: number) => void
  /** What follows is told by this number alone, and by no more of what went before than ids, words and the time. */
  readonly beginAgain: (seed: number) => void
}

/** 22 November 2026, 12:00 in Karachi. */
const begin = Date.UTC(2026, 10, 22, 7)

/** @param seed a whole number */
export function createChance(seed: number): Chance {
  let random = createRandom(seed)
  let nowMs = begin
  let ids = 0
  let words = 0
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => random.below(256))
  return {
    next: () => random.next(),
    below: (limit) => random.below(limit),
    isTrue: (probability) => random.isTrue(probability),
    pick: (items) => random.pick(items),
    beginAgain(from) {
      random = createRandom(from)
    },
    randomBytes,
    newId: () => v7({ msecs: nowMs, seq: ids++, random: randomBytes(16) }),
    newWord: () => `zq${seed.toString(36)}x${(words++).toString(36)}qz`,
    now: () => nowMs,
    pass(ms) {
      nowMs += ms
    },
  }
}
