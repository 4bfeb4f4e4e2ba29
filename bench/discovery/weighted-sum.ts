import { highest } from '../../core/discovery/belief/contenders.ts'
import type { VehicleTable } from '../../core/discovery/belief/vehicle-table.ts'
import { attributes, place } from './population.ts'
import { budgetCuts, budgetQuestion, ratingQuestion, type SimulatedQuestion } from './questions.ts'

/** The form that dealers use: the budget, then how much each attribute matters, in one order for everybody. */
export const formQuestions: readonly SimulatedQuestion[] = [
  budgetQuestion,
  ...attributes.filter((name) => name !== 'price').map(ratingQuestion),
]

const budgetOverrun = 1e-9

/**
 * What a filled form shows: of the vehicles within the budget band, those with the highest sum of importance (1 to 5) x
 * attribute; of an attribute that was not come to yet nothing is known.
 * @param answers to `formQuestions`, as far as they were asked
 */
export function weightedSum(
  table: VehicleTable,
  answers: readonly number[],
  shown: number,
): readonly number[] {
  const [band, ...ratings] = answers
  const limit = band === undefined ? Number.POSITIVE_INFINITY : (budgetCuts[band] ?? Number.POSITIVE_INFINITY)
  const rated = attributes.filter((name) => name !== 'price').map(place)
  const sums = Float64Array.from({ length: table.count }, (_, at) =>
    ratings.reduce((sum, rating, nth) => sum + (rating + 1) * (table.columns[rated[nth] ?? 0]?.[at] ?? 0), 0),
  )
  const isWithin = (at: number) => (table.logPrice[at] ?? 0) <= limit + budgetOverrun
  const hasAny = sums.some((_, at) => isWithin(at))
  return highest(
    sums.map((sum, at) => (hasAny && !isWithin(at) ? sum - 1e6 : sum)),
    shown,
  )
}
