import { createRandom } from '../torture/random.ts'
import type { Person } from './survey.ts'

export interface Round {
  readonly training: readonly Person[]
  readonly heldOut: readonly Person[]
}

/** Holds out `share` of the people in each round, nobody twice, drawn by the seed; everyone else is for training. */
export function splitPeople(
  people: readonly Person[],
  { share, seed, rounds }: { readonly share: number; readonly seed: number; readonly rounds: number },
): readonly Round[] {
  const random = createRandom(seed)
  const shuffled = people.map((person) => ({ person, key: random.next() })).sort((a, b) => a.key - b.key)
  const upTo = (round: number) => Math.round(round * share * people.length)
  return Array.from({ length: rounds }, (_, round) => {
    const held = new Set(shuffled.slice(upTo(round), upTo(round + 1)).map(({ person }) => person))
    return {
      training: people.filter((person) => !held.has(person)),
      heldOut: people.filter((person) => held.has(person)),
    }
  })
}
