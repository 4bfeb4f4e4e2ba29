import { fitNormal, type NormalFit } from './normal-fit.ts'
import type { Person, PersonSpace } from './person.ts'
import { createSeeded, type Seeded } from './seeded.ts'

/** What one answer says: how likely a person would have given it. */
export interface Evidence {
  /** Sorts the evidence of a conversation, so that it adds up alike in whatever order the answers came. */
  readonly key: string
  readonly logLikelihood: (person: Person) => number
}

/** People as they may be after what was said, each as likely as the other: a sample of the posterior. */
export interface Belief {
  readonly space: PersonSpace
  readonly count: number
  readonly normals: Float64Array
  readonly musts: Uint32Array
  readonly read: (at: number, into: Person) => void
}

/** Of the weights that a step may leave even: less of the evidence is taken in at once where more would be lost. */
const evenShare = 0.5
const movesAStep = 2
const movesAtTheEnd = 6
/** How much of a move is fresh: near ones are taken often, far ones forget at once. */
const reaches = [0.3, 0.6, 0.9]
/** How often a move turns a must over as well. */
const turnedOver = 0.15

/**
 * The belief that all the evidence together makes of the prior: likelihood tempering from nothing to all of it with
 * resampling and moves (annealed sequential Monte Carlo: Del Moral, Doucet and Jasra, 2006; the temperatures as in
 * Jasra et al., 2011). Made anew from the whole set each time, so that neither the order of answers nor one that was
 * withdrawn leaves a trace.
 */
export function beliefFrom(
  space: PersonSpace,
  evidence: readonly Evidence[],
  { seed, count }: { readonly seed: string; readonly count: number },
): Belief {
  const random = createSeeded(seed)
  const people = drawPrior(space, count, random)
  const said = evidence.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  if (said.length > 0) temper(people, said, random)
  return people
}

interface People extends Belief {
  normals: Float64Array
  musts: Uint32Array
}

function drawPrior(space: PersonSpace, count: number, random: Seeded): People {
  const { dimensions, mustShares } = space
  const normals = new Float64Array(count * dimensions)
  for (let at = 0; at < normals.length; at++) normals[at] = random.normal()
  const musts = new Uint32Array(count)
  for (let at = 0; at < count; at++) {
    let bits = 0
    mustShares.forEach((share, must) => {
      if (random.next() < share) bits |= 1 << must
    })
    musts[at] = bits
  }
  const people: People = {
    space,
    count,
    normals,
    musts,
    read: (at, into) => space.read(people.normals, at * dimensions, people.musts[at] ?? 0, into),
  }
  return people
}

function temper(people: People, said: readonly Evidence[], random: Seeded): void {
  const { space, count } = people
  const person = space.empty()
  const total = (who: Person) => {
    let sum = 0
    for (const { logLikelihood } of said) sum += logLikelihood(who)
    return sum
  }
  let logs = new Float64Array(count)
  for (let at = 0; at < count; at++) {
    people.read(at, person)
    logs[at] = total(person)
  }
  let taken = 0
  while (taken < 1) {
    const step = stepFrom(logs, 1 - taken)
    taken = taken + step >= 1 - 1e-9 ? 1 : taken + step
    logs = resample(people, logs, step, random)
    const moves = taken === 1 ? movesAtTheEnd : movesAStep
    for (let move = 0; move < moves; move++) {
      const fit = fitNormal(people.normals, count, space.dimensions)
      movePeople(people, logs, { fit, power: taken, total, person, random })
    }
  }
}

interface Moving {
  readonly fit: NormalFit
  /** How much of the evidence counts: 0..1. */
  readonly power: number
  readonly total: (who: Person) => number
  readonly person: Person
  readonly random: Seeded
}

/** The greatest share of the evidence that leaves enough people of weight, by halving. */
function stepFrom(logs: Float64Array, left: number): number {
  if (evenness(logs, left) >= evenShare) return left
  let [low, high] = [0, left]
  for (let turn = 0; turn < 20; turn++) {
    const middle = (low + high) / 2
    if (evenness(logs, middle) >= evenShare) low = middle
    else high = middle
  }
  return Math.max(low, left * 1e-4)
}

/** The effective sample size over the sample's size (Kish, 1965): 1 when all weigh the same. */
function evenness(logs: Float64Array, power: number): number {
  let most = Number.NEGATIVE_INFINITY
  for (const log of logs) if (log > most) most = log
  let [sum, squares] = [0, 0]
  for (const log of logs) {
    const weight = Math.exp(power * (log - most))
    sum += weight
    squares += weight * weight
  }
  return (sum * sum) / squares / logs.length
}

/** Systematic resampling by the weights that this step of the evidence gives. @returns the logs of those chosen */
function resample(
  people: People,
  logs: Float64Array,
  power: number,
  random: Seeded,
): Float64Array<ArrayBuffer> {
  const { count, space } = people
  const { dimensions } = space
  let most = Number.NEGATIVE_INFINITY
  for (const log of logs) if (log > most) most = log
  let sum = 0
  const weights = logs.map((log) => {
    const weight = Math.exp(power * (log - most))
    sum += weight
    return weight
  })
  const normals = new Float64Array(people.normals.length)
  const musts = new Uint32Array(count)
  const chosen = new Float64Array(count)
  const offset = random.next()
  let [from, passed] = [0, weights[0] ?? 0]
  for (let at = 0; at < count; at++) {
    const mark = ((at + offset) / count) * sum
    while (passed < mark && from < count - 1) {
      from += 1
      passed += weights[from] ?? 0
    }
    normals.set(people.normals.subarray(from * dimensions, (from + 1) * dimensions), at * dimensions)
    musts[at] = people.musts[from] ?? 0
    chosen[at] = logs[from] ?? 0
  }
  people.normals = normals
  people.musts = musts
  return chosen
}

/**
 * One Metropolis move of everyone: towards a fresh draw of the normal distribution that fits them all as they stand
 * (generalised preconditioned Crank-Nicolson: Rudolf and Sprungk, 2018), near or far, and a must turned over.
 */
function movePeople(people: People, logs: Float64Array, { fit, power, total, person, random }: Moving): void {
  const { space, count, normals, musts } = people
  const { dimensions, mustShares } = space
  const there = new Float64Array(dimensions)
  const white = new Float64Array(dimensions)
  for (let at = 0; at < count; at++) {
    const from = at * dimensions
    const fresh = reaches[random.below(reaches.length)] ?? 1
    const kept = Math.sqrt(1 - fresh * fresh)
    fit.whiten(normals, from, white)
    // The logarithm of the target's prior over the fitted normal's density, there less here.
    let odds = 0
    for (let d = 0; d < dimensions; d++) {
      const before = white[d] ?? 0
      const after = kept * before + fresh * random.normal()
      white[d] = after
      odds += (after * after - before * before) / 2
    }
    fit.colour(white, there)
    for (let d = 0; d < dimensions; d++) {
      const [before, after] = [normals[from + d] ?? 0, there[d] ?? 0]
      odds += (before * before - after * after) / 2
    }
    let bits = musts[at] ?? 0
    if (mustShares.length > 0 && random.next() < turnedOver) {
      const must = random.below(mustShares.length)
      const share = mustShares[must] ?? 0
      bits ^= 1 << must
      const log = Math.log(share / (1 - share))
      odds += (bits >> must) & 1 ? log : -log
    }
    space.read(there, 0, bits, person)
    const log = total(person)
    if (Math.log(random.next()) < power * (log - (logs[at] ?? 0)) + odds) {
      normals.set(there, from)
      musts[at] = bits
      logs[at] = log
    }
  }
}
