import { z } from 'zod'
import { unmetNeedFields } from '../discovery/unmet-need.ts'

/** A mean keeps what it is the mean of: `mean` has one decimal and is null under five cases. */
const meanSchema = z.object({ sum: z.int(), cases: z.int(), mean: z.number().nullable() })
export type Mean = Readonly<z.infer<typeof meanSchema>>

/** What was wanted and nothing on sale gave, by how many visits; `name` is how it is said in the reader's language. */
const unmetCountSchema = unmetNeedFields
  .pick({ attribute: true, test: true, together: true })
  .extend({ name: z.string(), count: z.int() })

/** The conversations of a day: how many topics each begun one touched, and how far its customer felt heard, 1 to 5. */
export const discoveryFiguresSchema = z.object({
  topicsCovered: meanSchema,
  feltHeard: meanSchema,
  /** The most wanted first. */
  unmetNeeds: z.array(unmetCountSchema),
})
export type DiscoveryFigures = Readonly<z.infer<typeof discoveryFiguresSchema>>

/** The fewest cases that a percentage or a mean is said of. */
export const fewestCases = 5

/** The mean of these whole numbers, with what it is the mean of. */
export function meanOf(numbers: readonly number[]): Mean {
  const sum = numbers.reduce((total, number) => total + number, 0)
  const mean = numbers.length < fewestCases ? null : Math.round((10 * sum) / numbers.length) / 10
  return { sum, cases: numbers.length, mean }
}
