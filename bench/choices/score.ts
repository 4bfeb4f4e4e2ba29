/** How one choice was predicted. */
export interface Scored {
  readonly person: number
  /** How many of the person's choices were known before. */
  readonly earlier: number
  readonly loglik: number
  /** 1 where the likeliest was chosen, a part of 1 where several were as likely. */
  readonly hit: number
}

const even = 1e-12
/** No prediction is surer than this, so that one miss does not count without limit. */
const leastShare = 1e-9

/** Scores predicted shares against what was chosen. */
export function score(shares: Float64Array, chosen: number, person: number, earlier: number): Scored {
  const highest = Math.max(...shares)
  const best = shares.filter((share) => highest - share < even).length
  const share = shares[chosen] ?? 0
  return {
    person,
    earlier,
    loglik: Math.log(Math.max(share, leastShare)),
    hit: highest - share < even ? 1 / best : 0,
  }
}

export interface Mean {
  readonly loglik: number
  readonly hit: number
}

/** A choice's mean log-likelihood and hit rate. */
export function meanOf(scored: readonly Scored[]): Mean {
  const sum = (of: (one: Scored) => number) => scored.reduce((total, one) => total + of(one), 0)
  return { loglik: sum((one) => one.loglik) / scored.length, hit: sum((one) => one.hit) / scored.length }
}

/**
 * How much more log-likelihood a choice has in `a` than in `b`, which score the same choices in one order, and the
 * standard error with people as the sample: a person's choices are not independent.
 */
export function differenceOf(a: readonly Scored[], b: readonly Scored[]): { mean: number; error: number } {
  const apart = a.map((one, at) => ({ person: one.person, gain: one.loglik - (b[at]?.loglik ?? 0) }))
  const mean = apart.reduce((sum, { gain }) => sum + gain, 0) / apart.length
  const byPerson = [...Map.groupBy(apart, ({ person }) => person).values()]
  const squares = byPerson.map((own) => own.reduce((sum, { gain }) => sum + gain - mean, 0) ** 2)
  return { mean, error: Math.sqrt(squares.reduce((sum, one) => sum + one, 0)) / apart.length }
}
