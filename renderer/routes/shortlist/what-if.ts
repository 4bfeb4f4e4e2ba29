import type { WhatIf } from '../../../core/shortlist/what-if.ts'

/** The slider of a priority goes as far either way as the factor may be doubled and halved, in steps of a quarter. */
export const emphasisEnd = 2
export const emphasisStep = 0.25

export const asItIs: WhatIf = { budgetMinor: null, emphasis: [] }

/** Where the slider of a priority stands: 0 as it is, one more for each time it is doubled, one less for each halved. */
export function emphasisPlace({ emphasis }: WhatIf, attribute: string): number {
  return Math.log2(emphasis.find((one) => one.attribute === attribute)?.factor ?? 1)
}

/** The same with one priority at another place; what is as it is is left out. */
export function withEmphasis(
  { emphasis, budgetMinor }: WhatIf,
  attribute: WhatIf['emphasis'][number]['attribute'],
  place: number,
): WhatIf {
  const others = emphasis.filter((one) => one.attribute !== attribute)
  return {
    budgetMinor,
    emphasis: place === 0 ? others : [...others, { attribute, factor: 2 ** place }],
  }
}

/** The same with another budget; the one that was said leaves it as it is. */
export function withBudget(whatIf: WhatIf, budgetMinor: number, nowMinor: number | null): WhatIf {
  return { ...whatIf, budgetMinor: budgetMinor === nowMinor ? null : budgetMinor }
}

export function isAsItIs({ budgetMinor, emphasis }: WhatIf): boolean {
  return budgetMinor === null && emphasis.length === 0
}
