import { logChoiceShares } from '../../core/discovery/belief/choice-likelihood.ts'
import { type Believer, createBeliever, scaled, utilities } from './belief.ts'
import type { ChoiceSpec } from './choice-spec.ts'
import { fitLogit } from './conditional-logit.ts'
import { fitTastePrior } from './fit-taste-prior.ts'
import { againstDecoys, againstEach } from './pairs.ts'
import type { Round } from './rounds.ts'
import { type Scored, score } from './score.ts'
import { choicesOf, type Person, type Survey, type Task, type Term, unmoving, withTerms } from './survey.ts'
import type { TastePrior } from './taste-prior.ts'

/** The same held-out choices in the same order, as each model predicted them. */
export interface Predictions {
  readonly chance: readonly Scored[]
  readonly logit: readonly Scored[]
  readonly evidence: readonly Scored[]
}

export interface Comparison {
  readonly choices: Predictions
  /** The chosen one against each other, by the models fitted to the choices. */
  readonly eachPair: Predictions
  readonly prior: {
    readonly terms: readonly Term[]
    readonly prior: TastePrior
    readonly moments: Believer['moments']
  }
}

export type Compared =
  | { readonly type: 'compared'; readonly comparison: Comparison }
  | { readonly type: 'refused'; readonly why: string }

/** From so many choices a person on average, what tastes have in common can be told from what is their own. */
const enoughForFactors = 4

/**
 * Fits logit and taste prior to the training people of a round and predicts those held out: the logit each choice
 * alike, the belief each after the person's earlier choices.
 * @param personFrom the number of the first held-out person, unlike any other round's
 * @param withPairs whether the chosen one against each other is predicted too
 */
export function compare(
  terms: readonly Term[],
  round: Round,
  { belief, heldOut: { seed } }: Pick<ChoiceSpec, 'belief' | 'heldOut'>,
  personFrom: number,
  withPairs = true,
): Compared {
  const still = unmoving({ terms, people: round.training })
  const keep = (people: readonly Person[]): Survey =>
    still.length === 0 ? { terms, people } : withTerms({ terms, people }, (term) => !still.includes(term))
  const training = keep(round.training)
  const fitted = fitLogit(training, true)
  if (fitted.type === 'refused') return fitted
  const { weights } = fitted.logit
  const tasksEach = choicesOf(training.people) / training.people.length
  const prior = fitTastePrior(training, weights, {
    draws: belief.draws ?? (tasksEach > 1 ? 200 : 60),
    factors: belief.factors ?? (tasksEach >= enoughForFactors ? 1 : 0),
    lapse: belief.lapse,
    seed,
  })
  const believer = createBeliever(prior, { particles: belief.particles, seed })
  const scaledWeights = weights.map((weight, term) => weight * (prior.shape.scales[term] ?? 1))

  const choices = empty()
  const eachPair = empty()
  for (const [index, { tasks }] of scaled(keep(round.heldOut).people, prior.shape).entries())
    for (const [earlier, task] of tasks.entries()) {
      const pairs = withPairs ? againstEach(task) : []
      const asked = [task, ...pairs]
      const predicted = believer.predictAfter(tasks.slice(0, earlier), asked)
      for (const [at, one] of asked.entries()) {
        const into = at === 0 ? choices : eachPair
        const add = (scored: Scored[], shares: Float64Array) =>
          scored.push(score(shares, one.chosen, personFrom + index, earlier))
        add(into.chance, new Float64Array(one.alternatives).fill(1 / one.alternatives))
        add(into.logit, pooledShares(one, scaledWeights))
        add(into.evidence, predicted[at] ?? new Float64Array(one.alternatives))
      }
    }
  const { moments } = believer
  return {
    type: 'compared',
    comparison: { choices, eachPair, prior: { terms: training.terms, prior, moments } },
  }
}

/** The same from pairs alone: both models are fitted to one drawn pair a choice, and hear nothing else. */
export function compareOnPairs(
  terms: readonly Term[],
  { training, heldOut }: Round,
  spec: Pick<ChoiceSpec, 'belief' | 'heldOut'>,
  personFrom: number,
): Compared {
  const { seed } = spec.heldOut
  const round = { training: againstDecoys(training, seed), heldOut: againstDecoys(heldOut, seed + 1) }
  return compare(terms, round, spec, personFrom, false)
}

const pooledShares = (task: Task, weights: Float64Array): Float64Array =>
  logChoiceShares(utilities(task, weights, weights.length, 0), 0).map(Math.exp)

const empty = () => ({ chance: [] as Scored[], logit: [] as Scored[], evidence: [] as Scored[] })
