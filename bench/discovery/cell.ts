import { z } from 'zod'
import { createSeeded } from '../../core/discovery/belief/seeded.ts'
import { armNames, converse, type Step } from './conversation.ts'
import { simulateCustomer } from './customer.ts'
import { simulateVehicles } from './vehicles.ts'

/** One arm among one population on one catalogue. */
const cellSchema = z.object({
  arm: z.enum(armNames),
  population: z.enum(['known', 'shifted']),
  vehicles: z.int().positive(),
  answers: z.int().positive(),
  seed: z.int(),
  /** Vehicles that are held against one another at once, at the most. */
  mostAtOnce: z.int().min(2).max(4),
})
export type Cell = Readonly<z.infer<typeof cellSchema>>

export const workSchema = z.object({ cells: z.array(cellSchema), customers: z.array(z.int()) })

const stepSchema = z.object({
  regret: z.number(),
  isHit: z.boolean(),
  sureness: z.number(),
  seconds: z.number(),
  believeMs: z.number(),
  pickMs: z.number(),
  evaluations: z.number(),
  bytes: z.number(),
  kind: z.string(),
})

/** What one customer's conversation came to. `cell` is its place in the work's cells. */
export const talkSchema = z.object({ cell: z.int(), steps: z.array(stepSchema) })

const models = 300

/** Has the conversations of a cell's customers, named by number: the same number is the same person in every arm. */
export function* talksOf(cell: Cell, customers: Iterable<number>): Generator<readonly Step[]> {
  const { arm, population, vehicles, answers, seed, mostAtOnce } = cell
  const catalogue = simulateVehicles(createSeeded(`catalogue ${seed}`), vehicles, models)
  for (const number of customers) {
    const named = `customer ${seed} ${number}`
    const customer = simulateCustomer(catalogue.table, {
      population,
      seed: named,
      shiftSeed: `shift ${seed}`,
    })
    yield converse(catalogue, customer, { arm, seed: named, answers, mostAtOnce })
  }
}
