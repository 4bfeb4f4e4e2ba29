import { expect, test } from 'vitest'
import { planOf } from './plan.ts'
import type { Fault } from './seed-result.ts'
import { shrink } from './shrink.ts'

const fault: Fault = { kind: 'lost', what: 'a word' }
const seed = 4
const plan = planOf(seed)
const needing =
  (...indexes: readonly number[]) =>
  async ({ steps }: Pick<typeof plan, 'steps'>): Promise<readonly Fault[]> =>
    indexes.every((index) => steps.some((step) => step.index === index)) ? [fault] : []

test('the steps that a fault takes are found among the others, and left as they are', async () => {
  expect(plan.steps.length).toBeGreaterThan(14)
  const fewest = await shrink(plan, [fault], { find: needing(2, 11), isTimeUp: () => false })
  expect(fewest).toEqual({ ...plan, steps: plan.steps.filter(({ index }) => index === 2 || index === 11) })
})

test('a fault of another kind is not taken for the one that is looked for', async () => {
  const other = async () => [{ kind: 'broke' as const, what: 'a bug' }]
  const fewest = await shrink(plan, [fault], { find: other, isTimeUp: () => false })
  expect(fewest.steps).toEqual(plan.steps)
})

test('when its time is up, what was found until then is what there is', async () => {
  let left = 1
  const fewest = await shrink(plan, [fault], { find: needing(), isTimeUp: () => left-- <= 0 })
  expect(fewest.steps.length).toBe(Math.floor(plan.steps.length / 2))
})
