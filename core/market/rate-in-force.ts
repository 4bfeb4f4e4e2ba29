import type { Rate } from './rate.ts'
import { holds, type KnownFacts, readConditions } from './rate-conditions.ts'

/**
 * The row of a rate that is in force on a day for what is known, or `null`. Of rows with the same conditions the one
 * with the latest `from` counts, and the one before it again once that has ended; of rows with different conditions
 * that all hold, the one that asks for most.
 */
export function rateInForce<R extends Rate>(
  rates: readonly R[],
  code: string,
  facts: KnownFacts,
  day: string,
): R | null {
  let best: { readonly row: R; readonly asked: number } | null = null
  for (const row of rates) {
    if (row.rate !== code || row.from > day || (row.until !== null && row.until < day)) continue
    const read = readConditions(row.applies)
    if (read.type === 'refused' || !read.conditions.every((condition) => holds(condition, facts))) continue
    const asked = read.conditions.length
    if (best === null || isBefore({ row, asked }, best)) best = { row, asked }
  }
  return best?.row ?? null
}

interface Candidate {
  readonly row: Rate
  readonly asked: number
}

/** A total order, so that the order of the rows says nothing. */
function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.asked !== b.asked) return a.asked > b.asked
  if (a.row.from !== b.row.from) return a.row.from > b.row.from
  return JSON.stringify(a.row) < JSON.stringify(b.row)
}

/** `ended`: its day is over, or a later row of the same rate and conditions has taken its place. */
export type RateStanding = 'to-come' | 'in-force' | 'ended'

/** Where a row stands on a day among all rows of its market. */
export function rateStanding(row: Rate, rates: readonly Rate[], day: string): RateStanding {
  if (row.from > day) return 'to-come'
  if (row.until !== null && row.until < day) return 'ended'
  const isSuperseded = rates.some(
    (other) =>
      other.rate === row.rate &&
      other.applies === row.applies &&
      other.from > row.from &&
      other.from <= day &&
      (other.until === null || other.until >= day),
  )
  return isSuperseded ? 'ended' : 'in-force'
}
