import { z } from 'zod'
import { answerSchema, answerValueSchema } from '../core/discovery/answer.ts'
import { feltHeardSchema } from '../core/discovery/felt-heard.ts'
import { keptReadBackSchema } from '../core/discovery/kept-read-back.ts'
import { remarkSchema } from '../core/discovery/remark.ts'
import { speakerSchema } from '../core/discovery/speaker.ts'
import { answerIdSchema, remarkIdSchema, visitIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { pickSchema } from '../core/shortlist/shortlist.ts'

/** A remark as it stands, with the ids that it had before it was corrected or pinned elsewhere. */
export const remarkViewSchema = remarkSchema.extend({ earlierIds: z.array(remarkIdSchema) })

export const boardSchema = z.object({
  bankVersion: z.string(),
  answers: z.array(answerSchema),
  drafts: z.array(z.object({ questionId: z.string(), text: z.string(), keptAt: z.int() })),
  openQuestionId: z.string().nullable(),
  /** The question kept at hand, and those passed over in this visit. */
  pinnedQuestionId: z.string().nullable(),
  skippedQuestionIds: z.array(z.string()),
  /** The language of the talk, `null` while nobody chose one, and who speaks; `null` is the party as one. */
  talkLanguage: languageSchema.nullable(),
  speaker: speakerSchema.nullable(),
  remarks: z.array(remarkViewSchema),
  /** The latest of each, `null` before the first. */
  readBack: keptReadBackSchema.nullable(),
  feltHeard: feltHeardSchema.nullable(),
  /** The answer that undo takes back, and the visit in which it was given. */
  undo: z.object({ answerId: answerIdSchema, questionId: z.string(), visitId: visitIdSchema }).nullable(),
  /** How the vehicles and attributes are called that the answers and open questions speak of. */
  subjectNames: z.record(z.string(), z.string()),
})

/** What the talk comes to so far. Worked out beside the answers, so it may be a moment behind them. */
export const adviceSchema = z.object({
  /** The one question most worth asking and why, in a sentence; `null` where nothing more is worth its time. */
  next: z
    .object({
      topicId: z.string(),
      questionId: z.string(),
      /** How its subjects are called, where it has any. */
      subjectNames: z.record(z.string(), z.string()),
      why: z.string(),
      serves: z.enum(['ranking', 'person']),
    })
    .nullable(),
  /** Why nothing more needs asking; `null` while something does. */
  enough: z.string().nullable(),
  /** How sure the answers make us that the best vehicle is among those shown, and of how many in a hundred. */
  sureness: z.object({ sentence: z.string(), ofHundred: z.int().min(0).max(100) }).nullable(),
  shortlist: z.object({
    picks: z.array(pickSchema),
    considered: z.int(),
    notKnownYet: z.array(z.object({ topicId: z.string(), name: z.string() })),
  }),
  /** How much each thing matters to this customer as we understand it: 0..100 of 100, the first the most. */
  priorities: z.array(
    z.object({
      attribute: z.string(),
      name: z.string(),
      share: z.int().min(0).max(100),
      isSure: z.boolean(),
    }),
  ),
})

const said = { at: z.int(), authorName: z.string(), visitId: visitIdSchema }

/** One thing that was said or done in the talk. `stands`: nothing came in its place. */
export const timelineEntrySchema = z.discriminatedUnion('type', [
  z.object({
    ...said,
    type: z.literal('answer'),
    answer: answerSchema,
    /** `restored`: what had corrected it was taken back, so it stands again. */
    act: z.enum(['said', 'corrected', 'withdrawn', 'restored']),
    stands: z.boolean(),
  }),
  z.object({
    ...said,
    type: z.literal('remark'),
    remark: remarkSchema,
    act: z.enum(['said', 'changed', 'removed']),
    stands: z.boolean(),
  }),
  z.object({ ...said, type: z.literal('read-back'), readBack: keptReadBackSchema }),
  z.object({ ...said, type: z.literal('felt-heard'), feltHeard: feltHeardSchema }),
])

/** An answer that a remark suggests: nothing until somebody confirms it. */
export const tagSuggestionSchema = z.object({
  remarkId: remarkIdSchema,
  questionId: z.string(),
  value: answerValueSchema,
})

export const coachSchema = z.object({
  /** Of the questions that were asked, those that are open. */
  asked: z.object({ open: z.int(), of: z.int() }),
  /** Topics that the customer raised and nobody asked about. */
  unfollowed: z.array(z.object({ topicId: z.string(), remarkIds: z.array(remarkIdSchema) })),
  sinceReadBack: z.object({ answers: z.int(), isTimeToSummarise: z.boolean() }),
})
