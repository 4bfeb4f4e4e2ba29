import type { Person } from './person.ts'
import { utilityOf, type VehicleTable } from './vehicle-table.ts'

/** Below it one is never chosen, and its inverse would leave what numbers can hold. */
const leastLog = -300

/** e to the power of a utility over the best of those it is held against: shares of choice are ratios of these. */
export const raisedUtility = (utility: number, best: number): number =>
  Math.exp(Math.max(leastLog, utility - best))

/** What was raised in units of choice noise, for people whose noise is another. */
export const softened = (raised: number, noise: number): number =>
  noise === 1 ? raised : raised ** (1 / noise)

/** Raises what one person thinks of some vehicles over the best of them. */
export function raiseUtilities(
  table: VehicleTable,
  person: Person,
  vehicles: readonly number[],
  into: Float64Array,
): void {
  let best = Number.NEGATIVE_INFINITY
  for (let at = 0; at < vehicles.length; at++) {
    const utility = utilityOf(table, person, vehicles[at] ?? 0)
    into[at] = utility
    if (utility > best) best = utility
  }
  for (let at = 0; at < vehicles.length; at++) into[at] = raisedUtility(into[at] ?? 0, best)
}
