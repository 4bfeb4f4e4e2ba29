import { z } from 'zod'
import { attributeSchema } from '../catalogue/attribute.ts'
import { sourceStatusSchema } from '../catalogue/catalogue.ts'
import { answerIdSchema, variantIdSchema } from '../ids.ts'
import { moneySchema } from '../market/money.ts'

/** A reason or catch: one answer and one catalogue fact, with the sentence that says both. */
const matchLineSchema = z.object({
  answerId: answerIdSchema.nullable(),
  questionId: z.string().nullable(),
  attribute: attributeSchema.nullable(),
  sentence: z.string().min(1),
})
export type MatchLine = Readonly<z.infer<typeof matchLineSchema>>

export const pickSchema = z.object({
  variantId: variantIdSchema,
  brand: z.string(),
  model: z.string(),
  name: z.string(),
  body: z.string().nullable(),
  price: z
    .object({
      money: moneySchema,
      text: z.string(),
      asOf: z.string(),
      source: z.string(),
      /** `null` in a shortlist that was kept before it was said. */
      status: sourceStatusSchema.nullable().default(null),
    })
    .nullable(),
  utility: z.number(),
  reasons: z.array(matchLineSchema).max(5),
  catch: matchLineSchema,
  unknown: z.array(z.object({ attribute: attributeSchema, label: z.string() })),
})
export type Pick = Readonly<z.infer<typeof pickSchema>>

/** `removed` says what each hard rule took away; `unknown` kept vehicles are those a rule could not judge. */
export const shortlistSchema = z.object({
  picks: z.array(pickSchema).max(3),
  considered: z.int(),
  removed: z.array(
    z.object({
      answerId: answerIdSchema,
      sentence: z.string(),
      count: z.int(),
      examples: z.array(z.string()),
    }),
  ),
  notKnownYet: z.array(z.object({ topicId: z.string(), name: z.string() })),
  catalogueVersion: z.string(),
  bankVersion: z.string(),
})
export type Shortlist = Readonly<z.infer<typeof shortlistSchema>>
