import { createRandom } from '../torture/random.ts'
import type { Person, Task } from './survey.ts'

/** This or that: the one chosen, first, against another of the same task. */
function pairWith({ alternatives, values, chosen }: Task, other: number): Task {
  const terms = values.length / alternatives
  const pair = new Float64Array(2 * terms)
  pair.set(values.subarray(chosen * terms, (chosen + 1) * terms))
  pair.set(values.subarray(other * terms, (other + 1) * terms), terms)
  return { alternatives: 2, values: pair, chosen: 0 }
}

const others = ({ alternatives, chosen }: Task): readonly number[] =>
  Array.from({ length: alternatives }, (_, row) => row).filter((row) => row !== chosen)

/** The one chosen against each that was passed over. */
export const againstEach = (task: Task): readonly Task[] => others(task).map((other) => pairWith(task, other))

/**
 * The one chosen against one decoy, each of the others as likely as the next: then, in a logit, the pair is chosen from
 * as if it alone had been offered (McFadden 1978, "Modelling the choice of residential location": uniform conditioning).
 */
export function againstDecoys(people: readonly Person[], seed: number): readonly Person[] {
  const random = createRandom(seed)
  return people.map(({ tasks }) => ({
    tasks: tasks.map((task) => pairWith(task, random.pick(others(task)))),
  }))
}
