import type { RemarkId } from '../ids.ts'
import type { Remark } from './remark.ts'

/** A remark that stands, with the ids that it had before it was corrected or pinned elsewhere, in no order. */
export interface CurrentRemark extends Remark {
  readonly earlierIds: readonly RemarkId[]
}

/**
 * The remarks of one opportunity that stand, in the order in which they were first said. One that two laptops changed
 * apart stands twice, and one that was changed apart from being removed stands: no word is lost by not being seen.
 */
export function currentRemarks(remarks: Iterable<Remark>): readonly CurrentRemark[] {
  const byId = new Map([...remarks].map((remark) => [remark.id, remark]))
  const superseded = supersededIds(byId.values())
  return [...byId.values()]
    .filter(({ id, removed }) => !superseded.has(id) && !removed)
    .map((remark) => {
      const line = lineOf(remark, byId)
      return { remark: { ...remark, earlierIds: line.slice(1).map(({ id }) => id) }, line }
    })
    .sort((a, b) => firstSaidAt(a.line) - firstSaidAt(b.line) || (a.remark.id < b.remark.id ? -1 : 1))
    .map(({ remark }) => remark)
}

/** The ids that another remark stands in the place of. */
export function supersededIds(remarks: Iterable<Remark>): ReadonlySet<RemarkId> {
  const superseded = new Set<RemarkId>()
  for (const remark of remarks)
    for (const id of remark.supersedesIds) if (id !== remark.id) superseded.add(id)
  return superseded
}

/** The remark and everything that it came of. */
function lineOf(remark: Remark, byId: ReadonlyMap<RemarkId, Remark>): readonly Remark[] {
  const line = new Set<Remark>([remark])
  // A set takes what is added while it is gone through.
  for (const one of line)
    for (const id of one.supersedesIds) {
      const before = byId.get(id)
      if (before) line.add(before)
    }
  return [...line]
}

const firstSaidAt = (line: readonly Remark[]): number => Math.min(...line.map(({ occurredAt }) => occurredAt))
