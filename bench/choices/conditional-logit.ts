import { logChoiceShares } from '../../core/discovery/belief/choice-likelihood.ts'
import { utilities } from './belief.ts'
import { cholesky, inverse, solve } from './cholesky.ts'
import { choicesOf, type Survey, scalesOf, type Task } from './survey.ts'

export interface Logit {
  /** One weight a term, per unit of its values; the unit of utility is the scale of choice noise. */
  readonly weights: Float64Array
  readonly standardErrors: Float64Array
  /** Summed over all choices. */
  readonly loglik: number
  readonly choices: number
}

export type FittedLogit =
  | { readonly type: 'logit'; readonly logit: Logit }
  | { readonly type: 'refused'; readonly why: string }

const stepsAllowed = 40
/** Of log-likelihood that a whole Newton step would still gain. */
const settled = 1e-13
/** By so much two sums of one likelihood may differ in rounding. */
const rounding = 1e-9
/** A weight known no better than this, over the values' whole distance, is not known at all. */
const unknownBy = 30
/** Sd of the weak prior of a held logit's weights, on the terms' scales. */
const heldBy = 10

/**
 * Fits McFadden's conditional logit by Newton's method with the analytic gradient and Hessian (McFadden 1974,
 * "Conditional logit analysis of qualitative choice behavior"). Refused where a term follows from others or separates
 * the choices, when no weight is best; unless `isHeld`, by a normal prior so weak that nothing else feels it.
 */
export function fitLogit({ terms, people }: Survey, isHeld = false): FittedLogit {
  const size = terms.length
  const precision = scalesOf({ terms, people }).map((scale) => (isHeld ? (scale / heldBy) ** 2 : 0))
  const tasks = people.flatMap((person) => person.tasks)
  let weights = new Float64Array(size)
  let at = derivatives(tasks, weights, precision)
  for (let step = 0; step < stepsAllowed; step += 1) {
    const factored = cholesky(at.information, size)
    if (factored.type === 'singular')
      return {
        type: 'refused',
        why: `The term "${terms[factored.at]?.name}" cannot be told from the terms before it, or separates the choices.`,
      }
    const direction = solve(factored.lower, size, at.gradient)
    const gain = direction.reduce((sum, part, index) => sum + part * (at.gradient[index] ?? 0), 0)
    if (gain < settled) {
      const covariance = inverse(factored.lower, size)
      const standardErrors = weights.map((_, index) => Math.sqrt(covariance[index * size + index] ?? 0))
      const apart = farthestApart({ terms, people })
      const lost = standardErrors.findIndex(
        (error, term) => !isHeld && error * (apart[term] ?? 0) > unknownBy,
      )
      if (lost >= 0)
        return {
          type: 'refused',
          why: `The term "${terms[lost]?.name}" separates the choices: no weight is best.`,
        }
      return {
        type: 'logit',
        logit: { weights, standardErrors, loglik: at.loglik, choices: choicesOf(people) },
      }
    }
    // The likelihood is concave: half of a step that overshoots climbs.
    let length = 1
    let next = at
    let moved = weights
    do {
      const by = length
      moved = weights.map((weight, index) => weight + by * (direction[index] ?? 0))
      next = derivatives(tasks, moved, precision)
      length /= 2
    } while (next.value < at.value - rounding && length > 1e-6)
    weights = moved
    at = next
  }
  return {
    type: 'refused',
    why: `The logit did not settle in ${stepsAllowed} steps: a term separates the choices.`,
  }
}

interface Derivatives {
  readonly loglik: number
  /** The log-likelihood less the prior's part. */
  readonly value: number
  readonly gradient: Float64Array
  /** Minus the Hessian. */
  readonly information: Float64Array
}

function derivatives(tasks: readonly Task[], weights: Float64Array, precision: Float64Array): Derivatives {
  const size = weights.length
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const mean = new Float64Array(size)
  const apart = new Float64Array(size)
  let loglik = 0
  for (const task of tasks) {
    const { alternatives, values, chosen } = task
    const logShares = logChoiceShares(utilities(task, weights, weights.length, 0), 0)
    loglik += logShares[chosen] ?? 0
    mean.fill(0)
    for (let row = 0; row < alternatives; row += 1) {
      const share = Math.exp(logShares[row] ?? 0)
      for (let term = 0; term < size; term += 1)
        mean[term] = (mean[term] ?? 0) + share * (values[row * size + term] ?? 0)
    }
    for (let row = 0; row < alternatives; row += 1) {
      const share = Math.exp(logShares[row] ?? 0)
      for (let term = 0; term < size; term += 1)
        apart[term] = (values[row * size + term] ?? 0) - (mean[term] ?? 0)
      for (let term = 0; term < size; term += 1) {
        const weighted = share * (apart[term] ?? 0)
        if (weighted === 0) continue
        const start = term * size
        for (let other = 0; other <= term; other += 1)
          information[start + other] = (information[start + other] ?? 0) + weighted * (apart[other] ?? 0)
      }
      if (row === chosen)
        for (let term = 0; term < size; term += 1) gradient[term] = (gradient[term] ?? 0) + (apart[term] ?? 0)
    }
  }
  for (let term = 0; term < size; term += 1)
    for (let other = 0; other < term; other += 1)
      information[other * size + term] = information[term * size + other] ?? 0
  let value = loglik
  for (const [term, held] of precision.entries()) {
    const weight = weights[term] ?? 0
    value -= (held * weight * weight) / 2
    gradient[term] = (gradient[term] ?? 0) - held * weight
    information[term * size + term] = (information[term * size + term] ?? 0) + held
  }
  return { loglik, value, gradient, information }
}

/** The most that each term's values lie apart within a task. */
function farthestApart({ terms, people }: Survey): Float64Array {
  const most = new Float64Array(terms.length)
  for (const { values } of people.flatMap(({ tasks }) => tasks))
    for (let at = 0; at < values.length; at += 1) {
      const term = at % terms.length
      most[term] = Math.max(most[term] ?? 0, Math.abs((values[at] ?? 0) - (values[term] ?? 0)))
    }
  return most
}
