import type { KeptReadBack } from '../../../core/discovery/kept-read-back.ts'
import type { AnswerId } from '../../../core/ids.ts'
import type { Outputs } from '../../northstar.tsx'

export type Line = Outputs['readBack']['lines']['lines'][number]

/** A sentence that was not right, what they said instead, and the answers that came of it. */
export type Corrected = Line & { readonly said: string; readonly newAnswerIds: readonly AnswerId[] }

type KeptLine = KeptReadBack['lines'][number]
/** As many as a read-back holds. */
const mostLines = 30

/**
 * A read-back as it went: each sentence that was corrected as it was first said, then those that stand at the end. One
 * that was corrected in words alone reads the same as before, and does not stand.
 */
export function linesToKeep(corrected: readonly Corrected[], standing: readonly Line[]): KeptLine[] {
  const kept = [
    ...corrected.map(({ answerIds, text, said }) => ({ answerIds, text, state: 'corrected' as const, said })),
    ...standing
      .filter((line) => saidInstead(corrected, line) === null)
      .map(({ answerIds, text }) => ({ answerIds, text, state: 'as-read' as const, said: '' })),
  ]
  return kept.slice(-mostLines)
}

/** What they said instead of a sentence that reads as it did, because no answer came of it; `null` where it is right. */
export function saidInstead(corrected: readonly Corrected[], { text }: Pick<Line, 'text'>): string | null {
  const last = corrected.findLast((line) => line.text === text)
  return last === undefined || last.newAnswerIds.length > 0 ? null : last.said
}
