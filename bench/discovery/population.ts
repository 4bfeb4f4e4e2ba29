import { type BeliefPrior, beliefPriorSchema } from '../../core/discovery/belief/taste-prior.ts'

/** The attributes of the simulated customers and vehicles; price and running cost count as their saving. */
export const attributes = [
  'price',
  'running',
  'seats',
  'boot',
  'performance',
  'safety',
  'range',
  'resale',
  'service',
  'comfort',
  'clearance',
  'brand',
] as const

export type SimulatedAttribute = (typeof attributes)[number]
export const place = (attribute: SimulatedAttribute): number => attributes.indexOf(attribute)

/**
 * Mean taste over the span, then its coefficient of variation (its standard deviation where it goes either way), then
 * how far it goes with thrift, family and status. Price, running cost, performance and brand from a mixed logit on US
 * conjoint data; range, boot, seats and clearance from Brownstone and Train (1999); the rest and the factors assumed.
 */
const tastes: Readonly<
  Record<SimulatedAttribute, readonly [number, number, 'positive' | 'either', readonly number[]]>
> = {
  price: [7, 0.7, 'positive', [0.5, 0, -0.3]],
  running: [3.1, 0.75, 'positive', [0.6, 0, 0]],
  seats: [1, 1.2, 'positive', [0, 0.6, 0]],
  boot: [1.2, 1.1, 'positive', [0, 0.6, 0]],
  performance: [1.5, 0.9, 'positive', [0, 0, 0.5]],
  safety: [2, 0.8, 'positive', [0, 0.5, 0]],
  range: [2, 1, 'positive', [0.2, 0.2, 0]],
  resale: [1, 1, 'positive', [0.5, 0, 0]],
  service: [1, 1, 'positive', [0.4, 0, 0]],
  comfort: [1.3, 0.9, 'positive', [0, 0.3, 0.5]],
  clearance: [0.3, 1.5, 'either', [0, 0, 0.3]],
  brand: [0.5, 1.2, 'either', [0, 0, 0.6]],
}

export const musts = ['sevenSeats', 'highClearance', 'bigBoot', 'longRange', 'topSafety'] as const
const mustShares = [0.12, 0.12, 0.18, 0.15, 0.2]

/** What the engine knows of the first population. */
export const knownPrior: BeliefPrior = beliefPriorSchema.parse({
  tastes: attributes.map((name) => {
    const [mean, spread, sign, loadings] = tastes[name]
    return { name, mean, spread, sign, loadings }
  }),
  factors: 3,
  musts: mustShares,
  budgetLogSd: 0.38,
})

/** How people answer: the share answered by chance, and what their noise is multiplied by. */
export interface Answering {
  readonly lapse: number
  readonly noise: number
}
export const knownAnswering: Answering = { lapse: 0.02, noise: 1 }

/**
 * The second population, which the prior does not know: every mean moved by 0.3 to 0.5 standard deviations either
 * way, tastes 1.25 times as wide, musts 1.3 times as common, noise 1.5 times, 6 % of answers by chance.
 * @param next a number at least 0 and below 1
 */
export function shiftedPopulation(next: () => number): {
  readonly shifts: readonly number[]
  readonly widening: number
  readonly mustShares: readonly number[]
  readonly answering: Answering
} {
  return {
    shifts: attributes.map(() => (next() < 0.5 ? -1 : 1) * (0.3 + 0.2 * next())),
    widening: 1.25,
    mustShares: mustShares.map((share) => share * 1.3),
    answering: { lapse: 0.06, noise: 1.5 },
  }
}
