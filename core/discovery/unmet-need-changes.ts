import { canonicalJson } from '../canonical-json.ts'
import type { AnswerId, UnmetNeedId } from '../ids.ts'
import type { RuleTest } from './preferences.ts'
import type { UnmetNeed } from './unmet-need.ts'

/** One thing wanted, with where it was said. */
export interface WantedNow {
  readonly attribute: string
  readonly test: RuleTest | { readonly type: 'codes'; readonly codes: readonly string[] }
  readonly ownWords: string
  readonly answerId: AnswerId | null
}

/** What is wanted and nothing in the catalogue gives, as it is now: alone, or only `together` with the others. */
export interface NeedNow extends WantedNow {
  readonly together: readonly Pick<WantedNow, 'attribute' | 'test'>[]
}

export interface UnmetNeedChange extends NeedNow {
  readonly stands: boolean
  readonly followsIds: UnmetNeed['followsIds']
}

/**
 * What is to be recorded so that exactly the unmet needs of now stand: those that are new, and those that are no more,
 * each once. Recorded again, nothing is left to record.
 * @param recorded everything recorded of the opportunity so far, in any order
 */
export function unmetNeedChanges(
  recorded: Iterable<UnmetNeed>,
  now: readonly NeedNow[],
): readonly UnmetNeedChange[] {
  const before = Map.groupBy(standingUnmetNeeds(recorded), needKey)
  const wanted = new Map(now.map((need) => [needKey(need), need]))
  return [
    ...[...wanted].flatMap(([key, need]) =>
      before.has(key) ? [] : [{ ...pickNeed(need), stands: true, followsIds: [] }],
    ),
    ...[...before].flatMap(([key, [need, ...others]]) =>
      wanted.has(key) || !need
        ? []
        : [{ ...pickNeed(need), stands: false, followsIds: [need, ...others].map(({ id }) => id) }],
    ),
  ]
}

/** The needs that were recorded and not taken back since. */
export function standingUnmetNeeds(recorded: Iterable<UnmetNeed>): readonly UnmetNeed[] {
  const all = [...recorded]
  const followed = new Set<UnmetNeedId>(all.flatMap(({ followsIds }) => followsIds))
  return all.filter(({ id, stands }) => stands && !followed.has(id))
}

/** Two needs of one key are the same need, in whatever words and whichever of it is named first. */
export const needKey = ({ together, ...first }: Pick<NeedNow, 'attribute' | 'test' | 'together'>): string =>
  [first, ...together].map(wantedKey).sort().join(' ')

const wantedKey = ({ attribute, test }: Pick<WantedNow, 'attribute' | 'test'>): string =>
  canonicalJson({
    attribute,
    test: test.type === 'number' ? { ...test } : { ...test, codes: [...test.codes].sort() },
  })

const pickNeed = ({ attribute, test, together, ownWords, answerId }: NeedNow): NeedNow => ({
  attribute,
  test,
  together,
  ownWords,
  answerId,
})
