import { z } from 'zod'
import {
  answerIdSchema,
  consultantIdSchema,
  opportunityIdSchema,
  unmetNeedIdSchema,
  visitIdSchema,
} from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'

/** What was wanted: limits in the attribute's own unit and inclusive, or codes that it was to be, or not to be. */
const unmetTestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('number'), atLeast: z.number().nullable(), atMost: z.number().nullable() }),
  z.object({ type: z.literal('one-of'), codes: z.array(z.string().min(1)) }),
  z.object({ type: z.literal('none-of'), codes: z.array(z.string().min(1)) }),
  z.object({ type: z.literal('codes'), codes: z.array(z.string().min(1)) }),
])

/** One thing wanted. The attribute is a name: one of a later version stays readable. */
const wantedSchema = z.object({ attribute: z.string().min(1), test: unmetTestSchema })
export type Wanted = Readonly<z.infer<typeof wantedSchema>>

/**
 * What was wanted and nothing in the catalogue gave, as it stood when a read-back was kept or a visit ended. One that
 * no longer stands follows what it takes back.
 */
export const unmetNeedFields = z.object({
  opportunityId: opportunityIdSchema,
  visitId: visitIdSchema,
  ...wantedSchema.shape,
  /** What else was wanted, where it is only together that nothing gives it; empty where nothing gives it at all. */
  together: z.array(wantedSchema),
  ownWords: z.string().max(4000),
  /** The answer that it was told from. */
  answerId: answerIdSchema.nullable(),
  stands: z.boolean(),
  followsIds: z.array(unmetNeedIdSchema),
  authorId: consultantIdSchema,
  occurredAt: z.int(),
  businessDay: businessDaySchema,
})

export const unmetNeedSchema = unmetNeedFields.extend({ id: unmetNeedIdSchema })
export type UnmetNeed = Readonly<z.infer<typeof unmetNeedSchema>>
