import { canonicalJson } from '../canonical-json.ts'
import type { Attribute } from '../catalogue/attribute.ts'
import type { Preferences, RuleTest } from '../discovery/preferences.ts'
import type { Money } from '../market/money.ts'

/** What a hard rule asks for, without what follows from it: a budget's limit comes of its flexibility. */
type KeyedTest = RuleTest | { readonly type: 'budget'; readonly atMost: Money }

/**
 * The name of a hard rule: `<questionId>|<attribute>|<canonical json of the test>`. It stays the same when the same is
 * said again, and is another when something else is said.
 */
export const ruleKeyOf = (questionId: string, attribute: Attribute, test: KeyedTest): string =>
  `${questionId}|${attribute}|${canonicalJson(test.type === 'budget' ? { type: test.type, atMost: test.atMost } : test)}`

/** The names of all the hard rules, the budget among them, that were said. */
export function ruleKeysIn({ rules, budget }: Pick<Preferences, 'rules' | 'budget'>): ReadonlySet<string> {
  return new Set([
    ...rules.map(({ questionId, attribute, test }) => ruleKeyOf(questionId, attribute, test)),
    ...(budget === null
      ? []
      : [ruleKeyOf(budget.questionId, 'priceMinor', { type: 'budget', atMost: budget.atMost })]),
  ])
}
