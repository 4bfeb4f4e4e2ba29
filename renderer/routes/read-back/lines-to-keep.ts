import type { KeptReadBack } from '../../../core/discovery/kept-read-back.ts'
import type { AnswerId } from '../../../core/ids.ts'
import type { Outputs } from '../../northstar.tsx'

export type Line = Outputs['readBack']['lines']['lines'][number]

/** A sentence that was not right, what they said instead, and the answers that came of it. */
export type Corrected = Line & { readonly said: string; readonly newAnswerIds: readonly AnswerId[] }

type KeptLine = KeptReadBack['lines'][number]
/** As many as a read-back holds. */
const mostLines = 30

/** A read-back as it went: each sentence that was corrected as it was first said, then those that stand at the end. */
export function linesToKeep(corrected: readonly Corrected[], standing: readonly Line[]): KeptLine[] {
  const kept = [
    ...corrected.map(({ answerIds, text, said }) => ({ answerIds, text, state: 'corrected' as const, said })),
    ...standing.map(({ answerIds, text }) => ({ answerIds, text, state: 'as-read' as const, said: '' })),
  ]
  return kept.slice(-mostLines)
}
