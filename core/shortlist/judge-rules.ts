import { assertNever } from '../assert-never.ts'
import type { Attribute } from '../catalogue/attribute.ts'
import type { Preferences, RuleTest, Said } from '../discovery/preferences.ts'
import type { RateLimit } from '../discovery/rate-limit.ts'
import type { Money } from '../market/money.ts'
import type { CodeColumn, NumberColumn, PreparedCatalogue } from './prepare-catalogue.ts'
import { ruleKeyOf } from './rule-key.ts'

/**
 * `over`: above the budget and inside its flexibility. `range`: the source gives one figure for several variants
 * together, and only part of it keeps the rule.
 */
type Verdict = 'met' | 'over' | 'range' | 'unknown' | 'broken'

/** `limit` is the most that the budget's flexibility leaves room for. */
interface BudgetTest {
  readonly type: 'budget'
  readonly atMost: Money
  readonly limit: Money
}

/** A hard rule, or the budget's limit, judged over the whole catalogue by position. */
export interface Judgement {
  /** See `ruleKeyOf`. Several answers' rules never share one; rules of one answer that ask the same do. */
  readonly ruleKey: string
  readonly said: Said
  /** What else was said that the test follows from: how far a budget gives way. */
  readonly besides: Said | null
  /** The rate in force that it is the limit of. */
  readonly limit: RateLimit | null
  readonly attribute: Attribute
  readonly test: RuleTest | BudgetTest
  readonly verdicts: readonly Verdict[]
  /** The positions of the vehicles that certainly break the rule. */
  readonly broken: readonly number[]
  /** Of the vehicles whose figure is known, the share that certainly breaks the rule: 0..1. */
  readonly brokenShare: number
}

/** Whether a rule is neither kept nor broken for sure: the figure is not known, or a range straddles it. */
export function isUndecided({ verdicts }: Judgement, index: number): boolean {
  return verdicts[index] === 'unknown' || verdicts[index] === 'range'
}

/**
 * Judges each hard rule on each variant: broken only when every value the source allows breaks it. Budgets in
 * another currency than the catalogue's are refused when the answer is given, so amounts compare as they are.
 */
export function judgeRules(prepared: PreparedCatalogue, preferences: Preferences): readonly Judgement[] {
  const judgements = preferences.rules.map((rule) =>
    judgement(
      prepared,
      { said: rule, besides: null, limit: rule.limit, attribute: rule.attribute, test: rule.test },
      ruleJudge(prepared, rule.attribute, rule.test),
    ),
  )
  const { budget } = preferences
  if (budget === null) return judgements
  const limitMinor = Math.round(budget.atMost.amountMinor * (1 + budget.flexibility))
  const test: BudgetTest = {
    type: 'budget',
    atMost: budget.atMost,
    limit: { ...budget.atMost, amountMinor: limitMinor },
  }
  const prices = prepared.numbers.get('priceMinor')
  const within = numberJudge(prices, Number.NEGATIVE_INFINITY, limitMinor)
  const judge = (index: number): Verdict => {
    const verdict = within(index)
    return verdict === 'met' && (prices?.max[index] ?? 0) > budget.atMost.amountMinor ? 'over' : verdict
  }
  const { flexibilitySaid: besides } = budget
  return [
    ...judgements,
    judgement(prepared, { said: budget, besides, limit: null, attribute: 'priceMinor', test }, judge),
  ]
}

/** How a rule is kept by each variant, whoever said it. */
export function judgeRule(
  prepared: PreparedCatalogue,
  attribute: Attribute,
  test: RuleTest,
): Pick<Judgement, 'verdicts' | 'brokenShare' | 'broken'> {
  return judged(prepared, ruleJudge(prepared, attribute, test))
}

type Judge = (index: number) => Verdict

function judgement(
  prepared: PreparedCatalogue,
  rule: Pick<Judgement, 'said' | 'besides' | 'limit' | 'attribute' | 'test'>,
  judge: Judge,
): Judgement {
  const ruleKey = ruleKeyOf(rule.said.questionId, rule.attribute, rule.test)
  return { ruleKey, ...rule, ...judged(prepared, judge) }
}

function judged(
  prepared: PreparedCatalogue,
  judge: Judge,
): Pick<Judgement, 'verdicts' | 'brokenShare' | 'broken'> {
  const verdicts: Verdict[] = []
  const broken: number[] = []
  let known = 0
  for (let index = 0; index < prepared.catalogue.variants.length; index++) {
    const verdict = judge(index)
    verdicts.push(verdict)
    if (verdict !== 'unknown') known++
    if (verdict === 'broken') broken.push(index)
  }
  const brokenShare = known === 0 ? 0.5 : broken.length / known
  return { verdicts, broken, brokenShare }
}

function ruleJudge(prepared: PreparedCatalogue, attribute: Attribute, test: RuleTest): Judge {
  switch (test.type) {
    case 'number': {
      const atLeast = test.atLeast ?? Number.NEGATIVE_INFINITY
      const atMost = test.atMost ?? Number.POSITIVE_INFINITY
      return numberJudge(prepared.numbers.get(attribute), atLeast, atMost)
    }
    case 'one-of':
      return codeJudge(prepared.codes.get(attribute), (code) => test.codes.includes(code))
    case 'none-of':
      return codeJudge(prepared.codes.get(attribute), (code) => !test.codes.includes(code))
    default:
      return assertNever(test)
  }
}

function numberJudge(column: NumberColumn | undefined, atLeast: number, atMost: number): Judge {
  return (index) => {
    const min = column?.min[index] ?? Number.NaN
    const max = column?.max[index] ?? Number.NaN
    if (Number.isNaN(min) || Number.isNaN(max)) return 'unknown'
    if (max < atLeast || min > atMost) return 'broken'
    return min >= atLeast && max <= atMost ? 'met' : 'range'
  }
}

function codeJudge(column: CodeColumn | undefined, keeps: (code: string) => boolean): Judge {
  const verdictOfSet = (column?.sets ?? []).map((codes): Verdict => {
    if (codes.every(keeps)) return 'met'
    return codes.some(keeps) ? 'range' : 'broken'
  })
  return (index) => verdictOfSet[column?.setOf[index] ?? -1] ?? 'unknown'
}
