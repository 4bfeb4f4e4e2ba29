import type { Taste } from './choice-spec.ts'

/** A variable of the utility, with one weight. */
export interface Term {
  readonly name: string
  readonly taste: Taste
  /** Whether it says where or which an alternative is, rather than what it is like. */
  readonly isConstant: boolean
}

/** One choice: `values` holds `alternatives` rows of one value a term; `chosen` is a row. */
export interface Task {
  readonly alternatives: number
  readonly values: Float64Array
  readonly chosen: number
}

/** One person with their choices in the order they were made. */
export interface Person {
  readonly tasks: readonly Task[]
}

export interface Survey {
  readonly terms: readonly Term[]
  readonly people: readonly Person[]
}

export const choicesOf = (people: readonly Person[]): number =>
  people.reduce((sum, { tasks }) => sum + tasks.length, 0)

/** The same survey with only the terms that `isKept` wants. */
export function withTerms({ terms, people }: Survey, isKept: (term: Term) => boolean): Survey {
  const kept = terms.flatMap((term, index) => (isKept(term) ? [index] : []))
  return {
    terms: terms.filter(isKept),
    people: people.map((person) => ({
      tasks: person.tasks.map((task) => ({
        ...task,
        values: Float64Array.from({ length: task.alternatives * kept.length }, (_, place) => {
          const row = Math.floor(place / kept.length)
          return task.values[row * terms.length + (kept[place % kept.length] ?? 0)] ?? 0
        }),
      })),
    })),
  }
}

/** The terms that are the same for all alternatives of each task, which no choice can tell anything of. */
export function unmoving({ terms, people }: Survey): readonly Term[] {
  return terms.filter(
    (_, term) =>
      !people.some(({ tasks }) =>
        tasks.some(({ values }) => {
          for (let at = term; at < values.length; at += terms.length)
            if (values[at] !== values[term]) return true
          return false
        }),
      ),
  )
}

/** Root mean square distance of each term's values from their mean in the task; 1 where there is none. */
export function scalesOf({ terms, people }: Survey): Float64Array {
  const squares = new Float64Array(terms.length)
  let rows = 0
  for (const { tasks } of people)
    for (const { alternatives, values } of tasks) {
      rows += alternatives
      for (let term = 0; term < terms.length; term += 1) {
        let sum = 0
        let sumSquares = 0
        for (let row = 0; row < alternatives; row += 1) {
          const value = values[row * terms.length + term] ?? 0
          sum += value
          sumSquares += value * value
        }
        squares[term] = (squares[term] ?? 0) + sumSquares - (sum * sum) / alternatives
      }
    }
  return squares.map((square) => Math.sqrt(Math.max(square, 0) / rows) || 1)
}
