import type { CostInput, Span } from './cost-part.ts'

/**
 * What a cost comes to before it is rounded, in minor units. Where something is missing there is no amount, and the names
 * of all that is missing.
 */
export type Reckoned =
  | {
      readonly type: 'known'
      readonly amount: Span
      readonly formula: string
      readonly inputs: readonly CostInput[]
    }
  | {
      readonly type: 'not-known'
      readonly missing: readonly string[]
      /** What can be said all the same; the application says what is missing where there is nothing. */
      readonly formula?: string
      readonly inputs: readonly CostInput[]
    }

/** To the nearest of `step`, a half away from zero. */
function roundTo(value: number, step: number): number {
  const rounded = Math.floor(Math.abs(value) / step + 0.5) * step
  return value < 0 ? 0 - rounded : rounded
}

export function roundSpan({ least, most }: Span, step: number): Span {
  return { least: roundTo(least, step), most: roundTo(most, step) }
}

export function sumSpans(spans: readonly Span[]): Span {
  return {
    least: spans.reduce((sum, { least }) => sum + least, 0),
    most: spans.reduce((sum, { most }) => sum + most, 0),
  }
}
