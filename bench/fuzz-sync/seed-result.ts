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
})
export type SeedResult = Readonly<z.infer<typeof seedResultSchema>>
