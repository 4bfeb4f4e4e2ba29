import { expect, it } from 'vitest'
import { createSeeded } from '../../core/discovery/belief/seeded.ts'
import { talksOf } from './cell.ts'
import { converse } from './conversation.ts'
import { simulateCustomer } from './customer.ts'
import { calibration, regretAfterSeconds, summarise, worstDecile } from './summary.ts'
import { simulateVehicles } from './vehicles.ts'
import { weightedSum } from './weighted-sum.ts'

const catalogue = simulateVehicles(createSeeded('test'), 60, 60)
const customer = (population: 'known' | 'shifted' = 'known') =>
  simulateCustomer(catalogue.table, { population, seed: 'somebody', shiftSeed: 'shift' })

it('has the same conversation again with the same seed', () => {
  const outcome = () =>
    converse(catalogue, customer(), { arm: 'northstar', seed: 'talk', answers: 1, people: 200 }).map(
      ({ regret, sureness, kind }) => ({ regret, sureness, kind }),
    )
  expect(outcome()).toEqual(outcome())
})

it('asks nothing about money among the first four, and holds no vehicles against one another among the first two', () => {
  const kinds = converse(catalogue, customer(), { arm: 'random', seed: 'talk', answers: 4, people: 200 }).map(
    ({ kind }) => kind,
  )
  for (const vehicles of ['pick one', 'this or that']) expect(kinds.slice(0, 2)).not.toContain(vehicles)
  for (const money of ['budget', 'pay more']) expect(kinds.slice(0, 4)).not.toContain(money)
})

it('loses nothing where the best is shown and something where it is not', () => {
  const cell = {
    arm: 'form',
    population: 'shifted',
    vehicles: 60,
    answers: 12,
    seed: 1,
    mostAtOnce: 3,
  } as const
  for (const { regret, isHit } of [...talksOf(cell, [1, 2, 3])].flat())
    if (isHit) expect(regret).toBe(0)
    else expect(regret).toBeGreaterThan(0)
})

it('lets the form show nothing above the budget band where something is within it', () => {
  const shown = weightedSum(catalogue.table, [2, 4, 4], 3)
  for (const at of shown) expect(catalogue.table.logPrice[at]).toBeLessThanOrEqual(-0.2)
})

it('reads a conversation by answers, by seconds and by what was stated', () => {
  const step = { believeMs: 0, pickMs: 0, evaluations: 0, bytes: 0, kind: '' }
  const talk = [
    { ...step, regret: 0.5, isHit: false, sureness: 0.25, seconds: 0 },
    { ...step, regret: 0, isHit: true, sureness: 0.75, seconds: 20 },
  ]
  expect(summarise([talk, talk]).map(({ regret, hit, near }) => [regret, hit, near])).toEqual([
    [0.5, 0, 0],
    [0, 1, 1],
  ])
  expect([regretAfterSeconds([talk], 19), regretAfterSeconds([talk], 20)]).toEqual([0.5, 0])
  expect(worstDecile(calibration([talk]))).toBe(0)
  expect(worstDecile(calibration(Array.from({ length: 50 }, () => talk)))).toBeCloseTo(25, 9)
})
