import { z } from 'zod'
import { adviceSchema as shownAdviceSchema } from '../../../contract/discovery-views.ts'
import { attributeSchema } from '../../../core/catalogue/attribute.ts'
import { catalogueSchema } from '../../../core/catalogue/catalogue.ts'
import type { Advice } from '../../../core/discovery/advise.ts'
import { answerSchema } from '../../../core/discovery/answer.ts'
import { bankShape } from '../../../core/discovery/question-bank.ts'
import { rateLimitSchema } from '../../../core/discovery/rate-limit.ts'
import { variantIdSchema } from '../../../core/ids.ts'
import { languageSchema } from '../../../core/market/language.ts'
import { marketPackSchema } from '../../../core/market/market-pack.ts'
import { shortlistSchema } from '../../../core/shortlist/shortlist.ts'
import { ruleKeySchema } from '../../../core/shortlist/shortlist-choice.ts'
import { whatIfSchema } from '../../../core/shortlist/what-if.ts'
import { problemSchema } from '../worker-problem.ts'

/** What the advice worker is started with, the same for as long as it lives; it begins without a catalogue. */
export const adviceWorkerDataSchema = z.object({ bank: bankShape, pack: marketPackSchema })
export type AdviceWorkerData = Readonly<z.infer<typeof adviceWorkerDataSchema>>

const asked = {
  id: z.int(),
  answers: z.array(answerSchema).readonly(),
  /** One for every opportunity, so that two customers who answer alike are shown alike. */
  seed: z.string(),
  language: languageSchema,
  /** The rates in force that rules of the bank name as limits. */
  limits: z.array(rateLimitSchema).readonly(),
  /** What was chosen of the shortlist: see `standingChoice`. */
  relaxed: z.array(ruleKeySchema).readonly(),
  overruled: shortlistSchema.shape.overruled.unwrap(),
}
const adviceRequestSchema = z.object({
  ...asked,
  type: z.literal('advise'),
  talk: z
    .object({
      openQuestionId: z.string().nullable(),
      skippedQuestionIds: z.array(z.string()).readonly(),
    })
    .readonly(),
})
const shortlistRequestSchema = z.object({ ...asked, type: z.literal('shortlist') })
const whatIfRequestSchema = z.object({ ...asked, type: z.literal('what-if'), whatIf: whatIfSchema })
const fitRequestSchema = z.object({
  ...asked,
  type: z.literal('fit'),
  variantIds: z.array(variantIdSchema).readonly(),
})
const requestSchema = z.discriminatedUnion('type', [
  adviceRequestSchema,
  shortlistRequestSchema,
  whatIfRequestSchema,
  fitRequestSchema,
])
export type DeskRequest = Readonly<z.infer<typeof requestSchema>>
/** What is asked of each type, without what the thread adds. */
export type Asked<T extends DeskRequest['type']> = Omit<Extract<DeskRequest, { type: T }>, 'id' | 'type'>

/** What the worker is told: the catalogue that holds from then on, to which it says nothing, and requests. */
export const adviceMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('catalogue'), catalogue: catalogueSchema.nullable() }),
  ...requestSchema.options,
])
export type AdviceMessage = Readonly<z.infer<typeof adviceMessageSchema>>

/** The one reply to each request, with the same `id`; `result` is what the schema of its type's result reads. */
export const adviceReplySchema = z.discriminatedUnion('type', [
  z.object({ id: z.int(), type: z.literal('result'), result: z.unknown() }),
  z.object({ id: z.int(), type: z.literal('failed'), problem: problemSchema }),
])
export type AdviceReply = Readonly<z.infer<typeof adviceReplySchema>>

/** Advice as the core gives it: without how subjects are called, which the database says. */
export const adviceSchema = shownAdviceSchema.pick({ enough: true, sureness: true }).extend({
  next: z
    .object({
      topicId: z.string(),
      questionId: z.string(),
      why: z.string(),
      serves: z.enum(['ranking', 'person']),
    })
    .nullable(),
  shortlist: shortlistSchema,
  priorities: z.array(
    z.object({ attribute: attributeSchema, name: z.string(), share: z.number(), isSure: z.boolean() }),
  ),
}) satisfies z.ZodType<Advice>
