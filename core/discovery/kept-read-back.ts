import { z } from 'zod'
import {
  answerIdSchema,
  consultantIdSchema,
  opportunityIdSchema,
  readBackIdSchema,
  visitIdSchema,
} from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { languageSchema } from '../market/language.ts'

/** One sentence as it was read, the answers that it came from, and what the customer said where it was not right. */
const readBackLineSchema = z.object({
  answerIds: z.array(answerIdSchema).max(100),
  text: z.string().min(1).max(1000),
  state: z.enum(['as-read', 'corrected']),
  /** The customer's own words; empty where the line stands as it was read. */
  said: z.string().max(4000),
})

/** A read-back as it was said aloud, and whether the customer agreed that this is what they meant. */
export const readBackFields = z.object({
  opportunityId: opportunityIdSchema,
  visitId: visitIdSchema,
  language: languageSchema,
  lines: z.array(readBackLineSchema).min(1).max(30),
  agreed: z.boolean(),
  authorId: consultantIdSchema,
  occurredAt: z.int(),
  businessDay: businessDaySchema,
})

export const keptReadBackSchema = readBackFields.extend({ id: readBackIdSchema })
export type KeptReadBack = Readonly<z.infer<typeof keptReadBackSchema>>
