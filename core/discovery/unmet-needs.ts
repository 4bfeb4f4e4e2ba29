import { assertNever } from '../assert-never.ts'
import { attributeNames } from '../catalogue/attribute.ts'
import type { VariantId } from '../ids.ts'
import { type Judgement, judgeRules } from '../shortlist/judge-rules.ts'
import { figureAt, type PreparedCatalogue } from '../shortlist/prepare-catalogue.ts'
import type { Answer } from './answer.ts'
import { preferencesOf } from './preferences.ts'
import type { QuestionBank } from './question-bank.ts'
import type { NeedNow, WantedNow } from './unmet-need-changes.ts'

/** A hard rule or the budget as it was wanted; amounts in minor units. */
interface Want extends WantedNow {
  readonly test: Exclude<NeedNow['test'], { type: 'codes' }>
}

/** What the nearest vehicle is without. `share` is how far off, of what was wanted; `null` where it cannot be said. */
interface Miss {
  readonly want: Want
  readonly share: number | null
}

/**
 * What nothing in the catalogue gives, one thing or a few that it does not give together, none of which can be spared.
 * `undecided` vehicles may give it: a figure of theirs is not known, and all that is known fits.
 */
export interface UnmetNeedFound {
  readonly wants: readonly Want[]
  readonly undecided: number
  readonly nearest: { readonly variantId: VariantId; readonly misses: readonly Miss[] } | null
}

/** A customer who sets more conditions than this at once has no smallest few to learn from. */
const mostTogether = 4

/**
 * Every smallest set of hard rules, the budget among them, that no vehicle is known to keep: all single ones, then those
 * of two, up to four, without any that a smaller one explains. The order of answers does not matter.
 */
export function unmetNeeds(
  bank: QuestionBank,
  answers: Iterable<Answer>,
  catalogue: PreparedCatalogue,
): readonly UnmetNeedFound[] {
  const rules = distinctRules(judgeRules(catalogue, preferencesOf(bank, answers)))
  const kept = catalogue.catalogue.variants.map((_, index) =>
    rules.map(({ judgement }) => isKept(judgement, index)),
  )
  const vehicles = [...new Map(kept.map((keeps) => [keeps.join(), keeps])).values()]
  if (vehicles.length === 0) return []
  const found: (readonly number[])[] = []
  for (let size = 1; size <= Math.min(mostTogether, rules.length); size += 1)
    for (const set of combinations(rules.length, size)) {
      const isExplained = found.some((smaller) => smaller.every((rule) => set.includes(rule)))
      if (!isExplained && !vehicles.some((keeps) => set.every((rule) => keeps[rule]))) found.push(set)
    }
  return found.map((set) =>
    described(
      catalogue,
      set.flatMap((rule) => rules[rule] ?? []),
    ),
  )
}

/**
 * What is recorded of it, one need for each set: told by what is wanted before by what it may cost. Where half of the
 * vehicles or more may yet give it, for all that is known, the catalogue is silent rather than without it.
 * @param vehicles how many the catalogue has
 */
export function needsOf(found: readonly UnmetNeedFound[], vehicles: number): readonly NeedNow[] {
  return found
    .filter(({ undecided }) => 2 * undecided < vehicles)
    .flatMap(({ wants }) => {
      const first = wants.find(({ attribute }) => attribute !== 'priceMinor') ?? wants[0]
      const others = wants.filter((want) => want !== first)
      return first ? [{ ...first, together: others.map(({ attribute, test }) => ({ attribute, test })) }] : []
    })
}

interface Rule {
  readonly want: Want
  readonly judgement: Judgement
}

/** In the order of attributes, the same thing wanted twice once. */
function distinctRules(judgements: readonly Judgement[]): readonly Rule[] {
  const rules = judgements.map((judgement) => ({ judgement, want: wantOf(judgement) }))
  const byName = new Map(rules.map((rule) => [JSON.stringify([rule.want.attribute, rule.want.test]), rule]))
  return [...byName]
    .sort(
      ([a, { judgement: one }], [b, { judgement: other }]) =>
        attributeNames.indexOf(one.attribute) - attributeNames.indexOf(other.attribute) || (a < b ? -1 : 1),
    )
    .map(([, rule]) => rule)
}

function wantOf({ said: { ownWords, answerId }, attribute, test }: Judgement): Want {
  return { attribute, test: wantedTest(test), ownWords, answerId }
}

function wantedTest(test: Judgement['test']): Want['test'] {
  switch (test.type) {
    case 'budget':
      return { type: 'number', atLeast: null, atMost: test.atMost.amountMinor }
    case 'number':
      return test
    case 'one-of':
    case 'none-of':
      return { type: test.type, codes: [...test.codes] }
    default:
      return assertNever(test)
  }
}

/** A range that a rule cuts through is kept: one of its variants keeps it. */
function isKept({ verdicts }: Judgement, index: number): boolean {
  const verdict = verdicts[index]
  return verdict !== 'broken' && verdict !== 'unknown'
}

function described(catalogue: PreparedCatalogue, rules: readonly Rule[]): UnmetNeedFound {
  const { variants } = catalogue.catalogue
  const undecided = variants.filter((_, index) =>
    rules.every(({ judgement }) => judgement.verdicts[index] !== 'broken'),
  ).length
  let nearest: {
    readonly variantId: VariantId
    readonly misses: readonly Miss[]
    readonly off: number
  } | null = null
  variants.forEach(({ id }, index) => {
    const misses = rules
      .filter(({ judgement }) => !isKept(judgement, index))
      .map((rule) => ({ want: rule.want, share: shareOff(catalogue, rule, index) }))
    const off = misses.reduce((sum, { share }) => sum + (share ?? 1), 0)
    if (nearest === null || off < nearest.off || (off === nearest.off && id < nearest.variantId))
      nearest = { variantId: id, misses, off }
  })
  return { wants: rules.map(({ want }) => want), undecided, nearest: withoutSum(nearest) }
}

function withoutSum(
  nearest: { readonly variantId: VariantId; readonly misses: readonly Miss[] } | null,
): UnmetNeedFound['nearest'] {
  return nearest && { variantId: nearest.variantId, misses: nearest.misses }
}

/** How far the figure is from the limit that it breaks, as a share of the limit; `null` for a code or an unknown. */
function shareOff(
  catalogue: PreparedCatalogue,
  { want: { test }, judgement }: Rule,
  index: number,
): number | null {
  const figure = figureAt(catalogue, index, judgement.attribute)
  if (test.type !== 'number' || figure.type !== 'number') return null
  const { atLeast, atMost } = test
  if (atLeast !== null && atLeast > 0 && figure.max < atLeast) return (atLeast - figure.max) / atLeast
  if (atMost !== null && atMost > 0 && figure.min > atMost) return (figure.min - atMost) / atMost
  return null
}

/** Every set of `size` numbers under `count`, in lexicographic order. */
function combinations(count: number, size: number, from = 0): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  return Array.from({ length: Math.max(0, count - from) }, (_, step) => from + step).flatMap((first) =>
    combinations(count, size - 1, first + 1).map((rest) => [first, ...rest]),
  )
}
