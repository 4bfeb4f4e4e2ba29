import type { Outputs } from '../../northstar.tsx'

type Coach = Outputs['discovery']['coach']

/** The one thing that is worth a word to the consultant now. `key` tells one hint from the next. */
export type CoachLine =
  | { readonly type: 'sum-up'; readonly key: string; readonly answers: number }
  | { readonly type: 'unfollowed'; readonly key: string; readonly topicId: string }
  | { readonly type: 'open'; readonly key: string; readonly open: number; readonly of: number }

/** Fewer questions than this say nothing about how somebody asks. */
const askedToTell = 5
/** Under this share of open questions the customer is filling in a form. */
const openEnough = 1 / 3

/**
 * One line at most, the most useful that was not put away: sum up, then what they raised and nobody followed, then how
 * few questions were open.
 */
export function coachLine(coach: Coach, putAway: ReadonlySet<string>): CoachLine | null {
  const { asked, unfollowed, sinceReadBack } = coach
  const lines: CoachLine[] = [
    ...(sinceReadBack.isTimeToSummarise
      ? [{ type: 'sum-up' as const, key: 'sum-up', answers: sinceReadBack.answers }]
      : []),
    ...unfollowed.map(({ topicId }) => ({
      type: 'unfollowed' as const,
      key: `unfollowed ${topicId}`,
      topicId,
    })),
    ...(asked.of >= askedToTell && asked.open / asked.of < openEnough
      ? [{ type: 'open' as const, key: 'open', ...asked }]
      : []),
  ]
  return lines.find(({ key }) => !putAway.has(key)) ?? null
}
