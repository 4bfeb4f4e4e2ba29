import { type Remark, remarkSchema } from './remark.ts'

export const remarkIdOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

/** Remarks of one opportunity, numbered from 1 and said a second apart. */
export function remarksOf(
  ...given: readonly {
    readonly text?: string
    readonly topicId?: string
    readonly removed?: boolean
    /** The numbers of the remarks in whose place this one stands. */
    readonly supersedes?: readonly number[]
  }[]
): readonly Remark[] {
  return given.map(({ text = 'It scrapes', topicId = null, removed = false, supersedes = [] }, index) =>
    remarkSchema.parse({
      id: remarkIdOf(index + 1),
      opportunityId: remarkIdOf(900_001),
      visitId: remarkIdOf(900_002),
      text,
      language: 'en',
      speaker: null,
      topicId,
      supersedesIds: supersedes.map(remarkIdOf),
      removed,
      authorId: remarkIdOf(900_003),
      occurredAt: 1_700_000_000_000 + 1000 * index,
      businessDay: '2026-11-22',
    }),
  )
}
