import { z } from 'zod'
import { attributeSchema } from '../catalogue/attribute.ts'
import { wordingSchema } from '../market/language.ts'

/**
 * What an answer says about the vehicle wanted, as data beside each option.
 * `priority` adds `weight` to how much an attribute matters (negative: less of it is wanted);
 * `require` is a hard rule; `prefer` is a taste for codes (a body, a fuel) with a weight.
 */
export const evidenceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('priority'), attribute: attributeSchema, weight: z.number() }),
  z.object({
    type: z.literal('require'),
    attribute: attributeSchema,
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
  }),
  z.object({
    type: z.literal('require-codes'),
    attribute: attributeSchema,
    oneOf: z.array(z.string()).min(1),
  }),
  z.object({
    type: z.literal('exclude-codes'),
    attribute: attributeSchema,
    noneOf: z.array(z.string()).min(1),
  }),
  z.object({
    type: z.literal('prefer-codes'),
    attribute: attributeSchema,
    codes: z.array(z.string()).min(1),
    weight: z.number(),
  }),
])
export type Evidence = Readonly<z.infer<typeof evidenceSchema>>

/** `because` is how the answer is said back inside "because you said ..." when there are no own words. */
export const optionSchema = z.object({
  code: z.string().min(1),
  label: wordingSchema,
  because: wordingSchema.optional(),
  evidence: z.array(evidenceSchema),
})
export type Option = Readonly<z.infer<typeof optionSchema>>

const asked = {
  id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/),
  ask: wordingSchema,
  why: wordingSchema,
  /** How much it helps to ask this first: the simple rule takes the highest first. */
  worth: z.number().min(0),
}

/**
 * `number` questions turn the number into a hard rule or a priority through `rule`: the value times `factor` is
 * the least that `attribute` must give. `money-range` sets the budget.
 */
export const questionSchema = z.discriminatedUnion('kind', [
  z.object({ ...asked, kind: z.literal('one-of'), options: z.array(optionSchema).min(2) }),
  z.object({ ...asked, kind: z.literal('any-of'), options: z.array(optionSchema).min(2) }),
  z.object({
    ...asked,
    kind: z.literal('number'),
    min: z.number(),
    max: z.number(),
    quick: z.array(z.number()),
    unit: wordingSchema,
    rule: z.object({ attribute: attributeSchema, factor: z.number().positive() }).nullable(),
    because: wordingSchema.optional(),
  }),
  z.object({
    ...asked,
    kind: z.literal('money-range'),
    quickAtMost: z.array(z.int()),
    flexibility: z.number().min(0).max(1),
  }),
  z.object({ ...asked, kind: z.literal('text') }),
])
export type Question = Readonly<z.infer<typeof questionSchema>>

/** `money` topics are kept late: the next question comes from them only after the others have had their turn. */
export const topicSchema = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  name: wordingSchema,
  money: z.boolean(),
  questions: z.array(questionSchema).min(1),
})
export type Topic = Readonly<z.infer<typeof topicSchema>>

export const questionBankSchema = z
  .object({ version: z.string().min(1), topics: z.array(topicSchema).min(1) })
  .superRefine((bank, context) => {
    const seen = new Set<string>()
    for (const topic of bank.topics)
      for (const question of topic.questions) {
        if (seen.has(question.id))
          context.addIssue({ code: 'custom', message: `Question id ${question.id} stands twice` })
        seen.add(question.id)
      }
  })
export type QuestionBank = Readonly<z.infer<typeof questionBankSchema>>
