import { z } from 'zod'
import { assertNever } from '../assert-never.ts'
import { type Attribute, attributeSchema, attributes } from '../catalogue/attribute.ts'
import { languageSchema, wordingSchema } from '../market/language.ts'

/**
 * What an answer says about the vehicle wanted, as data beside each option.
 * `priority` adds `weight` to how much an attribute matters (negative: less of it is wanted);
 * `require` is a hard rule; `prefer` is a taste for codes (a body, a fuel) with a weight; `accept-any` clears what
 * the other options chosen of the same question require or prefer of that attribute.
 */
const evidenceSchema = z.discriminatedUnion('type', [
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
  z.object({ type: z.literal('accept-any'), attribute: attributeSchema }),
])
export type Evidence = Readonly<z.infer<typeof evidenceSchema>>

/** `because` is how the answer is said back after "because you said" when there are no own words. */
const optionSchema = z.object({
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
 * the least that `attribute` must give, and `{n}` in its `because` stands for the value. `money-range` sets the
 * budget: what is over it by more than the share `flexibility` is set aside. `quickAtMost` is in minor units.
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
const topicSchema = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  name: wordingSchema,
  money: z.boolean(),
  questions: z.array(questionSchema).min(1),
})
export type Topic = Readonly<z.infer<typeof topicSchema>>

/**
 * `baseWeights` is how much each attribute matters before anything is said (see `core/shortlist/utility.ts` for the
 * unit), with its source. `moneyAfterTopics` is how many other topics are touched before money is suggested. Worded in
 * `languages`; a bank that does not say so is worded in all.
 */
export const questionBankSchema = z
  .object({
    version: z.string().min(1),
    languages: z
      .array(languageSchema)
      .min(1)
      .default([...languageSchema.options]),
    moneyAfterTopics: z.int().min(0),
    baseWeights: z.object({
      source: z.string().min(1),
      byAttribute: z.partialRecord(attributeSchema, z.number()),
    }),
    topics: z.array(topicSchema).min(1),
  })
  .superRefine((bank, context) => {
    for (const message of bankFaults(bank.topics)) context.addIssue({ code: 'custom', message })
    for (const attribute of attributeSchema.options)
      if (bank.baseWeights.byAttribute[attribute] !== undefined && attributes[attribute].kind !== 'number')
        context.addIssue({ code: 'custom', message: `Base weight of ${attribute}, which is not a number` })
  })
export type QuestionBank = Readonly<z.infer<typeof questionBankSchema>>

/** The question of that id with its topic, or `undefined` when the bank has none. */
export function findQuestion(
  bank: QuestionBank,
  questionId: string,
): { readonly topic: Topic; readonly question: Question } | undefined {
  for (const topic of bank.topics)
    for (const question of topic.questions) if (question.id === questionId) return { topic, question }
  return undefined
}

/** What the shapes above cannot say: ids and codes stand once, and evidence speaks of attributes as they are. */
function bankFaults(topics: readonly Topic[]): readonly string[] {
  const faults: string[] = []
  const questions = topics.flatMap((topic) => topic.questions)
  for (const id of repeated(topics.map((topic) => topic.id))) faults.push(`Topic id ${id} stands twice`)
  for (const id of repeated(questions.map((question) => question.id)))
    faults.push(`Question id ${id} stands twice`)
  for (const question of questions) {
    for (const fault of questionFaults(question)) faults.push(`${question.id}: ${fault}`)
  }
  return faults
}

function questionFaults(question: Question): readonly string[] {
  switch (question.kind) {
    case 'one-of':
    case 'any-of':
      return [
        ...repeated(question.options.map((option) => option.code)).map((code) => `code ${code} stands twice`),
        ...question.options.flatMap((option) =>
          option.evidence.flatMap((evidence) => evidenceFaults(evidence)),
        ),
      ]
    case 'number': {
      const { min, max, quick, rule } = question
      return [
        ...(min > max ? ['min is above max'] : []),
        ...quick
          .filter((number) => number < min || number > max)
          .map((number) => `quick ${number} is outside`),
        ...(rule !== null && attributes[rule.attribute].kind !== 'number'
          ? [`${rule.attribute} is not a number`]
          : []),
      ]
    }
    case 'money-range':
      return question.quickAtMost.some((amount) => amount <= 0) ? ['an amount is not above zero'] : []
    case 'text':
      return []
    default:
      return assertNever(question)
  }
}

function evidenceFaults(evidence: Evidence): readonly string[] {
  const { attribute } = evidence
  const wants = (kind: 'number' | 'code') =>
    attributes[attribute].kind === kind ? [] : [`${evidence.type} of ${attribute}, which is not a ${kind}`]
  const knows = (codes: readonly string[]) =>
    codes.filter((code) => !codesOf(attribute).includes(code)).map((code) => `${attribute} has no ${code}`)
  switch (evidence.type) {
    case 'priority':
      return wants('number')
    case 'require':
      return evidence.atLeast === undefined && evidence.atMost === undefined
        ? ['a rule without a limit', ...wants('number')]
        : wants('number')
    case 'require-codes':
      return [...wants('code'), ...knows(evidence.oneOf)]
    case 'exclude-codes':
      return [...wants('code'), ...knows(evidence.noneOf)]
    case 'prefer-codes':
      return [...wants('code'), ...knows(evidence.codes)]
    case 'accept-any':
      return wants('code')
    default:
      return assertNever(evidence)
  }
}

function codesOf(attribute: Attribute): readonly string[] {
  const known = attributes[attribute]
  return known.kind === 'code' ? known.codes : []
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}
