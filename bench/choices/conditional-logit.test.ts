import { expect, test } from 'vitest'
import { readSpec } from './choice-spec.ts'
import { fitLogit } from './conditional-logit.ts'
import { readChoices } from './read-choices.ts'
import type { Survey } from './survey.ts'
import { longCsv, longSpec, makeChoices } from './test-survey.ts'

test('the logit of two alternatives and one dummy is the log odds, with its textbook error', () => {
  // One alternative has the dummy and is chosen by 30 of 40.
  const people = Array.from({ length: 40 }, (_, at) => ({
    tasks: [{ alternatives: 2, values: Float64Array.of(1, 0), chosen: at < 30 ? 0 : 1 }],
  }))
  const fitted = fitLogit({ terms: [{ name: 'it', taste: 'fixed', isConstant: false }], people })
  if (fitted.type === 'refused') throw new Error(fitted.why)
  expect(fitted.logit.weights[0]).toBeCloseTo(Math.log(3), 8)
  expect(fitted.logit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(40 * 0.75 * 0.25), 8)
  expect(fitted.logit.loglik).toBeCloseTo(30 * Math.log(0.75) + 10 * Math.log(0.25), 8)
})

test('the weights that made the choices are found again within their errors', () => {
  const means = [-0.8, 0.6, 0.4] as const
  const survey = madeSurvey(means)
  const fitted = fitLogit(survey)
  if (fitted.type === 'refused') throw new Error(fitted.why)
  for (const [term, mean] of means.entries()) {
    const away = Math.abs((fitted.logit.weights[term] ?? 0) - mean)
    expect(away).toBeLessThan(3 * (fitted.logit.standardErrors[term] ?? 0))
  }
})

test('a term that follows from others, or that parts the chosen from the rest, is refused by name', () => {
  const survey = madeSurvey([-0.8, 0.6, 0.4])
  const twice: Survey = {
    terms: [...survey.terms, { name: 'price in cents', taste: 'normal', isConstant: false }],
    people: survey.people.map(({ tasks }) => ({
      tasks: tasks.map((task) => ({
        ...task,
        values: Float64Array.from(
          [0, 1, 2].flatMap((row) => [
            ...task.values.subarray(row * 3, row * 3 + 3),
            100 * (task.values[row * 3] ?? 0),
          ]),
        ),
      })),
    })),
  }
  expect(fitLogit(twice)).toMatchObject({ type: 'refused', why: expect.stringContaining('price in cents') })
  const always = Array.from({ length: 9 }, () => ({
    tasks: [{ alternatives: 2, values: Float64Array.of(1, 0), chosen: 0 }],
  }))
  const terms = [{ name: 'always taken', taste: 'fixed', isConstant: false } as const]
  expect(fitLogit({ terms, people: always })).toMatchObject({
    type: 'refused',
    why: expect.stringContaining('separates'),
  })
  expect(fitLogit({ terms, people: always }, true)).toMatchObject({ type: 'logit' })
})

function madeSurvey(means: readonly [number, number, number]): Survey {
  const made = makeChoices({ people: 300, tasks: 2, alternatives: 3, means, spread: 0, seed: 11 })
  const said = readSpec(JSON.stringify(longSpec))
  if (said.type === 'refused') throw new Error(said.why)
  const read = readChoices(longCsv(made), said.spec)
  if (read.type === 'refused') throw new Error(read.why.join('\n'))
  return read.survey
}
