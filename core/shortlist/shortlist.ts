import { z } from 'zod'
import { attributeSchema } from '../catalogue/attribute.ts'
import { sourceStatusSchema } from '../catalogue/catalogue.ts'
import { answerIdSchema, variantIdSchema } from '../ids.ts'
import { moneySchema } from '../market/money.ts'
import { overrulingSchema, ruleKeySchema } from './shortlist-choice.ts'
import { whatIfSchema } from './what-if.ts'

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
  /** What the store could deliver when it was kept; `null` where nobody wrote its stock down. */
  stock: z.enum(['now', 'later', 'not-known']).nullable().default(null),
  reasons: z.array(matchLineSchema).max(5),
  catch: matchLineSchema,
  /** What the law may keep this customer from, where an answer that decides it is not sure. */
  notes: z.array(matchLineSchema).default([]),
  unknown: z.array(z.object({ attribute: attributeSchema, label: z.string() })),
})
export type Pick = Readonly<z.infer<typeof pickSchema>>

const named = { variantId: variantIdSchema, brand: z.string(), model: z.string(), name: z.string() }

/** How sure the belief is that the best vehicle is among those shown. */
const sureSchema = z.object({ ofHundred: z.int().min(0).max(100), sentence: z.string().min(1) })
export type Sure = Readonly<z.infer<typeof sureSchema>>

/** A set of rules whose relaxing brings back a vehicle, none of which could be left out, and the best that it brings. */
const nothingLeftSchema = z.object({
  ruleKeys: z.array(ruleKeySchema).min(1).max(3),
  sentence: z.string().min(1),
  brings: z.object({ variantId: variantIdSchema, name: z.string(), count: z.int().positive() }),
})
export type NothingLeft = Readonly<z.infer<typeof nothingLeftSchema>>

/** What would put another vehicle first; `whatIf` is what to try to see it. */
const wouldChangeSchema = z.object({
  sentence: z.string().min(1),
  variantId: variantIdSchema,
  whatIf: whatIfSchema,
})
export type WouldChange = Readonly<z.infer<typeof wouldChangeSchema>>

/** What of a vehicle that was shown at an earlier visit is otherwise now. */
const sinceSchema = z.object({ variantId: variantIdSchema, sentence: z.string().min(1) })
export type Since = Readonly<z.infer<typeof sinceSchema>>

/** `removed` says what each hard rule took away; `unknown` kept vehicles are those a rule could not judge. */
export const shortlistSchema = z.object({
  picks: z.array(pickSchema).max(3),
  considered: z.int(),
  removed: z.array(
    z.object({
      answerId: answerIdSchema,
      /** Empty in a shortlist that was kept before a rule could be relaxed. */
      ruleKey: z.string().default(''),
      sentence: z.string(),
      count: z.int(),
      examples: z.array(z.string()),
    }),
  ),
  /** Rules that were relaxed: they set nothing aside, and a vehicle shown that breaks one says so as its catch. */
  relaxed: z
    .array(z.object({ ruleKey: ruleKeySchema, answerId: answerIdSchema, sentence: z.string().min(1) }))
    .default([]),
  /** Only where no rule leaves a vehicle. */
  nothingLeft: z.array(nothingLeftSchema).default([]),
  /** The best vehicle that is not shown, and why it is not: the answer and the fact that this follows from. */
  runnerUp: z
    .object({
      ...named,
      answerId: answerIdSchema.nullable().default(null),
      questionId: z.string().nullable().default(null),
      attribute: attributeSchema.nullable().default(null),
      whyNot: z.string().min(1),
    })
    .nullable()
    .default(null),
  sure: sureSchema.nullable().default(null),
  wouldChange: z.array(wouldChangeSchema).max(3).default([]),
  /** The order that a consultant put in place of the belief's. */
  overruled: z
    .object({ ...overrulingSchema.shape, by: z.string(), at: z.int() })
    .nullable()
    .default(null),
  since: z.array(sinceSchema).default([]),
  notKnownYet: z.array(z.object({ topicId: z.string(), name: z.string() })),
  catalogueVersion: z.string(),
  bankVersion: z.string(),
})
export type Shortlist = Readonly<z.infer<typeof shortlistSchema>>
