import { z } from 'zod'
import { attributeSchema } from '../catalogue/attribute.ts'
import { languageSchema, wordingSchema } from '../market/language.ts'
import { bankFaults, bankParts } from './bank-faults.ts'
import { fillEarlierBank } from './earlier-bank.ts'
import { marketPriorSchema } from './market-prior.ts'
import { ownWeekSchema } from './own-week.ts'
import { templateOf } from './question-ref.ts'
import { topicGroupSchema } from './read-back-group.ts'

/**
 * How many standard deviations of that taste whoever gives this answer is apart from whoever gives an indifferent one:
 * how far the belief is moved. A hard rule is as strong, but its strength says nothing yet.
 */
const strength = z.number().positive().max(5).default(1)

/**
 * What an answer says about the vehicle wanted, as data beside each option.
 * `priority` adds `weight` to how much an attribute matters (negative: less of it is wanted);
 * `require` is a hard rule; `prefer` is a taste for codes (a body, a fuel) with a weight; `accept-any` clears what
 * the other options chosen of the same question require or prefer of that attribute. `atMostRate` is a rate of the market
 * as the limit of a price, as it is in force when the rule is looked at; who is unsure of the answer is told of it.
 * `flexibility` is the share by which the price may be over the budget named, in place of what the budget's question says.
 */
const evidenceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('priority'), attribute: attributeSchema, weight: z.number(), strength }),
  z.object({
    type: z.literal('require'),
    attribute: attributeSchema,
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    atMostRate: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .optional(),
    strength,
  }),
  z.object({
    type: z.literal('require-codes'),
    attribute: attributeSchema,
    oneOf: z.array(z.string()).min(1),
    strength,
  }),
  z.object({
    type: z.literal('exclude-codes'),
    attribute: attributeSchema,
    noneOf: z.array(z.string()).min(1),
    strength,
  }),
  z.object({
    type: z.literal('prefer-codes'),
    attribute: attributeSchema,
    codes: z.array(z.string()).min(1),
    weight: z.number(),
    strength,
  }),
  z.object({ type: z.literal('accept-any'), attribute: attributeSchema }),
  z.object({
    type: z.literal('flexibility'),
    attribute: z.literal('priceMinor'),
    share: z.number().min(0).max(1),
  }),
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

const questionIdSchema = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)

/**
 * When a question that serves the person is worth suggesting: once so many topics are touched, once all of those
 * questions have been answered, or before the talk ends.
 */
const dueSchema = z.union([
  z.strictObject({ afterTopics: z.int().min(0) }),
  z.strictObject({
    after: z.array(questionIdSchema).min(1),
    /** Codes of their answers that leave nothing to ask. */
    unless: z.array(z.string().min(1)).default([]),
  }),
  z.strictObject({ beforeEnd: z.literal(true) }),
])

const asked = {
  id: questionIdSchema,
  ask: wordingSchema,
  why: wordingSchema,
  /** How much it helps to ask this first; of what serves the person, all that it is worth. */
  worth: z.number().min(0),
  /** Conversation time to ask it and hear the answer. */
  seconds: z.number().positive().max(600),
  /** 0: like the weather; 1: like one's income. */
  intrusiveness: z.number().min(0).max(1),
  /** `ranking`: what is answered changes which vehicles fit; `person`: it serves who is asked. */
  serves: z.enum(['ranking', 'person']),
  /** Whether it is open as trainers use the word: it cannot be answered by yes, a number or a name alone. */
  isOpen: z.boolean(),
  /** The questions that come naturally once this one is answered. */
  followUps: z.array(questionIdSchema),
  /** `null` for what serves the ranking: that is due whenever it is worth its time. */
  due: dueSchema.nullable(),
}

const vehiclesOrAttributes = z.enum(['vehicles', 'attributes'])

/**
 * `number` questions turn the number into a hard rule or a priority through `rule`: the value times `factor` is
 * the least that `attribute` must give, and `{n}` in its `because` stands for the value. `money-range` sets the
 * budget: what is over it by more than the share `flexibility` is set aside. `quickAtMost` is in minor units.
 *
 * The last four are templates: each time one is asked it is about other subjects, vehicles or attributes, which stand
 * in its `ask` as `{a}`, `{b}`, `{c}`, `{d}`. `grades` go from the first by far to the second by far, `levels` upwards;
 * `payShares` are the shares of the price that the levels of a willingness to pay stand for.
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
  z.object({
    ...asked,
    kind: z.literal('this-or-that'),
    about: vehiclesOrAttributes,
    grades: z.array(wordingSchema).length(5),
  }),
  z.object({
    ...asked,
    kind: z.literal('pick-one'),
    about: z.literal('vehicles'),
    of: z.literal([3, 4]),
    /** Whether the first and the last are wanted, or all in order. */
    asks: z.enum(['first-and-last', 'order']).default('first-and-last'),
    noneLabel: wordingSchema,
  }),
  z.object({
    ...asked,
    kind: z.literal('most-least'),
    about: z.literal('attributes'),
    of: z.literal(4),
    mostLabel: wordingSchema,
    leastLabel: wordingSchema,
  }),
  z.object({
    ...asked,
    kind: z.literal('level'),
    about: vehiclesOrAttributes,
    levels: z.array(wordingSchema).min(3).max(7),
    reads: z.enum(['importance', 'pay-more', 'reaction', 'test-drive']),
    payShares: z.array(z.number().min(0).max(1)).optional(),
  }),
])
export type Question = Readonly<z.infer<typeof questionSchema>>

/**
 * `money` topics are kept late: the next question comes from them only after the others have had their turn. `readBack`
 * is with what their answers are said when the talk is summed up; left out, it is told from the answers.
 */
const topicSchema = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  name: wordingSchema,
  money: z.boolean(),
  readBack: topicGroupSchema.optional(),
  questions: z.array(questionSchema).min(1),
})
export type Topic = Readonly<z.infer<typeof topicSchema>>

/**
 * How far answers stray: `lapse` is the share given without a thought, `ratingSd` and `ratingBiasSd` the noise of a level
 * and what a person adds to all of theirs, in standard deviations of the taste; `thisOrThatCuts` are the differences of
 * utility, in units of choice noise, at which one is the better and better by far.
 */
const noiseSchema = z.object({
  lapse: z.number().min(0).max(0.5),
  ratingSd: z.number().positive(),
  ratingBiasSd: z.number().min(0),
  thisOrThatCuts: z.array(z.number().positive()).length(2),
  source: z.string().min(1),
})

/**
 * `baseWeights` is how much each attribute matters before anything is said (see `core/shortlist/utility.ts` for the
 * unit), with its source. `moneyAfterTopics` is how many other topics, or comparisons, are answered before money
 * is suggested, `vehiclesAfterTopics` how many topics before a choice between vehicles is: the person comes first. Worded in
 * `languages`; a bank that does not say so is worded in all. `attributeWords` is how an attribute is said inside a
 * question about attributes; one without words is never asked about.
 */
export const bankShape = z.object({
  version: z.string().min(1),
  languages: z
    .array(languageSchema)
    .min(1)
    .default([...languageSchema.options]),
  moneyAfterTopics: z.int().min(0),
  vehiclesAfterTopics: z.int().min(0).default(3),
  baseWeights: z.object({
    source: z.string().min(1),
    byAttribute: z.partialRecord(attributeSchema, z.number()),
  }),
  noise: noiseSchema,
  attributeWords: z.partialRecord(attributeSchema, wordingSchema),
  /** What is believed of everyone before they speak. */
  prior: marketPriorSchema.optional(),
  /** What answers say of the customer's own week, by which the cost of running a vehicle is reckoned. */
  ownWeek: ownWeekSchema.optional(),
  topics: z.array(topicSchema).min(1),
})
export type QuestionBank = Readonly<z.infer<typeof bankShape>>

/** Reads a bank, also one of before questions had seconds. To tell people what is wrong with one: `readBank`. */
export const questionBankSchema = z.preprocess(
  fillEarlierBank,
  bankShape.superRefine((bank, context) => {
    for (const { path, wrong, todo } of bankFaults(bankParts(bank)))
      context.addIssue({ code: 'custom', path: [...path], message: `${wrong}: ${todo}` })
  }),
)

/** The question, or the template that it was made from, with its topic; `undefined` when the bank has none. */
export function findQuestion(
  bank: Pick<QuestionBank, 'topics'>,
  questionId: string,
): { readonly topic: Topic; readonly question: Question } | undefined {
  const id = templateOf(questionId)
  for (const topic of bank.topics)
    for (const question of topic.questions) if (question.id === id) return { topic, question }
  return undefined
}
