import type { Person } from './person.ts'
import type { UnknownFigures } from './unknown-figures.ts'

/** What missing a must costs, and what being over the budget comes to at `fullOverrun` above it and beyond. */
export const missedCost = 5
export const fullOverrun = 0.1

/**
 * Vehicles as a person's utility sees them. `columns` are attributes scaled 0..1, in the order of the tastes;
 * `missed` says by must which vehicles do not give it (0..1: the odds, where that is not known); `logPrice` is over
 * the catalogue's middle price, and that middle where no price is known.
 */
export interface VehicleTable {
  readonly count: number
  readonly columns: readonly Float64Array[]
  readonly missed: readonly Float64Array[]
  readonly logPrice: Float64Array
  /** What a vehicle loses with everybody, for a hard rule of which nobody can say whether it keeps it. */
  readonly doubt?: Float64Array
  /** By taste, what is not known of some vehicles: people see it as it may be, not all as the middle that stands here. */
  readonly unknown?: readonly (UnknownFigures | null)[]
}

/**
 * An additive multi-attribute utility (Keeney and Raiffa, 1976) in units of the scale of choice noise: the sum of
 * weight x attribute, less `missedCost` for each must missed, less up to as much for a price above the budget.
 */
export function utilityOf(
  { columns, missed, logPrice, doubt }: VehicleTable,
  person: Person,
  at: number,
): number {
  const { weights, musts, logBudget } = person
  let utility = -(doubt?.[at] ?? 0)
  for (let taste = 0; taste < columns.length; taste++)
    utility += (weights[taste] ?? 0) * (columns[taste]?.[at] ?? 0)
  for (let must = 0; musts >> must !== 0; must++)
    if ((musts >> must) & 1) utility -= missedCost * (missed[must]?.[at] ?? 0)
  const over = (logPrice[at] ?? 0) - logBudget
  return over > 0 ? utility - missedCost * Math.min(1, (Math.exp(over) - 1) / fullOverrun) : utility
}
