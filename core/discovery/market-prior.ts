import { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import { type Attribute, attributeNames, attributeSchema, attributes } from '../catalogue/attribute.ts'
import { keysOf } from '../keys-of.ts'
import type { BeliefPrior } from './belief/taste-prior.ts'
import type { RuleTest } from './preferences.ts'

/** Of the attribute's whole span in the catalogue, or of having one of `codes`: see `core/discovery/belief/taste-prior.ts`. */
const tasteSchema = z.object({
  attribute: attributeSchema,
  codes: z.array(z.string()).min(1).optional(),
  sign: z.enum(['positive', 'either']),
  mean: z.number(),
  spread: z.number().positive(),
  loadings: z.record(z.string(), z.number().min(-1).max(1)).default({}),
})

const testSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('number'), atLeast: z.number().nullable(), atMost: z.number().nullable() }),
  z.object({ type: z.literal('one-of'), codes: z.array(z.string()).min(1) }),
  z.object({ type: z.literal('none-of'), codes: z.array(z.string()).min(1) }),
])

/** What is believed of a market's customers before they speak, with its source. */
export const marketPriorSchema = z.object({
  source: z.string().min(1),
  factors: z.array(z.string().min(1)).max(6),
  tastes: z.array(tasteSchema).min(1),
  /** What a share of people cannot do without. */
  musts: z
    .array(z.object({ attribute: attributeSchema, test: testSchema, share: z.number().gt(0).lt(1) }))
    .max(30),
  budgetLogSd: z.number().positive(),
})
export type MarketPrior = Readonly<z.infer<typeof marketPriorSchema>>

/** A taste as the belief counts it: for the span of an attribute, or for one of its codes. */
interface TasteName {
  readonly attribute: Attribute
  readonly code: string | null
}

/** The prior with its tastes and musts by position, for the belief. */
export interface TastePlaces {
  readonly prior: BeliefPrior
  readonly tastes: readonly TasteName[]
  readonly musts: readonly { readonly attribute: Attribute; readonly test: RuleTest }[]
  /** -1 where the prior knows no such taste. */
  readonly placeOf: (attribute: Attribute, code?: string) => number
  /** -1 where the prior knows no such must. */
  readonly mustOf: (attribute: Attribute, test: RuleTest) => number
}

/**
 * Lays a market's prior out for the belief: one taste for each attribute and each code it names. A number attribute or
 * a code that it does not name has a small taste of its own, for which nothing speaks yet.
 */
export function layOutPrior(market: MarketPrior): TastePlaces {
  const names: TasteName[] = []
  const tastes: BeliefPrior['tastes'][number][] = []
  const add = (name: TasteName, taste: Omit<BeliefPrior['tastes'][number], 'name'>) => {
    if (names.some(({ attribute, code }) => attribute === name.attribute && code === name.code)) return
    names.push(name)
    tastes.push({ ...taste, name: name.code === null ? name.attribute : `${name.attribute}:${name.code}` })
  }
  for (const { attribute, codes, sign, mean, spread, loadings } of market.tastes) {
    const inOrder = market.factors.map((factor) => loadings[factor] ?? 0)
    const taste = { sign, mean, spread, loadings: inOrder }
    for (const code of codes ?? [null]) add({ attribute, code }, taste)
  }
  for (const attribute of attributeNames) {
    const known = attributes[attribute]
    if (known.kind === 'code')
      for (const code of known.codes)
        add({ attribute, code }, { sign: 'either', mean: 0, spread: smallTaste, loadings: [] })
    else if (known.better !== null)
      add({ attribute, code: null }, { sign: 'either', mean: 0, spread: smallTaste, loadings: [] })
  }
  const place = new Map(names.map(({ attribute, code }, at) => [`${attribute} ${code ?? ''}`, at]))
  const must = new Map(
    market.musts.map(({ attribute, test }, at) => [`${attribute} ${canonicalJson(test)}`, at]),
  )
  return {
    prior: {
      tastes,
      factors: market.factors.length,
      musts: market.musts.map(({ share }) => share),
      budgetLogSd: market.budgetLogSd,
    },
    tastes: names,
    musts: market.musts,
    placeOf: (attribute, code) => place.get(`${attribute} ${code ?? ''}`) ?? -1,
    mustOf: (attribute, test) => must.get(`${attribute} ${canonicalJson(test)}`) ?? -1,
  }
}

const smallTaste = 0.5

/** For a bank of before priors: its base weights as means, each as wide as it is high, everything else small. */
export function priorOfWeights(byAttribute: Readonly<Partial<Record<Attribute, number>>>): MarketPrior {
  const tastes = keysOf(byAttribute).flatMap((attribute) => {
    const mean = byAttribute[attribute] ?? 0
    if (mean === 0) return []
    return [
      {
        attribute,
        sign: mean > 0 ? ('positive' as const) : ('either' as const),
        mean,
        spread: mean > 0 ? 1 : -mean,
        loadings: {},
      },
    ]
  })
  const [first] = tastes
  return {
    source: 'The base weights of the question bank',
    factors: [],
    tastes: first
      ? tastes
      : [{ attribute: 'priceMinor', sign: 'positive', mean: 1, spread: 1, loadings: {} }],
    musts: [],
    budgetLogSd: 0.38,
  }
}
