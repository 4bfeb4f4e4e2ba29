import type { Term } from './utility.ts'

/** A term with what the eligible vehicles give of it, over those whose figure is known. */
export interface ComparedTerm extends Term {
  /** The mean value, 0..1, before the weight. */
  readonly mean: number
  /** The vehicle that gives the most of what was asked, by position; -1 where none is known. */
  readonly bestIndex: number
}

/** Compares each term over the eligible vehicles, given by position. */
export function compareTerms(terms: readonly Term[], eligible: readonly number[]): readonly ComparedTerm[] {
  return terms.map((term) => {
    let known = 0
    let sum = 0
    let bestIndex = -1
    let best = Number.NEGATIVE_INFINITY
    for (const index of eligible) {
      if (!term.isKnownAt(index)) continue
      const value = term.valueAt(index)
      known++
      sum += value
      if (term.weight * value > best) {
        best = term.weight * value
        bestIndex = index
      }
    }
    return { ...term, mean: known === 0 ? 0 : sum / known, bestIndex }
  })
}
