import { z } from 'zod'
import { answerIdSchema, consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../ids.ts'
import { languageSchema } from '../market/language.ts'
import { moneySchema } from '../market/money.ts'

/** Not asked is the absence of an answer, so three states are stored and four are shown. */
export const answerStateSchema = z.enum(['answered', 'unsure', 'declined'])
export type AnswerState = z.infer<typeof answerStateSchema>

/** What was learned, coded. `text` questions code nothing: the customer's own words are the answer. */
export const answerValueSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choices'), codes: z.array(z.string().min(1)).min(1) }),
  z.object({ type: z.literal('number'), number: z.number() }),
  z.object({ type: z.literal('money-range'), atLeast: moneySchema.nullable(), atMost: moneySchema }),
  z.object({ type: z.literal('text') }),
])
export type AnswerValue = Readonly<z.infer<typeof answerValueSchema>>

/**
 * What was learned about one question, as an append-only event. `supersedesIds` names every answer that it corrects
 * (several where laptops had answered apart), so that what stands is what nothing supersedes, whatever the clocks said.
 */
export const answerSchema = z.object({
  id: answerIdSchema,
  opportunityId: opportunityIdSchema,
  visitId: visitIdSchema,
  questionId: z.string().min(1),
  state: answerStateSchema,
  value: answerValueSchema.nullable(),
  ownWords: z.string(),
  language: languageSchema,
  bankVersion: z.string(),
  supersedesIds: z.array(answerIdSchema),
  authorId: consultantIdSchema,
  occurredAt: z.int(),
})
export type Answer = Readonly<z.infer<typeof answerSchema>>
