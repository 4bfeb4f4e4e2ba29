import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countDiscoveries } from './count-discoveries.ts'
import { anyDayRows, testVisit } from './test-day.ts'

const topics = { 'people.seats': 'people', 'people.story': 'people', 'cars.pair': 'cars' }
const seats = (atLeast: number) => ({
  attribute: 'seats',
  test: { type: 'number' as const, atLeast, atMost: null },
  together: [],
})

test('a topic is covered once a visit, by whichever of its questions, one made from a template included', () => {
  const { topicsCovered } = countDiscoveries(
    [
      testVisit(1, 0, { answers: 3, questionIds: ['people.seats', 'people.story', 'cars.pair?a/b/c+d/e/f'] }),
      testVisit(2, 0, { answers: 1, questionIds: ['gone.from.the.bank'] }),
      testVisit(3, 0),
    ],
    topics,
  )
  expect(topicsCovered).toEqual({ sum: 2, cases: 2, mean: null })
})

test('a mean is said from five cases on, with how many it is of', () => {
  const asked = (levels: readonly number[]) =>
    countDiscoveries(
      levels.map((feltHeard, number) => testVisit(number, 0, { feltHeard })),
      {},
    ).feltHeard
  expect(asked([5, 4, 5, 3])).toEqual({ sum: 17, cases: 4, mean: null })
  expect(asked([5, 4, 5, 3, 4])).toEqual({ sum: 21, cases: 5, mean: 4.2 })
})

test('a need counts once a visit, the most wanted first', () => {
  const { unmetNeeds } = countDiscoveries(
    [
      testVisit(1, 0, { unmetNeeds: [seats(9), seats(9), seats(8)] }),
      testVisit(2, 0, { unmetNeeds: [seats(9)] }),
    ],
    {},
  )
  expect(unmetNeeds.map(({ test: wanted, count }) => [wanted, count])).toEqual([
    [seats(9).test, 2],
    [seats(8).test, 1],
  ])
})

test('no count is more than the visits, and a mean lies between what it is of', () => {
  fc.assert(
    fc.property(anyDayRows, ({ visits }) => {
      const { topicsCovered, feltHeard, unmetNeeds } = countDiscoveries(visits, topics)
      for (const { count } of unmetNeeds) expect(count).toBeLessThanOrEqual(visits.length)
      expect(topicsCovered.cases).toBe(visits.filter(({ answers }) => answers > 0).length)
      if (feltHeard.mean !== null) {
        expect(feltHeard.mean).toBeGreaterThanOrEqual(1)
        expect(feltHeard.mean).toBeLessThanOrEqual(5)
      }
    }),
  )
})
