import { z } from 'zod'
import { consultantIdSchema, opportunityIdSchema, remarkIdSchema, visitIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { languageSchema } from '../market/language.ts'
import { speakerSchema } from './speaker.ts'

/** Something that was said without being asked, in the words in which it was said. */
export const remarkTextSchema = z.string().max(4000)

/**
 * A remark as an append-only event. One that is corrected, or pinned to another topic, is a new one that supersedes it;
 * one that is `removed` supersedes what it takes away and says nothing itself.
 */
export const remarkFields = z.object({
  opportunityId: opportunityIdSchema,
  visitId: visitIdSchema,
  text: remarkTextSchema,
  language: languageSchema,
  /** Who said it; `null` for the party as one. */
  speaker: speakerSchema.nullable(),
  /** The topic of the bank that it is pinned to. */
  topicId: z.string().min(1).nullable(),
  supersedesIds: z.array(remarkIdSchema),
  removed: z.boolean(),
  authorId: consultantIdSchema,
  occurredAt: z.int(),
  businessDay: businessDaySchema,
})

export const remarkSchema = remarkFields.extend({ id: remarkIdSchema })
export type Remark = Readonly<z.infer<typeof remarkSchema>>
