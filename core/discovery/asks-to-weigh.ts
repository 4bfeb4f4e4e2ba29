import { assertNever } from '../assert-never.ts'
import { attributeNames } from '../catalogue/attribute.ts'
import { bankAsk } from './bank-asks.ts'
import type { Ask } from './belief/ask.ts'
import { proposeComparisons } from './belief/comparisons.ts'
import type { Contenders } from './belief/contenders.ts'
import { createSeeded } from './belief/seeded.ts'
import type { BeliefScene } from './customer-belief.ts'
import type { Question, Topic } from './question-bank.ts'
import { questionRef } from './question-ref.ts'
import { isTemplate, subjectCount, type TemplateQuestion } from './template.ts'

/** One question that could be asked now, with its subjects named in its id. */
export interface PossibleAsk {
  readonly topic: Topic
  readonly question: Question
  readonly questionId: string
  readonly ask: Ask
  /** Of a money topic, or of the price beside other things. */
  readonly isMoney: boolean
  readonly isAboutVehicles: boolean
}

/**
 * Every question that has not been asked and of which the belief can tell what it would bring: those of the bank, and
 * what its templates make of the vehicles that may still be best and of the attributes that it has words for.
 * @param isOpen whether a question of that id may still be asked
 */
export function asksToWeigh(
  scene: BeliefScene,
  contenders: Contenders,
  { isOpen, seed }: { readonly isOpen: (questionId: string) => boolean; readonly seed: string },
): readonly PossibleAsk[] {
  const comparisons = comparedVehicles(scene, contenders, seed)
  const attributes = attributeNames.filter(
    (name) =>
      scene.bank.attributeWords[name] !== undefined &&
      scene.places.tastes.some(({ attribute, code }) => code === null && attribute === name),
  )
  const known = attributes.filter((name) => {
    const column = scene.prepared.numbers.get(name)
    return column?.min.some((value) => !Number.isNaN(value)) ?? false
  })
  const asks: PossibleAsk[] = []
  const add = (topic: Topic, question: Question, subjects: readonly string[]) => {
    const questionId = questionRef(question.id, subjects)
    if (!isOpen(questionId)) return
    const made = bankAsk(question, [...subjects].sort(), scene)
    if (!made) return
    const isMoney = topic.money || subjects.includes('priceMinor')
    const isAboutVehicles = isTemplate(question) && question.about === 'vehicles'
    asks.push({ topic, question, questionId, ask: made.ask, isMoney, isAboutVehicles })
  }
  for (const topic of scene.bank.topics)
    for (const question of topic.questions)
      if (!isTemplate(question)) add(topic, question, [])
      else for (const subjects of subjectsFor(question, comparisons, known)) add(topic, question, subjects)
  return asks
}

/** Sets of variants that may still be best, each of another model: pairs, and as many as the bank asks for at once. */
function comparedVehicles(
  { bank, prepared: { catalogue, modelOf } }: BeliefScene,
  contenders: Contenders,
  seed: string,
): readonly (readonly string[])[] {
  return proposeComparisons(contenders, createSeeded(seed), sizesAsked(bank))
    .filter((vehicles) => new Set(vehicles.map((vehicle) => modelOf[vehicle])).size === vehicles.length)
    .map((vehicles) => vehicles.flatMap((vehicle) => catalogue.variants[vehicle]?.id ?? []))
}

/** How many vehicles its questions hold against one another, beside two. */
const sizesAsked = ({ topics }: BeliefScene['bank']): readonly number[] => {
  const sizes = topics.flatMap(({ questions }) =>
    questions.flatMap((question) => (question.kind === 'pick-one' ? [question.of] : [])),
  )
  return [...new Set(sizes)].sort()
}

function subjectsFor(
  template: TemplateQuestion,
  comparisons: readonly (readonly string[])[],
  attributes: readonly string[],
): readonly (readonly string[])[] {
  if (template.about === 'vehicles')
    // A drive or a look comes first; then the reaction is asked where it was, and not proposed from here.
    return template.kind === 'level'
      ? []
      : comparisons.filter(({ length }) => length === subjectCount(template))
  switch (template.kind) {
    case 'level':
      return attributes.map((attribute) => [attribute])
    case 'this-or-that':
      return pairs(attributes)
    case 'most-least':
      return fours(attributes)
    default:
      return assertNever(template)
  }
}

const pairs = (subjects: readonly string[]): readonly (readonly string[])[] =>
  subjects.flatMap((one, at) => subjects.slice(at + 1).map((other) => [one, other]))

/** Runs of four, with steps of one, two and three between, so that each meets most others. */
function fours(subjects: readonly string[]): readonly (readonly string[])[] {
  const size = subjects.length
  if (size < 4) return []
  return subjects.flatMap((_, from) =>
    [1, 2, 3].flatMap((step) => {
      const four = [0, 1, 2, 3].flatMap((at) => subjects[(from + at * step) % size] ?? [])
      return new Set(four).size === 4 ? [four] : []
    }),
  )
}
