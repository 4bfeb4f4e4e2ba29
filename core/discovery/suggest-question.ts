import { contendersFor, modelOf, shownVehicles } from '../shortlist/rank-by-belief.ts'
import { rulesInForce, withoutRelaxed } from '../shortlist/rules-in-force.ts'
import type { Answer } from './answer.ts'
import { asksToWeigh, type PossibleAsk } from './asks-to-weigh.ts'
import type { Contenders } from './belief/contenders.ts'
import { stayingFactor } from './belief/fit-with-talk.ts'
import type { Belief } from './belief/posterior.ts'
import { weighAsks } from './belief/weigh-asks.ts'
import { type CurrentAnswer, currentAnswers } from './current-answers.ts'
import type { BeliefScene } from './customer-belief.ts'
import { dueForPerson } from './due-for-person.ts'
import { preferencesOf } from './preferences.ts'
import { findQuestion, type Question, type QuestionBank, type Topic } from './question-bank.ts'
import { type ByWorth, questionByWorth } from './question-by-worth.ts'
import { saidBesideMoney } from './said-beside-money.ts'
import { isTemplate } from './template.ts'
import { templatesWorn } from './templates-worn.ts'
import { outcomesOf } from './would-change.ts'

/** People of the belief who weigh questions: the value of a question is told well enough from fewer than all. */
const weighingPeople = 1000

/** Where the talk is on this laptop. */
export interface Talk {
  readonly openQuestionId: string | null
  readonly skippedQuestionIds: readonly string[]
}

/** The question most worth asking. `separates`: two vehicles, by position, between which the answer decides most. */
export interface Suggestion {
  readonly topic: Topic
  readonly question: Question
  readonly questionId: string
  readonly serves: Question['serves']
  readonly separates: readonly [number, number] | null
  /** How many different sets of vehicles its answers would show, two at least; `null` of what serves the person. */
  readonly leadsTo: number | null
  /** It belongs before the end, when nothing else is worth asking. */
  readonly due: 'before-end' | null
  /** Money is turned to now: enough else is known, or nothing else is left. */
  readonly moneyBecause: ByWorth['moneyBecause']
}

/** What to ask next, and where nothing is left that serves the ranking, why. */
export interface Suggested {
  /** `null` when nothing is worth its time. */
  readonly suggestion: Suggestion | null
  /**
   * `sure`: it is plain what is best. `no-gain`: what could be asked would change nothing that is shown. `all-passed`:
   * everything was answered, passed over or declined. `null` while something serves the ranking or the person.
   */
  readonly none: 'sure' | 'no-gain' | 'all-passed' | null
}

/**
 * The one question most worth asking next.
 *
 * A talk begins with what the bank holds most worth asking of anybody. From then on each question is weighed by what
 * it is expected to do for the vehicles shown, per second of conversation and less the more it intrudes: the rise of
 * the chance that the best vehicle is among them, and what is learned of which one it is (`valueOfAsks`). A question of
 * the topic that is open, or that follows from the one asked last, needs less gain than one that changes the subject.
 * Money waits until enough else was said or nothing else is worth asking, and a choice between vehicles until something
 * is known of the person. What serves the person is weighed by the bank's own worth once it is due, and comes first after
 * two comparisons in a row. One whose every answer would leave the vehicles shown as they are is no question of
 * preference worth asking.
 */
export function suggestQuestion(
  scene: BeliefScene,
  belief: Belief,
  answers: readonly Answer[],
  {
    talk,
    sureness,
    seed,
    relaxed = [],
  }: {
    readonly talk: Talk
    readonly sureness: number
    readonly seed: string
    /** The rules that were relaxed, by their keys. */
    readonly relaxed?: readonly string[]
  },
): Suggested {
  const { bank } = scene
  const current = currentAnswers(answers)
  const skipped = new Set(talk.skippedQuestionIds)
  const declined = topicsOf(bank, current, 'declined')
  const isOpen = (questionId: string) =>
    !current.has(questionId) &&
    !skipped.has(questionId) &&
    !declined.has(findQuestion(bank, questionId)?.topic.id ?? '')
  const touched = new Set([...current.keys()].flatMap((id) => findQuestion(bank, id)?.topic.id ?? []))
  const here = talk.openQuestionId === null ? undefined : findQuestion(bank, talk.openQuestionId)
  const byWorth = (mayAsk: (questionId: string) => boolean): Suggestion | null => {
    const found = questionByWorth({ bank, answers, openQuestionId: talk.openQuestionId, isOpen: mayAsk })
    return found && { ...plain(found.topic, found.question), moneyBecause: found.moneyBecause }
  }
  const opening = current.size === 0 && here === undefined ? byWorth(isOpen) : null
  if (opening) return asking(opening)
  const isMoneyTime = saidBesideMoney(bank, current) >= bank.moneyAfterTopics
  const people = dueForPerson(bank, { isOpen, touched: touched.size, current })
  const person = people.find(({ topic }) => isMoneyTime || !topic.money)
  const afterAll = (none: Suggested['none']): Suggested => {
    const [first] = people
    return first ? asking(plain(first.topic, first.question)) : { suggestion: closing(scene, isOpen), none }
  }
  const contenders = mayBeBest(scene, belief, answers, relaxed)
  if (contenders === null) {
    const general = scene.felt.table.count < 2 ? byWorth(isOpen) : null
    return general ? asking(general) : afterAll('no-gain')
  }
  const isSure = 1 - sureness < leastDoubt
  const isVehicleTime = topicsOf(bank, current, 'answered').size >= bank.vehiclesAfterTopics
  const ranking = asksToWeigh(scene, contenders, { isOpen, seed }).filter(
    ({ question }) => question.serves === 'ranking',
  )
  const beforeVehicles = ranking.filter(({ isAboutVehicles }) => !isAboutVehicles)
  const possible = isVehicleTime || beforeVehicles.length === 0 ? ranking : beforeVehicles
  const fitOf = fitWithTalk(scene, answers, { here: here?.topic, skipped })
  const best = (of: readonly PossibleAsk[]) =>
    isSure ? null : worthAsking(scene, belief, contenders, weighed(belief, contenders, of, fitOf))
  const found = best(possible.filter(({ isMoney }) => isMoneyTime || !isMoney))
  const isTheirTurn = found === null || comparisonsInARow(bank, answers) >= mostInARow
  if (person && (isTheirTurn || person.density > found.density))
    return asking(plain(person.topic, person.question))
  if (found) return asking({ ...found.suggestion, moneyBecause: found.isMoney ? 'enough-known' : null })
  // What is known of the person is too little yet to speak of vehicles: the bank knows what is worth asking of anybody.
  const mayChange = (questionId: string) => {
    if (!isOpen(questionId)) return false
    if (findQuestion(bank, questionId)?.question.serves !== 'ranking') return true
    const one = possible.find((each) => each.questionId === questionId)
    return one !== undefined && setsAfter(scene, belief, contenders, one).length >= 2
  }
  const early = isVehicleTime || isSure ? null : byWorth(mayChange)
  if (early) return asking(early)
  const late = isMoneyTime ? null : best(possible.filter(({ isMoney }) => isMoney))
  if (late) return asking({ ...late.suggestion, moneyBecause: 'nothing-else' })
  return afterAll(isSure ? 'sure' : possible.length === 0 ? 'all-passed' : 'no-gain')
}

const asking = (suggestion: Suggestion): Suggested => ({ suggestion, none: null })

/** So many comparisons in a row are enough while something waits that serves the person. */
const mostInARow = 2

/** How many of the last answers, back from the newest, were to comparisons of vehicles. */
function comparisonsInARow(bank: QuestionBank, answers: readonly Answer[]): number {
  const newestFirst = answers.toSorted((a, b) => b.occurredAt - a.occurredAt)
  const other = newestFirst.findIndex(({ questionId }) => {
    const question = findQuestion(bank, questionId)?.question
    return !(question && isTemplate(question) && question.about === 'vehicles')
  })
  return other < 0 ? newestFirst.length : other
}

interface Weighed {
  readonly possible: PossibleAsk
  readonly density: number
  readonly chance: number
  readonly information: number
}

/** Questions that are looked at closely before one is proposed. */
const closelyLooked = 10
/** Less than both of these is within what the sample cannot tell: a rise of the chance, and nats of which is best. */
const leastChance = 0.01
const leastInformation = 0.05
/** Where less than this is left to doubt, no answer can bring enough. */
const leastDoubt = 0.05

function weighed(
  belief: Belief,
  contenders: Contenders,
  possible: readonly PossibleAsk[],
  fitOf: (question: Question, topic: Topic) => number,
): readonly Weighed[] {
  const costed = possible.map(({ ask, question, topic }) => ({
    ask,
    seconds: question.seconds,
    intrusiveness: question.intrusiveness,
    fit: fitOf(question, topic),
  }))
  return weighAsks(belief, contenders, costed, shownVehicles).flatMap(({ at, ...value }) => {
    const one = possible[at]
    return one ? [{ possible: one, ...value }] : []
  })
}

/** The topics of which some question stands in that state. */
function topicsOf(
  bank: QuestionBank,
  current: ReadonlyMap<string, CurrentAnswer>,
  state: Answer['state'],
): ReadonlySet<string> {
  return new Set(
    [...current].flatMap(([questionId, { answer }]) =>
      answer.state === state ? (findQuestion(bank, questionId)?.topic.id ?? []) : [],
    ),
  )
}

/** What staying with the subject is worth, and what a kind of question loses each time that one of it was asked. */
function fitWithTalk(
  scene: BeliefScene,
  answers: readonly Answer[],
  { here, skipped }: { readonly here: Topic | undefined; readonly skipped: ReadonlySet<string> },
): (question: Question, topic: Topic) => number {
  const isNatural = naturalNext(scene, answers, here)
  const worn = templatesWorn(scene.bank, answers, skipped)
  return (question, topic) =>
    isTemplate(question) ? worn(question, topic) : isNatural(question, topic) ? stayingFactor : 1
}

/** `null` where rules leave fewer than two vehicles to choose from. */
function mayBeBest(
  scene: BeliefScene,
  belief: Belief,
  answers: readonly Answer[],
  relaxedKeys: readonly string[],
): Contenders | null {
  const preferences = preferencesOf(scene.bank, answers, scene.limits)
  const { worthRanking, holding, relaxed, terms } = rulesInForce(
    scene.prepared,
    preferences,
    new Set(relaxedKeys),
  )
  if (worthRanking.length < 2) return null
  const people = withoutRelaxed(scene, belief, relaxed)
  return contendersFor(scene, people, worthRanking, { judgements: holding, terms }, weighingPeople)
}

/** The first of the best questions of which some answer would change what is shown. */
function worthAsking(
  scene: BeliefScene,
  belief: Belief,
  contenders: Contenders,
  ranked: readonly Weighed[],
): { readonly suggestion: Suggestion; readonly density: number; readonly isMoney: boolean } | null {
  const hopeful = ranked
    .filter(({ chance, information }) => chance >= leastChance || information >= leastInformation)
    .slice(0, closelyLooked)
  if (hopeful.length === 0) return null
  for (const { possible, density } of hopeful) {
    const sets = setsAfter(scene, belief, contenders, possible)
    if (sets.length < 2) continue
    const { topic, question, questionId, isMoney } = possible
    const separates = separated(contenders, sets)
    return {
      suggestion: {
        topic,
        question,
        questionId,
        serves: 'ranking',
        separates,
        leadsTo: sets.length,
        due: null,
        moneyBecause: null,
      },
      density,
      isMoney,
    }
  }
  return null
}

/** The different sets of places that would be shown after its answers, each as one of them has it in order. */
function setsAfter(
  scene: BeliefScene,
  belief: Belief,
  contenders: Contenders,
  { ask }: PossibleAsk,
): readonly (readonly number[])[] {
  const groupOf = modelOf(scene, contenders)
  const outcomes = outcomesOf(belief, contenders, ask, { size: shownVehicles, groupOf })
  return [...new Map(outcomes.map(({ places }) => [[...places].sort().join(), places])).values()]
}

/** Two vehicles that lead after different answers, those that are best for most first. */
function separated(
  { vehicles, best }: Contenders,
  sets: readonly (readonly number[])[],
): readonly [number, number] | null {
  const counts = new Float64Array(vehicles.length)
  for (const place of best) counts[place] = (counts[place] ?? 0) + 1
  const leaders = [...new Set(sets.flatMap(([first]) => first ?? []))].toSorted(
    (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0),
  )
  const moving = [...new Set(sets.flat())]
    .filter((place) => !sets.every((set) => set.includes(place)))
    .toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
  const [one, other] = leaders.length >= 2 ? leaders : [...new Set([...leaders, ...moving])]
  return one === undefined || other === undefined ? null : [vehicles[one] ?? 0, vehicles[other] ?? 0]
}

const plain = (topic: Topic, question: Question): Suggestion => ({
  topic,
  question,
  questionId: question.id,
  serves: question.serves,
  separates: null,
  leadsTo: null,
  due: null,
  moneyBecause: null,
})

/** Whether a question stays with the topic that is open, or follows from what was asked last. */
function naturalNext({ bank }: BeliefScene, answers: readonly Answer[], here: Topic | undefined) {
  const last = answers.toSorted((a, b) => a.occurredAt - b.occurredAt).at(-1)
  const asked = last && findQuestion(bank, last.questionId)
  const topic = here ?? asked?.topic
  const followUps = new Set(asked?.question.followUps)
  return (question: Question, of: Topic): boolean => of.id === topic?.id || followUps.has(question.id)
}

/** What belongs before the end, when nothing else is left to ask. */
function closing({ bank }: BeliefScene, isOpen: (questionId: string) => boolean): Suggestion | null {
  for (const topic of bank.topics)
    for (const question of topic.questions)
      if (question.due !== null && 'beforeEnd' in question.due && isOpen(question.id))
        return { ...plain(topic, question), due: 'before-end' }
  return null
}
