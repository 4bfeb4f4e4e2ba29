import type { FinanceGround } from './finance-offer.ts'

const longestYears = 7

/** The terms to choose among, whole years up to the longest that the rules allow, and the one that is chosen. */
export function monthChoices({ months, limits }: FinanceGround): {
  readonly choices: number[]
  readonly chosen: number
} {
  const longest = limits
    .filter(({ type }) => type === 'term')
    .map(({ rule }) => (rule.unit === 'years' ? rule.value * 12 : rule.value))
  const most = Math.min(longestYears * 12, ...longest)
  const years = Array.from({ length: longestYears }, (_, at) => (at + 1) * 12).filter(
    (count) => count <= most,
  )
  return { choices: [...new Set([...years, months])].sort((a, b) => a - b), chosen: months }
}
