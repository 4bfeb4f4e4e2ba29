import type { FinanceGround } from './finance-offer.ts'

/** Where no rule says a longest term. */
const usualLongestMonths = 84
/** As many as can be asked for at all. */
export const mostMonths = 120

/**
 * The terms to choose among, whole years up to the longest that any of the ways to pay allows, and the one that the first
 * of them has; `null` where none is paid over time.
 */
export function monthChoices(grounds: readonly FinanceGround[]): {
  readonly choices: number[]
  readonly chosen: number
} | null {
  const overTime = grounds.filter(({ arithmetic }) => arithmetic !== 'cash')
  const [first] = overTime
  if (!first) return null
  const most = Math.min(mostMonths, Math.max(...overTime.map(longestOf)))
  const years = Array.from({ length: Math.floor(most / 12) }, (_, at) => (at + 1) * 12)
  const shown = overTime.map(({ months }) => months)
  return { choices: [...new Set([...years, ...shown])].sort((a, b) => a - b), chosen: first.months }
}

function longestOf({ limits }: FinanceGround): number {
  const terms = limits
    .filter(({ type }) => type === 'term')
    .map(({ rule }) => (rule.unit === 'years' ? rule.value * 12 : rule.value))
  return terms.length === 0 ? usualLongestMonths : Math.min(...terms)
}
