import type { z } from 'zod'
import type { timelineEntrySchema } from '../../../contract/discovery-views.ts'
import type { Answer } from '../../../core/discovery/answer.ts'
import { supersededIds } from '../../../core/discovery/current-remarks.ts'
import type { FeltHeard } from '../../../core/discovery/felt-heard.ts'
import type { KeptReadBack } from '../../../core/discovery/kept-read-back.ts'
import type { Remark } from '../../../core/discovery/remark.ts'
import type { ConsultantId } from '../../../core/ids.ts'
import { remarkEvent } from './remark-handlers.ts'

type Entry = z.input<typeof timelineEntrySchema>

/** Everything of a talk in the order of time; what was said at the same moment in the order in which it is kept. */
export function talkTimeline(
  talk: {
    readonly answers: readonly Answer[]
    readonly remarks: readonly Remark[]
    readonly readBacks: readonly KeptReadBack[]
    readonly feltHeard: readonly FeltHeard[]
  },
  nameOf: (consultantId: ConsultantId) => string,
): Entry[] {
  const said = ({ occurredAt, authorId, visitId }: Pick<Answer, 'occurredAt' | 'authorId' | 'visitId'>) => ({
    at: occurredAt,
    authorName: nameOf(authorId),
    visitId,
  })
  const corrected = new Set(talk.answers.flatMap(({ supersedesIds }) => supersedesIds))
  const changed = supersededIds(talk.remarks)
  const entries: Entry[] = [
    ...talk.answers.map((answer) => ({
      ...said(answer),
      type: 'answer' as const,
      answer,
      act: actOfAnswer(answer),
      stands: answer.state !== 'withdrawn' && !corrected.has(answer.id),
    })),
    ...talk.remarks.map((remark) => ({
      ...said(remark),
      type: 'remark' as const,
      remark: remarkEvent(remark),
      act: actOfRemark(remark),
      stands: !remark.removed && !changed.has(remark.id),
    })),
    ...talk.readBacks.map((readBack) => ({ ...said(readBack), type: 'read-back' as const, readBack })),
    ...talk.feltHeard.map((feltHeard) => ({ ...said(feltHeard), type: 'felt-heard' as const, feltHeard })),
  ]
  return entries.sort((a, b) => a.at - b.at)
}

function actOfAnswer({
  state,
  restoresId,
  supersedesIds,
}: Answer): Extract<Entry, { type: 'answer' }>['act'] {
  if (state === 'withdrawn') return 'withdrawn'
  if (restoresId !== null) return 'restored'
  return supersedesIds.length > 0 ? 'corrected' : 'said'
}

function actOfRemark({ removed, supersedesIds }: Remark): Extract<Entry, { type: 'remark' }>['act'] {
  if (removed) return 'removed'
  return supersedesIds.length > 0 ? 'changed' : 'said'
}
