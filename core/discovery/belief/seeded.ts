/** Chance that follows from a seed, so that the same answers make the same belief on every laptop. */
export interface Seeded {
  /** At least 0 and below 1. */
  readonly next: () => number
  /** A whole number at least 0 and below `limit`. */
  readonly below: (limit: number) => number
  /** Of the standard normal distribution (Marsaglia's polar method). */
  readonly normal: () => number
}

/** @param seed any text; hashed with FNV-1a, the generator is mulberry32 (Tommy Ettinger, public domain) */
export function createSeeded(seed: string): Seeded {
  let state = 0x811c9dc5
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193)
  let spare: number | null = null
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => {
    if (spare !== null) {
      const kept = spare
      spare = null
      return kept
    }
    for (;;) {
      const a = 2 * next() - 1
      const b = 2 * next() - 1
      const square = a * a + b * b
      if (square === 0 || square >= 1) continue
      const scale = Math.sqrt((-2 * Math.log(square)) / square)
      spare = b * scale
      return a * scale
    }
  }
  return { next, below: (limit) => Math.floor(next() * limit), normal }
}
