import type { VariantId } from '../ids.ts'
import { matchWords } from './match-words.ts'
import { compareKnown, type VehicleIndex } from './vehicle-index.ts'

/**
 * The positions of the variants that a few words may mean, the likeliest first: those with names that begin with the
 * words, then those in stock, then the newest. None for no words.
 */
export function searchVehicles(
  index: VehicleIndex,
  words: string,
  { limit, inStock }: { readonly limit: number; readonly inStock: ReadonlySet<VariantId> },
): readonly number[] {
  if (words.trim() === '') return []
  const { isMatch, beginsWords } = matchWords(index, words)
  const isLikelier = (a: Candidate, b: Candidate): boolean =>
    (a.rank - b.rank || compareKnown(a.year, b.year, 'most-first') || a.position - b.position) < 0
  const best: Candidate[] = []
  index.variants.forEach(({ id }, position) => {
    if (!isMatch(position)) return
    const candidate = {
      position,
      rank: (beginsWords(position) ? 0 : 2) + (inStock.has(id) ? 0 : 1),
      year: index.modelYear[position] ?? Number.NaN,
    }
    const last = best.at(-1)
    if (best.length === limit && last !== undefined && !isLikelier(candidate, last)) return
    const before = best.findIndex((other) => isLikelier(candidate, other))
    best.splice(before === -1 ? best.length : before, 0, candidate)
    if (best.length > limit) best.pop()
  })
  return best.map(({ position }) => position)
}

interface Candidate {
  readonly position: number
  readonly rank: number
  readonly year: number
}
