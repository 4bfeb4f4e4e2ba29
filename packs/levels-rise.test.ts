import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { attributeNames } from '../core/catalogue/attribute.ts'
import { readCatalogueCsv } from '../core/catalogue/read-catalogue-csv.ts'
import { bankAsk } from '../core/discovery/bank-asks.ts'
import { createBeliefScene } from '../core/discovery/customer-belief.ts'
import type { Question } from '../core/discovery/question-bank.ts'
import { questionRef } from '../core/discovery/question-ref.ts'
import { answersOf, choices, type GivenAnswer } from '../core/discovery/test-answers.ts'
import { prepareCatalogue } from '../core/shortlist/prepare-catalogue.ts'
import { listMarkets, readBaseCatalogueFiles, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))

/** So many people make a mean with a standard error of some 0.05 of a standard deviation. */
const people = 400
/** By how much chance alone may let a mean weight fall, in standard deviations of the taste among people. */
const monteCarlo = 0.15

describe.each(listMarkets(packsFolder))('in the bank of %s', (id) => {
  const market = readMarketPack(packsFolder, id)
  const bank = readQuestionBank(packsFolder, market)
  const reading = readCatalogueCsv({ ...readBaseCatalogueFiles(packsFolder, market), market, language: 'en' })
  if (reading.type !== 'read') throw new Error(reading.reason)
  const scene = createBeliefScene(bank, prepareCatalogue(reading.catalogue), people)
  const questions = bank.topics.flatMap((topic) => topic.questions)

  /** The mean weight of a taste after one answer, in standard deviations of it among people. */
  function meanAfter(given: GivenAnswer, taste: number): number {
    const belief = scene.believe(answersOf(given), 'seed')
    const person = belief.space.empty()
    let sum = 0
    for (let at = 0; at < belief.count; at++) {
      belief.read(at, person)
      sum += person.weights[taste] ?? 0
    }
    const { sign, mean = 1, spread = 1 } = scene.places.prior.tastes[taste] ?? {}
    return sum / belief.count / (sign === 'positive' ? mean * spread : spread)
  }

  function falls(means: readonly number[]): readonly number[] {
    return means.slice(1).map((mean, at) => (means[at] ?? 0) - mean)
  }

  const scales = questions.flatMap((question) =>
    question.kind === 'level' && question.about === 'attributes' ? [question] : [],
  )

  test.each(scales.map((question) => [question.id, question] as const))(
    '%s: a level higher never makes an attribute matter less',
    (_, question) => {
      const asked = attributeNames.filter((name) => bankAsk(question, [name], scene) !== null)
      expect(asked.length).toBeGreaterThan(8)
      for (const attribute of asked) {
        const taste = scene.places.placeOf(attribute)
        const means = question.levels.map((_level, level) =>
          meanAfter(
            {
              questionId: questionRef(question.id, [attribute]),
              value: { type: 'levelled', of: attribute, level },
            },
            taste,
          ),
        )
        expect(Math.max(...falls(means)), `${attribute}: ${means.join()}`).toBeLessThan(monteCarlo)
      }
    },
  )

  const ordered = questions.flatMap(risingOptions)

  test.each(ordered.map((rising) => [rising.question.id, rising.attribute, rising] as const))(
    '%s: an option that speaks more for %s never makes it matter less',
    (_, attribute, { question, codes }) => {
      const taste = scene.places.placeOf(attribute)
      const means = codes.map((code) => meanAfter({ questionId: question.id, value: choices(code) }, taste))
      expect(Math.max(...falls(means)), means.join()).toBeLessThan(monteCarlo)
    },
  )
})

/** The options of a question that speak for an attribute, by how strongly they do, where they differ in that. */
function risingOptions(question: Question) {
  if (question.kind !== 'one-of') return []
  return attributeNames.flatMap((attribute) => {
    const spoken = question.options.flatMap(({ code, evidence }) =>
      evidence.flatMap((one) =>
        one.type === 'priority' && one.attribute === attribute
          ? [{ code, strength: Math.sign(one.weight) * one.strength }]
          : [],
      ),
    )
    const codes = spoken.toSorted((a, b) => a.strength - b.strength).map(({ code }) => code)
    return new Set(spoken.map(({ strength }) => strength)).size > 1 ? [{ question, attribute, codes }] : []
  })
}
