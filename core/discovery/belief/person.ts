import type { BeliefPrior } from './taste-prior.ts'

/** One person as they may be. Filled anew for each one looked at: nobody keeps it. */
export interface Person {
  /** Tastes, standardised: 0 is the mean of people, 1 a standard deviation above it. */
  readonly standard: Float64Array
  /** Tastes as weights, in units of the scale of choice noise over an attribute's span. */
  readonly weights: Float64Array
  /** Which musts hold, a bit each. */
  musts: number
  /** The logarithm of the budget over the catalogue's middle price. */
  logBudget: number
  /** How much higher than others this person marks everything, in standard deviations of taste. */
  ratingBias: number
}

/**
 * How a person is laid out as independent standard normal numbers, so that the prior is the same in every direction:
 * factors, then what is a taste's own, then the budget, then the rating bias.
 */
export interface PersonSpace {
  readonly tastes: number
  readonly dimensions: number
  readonly musts: number
  readonly mustShares: readonly number[]
  readonly empty: () => Person
  /** Reads the person whose normal numbers begin at `from`. */
  readonly read: (normals: Float64Array, from: number, musts: number, into: Person) => void
}

/** The space of a prior, which also tells weights by the standardised tastes alone. */
export interface TasteSpace extends PersonSpace {
  readonly weigh: (person: Pick<Person, 'standard' | 'weights'>) => void
}

/** @param ratingBiasSd standard deviation of the personal rating bias, in standard deviations of taste */
export function createPersonSpace(prior: BeliefPrior, ratingBiasSd: number): TasteSpace {
  const { tastes, factors, budgetLogSd } = prior
  const count = tastes.length
  const loadings = new Float64Array(count * factors)
  const own = new Float64Array(count)
  const isPositive = new Uint8Array(count)
  const location = new Float64Array(count)
  const scale = new Float64Array(count)
  tastes.forEach((taste, at) => {
    let shared = 0
    taste.loadings.forEach((loading, factor) => {
      loadings[at * factors + factor] = loading
      shared += loading * loading
    })
    own[at] = Math.sqrt(Math.max(0, 1 - shared))
    if (taste.sign === 'positive') {
      isPositive[at] = 1
      const variance = Math.log(1 + taste.spread * taste.spread)
      scale[at] = Math.sqrt(variance)
      location[at] = Math.log(taste.mean) - variance / 2
    } else {
      scale[at] = taste.spread
      location[at] = taste.mean
    }
  })
  const dimensions = factors + count + 2
  const weigh: TasteSpace['weigh'] = ({ standard, weights }) => {
    for (let at = 0; at < count; at++) {
      const linear = (location[at] ?? 0) + (scale[at] ?? 0) * (standard[at] ?? 0)
      weights[at] = isPositive[at] === 1 ? Math.exp(linear) : linear
    }
  }
  return {
    tastes: count,
    dimensions,
    musts: prior.musts.length,
    mustShares: prior.musts,
    empty: () => ({
      standard: new Float64Array(count),
      weights: new Float64Array(count),
      musts: 0,
      logBudget: 0,
      ratingBias: 0,
    }),
    weigh,
    read(normals, from, musts, into) {
      const { standard } = into
      for (let at = 0; at < count; at++) {
        let value = (own[at] ?? 0) * (normals[from + factors + at] ?? 0)
        for (let factor = 0; factor < factors; factor++)
          value += (loadings[at * factors + factor] ?? 0) * (normals[from + factor] ?? 0)
        standard[at] = value
      }
      weigh(into)
      into.musts = musts
      into.logBudget = budgetLogSd * (normals[from + factors + count] ?? 0)
      into.ratingBias = ratingBiasSd * (normals[from + factors + count + 1] ?? 0)
    },
  }
}
