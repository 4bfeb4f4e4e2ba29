import { z } from 'zod'
import { type Speaker, speakerSchema } from '../core/discovery/speaker.ts'
import type { OpportunityId } from '../core/ids.ts'
import { type Language, languageSchema } from '../core/market/language.ts'
import type { Connection } from './connect.ts'

const placeSchema = z
  .object({
    pinned_question_id: z.string().nullable(),
    language: languageSchema.nullable(),
    speaker: speakerSchema.nullable(),
  })
  .transform((row) => ({
    pinnedQuestionId: row.pinned_question_id,
    language: row.language,
    speaker: row.speaker,
  }))
const skipSchema = z.object({ question_id: z.string() }).transform(({ question_id }) => question_id)

interface TalkPlace extends Readonly<z.infer<typeof placeSchema>> {
  readonly skippedQuestionIds: readonly string[]
}

/** Where each conversation is on this laptop alone, beside the question that is open: see `Answers.openQuestion`. */
export interface TalkPlaces {
  readonly of: (opportunityId: OpportunityId) => TalkPlace
  readonly pin: (opportunityId: OpportunityId, questionId: string | null) => void
  readonly speak: (
    opportunityId: OpportunityId,
    talk: { readonly language: Language; readonly speaker: Speaker | null },
  ) => void
  readonly skip: (opportunityId: OpportunityId, questionId: string, skippedAt: number) => void
  readonly takeUp: (opportunityId: OpportunityId, questionId: string) => void
  /** Nothing is open, pinned or skipped any more, and nobody speaks. */
  readonly end: (opportunityId: OpportunityId) => void
}

export function createTalkPlaces(connection: Connection): TalkPlaces {
  const read = connection.prepare<[string], unknown>(
    'SELECT pinned_question_id, language, speaker FROM discovery_place WHERE opportunity_id = ?',
  )
  const skipped = connection.prepare<[string], unknown>(
    'SELECT question_id FROM discovery_skip WHERE opportunity_id = ? ORDER BY skipped_at, question_id',
  )
  const pin = connection.prepare(
    `INSERT INTO discovery_place (opportunity_id, pinned_question_id) VALUES (?, ?)
     ON CONFLICT (opportunity_id) DO UPDATE SET pinned_question_id = excluded.pinned_question_id`,
  )
  const speak = connection.prepare(
    `INSERT INTO discovery_place (opportunity_id, language, speaker) VALUES (?, ?, ?)
     ON CONFLICT (opportunity_id) DO UPDATE SET language = excluded.language, speaker = excluded.speaker`,
  )
  const skip = connection.prepare(
    `INSERT INTO discovery_skip (opportunity_id, question_id, skipped_at) VALUES (?, ?, ?)
     ON CONFLICT (opportunity_id, question_id) DO NOTHING`,
  )
  const takeUp = connection.prepare('DELETE FROM discovery_skip WHERE opportunity_id = ? AND question_id = ?')
  const endPlace = connection.prepare('DELETE FROM discovery_place WHERE opportunity_id = ?')
  const endSkips = connection.prepare('DELETE FROM discovery_skip WHERE opportunity_id = ?')
  return {
    of: (opportunityId) => ({
      ...(placeSchema.optional().parse(read.get(opportunityId)) ?? nowhere),
      skippedQuestionIds: z.array(skipSchema).parse(skipped.all(opportunityId)),
    }),
    pin: (opportunityId, questionId) => void pin.run(opportunityId, questionId),
    speak: (opportunityId, { language, speaker }) => void speak.run(opportunityId, language, speaker),
    skip: (opportunityId, questionId, skippedAt) => void skip.run(opportunityId, questionId, skippedAt),
    takeUp: (opportunityId, questionId) => void takeUp.run(opportunityId, questionId),
    end(opportunityId) {
      endPlace.run(opportunityId)
      endSkips.run(opportunityId)
    },
  }
}

const nowhere = { pinnedQuestionId: null, language: null, speaker: null }
