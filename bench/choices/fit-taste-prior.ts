import { logChoiceShares } from '../../core/discovery/belief/choice-likelihood.ts'
import { scaled, utilities } from './belief.ts'
import { cholesky, inverse } from './cholesky.ts'
import { minimise } from './minimise.ts'
import type { Person, Survey } from './survey.ts'
import {
  drawTastes,
  lapseOf,
  lapseSlope,
  lapseToParameter,
  normalDraws,
  type PriorShape,
  priorShape,
  spreadsOf,
  startingPrior,
  type TastePrior,
} from './taste-prior.ts'

export interface PriorOptions {
  /** Draws of tastes a person. */
  readonly draws: number
  readonly factors: number
  readonly lapse: number | 'fitted'
  readonly seed: number
}

const poolRows = 20_000
/** Without a lapse a share may be too small for a double. */
const leastLog = -700
/** What is thought of the prior's numbers before anything is seen, on the terms' scales: centre and sd. */
const before = {
  mean: { centre: 0, sd: 3 },
  logMean: { centre: -1, sd: 1.5 },
  spread: { centre: 0, sd: 0.3 },
  /** Small: one choice a person cannot tell spread from noise, and with several they outweigh this soon. */
  commonSpread: { centre: Math.log(0.1), sd: 1 },
  loading: { centre: 0, sd: 0.5 },
  lapse: { centre: lapseToParameter(0.02), sd: 1 },
}
/** Log-likelihood a person, below which a step gains nothing. */
const tolerance = 2e-5

/**
 * Fits the mean and spread of people's tastes to their choices by simulated maximum likelihood (Train 2009, Discrete
 * Choice Methods with Simulation, chapter 10), each person with draws of their own in antithetic pairs, held by weak
 * normal priors so that one choice a person does not fit spread to noise.
 */
export function fitTastePrior(survey: Survey, logitWeights: Float64Array, options: PriorOptions): TastePrior {
  const shape = priorShape(survey, logitWeights, options)
  const pool = normalDraws(poolRows, shape.normals, options.seed)
  const evaluate = createEvaluate(scaled(survey.people, shape), shape, pool, options.draws)
  const start = startingPrior(shape, logitWeights)
  const metric = firstMetric(shape)
  evaluate(start, metric)
  const factored = cholesky(metric, shape.size)
  if (factored.type === 'singular') throw new Error('A sum of squares and a positive diagonal is singular')
  const first = inverse(factored.lower, shape.size)
  const { at } = minimise((point) => evaluate(point), start, first, tolerance * survey.people.length)
  return { shape, parameters: at }
}

const beliefs = (shape: PriorShape): readonly { readonly centre: number; readonly sd: number }[] => {
  const held = Array.from({ length: shape.size }, () => before.spread)
  for (const [term, sign] of shape.signs.entries()) held[term] = sign === 0 ? before.mean : before.logMean
  for (const at of shape.commonAt) if (at >= 0) held[at] = before.commonSpread
  for (const at of shape.loadingAt) if (at >= 0) held[at] = before.loading
  if (shape.lapseAt >= 0) held[shape.lapseAt] = before.lapse
  return held
}

/** The weak priors' part of the first guess of the Hessian. */
function firstMetric(shape: PriorShape): Float64Array {
  const metric = new Float64Array(shape.size * shape.size)
  for (const [index, { sd }] of beliefs(shape).entries()) metric[index * shape.size + index] = 1 / (sd * sd)
  return metric
}

/**
 * Minus the penalised simulated log-likelihood with its gradient; `metric`, where given, has the people's outer products
 * added, the guess of the Hessian of Berndt, Hall, Hall and Hausman (1974).
 */
export function createEvaluate(
  people: readonly Person[],
  shape: PriorShape,
  pool: Float64Array,
  draws: number,
): (at: Float64Array, metric?: Float64Array) => { value: number; gradient: Float64Array } {
  const terms = shape.signs.length
  const held = beliefs(shape)
  const most = Math.max(...people.map(({ tasks }) => tasks.reduce((sum, one) => sum + one.alternatives, 0)))
  const tastes = new Float64Array(draws * terms)
  const slopes = new Float64Array(draws * most)
  const lapseSlopes = new Float64Array(draws)
  const logliks = new Float64Array(draws)

  return (at, metric) => {
    const lapse = lapseOf(shape, at)
    const spreads = spreadsOf(shape, at)
    const gradient = new Float64Array(shape.size)
    const score = new Float64Array(shape.size)
    const own = new Float64Array(terms)
    let value = 0
    for (const [index, { tasks }] of people.entries()) {
      for (let draw = 0; draw < draws; draw += 1) {
        const taste = tastes.subarray(draw * terms, (draw + 1) * terms)
        const { row, turned } = drawOf(index, draw, draws)
        drawTastes(shape, at, spreads, pool, row * shape.normals, turned, taste)
        let place = draw * most
        let loglik = 0
        let lapseSum = 0
        for (const task of tasks) {
          const { chosen, alternatives } = task
          const logShares = logChoiceShares(utilities(task, tastes, terms, draw * terms), lapse)
          const share = Math.exp(logShares[chosen] ?? 0)
          loglik += Math.max(logShares[chosen] ?? 0, leastLog)
          const byChance = lapse / alternatives
          const meant = Math.max((share - byChance) / (1 - lapse), 0)
          lapseSum += share > 0 ? (1 / alternatives - meant) / share : 0
          const part = share > 0 ? ((1 - lapse) * meant) / share : 1
          for (let row = 0; row < alternatives; row += 1) {
            const other = (Math.exp(logShares[row] ?? 0) - byChance) / (1 - lapse)
            slopes[place] = part * ((row === chosen ? 1 : 0) - other)
            place += 1
          }
        }
        logliks[draw] = loglik
        lapseSlopes[draw] = lapseSum
      }
      const highest = logliks.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY)
      let sum = 0
      for (const loglik of logliks) sum += Math.exp(loglik - highest)
      value -= highest + Math.log(sum / draws)

      score.fill(0)
      for (let draw = 0; draw < draws; draw += 1) {
        const weight = Math.exp((logliks[draw] ?? 0) - highest) / sum
        if (weight < 1e-9) continue
        own.fill(0)
        let place = draw * most
        for (const { alternatives, values } of tasks)
          for (let row = 0; row < alternatives; row += 1) {
            const slope = weight * (slopes[place] ?? 0)
            place += 1
            for (let term = 0; term < terms; term += 1)
              own[term] = (own[term] ?? 0) + slope * (values[row * terms + term] ?? 0)
          }
        const { row, turned } = drawOf(index, draw, draws)
        addScore(
          score,
          own,
          tastes.subarray(draw * terms, (draw + 1) * terms),
          shape,
          spreads,
          pool,
          row * shape.normals,
          turned,
        )
        if (shape.lapseAt >= 0)
          score[shape.lapseAt] =
            (score[shape.lapseAt] ?? 0) + weight * (lapseSlopes[draw] ?? 0) * lapseSlope(lapse)
      }
      for (let row = 0; row < shape.size; row += 1) {
        gradient[row] = (gradient[row] ?? 0) - (score[row] ?? 0)
        if (metric)
          for (let column = 0; column < shape.size; column += 1)
            metric[row * shape.size + column] =
              (metric[row * shape.size + column] ?? 0) + (score[row] ?? 0) * (score[column] ?? 0)
      }
    }
    for (const [index, { centre, sd }] of held.entries()) {
      const away = ((at[index] ?? 0) - centre) / sd
      value += (away * away) / 2
      gradient[index] = (gradient[index] ?? 0) + away / sd
    }
    return { value, gradient }
  }
}

/** The row of the pool for a person's draw; every second draw is the one before turned round. */
function drawOf(person: number, draw: number, draws: number) {
  const row = (person * Math.ceil(draws / 2) + (draw >> 1)) % poolRows
  return { row, turned: draw % 2 === 0 ? 1 : -1 }
}

/** From the slope by a draw's tastes to the slope by the prior's numbers. */
function addScore(
  score: Float64Array,
  own: Float64Array,
  taste: Float64Array,
  { signs, spreadAt, commonAt, loadingAt, factors }: PriorShape,
  spreads: Float64Array,
  pool: Float64Array,
  at: number,
  turned: number,
): void {
  let normal = at + factors
  for (let term = 0; term < signs.length; term += 1) {
    const slope = (own[term] ?? 0) * (signs[term] === 0 ? 1 : (taste[term] ?? 0))
    score[term] = (score[term] ?? 0) + slope
    const spread = spreadAt[term] ?? -1
    if (spread < 0) continue
    const bySpread = slope * turned * (pool[normal] ?? 0) * (spreads[term] ?? 0)
    const common = commonAt[signs[term] === 0 ? 0 : 1]
    score[spread] = (score[spread] ?? 0) + bySpread
    score[common] = (score[common] ?? 0) + bySpread
    normal += 1
    for (let factor = 0; factor < factors; factor += 1) {
      const loading = loadingAt[term * factors + factor] ?? 0
      score[loading] = (score[loading] ?? 0) + slope * turned * (pool[at + factor] ?? 0)
    }
  }
}
