import { z } from 'zod'
import { attributeSchema } from '../catalogue/attribute.ts'

/** How much more or less an attribute may be said to matter. */
const leastFactor = 0.25
const mostFactor = 4

/**
 * What if: another budget, and attributes that matter more or less than they do. `budgetMinor`: `null` leaves the
 * budget as it is; `factor` times what the attribute matters to each person whom the belief holds possible.
 */
export const whatIfSchema = z.object({
  budgetMinor: z.int().positive().nullable(),
  emphasis: z
    .array(z.object({ attribute: attributeSchema, factor: z.number().min(leastFactor).max(mostFactor) }))
    .max(20),
})
export type WhatIf = Readonly<z.infer<typeof whatIfSchema>>
