import { z } from 'zod'
import type { SalvageReport } from '../contract/laptop.ts'
import type { Connection } from './connect.ts'
import { quoted, type Relation } from './salvage-relations.ts'
import type { Hole } from './salvage-survey.ts'

type TableReport = SalvageReport['tables'][number]
interface Range {
  readonly from: number
  readonly to: number
}

/** More ranges than these are told as one that covers the rest. */
const mostRanges = 100

/** What of a table's holes is still missing: the row ids in them that the salvaged table does not have. */
export function missingOf(
  connection: Connection,
  { name, kind }: Relation,
  holes: readonly Hole[],
): Pick<TableReport, 'missing' | 'endsUnknown'> {
  // Without row ids there is no telling how many rows stood in a page.
  if (kind === 'index') return { missing: [], endsUnknown: holes.length > 0 }
  const rowIds = connection
    .prepare<[number, number], unknown>(
      `SELECT rowid FROM ${quoted(name)} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`,
    )
    .pluck()
  const newest = z.int().parse(
    connection
      .prepare(`SELECT coalesce(max(rowid), 0) FROM ${quoted(name)}`)
      .pluck()
      .get(),
  )
  const missing = holes.flatMap(({ from, to }) => [
    ...gapsBetween(rowIds.iterate(from, to ?? newest), { from, to: to ?? newest }),
  ])
  return { missing: bounded(joined(missing)), endsUnknown: holes.some(({ to }) => to === null) }
}

function* gapsBetween(rowIds: Iterable<unknown>, { from, to }: Range): Generator<Range> {
  let next = from
  for (const rowId of rowIds) {
    const there = z.int().parse(rowId)
    if (there > next) yield { from: next, to: there - 1 }
    next = there + 1
  }
  if (next <= to) yield { from: next, to }
}

/** The same row ids in as few ranges as there can be, in their order. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && range.from <= last.to + 1)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
    else result.push(range)
  }
  return result
}

function bounded(ranges: readonly Range[]): Range[] {
  const rest = ranges.slice(mostRanges - 1)
  const [first] = rest
  const last = rest.at(-1)
  if (rest.length <= 1 || !first || !last) return [...ranges]
  return [...ranges.slice(0, mostRanges - 1), { from: first.from, to: last.to }]
}
