import { type Ask, evidenceOf } from '../../core/discovery/belief/ask.ts'
import { proposeComparisons } from '../../core/discovery/belief/comparisons.ts'
import { type Contenders, findContenders } from '../../core/discovery/belief/contenders.ts'
import { stayingFactor, wornAfter } from '../../core/discovery/belief/fit-with-talk.ts'
import { type Belief, beliefFrom, type Evidence } from '../../core/discovery/belief/posterior.ts'
import { recommend } from '../../core/discovery/belief/recommend.ts'
import { createSeeded, type Seeded } from '../../core/discovery/belief/seeded.ts'
import { weighAsks } from '../../core/discovery/belief/weigh-asks.ts'
import { beliefSpace, type Customer } from './customer.ts'
import { knownAnswering } from './population.ts'
import { type SimulatedQuestion, standingQuestions, vehicleQuestion } from './questions.ts'
import type { SimulatedCatalogue } from './vehicles.ts'
import { formQuestions, weightedSum } from './weighted-sum.ts'

export const armNames = [
  'form',
  'form read by the belief',
  'random',
  'northstar',
  'money at any time',
] as const
export type ArmName = (typeof armNames)[number]

/** Where a conversation stands after so many answers. Times in milliseconds; `sureness` and times 0 for the plain form. */
export interface Step {
  readonly regret: number
  readonly isHit: boolean
  readonly sureness: number
  readonly seconds: number
  readonly believeMs: number
  readonly pickMs: number
  /** Utilities worked out, vehicle x person. */
  readonly evaluations: number
  readonly bytes: number
  /** What is asked next. */
  readonly kind: string
}

const shownVehicles = 3
const usualPeople = 2000
/** Of them, so many weigh questions. */
const weighingPeople = 1000
/** Of its questions, so many come before any about money, and so many before vehicles are held against one another. */
const beforeMoney = 4
const beforeVehicles = 2

/** Has one conversation, to its last answer. @returns a step for each count of answers from none */
export function converse(
  { table, modelOf }: SimulatedCatalogue,
  customer: Customer,
  {
    arm,
    seed,
    answers,
    people = usualPeople,
    mostAtOnce = 4,
  }: {
    readonly arm: ArmName
    readonly seed: string
    readonly answers: number
    readonly people?: number
    /** How many vehicles are held against one another at the most. */
    readonly mostAtOnce?: number
  },
): readonly Step[] {
  const random = createSeeded(`talk ${seed}`)
  const standing = standingQuestions().map(asBelieved)
  const sizes = Array.from({ length: Math.max(0, mostAtOnce - 2) }, (_, at) => at + 3)
  const eligible = Int32Array.from({ length: table.count }, (_, at) => at)
  const asked = new Set<string>()
  const askedSoFar: SimulatedQuestion[] = []
  const given: number[] = []
  const evidence: Evidence[] = []
  const steps: Step[] = []
  let seconds = 0
  const lossOf = (shown: readonly number[]) => {
    const most = Math.max(...shown.map((at) => customer.utilities[at] ?? 0))
    const best = customer.utilities[customer.best] ?? 0
    return { regret: (best - most) / customer.range, isHit: shown.includes(customer.best) }
  }
  for (let count = 0; count <= answers; count++) {
    let next: Believed | null = null
    let state: Omit<Step, 'seconds' | 'kind'>
    const formQuestion = formQuestions[count]
    if (arm === 'form') {
      const shown = weightedSum(table, given, shownVehicles)
      state = { ...lossOf(shown), sureness: 0, believeMs: 0, pickMs: 0, evaluations: 0, bytes: 0 }
    } else {
      const begun = performance.now()
      const belief = beliefFrom(beliefSpace, evidence, { seed, count: people })
      const believed = performance.now()
      const contenders = findContenders(table, belief, eligible)
      const model = (place: number) => modelOf[contenders.vehicles[place] ?? 0] ?? 0
      const { places, sureness } = recommend(contenders, shownVehicles, model)
      const picking = performance.now()
      if (count < answers && arm !== 'form read by the belief') {
        const weighing = findContenders(table, belief, eligible, weighingPeople)
        const mayAsk = ({ question: { key, isMoney }, ask }: Believed) =>
          !asked.has(key) &&
          (arm === 'money at any time' || !isMoney || count >= beforeMoney) &&
          (ask.about === undefined || count >= beforeVehicles)
        const possible = [
          ...standing,
          ...compared(table, proposeComparisons(weighing, random, sizes)),
        ].filter(mayAsk)
        next =
          arm === 'random' ? atRandom(possible, random) : worthiest(belief, weighing, possible, askedSoFar)
      }
      state = {
        ...lossOf(places.map((place) => contenders.vehicles[place] ?? 0)),
        sureness,
        believeMs: believed - begun,
        pickMs: performance.now() - picking,
        evaluations: contenders.evaluations,
        bytes: belief.normals.byteLength + belief.musts.byteLength + contenders.utilities.byteLength,
      }
    }
    if (arm === 'form' || arm === 'form read by the belief')
      next = formQuestion === undefined ? null : asBelieved(formQuestion)
    steps.push({ ...state, seconds, kind: next?.question.kind ?? '' })
    if (next === null || count === answers) continue
    const answer = customer.answer(next.question.askOf(customer.answering))
    asked.add(next.question.key)
    askedSoFar.push(next.question)
    given.push(answer)
    evidence.push(evidenceOf(next.ask, answer))
    seconds += next.question.seconds
  }
  return steps
}

interface Believed {
  readonly question: SimulatedQuestion
  readonly ask: Ask
}

const asBelieved = (question: SimulatedQuestion): Believed => ({
  question,
  ask: question.askOf(knownAnswering),
})

const compared = (
  table: SimulatedCatalogue['table'],
  sets: readonly (readonly number[])[],
): readonly Believed[] => sets.map((vehicles) => asBelieved(vehicleQuestion(table, vehicles)))

/** Every kind as often as the others, however many questions of it there are. */
function atRandom(possible: readonly Believed[], random: Seeded): Believed | null {
  const kinds = [...new Set(possible.map(({ question }) => question.kind))]
  const kind = kinds[random.below(kinds.length)]
  const ofKind = possible.filter(({ question }) => question.kind === kind)
  return ofKind[random.below(ofKind.length)] ?? null
}

function worthiest(
  belief: Belief,
  contenders: Contenders,
  possible: readonly Believed[],
  askedSoFar: readonly SimulatedQuestion[],
): Believed | null {
  const times = (topic: SimulatedQuestion['topic']) =>
    askedSoFar.filter((question) => question.isMade && question.topic === topic).length
  const here = askedSoFar.at(-1)?.topic
  const [first] = weighAsks(
    belief,
    contenders,
    possible.map(({ question: { seconds, intrusiveness, topic, isMade }, ask }) => ({
      ask,
      seconds,
      intrusiveness,
      fit: isMade ? wornAfter(times(topic)) : topic === here ? stayingFactor : 1,
    })),
    shownVehicles,
  )
  return first === undefined ? null : (possible[first.at] ?? null)
}
