import { z } from 'zod'

/** `broke`: something threw that nobody expected. */
const faultSchema = z.object({
  kind: z.enum(['diverged', 'lost', 'duplicated', 'resurrected', 'stuck', 'unbounded', 'broke']),
  what: z.string(),
})
export type Fault = Readonly<z.infer<typeof faultSchema>>

/** What came of one seed; `story` is what happened, told only where it is worth it. */
export const seedResultSchema = z.object({
  seed: z.int(),
  steps: z.int(),
  calls: z.int(),
  faults: z.array(faultSchema),
  story: z.array(z.string()),
  /** Of a seed that found something: the fewest steps found that find it too, what they find, and how it went. */
  fewest: z
    .object({ steps: z.array(z.int()), faults: z.array(faultSchema), story: z.array(z.string()) })
    .nullable(),
})
export type SeedResult = Readonly<z.infer<typeof seedResultSchema>>
