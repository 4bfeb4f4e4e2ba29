import {
  type Ask,
  askAnyOf,
  askBudget,
  askFact,
  askMattersMore,
  askMostLeast,
  askMusts,
  askPayMore,
  askRating,
  askThisOrThat,
} from '../../core/discovery/belief/ask.ts'
import { askFirstAndLast, askInOrder } from '../../core/discovery/belief/ask-ranked.ts'
import { logistic } from '../../core/discovery/belief/choice-likelihood.ts'
import { createSeeded } from '../../core/discovery/belief/seeded.ts'
import type { VehicleTable } from '../../core/discovery/belief/vehicle-table.ts'
import { type Answering, attributes, musts, place, type SimulatedAttribute } from './population.ts'

/** A question that a simulated customer can be asked. */
export interface SimulatedQuestion {
  readonly key: string
  readonly kind: string
  /** What is talked of, and whether it is one of many made alike, of which people tire. */
  readonly topic: 'priorities' | 'vehicles' | 'budget' | 'use' | 'needs' | 'musts'
  readonly isMade: boolean
  readonly isMoney: boolean
  /** Of conversation, to ask and to answer. */
  readonly seconds: number
  /** 0..1. */
  readonly intrusiveness: number
  /** How it is answered by people who answer so: by the customer as they do, by the belief as it knows. */
  readonly askOf: (answering: Answering) => Ask
}

const price = place('price')
/** Noise of a rating and of a fact, in standard deviations of taste; of a worth, in logarithms; the same in `discovery.md`. */
const ratingSd = 0.9
const factSd = 1
const paySd = 0.7
const budgetSd = 0.1
const openTopics: readonly (readonly SimulatedAttribute[])[] = [
  ['running', 'seats', 'boot', 'safety', 'range', 'clearance'],
  ['performance', 'resale', 'service', 'comfort', 'brand', 'safety'],
]
const mostLeasts = 40

export const budgetCuts = [-0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6]
const ratingCuts = [-1.5, -0.5, 0.5, 1.5]

export function ratingQuestion(attribute: SimulatedAttribute): SimulatedQuestion {
  const key = `rating ${attribute}`
  return {
    key,
    kind: 'rating',
    topic: 'priorities',
    isMade: true,
    isMoney: attribute === 'price',
    seconds: 10,
    intrusiveness: 0.1,
    askOf: ({ lapse, noise }) =>
      askRating(key, place(attribute), { cuts: ratingCuts, noiseSd: ratingSd * noise, lapse }),
  }
}

export const budgetQuestion: SimulatedQuestion = {
  key: 'budget',
  kind: 'budget',
  topic: 'budget',
  isMade: false,
  isMoney: true,
  seconds: 15,
  intrusiveness: 0.6,
  askOf: ({ lapse, noise }) => askBudget('budget', { cuts: budgetCuts, noiseSd: budgetSd * noise, lapse }),
}

/** Everything that can be asked without naming a vehicle. */
export function standingQuestions(): readonly SimulatedQuestion[] {
  return [
    ...attributes.map(ratingQuestion),
    ...payQuestions(),
    ...matterQuestions(),
    ...questionsOfUse(),
    ...mostLeastQuestions(),
    ...openQuestions(),
    {
      key: 'musts',
      kind: 'musts',
      topic: 'musts',
      isMade: false,
      isMoney: false,
      seconds: 25,
      intrusiveness: 0.1,
      askOf: ({ lapse }) => askMusts('musts', [...musts.keys()], lapse),
    },
    budgetQuestion,
  ]
}

const payQuestions = (): readonly SimulatedQuestion[] =>
  attributes
    .filter((name) => name !== 'price' && name !== 'clearance' && name !== 'brand')
    .map((name) => {
      const key = `pay ${name}`
      return {
        key,
        kind: 'pay more',
        topic: 'budget',
        isMade: true,
        isMoney: true,
        seconds: 15,
        intrusiveness: 0.4,
        askOf: ({ lapse, noise }) =>
          askPayMore(
            key,
            { taste: place(name), price },
            { cuts: [-2.5, -1.6, -0.9, -0.2], noiseSd: paySd * noise, lapse },
          ),
      }
    })

const matterQuestions = (): readonly SimulatedQuestion[] =>
  attributes.flatMap((one, a) =>
    attributes.slice(a + 1).map((other) => {
      const key = `matters ${one} ${other}`
      return {
        key,
        kind: 'matters more',
        topic: 'priorities',
        isMade: true,
        isMoney: one === 'price',
        seconds: 12,
        intrusiveness: 0.1,
        askOf: ({ lapse, noise }: Answering) =>
          askMattersMore(key, [a, place(other)], { cuts: [-3, -1, 1, 3], noise, lapse }),
      }
    }),
  )

const questionsOfUse = (): readonly SimulatedQuestion[] =>
  (['running', 'seats', 'boot', 'range'] as const).map((name) => {
    const key = `use ${name}`
    return {
      key,
      kind: 'use',
      topic: 'use',
      isMade: false,
      isMoney: false,
      seconds: 12,
      intrusiveness: 0.1,
      askOf: ({ lapse, noise }) =>
        askFact(key, place(name), { cuts: [-1, 0, 1], noiseSd: factSd * noise, lapse }),
    }
  })

function mostLeastQuestions(): readonly SimulatedQuestion[] {
  const random = createSeeded('most and least')
  const others = [...attributes.keys()].filter((at) => at !== price)
  return Array.from({ length: mostLeasts }, () => {
    const four = new Set<number>()
    while (four.size < 4) four.add(others[random.below(others.length)] ?? 0)
    const tastes = [...four].sort((a, b) => a - b)
    const key = `most and least ${tastes.join(' ')}`
    return {
      key,
      kind: 'most and least',
      topic: 'priorities',
      isMade: true,
      isMoney: false,
      seconds: 20,
      intrusiveness: 0.1,
      askOf: ({ lapse, noise }) => askMostLeast(key, tastes, { noise, lapse }),
    }
  })
}

/** What is said unasked when somebody is let talk; the more it matters, the oftener. As the bank's open questions read it. */
const openQuestions = (): readonly SimulatedQuestion[] =>
  openTopics.map((names) => {
    const key = `open ${names.join(' ')}`
    return {
      key,
      kind: 'open topic',
      topic: 'needs',
      isMade: false,
      isMoney: false,
      seconds: 30,
      intrusiveness: 0,
      askOf: ({ lapse, noise }) =>
        askAnyOf(
          key,
          names.map(
            (name) => (person) =>
              lapse / 2 +
              (1 - lapse) * 0.7 * logistic((2 * (person.standard[place(name)] ?? 0) - 1.7) / noise),
          ),
        ),
    }
  })

/** How much better one vehicle must be to be called better, and better by far, in units of choice noise. */
const thisOrThatCuts = [-2.5, -0.8, 0.8, 2.5]

/** Which of two vehicles, the first and the last of three, or four in order. */
export function vehicleQuestion(table: VehicleTable, vehicles: readonly number[]): SimulatedQuestion {
  const [one = 0, two = 0, three, four] = vehicles
  const common = { isMoney: false, intrusiveness: 0.05 }
  if (three === undefined) {
    const key = `this or that ${one} ${two}`
    return {
      ...common,
      key,
      kind: 'this or that',
      topic: 'vehicles',
      isMade: true,
      seconds: 12,
      askOf: ({ lapse, noise }) =>
        askThisOrThat(key, table, [one, two], {
          cuts: thisOrThatCuts.map((cut) => cut / noise),
          lapse,
          noise,
        }),
    }
  }
  const key = `pick one ${vehicles.join(' ')}`
  const isFour = four !== undefined
  return {
    ...common,
    key,
    kind: isFour ? 'in order' : 'first and last',
    topic: 'vehicles',
    isMade: true,
    seconds: isFour ? 25 : 15,
    askOf: (answering) =>
      isFour
        ? askInOrder(key, table, [one, two, three, four], answering)
        : askFirstAndLast(key, table, vehicles, answering),
  }
}
