import { z } from 'zod'
import {
  consultantIdSchema,
  opportunityIdSchema,
  shortlistChoiceIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'

/** What names a hard rule: see `ruleKeyOf`. */
export const ruleKeySchema = z.string().min(1).max(2000)

/** The order of up to three vehicles that a consultant puts in place of the belief's, and why. */
export const overrulingSchema = z.object({
  order: z.array(variantIdSchema).min(1).max(3),
  reason: z.string().trim().min(1).max(500),
})
export type Overruling = Readonly<z.infer<typeof overrulingSchema>>

/**
 * What people chose of a shortlist: every rule that is relaxed, and the order that is overruled. Each choice says all of
 * it anew and follows those that it was made upon.
 */
export const shortlistChoiceFields = z.object({
  opportunityId: opportunityIdSchema,
  visitId: visitIdSchema,
  followsIds: z.array(shortlistChoiceIdSchema),
  relaxed: z.array(ruleKeySchema).max(100),
  overruled: overrulingSchema.nullable(),
  authorId: consultantIdSchema,
  occurredAt: z.int(),
  businessDay: businessDaySchema,
})

export const shortlistChoiceSchema = shortlistChoiceFields.extend({ id: shortlistChoiceIdSchema })
export type ShortlistChoice = Readonly<z.infer<typeof shortlistChoiceSchema>>
