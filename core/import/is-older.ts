import type { FigureChange } from './import-plan.ts'

/**
 * Whether a figure would give way to one of an earlier as-of date. Dates are `2026`, `2026-03` or `2026-03-15`; of two that
 * one may lie in the other neither is older.
 */
export function isOlder({ from, to }: Pick<FigureChange, 'from' | 'to'>): boolean {
  if (from === undefined || from.type === 'unknown' || to.type === 'unknown') return false
  const length = Math.min(from.asOf.length, to.asOf.length)
  return to.asOf.slice(0, length) < from.asOf.slice(0, length)
}
