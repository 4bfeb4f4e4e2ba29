import type { ConsultantId } from '../ids.ts'

/** What is known of one visit of a walk-in that several laptops recorded. Instants are UTC milliseconds. */
export interface VisitOfWalkIn {
  readonly id: string
  readonly ownerId: ConsultantId
  readonly arrival: 'first-time' | 'be-back' | 'unknown'
  readonly startedAt: number
  /** `null` while it goes on. */
  readonly endedAt: number | null
}

export interface CountedOnce {
  /** The visit that the walk-in counts as: the one that began first. */
  readonly visitId: string
  /** Who held it longest. */
  readonly ownerId: ConsultantId
  readonly arrival: VisitOfWalkIn['arrival']
  readonly startedAt: number
  /** `null` while any of them goes on. */
  readonly endedAt: number | null
}

/**
 * Linked visits as the one walk-in that they are: it began with the first and ended with the last, and counts for who
 * held it longest, of two the same the one who began. Somebody who is known to have been before came back, whatever
 * the other laptop took them for.
 * @throws RangeError for no visit at all
 */
export function countOnce(visits: readonly VisitOfWalkIn[]): CountedOnce {
  const [first, ...rest] = visits.toSorted((a, b) => a.startedAt - b.startedAt || byCodeUnits(a.id, b.id))
  if (first === undefined) throw new RangeError('A walk-in is of at least one visit')
  const all = [first, ...rest]
  const ends = all.map(({ endedAt }) => endedAt)
  const known = (arrival: VisitOfWalkIn['arrival']) => all.some((visit) => visit.arrival === arrival)
  return {
    visitId: first.id,
    ownerId: longestHolder(all) ?? first.ownerId,
    arrival: known('be-back') ? 'be-back' : known('first-time') ? 'first-time' : 'unknown',
    startedAt: first.startedAt,
    endedAt: ends.some((end) => end === null) ? null : Math.max(...ends.map((end) => end ?? 0)),
  }
}

/** Whoever goes on holding it holds it longest: no clock is asked, so that every laptop counts alike. */
function longestHolder(all: readonly VisitOfWalkIn[]): ConsultantId | undefined {
  const heldBy = new Map<ConsultantId, number>()
  for (const { ownerId, startedAt, endedAt } of all) {
    const held = endedAt === null ? Number.POSITIVE_INFINITY : endedAt - startedAt
    heldBy.set(ownerId, (heldBy.get(ownerId) ?? 0) + held)
  }
  const most = Math.max(...heldBy.values())
  // A map keeps the order in which they began.
  return [...heldBy].find(([, held]) => held === most)?.[0]
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
