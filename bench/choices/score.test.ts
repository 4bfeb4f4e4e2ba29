import { expect, test } from 'vitest'
import { againstDecoys, againstEach } from './pairs.ts'
import { splitPeople } from './rounds.ts'
import { differenceOf, meanOf, score } from './score.ts'

test('a choice is scored by the log of its share, and by whether it was the likeliest', () => {
  expect(score(Float64Array.of(0.2, 0.8), 1, 0, 0)).toMatchObject({ loglik: Math.log(0.8), hit: 1 })
  expect(score(Float64Array.of(0.2, 0.8), 0, 0, 0)).toMatchObject({ loglik: Math.log(0.2), hit: 0 })
  expect(score(Float64Array.of(0.4, 0.4, 0.2), 1, 0, 0).hit).toBe(0.5)
})

test('a difference between models counts people, not choices, as independent', () => {
  const scored = (logliks: readonly number[]) =>
    logliks.map((loglik, at) => ({ person: at >> 1, earlier: at % 2, loglik, hit: 0 }))
  const { mean, error } = differenceOf(scored([1, 1, 3, 3]), scored([0, 0, 0, 0]))
  expect(mean).toBe(2)
  expect(error).toBeCloseTo(Math.sqrt(2 * 2 ** 2) / 4)
  expect(meanOf(scored([1, 2])).loglik).toBe(1.5)
})

const task = { alternatives: 3, values: Float64Array.of(1, 10, 2, 20, 3, 30), chosen: 1 }

test('this or that is the chosen one against another of its task', () => {
  const pairs = againstEach(task)
  expect(pairs.map(({ values }) => [...values])).toEqual([
    [2, 20, 1, 10],
    [2, 20, 3, 30],
  ])
  const many = againstDecoys(
    Array.from({ length: 400 }, () => ({ tasks: [task] })),
    1,
  )
  const first = many.filter(({ tasks }) => tasks[0]?.values[2] === 1).length
  expect(first).toBeGreaterThan(160)
  expect(first).toBeLessThan(240)
})

test('each round holds out other people, and trains on all the rest', () => {
  const people = Array.from({ length: 103 }, () => ({ tasks: [] }))
  const rounds = splitPeople(people, { share: 0.25, seed: 4, rounds: 4 })
  expect(new Set(rounds.flatMap(({ heldOut }) => heldOut)).size).toBe(103)
  for (const { training, heldOut } of rounds) {
    expect(new Set([...training, ...heldOut]).size).toBe(103)
    expect(training.length + heldOut.length).toBe(103)
  }
  expect(splitPeople(people, { share: 0.25, seed: 4, rounds: 4 })).toEqual(rounds)
})
