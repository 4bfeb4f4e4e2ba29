import { assertNever } from '../assert-never.ts'
import { attributes } from '../catalogue/attribute.ts'
import type { Rate, RateFact } from '../market/rate.ts'
import {
  isAttribute,
  type KnownFacts,
  type RateCondition,
  readConditions,
} from '../market/rate-conditions.ts'
import { rateInForce } from '../market/rate-in-force.ts'
import { rateKey } from '../market/read-rates-csv.ts'

/** `isOld`: its last day is over, and no other row has followed it. */
export interface FoundRule<R extends Rate = Rate> {
  readonly rate: R
  readonly isOld: boolean
}

/**
 * The rows that a line may follow from: one where what is known settles it; several where a figure is a range or a fact
 * is open, each of which counts for some of what may be. `null` where for some of it nothing counts.
 *
 * Of `codes` the first counts that has a row in force, then the first whose last row has ended.
 * @param facts of the market; one of them that is not known may be any of its codes. An attribute of the vehicle that is
 * not known meets no condition.
 */
export function findRules<R extends Rate>(
  rates: readonly R[],
  codes: readonly string[],
  known: KnownFacts,
  facts: readonly RateFact[],
  day: string,
): readonly FoundRule<R>[] | null {
  const rows = rates.filter(({ rate, from }) => codes.includes(rate) && from <= day)
  const found = new Map<string, FoundRule<R>>()
  for (const all of everyCase(conditionsIn(rows), known, facts)) {
    const rule = ruleFor(rows, codes, all, day)
    if (rule === null) return null
    found.set(rateKey(rule.rate), rule)
  }
  // In the order of their keys, so that the order of the rows says nothing.
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule)
}

function ruleFor<R extends Rate>(
  rows: readonly R[],
  codes: readonly string[],
  known: KnownFacts,
  day: string,
): FoundRule<R> | null {
  for (const code of codes) {
    const rate = rateInForce(rows, code, known, day)
    if (rate) return { rate, isOld: false }
  }
  const unending = rows.map((row) => ({ ...row, until: null, row }))
  for (const code of codes) {
    const last = rateInForce(unending, code, known, day)
    if (last) return { rate: last.row, isOld: true }
  }
  return null
}

function conditionsIn(rows: readonly Rate[]): readonly RateCondition[] {
  return rows.flatMap(({ applies }) => {
    const read = readConditions(applies)
    return read.type === 'read' ? read.conditions : []
  })
}

/** Each case that what is known leaves, one value for each fact that the conditions ask for. */
function everyCase(
  conditions: readonly RateCondition[],
  known: KnownFacts,
  facts: readonly RateFact[],
): readonly KnownFacts[] {
  let cases: readonly KnownFacts[] = [known]
  for (const fact of new Set(conditions.map((condition) => condition.fact))) {
    const values = valuesOf(
      fact,
      conditions.filter((condition) => condition.fact === fact),
      known,
      facts,
    )
    if (values !== null) cases = cases.flatMap((one) => values.map((value) => ({ ...one, [fact]: value })))
  }
  return cases
}

/** The values of a fact that could tell two rows apart; `null` where it is not known and cannot be gone through. */
function valuesOf(
  fact: string,
  conditions: readonly RateCondition[],
  known: KnownFacts,
  facts: readonly RateFact[],
): readonly (number | string)[] | null {
  const value = known[fact]
  if (value === undefined) {
    const ofMarket = facts.find(({ code }) => code === fact)
    return ofMarket?.kind === 'code' ? ofMarket.values.map(({ code }) => code) : null
  }
  if (typeof value === 'number' || typeof value === 'string') return [value]
  if (!('min' in value)) return value
  const bounds = conditions.flatMap((condition) => boundsOf(condition))
  return samplesWithin(value, bounds, isAttribute(fact) && isWhole(fact))
}

function boundsOf(condition: RateCondition): readonly number[] {
  switch (condition.type) {
    case 'codes':
      return []
    case 'range':
      return [condition.least, condition.most].flatMap((bound) => (bound ? [bound.value] : []))
    default:
      return assertNever(condition)
  }
}

function isWhole(attribute: keyof typeof attributes): boolean {
  const rule = attributes[attribute]
  return rule.kind === 'number' && rule.whole
}

/** Both ends, every bound between them, and something on either side of each bound. */
function samplesWithin(
  { min, max }: { readonly min: number; readonly max: number },
  bounds: readonly number[],
  isWholeNumber: boolean,
): readonly number[] {
  const within = [...new Set([min, ...bounds.filter((bound) => bound > min && bound < max), max])].sort(
    (a, b) => a - b,
  )
  const beside = isWholeNumber
    ? within.flatMap((value) => [value - 1, value + 1]).filter((value) => value >= min && value <= max)
    : within.slice(1).map((value, at) => ((within[at] ?? value) + value) / 2)
  return [...new Set([...within, ...beside])]
}
