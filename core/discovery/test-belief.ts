import { prepareCatalogue } from '../shortlist/prepare-catalogue.ts'
import { catalogueOf, figure } from '../shortlist/test-vehicles.ts'
import { createSeeded } from './belief/seeded.ts'
import { type BeliefScene, createBeliefScene } from './customer-belief.ts'
import type { QuestionBank } from './question-bank.ts'

/** So few people make a belief quickly, and roughly. */
const fewPeople = 300

/** Cars of as many models whose figures hang together by nothing but their price. */
function manyCars(count: number) {
  const random = createSeeded('cars')
  const among = <T>(items: readonly T[]): T => {
    const [item] = items.slice(random.below(items.length))
    if (item === undefined) throw new Error('Nothing to choose from')
    return item
  }
  return catalogueOf(
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => {
        const [boot, clearance, thrift] = [random.next(), random.next(), random.next()]
        const price = 2_000_000 * (1 + boot + clearance + thrift + 0.5 * random.next())
        return [
          `maker/car-${at}/a`,
          {
            seats: figure(among([4, 5, 7])),
            bootLitres: figure(Math.round(200 + 400 * boot)),
            groundClearanceMm: figure(Math.round(140 + 80 * clearance)),
            consumptionKmPerLitre: figure(Math.round(10 + 15 * thrift)),
            priceMinor: figure(Math.round(price)),
            fuel: figure(among(['petrol', 'hybrid', 'electric'])),
            body: figure(among(['sedan', 'hatchback', 'suv'])),
            transmission: figure(among(['manual', 'automatic'])),
          },
        ]
      }),
    ),
  )
}

/** A belief of few people over some cars. */
export const smallScene = (bank: QuestionBank, cars = 30): BeliefScene =>
  createBeliefScene(bank, prepareCatalogue(manyCars(cars)), fewPeople)
