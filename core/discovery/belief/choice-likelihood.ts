/**
 * How often each of several things is chosen: multinomial logit (McFadden, 1974) with a lapse, the share of choices
 * that are made by chance.
 * @param utilities in units of the scale of choice noise
 * @returns the logarithms of the shares, in the order of the utilities
 */
export function logChoiceShares(utilities: Float64Array, lapse: number): Float64Array {
  let most = Number.NEGATIVE_INFINITY
  for (const utility of utilities) if (utility > most) most = utility
  let sum = 0
  for (const utility of utilities) sum += Math.exp(utility - most)
  return utilities.map((utility) =>
    Math.log((1 - lapse) * (Math.exp(utility - most) / sum) + lapse / utilities.length),
  )
}

export const logistic = (value: number): number => 1 / (1 + Math.exp(-value))

/**
 * How likely each step of an ordered scale is under logistic noise: the proportional odds model (McCullagh, 1980).
 * @param cuts where one step ends and the next begins, upwards; one fewer than there are steps
 */
export function orderedShares(
  value: number,
  cuts: readonly number[],
  lapse: number,
  into: Float64Array,
): void {
  const steps = cuts.length + 1
  let below = 0
  for (let step = 0; step < steps; step++) {
    const upTo = step < cuts.length ? logistic((cuts[step] ?? 0) - value) : 1
    into[step] = (1 - lapse) * (upTo - below) + lapse / steps
    below = upTo
  }
}

/** The share of one step of `orderedShares`. */
export function orderedShare(value: number, cuts: readonly number[], lapse: number, step: number): number {
  const upTo = step < cuts.length ? logistic((cuts[step] ?? 0) - value) : 1
  const below = step > 0 ? logistic((cuts[step - 1] ?? 0) - value) : 0
  return (1 - lapse) * (upTo - below) + lapse / (cuts.length + 1)
}
