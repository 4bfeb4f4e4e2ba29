import { z } from 'zod'
import type { SalvageReport } from '../contract/laptop.ts'
import type { Connection } from './connect.ts'
import { quoted, type Relation } from './salvage-relations.ts'
import type { Hole, Survey } from './salvage-survey.ts'

export type Gaps = Pick<SalvageReport['tables'][number], 'missing' | 'endsUnknown'>
interface Range {
  readonly from: number
  readonly to: number
}

/** More ranges than these are told as one that covers the rest. */
const mostRanges = 100

/**
 * What of a table could not be read and was not made again: the row ids in its holes that the salvaged table does not
 * have, and those of what was taken out of the outbox because nothing of it is left to send.
 */
export function gapsOf(
  connection: Connection,
  relation: Relation,
  {
    survey,
    refused,
    takenOut,
  }: {
    readonly survey: Survey
    readonly refused: ReadonlyMap<string, number>
    readonly takenOut: readonly number[]
  },
): Gaps {
  const emptied = relation.name === 'outbox' ? takenOut : []
  const { missing, endsUnknown } = missingOf(connection, relation, [
    ...survey.holes.filter((hole) => hole.relation === relation),
    ...emptied.map((rowId) => ({ from: rowId, to: rowId })),
  ])
  return { missing, endsUnknown: endsUnknown || (refused.get(relation.name) ?? 0) > 0 }
}

function missingOf(
  connection: Connection,
  { name, kind }: Relation,
  holes: readonly Pick<Hole, 'from' | 'to'>[],
): Gaps {
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
