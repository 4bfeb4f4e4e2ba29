import { attributeSchema } from '../catalogue/attribute.ts'
import type { Wanted } from '../discovery/unmet-need.ts'
import { sayWanted, type Voice } from '../shortlist/say-fact.ts'
import type { DailyFigures } from './daily-summary.ts'

/** The same figures with what nothing on sale gave said in a reader's language: "At least 9 seats". */
export function withNeedNames(figures: DailyFigures, voice: Voice): DailyFigures {
  const { discovery } = figures
  if (discovery === null) return figures
  const unmetNeeds = discovery.unmetNeeds.map((need) => {
    const { attribute, test, together } = need
    return {
      ...need,
      name: [{ attribute, test }, ...together].map((wanted) => sayOne(wanted, voice)).join(' + '),
    }
  })
  return { ...figures, discovery: { ...discovery, unmetNeeds } }
}

function sayOne({ attribute: name, test }: Wanted, voice: Voice): string {
  const attribute = attributeSchema.safeParse(name)
  // What a later version wants of an attribute that this one does not know stays as it is called there.
  if (!attribute.success) return name
  const wanted = test.type === 'codes' ? { ...test, type: 'one-of' as const } : test
  return sayWanted({ attribute: attribute.data, test: wanted }, voice)
}
