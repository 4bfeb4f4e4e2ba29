import { z } from 'zod'
import { attributeSchema } from '../core/catalogue/attribute.ts'
import { answerSchema, answerStateSchema, answerValueSchema } from '../core/discovery/answer.ts'
import { feltHeardLevelSchema } from '../core/discovery/felt-heard.ts'
import { readBackFields } from '../core/discovery/kept-read-back.ts'
import { bankShape } from '../core/discovery/question-bank.ts'
import { remarkTextSchema } from '../core/discovery/remark.ts'
import { speakerSchema } from '../core/discovery/speaker.ts'
import {
  answerIdSchema,
  feltHeardIdSchema,
  opportunityIdSchema,
  readBackIdSchema,
  remarkIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { moneySchema } from '../core/market/money.ts'
import { call } from './call.ts'
import {
  adviceSchema,
  boardSchema,
  coachSchema,
  remarkViewSchema,
  tagSuggestionSchema,
  timelineEntrySchema,
} from './discovery-views.ts'
import { shortlistContract } from './shortlist-contract.ts'

const ownWordsSchema = z.string().max(4000)
const savedSchema = z.object({ savedAt: z.int() })
const remarkSavedSchema = savedSchema.extend({ remark: remarkViewSchema })

/** The needs conversation of an opportunity, and the shortlist that it leads to. */
export const discoveryContract = {
  discovery: {
    bank: call.output(bankShape.pick({ version: true, topics: true, attributeWords: true })),
    board: call
      .input(z.object({ opportunityId: opportunityIdSchema, language: languageSchema }))
      .output(boardSchema),
    advice: call
      .input(z.object({ opportunityId: opportunityIdSchema, language: languageSchema }))
      .output(adviceSchema),
    answer: call
      .input(
        z.object({
          visitId: visitIdSchema,
          /** Of a question made from a template, the reference that names its subjects. */
          questionId: z.string().min(1).max(400),
          /** `withdrawn` takes back what this speaker answered, as if it had never been asked. */
          state: answerStateSchema,
          value: answerValueSchema.nullable(),
          ownWords: ownWordsSchema,
          language: languageSchema,
          /** Every standing answer of the question, by this speaker, that the person has seen; others are left alone. */
          supersedesIds: z.array(answerIdSchema).max(100),
          speaker: speakerSchema.nullable().default(null),
          /** The remark that this was confirmed out of. */
          confirmsRemarkId: remarkIdSchema.nullable().default(null),
          /** Answers put down as another's, in whose place this one stands. */
          replacesIds: z.array(answerIdSchema).max(100).default([]),
        }),
      )
      .output(z.object({ answer: answerSchema, savedAt: z.int() })),
    /**
     * Takes back an answer that stands, such as the board's `undo`: what it had corrected stands again, and where it had
     * corrected nothing its question was never asked. `standing` is what now stands of it.
     */
    undo: call
      .input(z.object({ visitId: visitIdSchema, answerId: answerIdSchema }))
      .output(z.object({ standing: z.array(answerSchema), savedAt: z.int() })),
    keepDraft: call
      .input(z.object({ opportunityId: opportunityIdSchema, questionId: z.string(), text: ownWordsSchema }))
      .output(z.object({ keptAt: z.int() })),
    open: call
      .input(z.object({ opportunityId: opportunityIdSchema, questionId: z.string().nullable() }))
      .output(z.object({})),
    /** Passes a question over until the visit ends, or takes it up again. */
    skip: call
      .input(z.object({ opportunityId: opportunityIdSchema, questionId: z.string(), skipped: z.boolean() }))
      .output(z.object({})),
    /** Keeps one question at hand; `null` lets it go. */
    pinQuestion: call
      .input(z.object({ opportunityId: opportunityIdSchema, questionId: z.string().nullable() }))
      .output(z.object({})),
    /** The language of the talk from now on, and who of the party speaks. */
    speak: call
      .input(
        z.object({
          opportunityId: opportunityIdSchema,
          language: languageSchema,
          speaker: speakerSchema.nullable(),
        }),
      )
      .output(z.object({})),
    /** Everything that was said, in the order of time, corrected and taken back included. */
    timeline: call.input(z.object({ opportunityId: opportunityIdSchema, language: languageSchema })).output(
      z.object({
        entries: z.array(timelineEntrySchema),
        subjectNames: z.record(z.string(), z.string()),
      }),
    ),
    /** What the consultant may want to know of their own talk. For them alone: no report has it. */
    coach: call.input(z.object({ opportunityId: opportunityIdSchema })).output(coachSchema),
    /** Reads an amount as people of the market write it, e.g. `42.5 lac`. */
    readMoney: call
      .input(z.object({ text: z.string().max(80) }))
      .output(z.object({ money: moneySchema, text: z.string() })),
  },
  /** What the customer says without being asked. */
  remarks: {
    /** What is being typed, and the answers that what was said suggests and that nobody has given yet. */
    atHand: call.input(z.object({ opportunityId: opportunityIdSchema })).output(
      z.object({
        draft: z.object({ text: z.string(), keptAt: z.int() }).nullable(),
        suggestions: z.array(tagSuggestionSchema),
      }),
    ),
    keepDraft: call
      .input(z.object({ opportunityId: opportunityIdSchema, text: ownWordsSchema }))
      .output(z.object({ keptAt: z.int() })),
    add: call
      .input(
        z.object({
          remarkId: remarkIdSchema,
          visitId: visitIdSchema,
          text: remarkTextSchema,
          language: languageSchema,
          speaker: speakerSchema.nullable(),
          topicId: z.string().nullable(),
        }),
      )
      .output(remarkSavedSchema),
    /** Each names the remark as it was seen; asked again, it is answered alike. */
    correct: call
      .input(
        z.object({
          remarkId: remarkIdSchema,
          visitId: visitIdSchema,
          text: remarkTextSchema,
          speaker: speakerSchema.nullable(),
        }),
      )
      .output(remarkSavedSchema),
    /** Pins it to a topic; `null` takes the pin away. */
    pin: call
      .input(z.object({ remarkId: remarkIdSchema, visitId: visitIdSchema, topicId: z.string().nullable() }))
      .output(remarkSavedSchema),
    remove: call.input(z.object({ remarkId: remarkIdSchema, visitId: visitIdSchema })).output(savedSchema),
  },
  readBack: {
    /** What is to be said aloud, and plainly what was wanted and nothing in the catalogue gives. */
    lines: call
      .input(
        z.object({
          opportunityId: opportunityIdSchema,
          language: languageSchema,
          /** What matters most as the advice has it, the first the most. */
          priorities: z.array(z.object({ attribute: attributeSchema, isSure: z.boolean() })).max(100),
        }),
      )
      .output(
        z.object({
          lines: z.array(z.object({ answerIds: z.array(answerIdSchema), text: z.string() })),
          unmetNeeds: z.array(z.string()),
        }),
      ),
    /** Keeps a read-back as it was said aloud, with what the customer corrected. */
    record: call
      .input(
        readBackFields
          .pick({ visitId: true, language: true, lines: true, agreed: true })
          .extend({ readBackId: readBackIdSchema }),
      )
      .output(savedSchema),
  },
  feltHeard: {
    record: call
      .input(
        z.object({
          feltHeardId: feltHeardIdSchema,
          visitId: visitIdSchema,
          level: feltHeardLevelSchema,
          inCustomerView: z.boolean(),
        }),
      )
      .output(savedSchema),
  },
  ...shortlistContract,
}
