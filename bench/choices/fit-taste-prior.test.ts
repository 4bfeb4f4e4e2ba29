import { expect, test } from 'vitest'
import { createBeliever, scaled } from './belief.ts'
import { readSpec, type Taste } from './choice-spec.ts'
import { fitLogit } from './conditional-logit.ts'
import { createEvaluate, fitTastePrior } from './fit-taste-prior.ts'
import { readChoices } from './read-choices.ts'
import type { Survey } from './survey.ts'
import { lapseOf, normalDraws, priorShape, startingPrior } from './taste-prior.ts'
import { longCsv, longSpec, makeChoices } from './test-survey.ts'

const options = { draws: 40, factors: 0, lapse: 'fitted', seed: 5 } as const

test('the slope of the simulated likelihood is what small steps say, for every number of the prior', () => {
  const survey = madeSurvey(8, 3, 0.5, ['less-is-better', 'normal', 'as-fitted'])
  const weights = Float64Array.of(-0.8, 0.6, 0.4)
  const shape = priorShape(survey, weights, { factors: 2, lapse: 'fitted' })
  const evaluate = createEvaluate(
    scaled(survey.people, shape),
    shape,
    normalDraws(20_000, shape.normals, 1),
    10,
  )
  const at = startingPrior(shape, weights)
  const { gradient } = evaluate(at)
  expect(gradient).toHaveLength(3 + 3 + 2 + 6 + 1)
  for (const [index, slope] of gradient.entries()) {
    const moved = (by: number) => evaluate(at.map((part, place) => part + (place === index ? by : 0))).value
    expect(slope).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 4)
  }
})

test('people whose tastes lie apart are found to, and people of one mind not', () => {
  const spreads = [1, 0].map((spread) => {
    const survey = madeSurvey(60, 5, spread)
    const prior = fitTastePrior(survey, weightsOf(survey), options)
    expect(lapseOf(prior.shape, prior.parameters)).toBeLessThan(0.1)
    return createBeliever(prior, { particles: 100, seed: 1 }).moments.map(({ sd }) => sd)
  })
  for (const term of [0, 1, 2]) {
    expect(spreads[0]?.[term]).toBeGreaterThan(0.6)
    expect(spreads[0]?.[term]).toBeLessThan(1.6)
    expect(spreads[1]?.[term]).toBeLessThan(0.3)
  }
})

test('a one-sided taste has one sign in everybody', () => {
  const survey = madeSurvey(40, 3, 0.5, ['less-is-better', 'fixed', 'normal'])
  const { shape } = fitTastePrior(survey, weightsOf(survey), options)
  expect(shape.signs).toEqual([-1, 0, 0])
  expect(shape.spreadAt[1]).toBe(-1)
})

test('what a person chose before makes what they choose next less of a surprise', () => {
  const survey = madeSurvey(40, 6, 1.2)
  const prior = fitTastePrior(survey, weightsOf(survey), options)
  const believer = createBeliever(prior, { particles: 60, seed: 1 })
  const fresh = scaled(madeSurvey(24, 8, 1.2, undefined, 99).people, prior.shape)
  let known = 0
  let unknown = 0
  for (const { tasks } of fresh) {
    const later = tasks.slice(4)
    const [after, before] = [tasks.slice(0, 4), []].map((earlier) => believer.predictAfter(earlier, later))
    for (const [at, { chosen }] of later.entries()) {
      known += Math.log(after?.[at]?.[chosen] ?? 0)
      unknown += Math.log(before?.[at]?.[chosen] ?? 0)
    }
  }
  expect(known).toBeGreaterThan(unknown + 3)
})

function madeSurvey(
  people: number,
  tasks: number,
  spread: number,
  tastes: readonly Taste[] = ['normal', 'normal', 'normal'],
  seed = 21,
): Survey {
  const made = makeChoices({ people, tasks, alternatives: 3, means: [-0.8, 0.6, 0.4], spread, seed })
  const terms = longSpec.terms.map((term, index) => ({ ...term, taste: tastes[index] }))
  const said = readSpec(JSON.stringify({ ...longSpec, terms }))
  if (said.type === 'refused') throw new Error(said.why)
  const read = readChoices(longCsv(made), said.spec)
  if (read.type === 'refused') throw new Error(read.why.join('\n'))
  return read.survey
}

function weightsOf(survey: Survey): Float64Array {
  const fitted = fitLogit(survey)
  if (fitted.type === 'refused') throw new Error(fitted.why)
  return fitted.logit.weights
}
