import { createPersonSpace } from './person.ts'
import { createSeeded } from './seeded.ts'
import type { BeliefPrior } from './taste-prior.ts'
import type { VehicleTable } from './vehicle-table.ts'

/** A small prior: four tastes of which the last goes either way, two musts. */
const testPrior: BeliefPrior = {
  tastes: [
    { name: 'price', sign: 'positive', mean: 5, spread: 0.7, loadings: [0.5] },
    { name: 'boot', sign: 'positive', mean: 2, spread: 1, loadings: [0.4] },
    { name: 'safety', sign: 'positive', mean: 2, spread: 0.8, loadings: [] },
    { name: 'brand', sign: 'either', mean: 0, spread: 1, loadings: [] },
  ],
  factors: 1,
  musts: [0.2, 0.1],
  budgetLogSd: 0.4,
}
export const testSpace = createPersonSpace(testPrior, 0.7)

/** Vehicles whose attributes follow from the seed. */
export function testTable(count: number, seed = 'vehicles'): VehicleTable {
  const random = createSeeded(seed)
  const column = () => Float64Array.from({ length: count }, () => random.next())
  return {
    count,
    columns: testPrior.tastes.map(column),
    missed: testPrior.musts.map(() => Float64Array.from({ length: count }, () => random.below(2))),
    logPrice: Float64Array.from({ length: count }, () => 0.5 * random.normal()),
  }
}

export const everyVehicle = (count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => at)
