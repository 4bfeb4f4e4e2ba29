import { z } from 'zod'
import { consultantIdSchema, feltHeardIdSchema, opportunityIdSchema, visitIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'

/** How far the customer felt heard, as they said it: 1 not at all, 5 altogether. */
export const feltHeardLevelSchema = z.int().min(1).max(5)

export const feltHeardFields = z.object({
  opportunityId: opportunityIdSchema,
  visitId: visitIdSchema,
  level: feltHeardLevelSchema,
  /** Tapped by the customer, on the screen that is turned to them. */
  inCustomerView: z.boolean(),
  authorId: consultantIdSchema,
  occurredAt: z.int(),
  businessDay: businessDaySchema,
})

export const feltHeardSchema = feltHeardFields.extend({ id: feltHeardIdSchema })
export type FeltHeard = Readonly<z.infer<typeof feltHeardSchema>>
