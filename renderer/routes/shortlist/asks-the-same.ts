/** Rules that ask the same of a vehicle, because of one answer or of several. */
export interface Asked<Rule> {
  /** The first of the rules, by which the group is known. */
  readonly key: string
  readonly ruleKeys: readonly string[]
  readonly rules: readonly Rule[]
}

/**
 * Puts rules that ask the same together, in the order of the first of each: relaxing one alone would bring nothing back.
 * A key is `question|attribute|test`; a rule that was kept before there were keys stands alone.
 */
export function byWhatTheyAsk<Rule extends { readonly ruleKey: string }>(
  rules: readonly Rule[],
): readonly Asked<Rule>[] {
  const groups = Map.groupBy(rules, (rule) =>
    rule.ruleKey === '' ? rule : rule.ruleKey.slice(rule.ruleKey.indexOf('|') + 1),
  )
  return [...groups.values()].map((together) => ({
    key: together.map(({ ruleKey }) => ruleKey).join('\n'),
    ruleKeys: [...new Set(together.flatMap(({ ruleKey }) => (ruleKey === '' ? [] : [ruleKey])))],
    rules: together,
  }))
}
