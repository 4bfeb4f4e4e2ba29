import type { Belief } from '../discovery/belief/posterior.ts'

/** The people of a belief read once, so that reading them again is a copy: for whoever tries the same ones out often. */
export function heldPeople(belief: Belief): Belief {
  const { count, space } = belief
  const { tastes } = space
  const standards = new Float64Array(count * tastes)
  const weights = new Float64Array(count * tastes)
  const musts = new Uint32Array(count)
  const budgets = new Float64Array(count)
  const biases = new Float64Array(count)
  const person = space.empty()
  for (let at = 0; at < count; at++) {
    belief.read(at, person)
    standards.set(person.standard, at * tastes)
    weights.set(person.weights, at * tastes)
    musts[at] = person.musts
    budgets[at] = person.logBudget
    biases[at] = person.ratingBias
  }
  return {
    ...belief,
    read(at, into) {
      const [from, to] = [at * tastes, (at + 1) * tastes]
      into.standard.set(standards.subarray(from, to))
      into.weights.set(weights.subarray(from, to))
      into.musts = musts[at] ?? 0
      into.logBudget = budgets[at] ?? 0
      into.ratingBias = biases[at] ?? 0
    },
  }
}
