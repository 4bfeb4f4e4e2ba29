import { logChoiceShares } from '../../core/discovery/belief/choice-likelihood.ts'
import type { PersonSpace } from '../../core/discovery/belief/person.ts'
import { type Belief, beliefFrom, type Evidence } from '../../core/discovery/belief/posterior.ts'
import type { Person, Task } from './survey.ts'
import { drawTastes, lapseOf, type PriorShape, spreadsOf, type TastePrior } from './taste-prior.ts'

/** The same people with each term's values divided by its scale. */
export function scaled(people: readonly Person[], { scales }: PriorShape): readonly Person[] {
  return people.map(({ tasks }) => ({
    tasks: tasks.map((task) => ({
      ...task,
      values: task.values.map((value, place) => value / (scales[place % scales.length] ?? 1)),
    })),
  }))
}

/** Utilities of a task's alternatives by tastes that begin at `from`, on one scale with the task's values. */
export function utilities(
  { alternatives, values }: Task,
  tastes: Float64Array,
  terms: number,
  from: number,
): Float64Array {
  const result = new Float64Array(alternatives)
  for (let row = 0; row < alternatives; row += 1) {
    let sum = 0
    const start = row * terms
    for (let term = 0; term < terms; term += 1)
      sum += (values[start + term] ?? 0) * (tastes[from + term] ?? 0)
    result[row] = sum
  }
  return result
}

/** What a fitted prior makes of people: the engine's belief, with the survey's terms for its tastes. */
export interface Believer {
  /** The predicted share of each alternative of `tasks`, after the person's earlier choices. */
  readonly predictAfter: (earlier: readonly Task[], tasks: readonly Task[]) => readonly Float64Array[]
  /** Mean and standard deviation of each term's taste over people, per unscaled value. */
  readonly moments: readonly { readonly mean: number; readonly sd: number }[]
}

/** Of whom nothing is known there is one sample for all, so that it may be large. */
const unknownTimes = 4

/** @param options.particles how many samples a person's belief has; tasks given are scaled */
export function createBeliever(prior: TastePrior, options: { particles: number; seed: number }): Believer {
  const { shape, parameters } = prior
  const lapse = lapseOf(shape, parameters)
  const space = spaceOf(prior)
  const seed = String(options.seed)
  const unknown = tastesOf(beliefFrom(space, [], { seed, count: options.particles * unknownTimes }))
  const predict = (tastes: Float64Array, task: Task) => averageShares(tastes, shape.signs.length, task, lapse)
  return {
    predictAfter(earlier, tasks) {
      const evidence = earlier.map((task, at) => evidenceOf(task, at, shape.signs.length, lapse))
      const tastes =
        earlier.length === 0
          ? unknown
          : tastesOf(beliefFrom(space, evidence, { seed, count: options.particles }))
      return tasks.map((task) => predict(tastes, task))
    },
    moments: momentsOf(unknown, shape),
  }
}

/** The engine's layout of a person, with no musts and no budget: the survey's tastes alone. */
function spaceOf({ shape, parameters }: TastePrior): PersonSpace {
  const tastes = shape.signs.length
  const spreads = spreadsOf(shape, parameters)
  return {
    tastes,
    dimensions: shape.normals,
    musts: 0,
    mustShares: [],
    empty: () => ({
      standard: new Float64Array(0),
      weights: new Float64Array(tastes),
      musts: 0,
      logBudget: 0,
      ratingBias: 0,
    }),
    read: (normals, from, _, into) => drawTastes(shape, parameters, spreads, normals, from, 1, into.weights),
  }
}

const evidenceOf = (task: Task, at: number, terms: number, lapse: number): Evidence => ({
  key: String(at).padStart(6, '0'),
  logLikelihood: ({ weights }) =>
    logChoiceShares(utilities(task, weights, terms, 0), lapse)[task.chosen] ?? 0,
})

function tastesOf({ space, count, read }: Belief): Float64Array {
  const person = space.empty()
  const tastes = new Float64Array(count * space.tastes)
  for (let at = 0; at < count; at += 1) {
    read(at, person)
    tastes.set(person.weights, at * space.tastes)
  }
  return tastes
}

function averageShares(tastes: Float64Array, terms: number, task: Task, lapse: number): Float64Array {
  const shares = new Float64Array(task.alternatives)
  for (let from = 0; from < tastes.length; from += terms) {
    const logShares = logChoiceShares(utilities(task, tastes, terms, from), lapse)
    for (let row = 0; row < task.alternatives; row += 1)
      shares[row] = (shares[row] ?? 0) + Math.exp(logShares[row] ?? 0)
  }
  return shares.map((sum) => (sum * terms) / tastes.length)
}

function momentsOf(tastes: Float64Array, { scales, signs }: PriorShape) {
  const count = tastes.length / signs.length
  return signs.map((_, term) => {
    let sum = 0
    let squares = 0
    for (let at = term; at < tastes.length; at += signs.length) {
      const taste = (tastes[at] ?? 0) / (scales[term] ?? 1)
      sum += taste
      squares += taste * taste
    }
    const mean = sum / count
    return { mean, sd: Math.sqrt(Math.max(squares / count - mean * mean, 0)) }
  })
}
