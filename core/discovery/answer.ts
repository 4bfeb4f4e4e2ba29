import { z } from 'zod'
import {
  answerIdSchema,
  consultantIdSchema,
  opportunityIdSchema,
  remarkIdSchema,
  visitIdSchema,
} from '../ids.ts'
import { languageSchema } from '../market/language.ts'
import { moneySchema } from '../market/money.ts'
import { speakerSchema } from './speaker.ts'

/** Not asked is the absence of an answer, or one that was `withdrawn`: it leaves no trace in what is known. */
export const answerStateSchema = z.enum(['answered', 'unsure', 'declined', 'withdrawn'])
export type AnswerState = z.infer<typeof answerStateSchema>

/** A variant's id or an attribute's name: the question says which of the two its answers speak of. */
const subjectSchema = z.string().min(1)

/**
 * What was learned, coded. `text` questions code nothing: the customer's own words are the answer.
 *
 * `graded`, this or that: -2 the first of the two by far, 0 the same, 2 the second by far. `picked`: of several the
 * most wanted, and the least where that was asked too; `next` are those that come after the most wanted, better first, as
 * far as they were said. `levelled`: how far up a scale, from 0; for how much something
 * matters, how much more one would pay for it, or how a vehicle is liked.
 */
export const answerValueSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choices'), codes: z.array(z.string().min(1)).min(1) }),
  z.object({ type: z.literal('number'), number: z.number() }),
  z.object({ type: z.literal('money-range'), atLeast: moneySchema.nullable(), atMost: moneySchema }),
  z.object({ type: z.literal('text') }),
  z.object({
    type: z.literal('graded'),
    of: z.tuple([subjectSchema, subjectSchema]),
    grade: z.int().min(-2).max(2),
  }),
  z.object({
    type: z.literal('picked'),
    of: z.array(subjectSchema).min(2).max(4),
    most: subjectSchema,
    least: subjectSchema.nullable(),
    next: z.array(subjectSchema).max(2).optional(),
  }),
  z.object({ type: z.literal('levelled'), of: subjectSchema, level: z.int().min(0).max(6) }),
])
export type AnswerValue = Readonly<z.infer<typeof answerValueSchema>>

/**
 * What was learned about one question, as an append-only event. `supersedesIds` names every answer that it corrects
 * (several where laptops had answered apart), so that what stands is what nothing supersedes, whatever the clocks said.
 * `restoresId` names the earlier answer that this one says again, because what had corrected it was taken back.
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
  /** Whose answer it is; `null` for the party as one. */
  speaker: speakerSchema.nullable().default(null),
  /** The remark that it was confirmed out of. */
  confirmsRemarkId: remarkIdSchema.nullable().default(null),
  restoresId: answerIdSchema.nullable().default(null),
})
export type Answer = Readonly<z.infer<typeof answerSchema>>
