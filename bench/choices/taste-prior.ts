import { createRandom, type Random } from '../torture/random.ts'
import { type Survey, scalesOf, type Term } from './survey.ts'

/**
 * Where each number of a taste prior stands in its parameters. Tastes count per `scale` of a term, which is how far its
 * values usually lie apart within a task; -1 where a term has no spread, or the lapse is not fitted.
 */
export interface PriorShape {
  readonly size: number
  /** 1 or -1 where the taste lies on that side only (log-normal), 0 where on either (normal). */
  readonly signs: readonly number[]
  readonly spreadAt: readonly number[]
  /** The common part of the log spreads: of two-sided and of one-sided tastes; -1 where there are none. */
  readonly commonAt: readonly [twoSided: number, oneSided: number]
  readonly loadingAt: readonly number[]
  readonly factors: number
  readonly lapseAt: number
  /** The lapse where it is not fitted. */
  readonly fixedLapse: number
  readonly scales: Float64Array
  /** Standard normals that one draw of tastes takes. */
  readonly normals: number
}

/**
 * How tastes lie over people: taste k = m_k + s_k z_k + sum of l_kf f_f with z and f standard normal, or plus or minus
 * the exponential of that; log s_k = a common part + its own. The first parameters are m, one a term.
 */
export interface TastePrior {
  readonly shape: PriorShape
  readonly parameters: Float64Array
}

/** A lapse is fitted on a logistic scale up to this. */
const lapseLimit = 0.5
const usualLapse = 0.02
const startingSpread = 0.3
const startingLoading = 0.1
/** A one-sided taste whose logit has the other sign or none starts as small as this. */
const smallTaste = 0.05

/** The shape for a survey, with one-sided tastes on the side that the terms, or the logit's weights, say. */
export function priorShape(
  { terms, people }: Survey,
  logitWeights: Float64Array,
  options: { readonly factors: number; readonly lapse: number | 'fitted' },
): PriorShape {
  let size = terms.length
  let normals = options.factors
  const isRandom = terms.map(({ taste }) => taste !== 'fixed')
  const spreadAt = isRandom.map((random) => (random ? size++ : -1))
  normals += isRandom.filter(Boolean).length
  const signs = terms.map((term, index) => signOf(term, logitWeights[index] ?? 0))
  const hasSpread = (isTwoSided: boolean) =>
    isRandom.some((random, index) => random && (signs[index] === 0) === isTwoSided)
  const commonAt = [hasSpread(true) ? size++ : -1, hasSpread(false) ? size++ : -1] as const
  const loadingAt = isRandom.flatMap((random) =>
    Array.from({ length: options.factors }, () => (random ? size++ : -1)),
  )
  const lapseAt = options.lapse === 'fitted' ? size++ : -1
  return {
    size,
    signs,
    spreadAt,
    commonAt,
    loadingAt,
    factors: options.factors,
    lapseAt,
    fixedLapse: options.lapse === 'fitted' ? usualLapse : options.lapse,
    scales: scalesOf({ terms, people }),
    normals,
  }
}

/** Where fitting begins: at the logit, with some spread. */
export function startingPrior(shape: PriorShape, logitWeights: Float64Array): Float64Array {
  const start = new Float64Array(shape.size)
  for (const [term, sign] of shape.signs.entries()) {
    const taste = (logitWeights[term] ?? 0) * (shape.scales[term] ?? 1)
    start[term] = sign === 0 ? taste : Math.log(Math.max(sign * taste, smallTaste))
    for (let factor = 0; factor < shape.factors; factor += 1) {
      const loading = shape.loadingAt[term * shape.factors + factor] ?? -1
      // Some other sign for each, or no factor could tell itself from the next.
      if (loading >= 0) start[loading] = ((term >> factor) & 1) === 0 ? startingLoading : -startingLoading
    }
  }
  for (const at of shape.commonAt) if (at >= 0) start[at] = Math.log(startingSpread)
  if (shape.lapseAt >= 0) start[shape.lapseAt] = lapseToParameter(usualLapse)
  return start
}

/** Each term's spread; 0 for one that all have alike. */
export function spreadsOf({ signs, spreadAt, commonAt }: PriorShape, parameters: Float64Array): Float64Array {
  return Float64Array.from(spreadAt, (at, term) => {
    const common = commonAt[signs[term] === 0 ? 0 : 1]
    return at < 0 ? 0 : Math.exp((parameters[common] ?? 0) + (parameters[at] ?? 0))
  })
}

/** The tastes of one draw of standard normals, per scaled value, written into `tastes`. */
export function drawTastes(
  shape: PriorShape,
  parameters: Float64Array,
  spreads: Float64Array,
  normals: Float64Array,
  at: number,
  turned: number,
  tastes: Float64Array,
): void {
  let own = at + shape.factors
  const { signs, spreadAt, loadingAt, factors } = shape
  for (let term = 0; term < signs.length; term += 1) {
    let taste = parameters[term] ?? 0
    if ((spreadAt[term] ?? -1) >= 0) {
      taste += turned * (spreads[term] ?? 0) * (normals[own] ?? 0)
      own += 1
      for (let factor = 0; factor < factors; factor += 1)
        taste +=
          turned * (parameters[loadingAt[term * factors + factor] ?? 0] ?? 0) * (normals[at + factor] ?? 0)
    }
    const sign = signs[term] ?? 0
    tastes[term] = sign === 0 ? taste : sign * Math.exp(Math.min(taste, 6))
  }
}

export const lapseOf = ({ lapseAt, fixedLapse }: PriorShape, parameters: Float64Array): number =>
  lapseAt < 0 ? fixedLapse : lapseLimit / (1 + Math.exp(-(parameters[lapseAt] ?? 0)))

/** How the lapse changes with its parameter. */
export const lapseSlope = (lapse: number): number => lapse * (1 - lapse / lapseLimit)

export const lapseToParameter = (lapse: number): number => Math.log(lapse / (lapseLimit - lapse))

/** Standard normals by the seed, `rows` draws of `width` (Box and Muller 1958). */
export function normalDraws(rows: number, width: number, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: rows * width }, () => normal(random))
}

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())

function signOf({ taste }: Term, logitWeight: number): number {
  if (taste === 'more-is-better') return 1
  if (taste === 'less-is-better') return -1
  return taste === 'as-fitted' ? Math.sign(logitWeight) : 0
}
