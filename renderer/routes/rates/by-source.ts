import type { RateLine, RateView } from './find-rates.ts'

/** Lines that stand together: `shared` is a rate whose source is that of them all, `null` where each has its own. */
export interface SourceGroup {
  readonly shared: RateView | null
  readonly lines: readonly RateLine[]
}

/**
 * Lines in their order, those that follow each other with the same source together, so that it is said once for them. A
 * rate that the store set stands with the others of its source.
 */
export function bySource(lines: readonly RateLine[]): readonly SourceGroup[] {
  const runs: { view: RateView | null; lines: RateLine[] }[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last && isOfSource(line, last.view)) last.lines.push(line)
    else runs.push({ view: line.current, lines: [line] })
  }
  const groups: { shared: RateView | null; lines: RateLine[] }[] = []
  for (const { view, lines: run } of runs) {
    const last = groups.at(-1)
    if (run.length > 1) groups.push({ shared: view, lines: run })
    else if (last && last.shared === null) last.lines.push(...run)
    else groups.push({ shared: null, lines: run })
  }
  return groups
}

function isOfSource({ current }: RateLine, view: RateView | null): boolean {
  return current !== null && view !== null && hasSameSource(current, view)
}

function hasSameSource(one: RateView, other: RateView): boolean {
  return (
    one.status !== 'set-here' &&
    one.source === other.source &&
    one.asOf === other.asOf &&
    one.status === other.status
  )
}
