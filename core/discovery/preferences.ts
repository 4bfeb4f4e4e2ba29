import { assertNever } from '../assert-never.ts'
import { canonicalJson } from '../canonical-json.ts'
import { type Attribute, attributeNames } from '../catalogue/attribute.ts'
import type { AnswerId } from '../ids.ts'
import type { Wording } from '../market/language.ts'
import type { Money } from '../market/money.ts'
import type { Answer } from './answer.ts'
import { combineOptions } from './combine-options.ts'
import { currentAnswers } from './current-answers.ts'
import type { Evidence, Question, QuestionBank } from './question-bank.ts'
import type { RateLimit } from './rate-limit.ts'

/**
 * Where a preference comes from, and how it is said back: own words, else `because`, else `amount`, else `label`.
 * Own words are left empty where they may be about something else than the attribute: see `withArguedWords`.
 */
export interface Said {
  readonly answerId: AnswerId
  readonly questionId: string
  readonly ownWords: string
  readonly because: Wording | null
  readonly amount: Money | null
  readonly label: Wording | null
}

export interface Priority extends Said {
  readonly attribute: Attribute
  readonly weight: number
}
export interface Taste extends Said {
  readonly attribute: Attribute
  readonly codes: readonly string[]
  readonly weight: number
}
export interface HardRule extends Said {
  readonly attribute: Attribute
  readonly test: RuleTest
  /** The rate that it follows from, where it is the law's and not the customer's own. */
  readonly limit: RateLimit | null
}
/** Limits are in the attribute's own unit and inclusive. */
export type RuleTest =
  | { readonly type: 'number'; readonly atLeast: number | null; readonly atMost: number | null }
  | { readonly type: 'one-of'; readonly codes: readonly string[] }
  | { readonly type: 'none-of'; readonly codes: readonly string[] }

/** `flexibility` is the share by which a price may be over `atMost` before the vehicle is set aside. */
interface Budget extends Said {
  readonly atMost: Money
  readonly flexibility: number
  /** By which answer it gives way so far; `null` where that is the bank's usual share. */
  readonly flexibilitySaid: Said | null
}

/** What the current answers say about the vehicle wanted. `weights` are base weights plus priorities. */
export interface Preferences {
  readonly weights: ReadonlyMap<Attribute, number>
  readonly priorities: readonly Priority[]
  readonly tastes: readonly Taste[]
  readonly rules: readonly HardRule[]
  /** Rules of the law that hold for some answers to a question of which they are unsure, or do not agree on. */
  readonly mayHold: readonly HardRule[]
  readonly budget: Budget | null
  /** How far a budget gives way by an answer, whether or not one was named. */
  readonly flexible: (Said & { readonly share: number }) | null
}

/**
 * Reads answers, in any order, into preferences through the bank's evidence. Unsure and declined say nothing, and
 * so does a code that this version of the bank does not have. Where several spoke of one question, the hard rules of each
 * count and the lowest of their budgets; wishes are those of the current answer.
 * @param limits the rates in force that rules name as limits: see `rateLimits`. Without its own a rule is none.
 */
export function preferencesOf(
  bank: QuestionBank,
  answers: Iterable<Answer>,
  limits: readonly RateLimit[] = [],
): Preferences {
  const current = currentAnswers(answers)
  const priorities: Priority[] = []
  const tastes: Taste[] = []
  const rules: HardRule[] = []
  const mayHold: HardRule[] = []
  let budget: Budget | null = null
  let flexible: Preferences['flexible'] = null

  for (const topic of bank.topics)
    for (const question of topic.questions) {
      const standing = current.get(question.id)
      const answer = standing?.answer
      const isOpen = answer?.state === 'unsure' || standing?.isDisputed === true
      if (answer && isOpen) mayHold.push(...limitingRules(question, answer, limits))
      if (answer?.state !== 'answered' || answer.value === null) continue
      for (const { said, evidence } of evidenceOf(question, answer))
        switch (evidence.type) {
          case 'priority':
            priorities.push({ ...said, attribute: evidence.attribute, weight: evidence.weight })
            break
          case 'prefer-codes':
            tastes.push({
              ...said,
              attribute: evidence.attribute,
              codes: evidence.codes,
              weight: evidence.weight,
            })
            break
          case 'flexibility':
            flexible = { ...said, share: evidence.share }
            break
          case 'require':
          case 'require-codes':
          case 'exclude-codes':
            break
          default:
            assertNever(evidence)
        }
      const answered = [...(standing?.bySpeaker.values() ?? [])].filter(({ state }) => state === 'answered')
      // What two who spoke do not agree on sets nothing aside by law.
      rules.push(...saidOnce(answered.map((one) => rulesOf(question, one, isOpen ? [] : limits))))
      for (const one of answered) {
        const named = budgetOf(question, one)
        if (named && (budget === null || named.atMost.amountMinor < budget.atMost.amountMinor)) budget = named
      }
    }

  const weights = totalWeights(bank, priorities)
  return {
    weights,
    priorities: withArguedWords(priorities, [...tastes, ...rules]),
    tastes,
    rules,
    mayHold,
    budget: withFlexibility(budget, flexible),
    flexible,
  }
}

function withFlexibility(budget: Budget | null, flexible: Preferences['flexible']): Budget | null {
  if (budget === null || flexible === null) return budget
  return { ...budget, flexibility: flexible.share, flexibilitySaid: flexible }
}

/** The hard rules of one answer. @param limits the rates that its rules may name */
function rulesOf(question: Question, answer: Answer, limits: readonly RateLimit[]): readonly HardRule[] {
  return evidenceOf(question, answer).flatMap(({ said, evidence }) => {
    switch (evidence.type) {
      case 'require':
        return requiredRule(said, evidence, limits)
      case 'require-codes':
      case 'exclude-codes':
        return [{ ...said, attribute: evidence.attribute, test: ruleTest(evidence), limit: null }]
      default:
        return []
    }
  })
}

/** All the rules of those who spoke: what several ask alike is said by the first of them who asks it. */
function saidOnce(bySpeaker: readonly (readonly HardRule[])[]): readonly HardRule[] {
  const nameOf = ({ attribute, test }: HardRule) => canonicalJson([attribute, test])
  return bySpeaker.flatMap((rules, at) => {
    const before = new Set(bySpeaker.slice(0, at).flat().map(nameOf))
    return rules.filter((rule) => !before.has(nameOf(rule)))
  })
}

/** A rule by a rate is one only while the rate is in force. */
function requiredRule(
  said: Said,
  evidence: Extract<Evidence, { type: 'require' }>,
  limits: readonly RateLimit[],
): readonly HardRule[] {
  const { attribute, atMostRate } = evidence
  const test = ruleTest(evidence)
  if (atMostRate === undefined) return [{ ...said, attribute, test, limit: null }]
  const limit = limits.find(({ rate }) => rate === atMostRate)
  if (limit === undefined) return []
  return [{ ...said, attribute, test: { type: 'number', atLeast: null, atMost: limit.amountMinor }, limit }]
}

/** The rules by rates that would hold for some option of a question, with how that option is said back. */
function limitingRules(
  question: Question,
  answer: Answer,
  limits: readonly RateLimit[],
): readonly HardRule[] {
  if (question.kind !== 'one-of' && question.kind !== 'any-of') return []
  const rules = question.options.flatMap(({ evidence, because = null, label }) => {
    const said: Said = { ...saidBy(answer), because, amount: null, label }
    return evidence.flatMap((one) =>
      one.type === 'require' && one.atMostRate !== undefined ? requiredRule(said, one, limits) : [],
    )
  })
  return [...new Map(rules.map((rule) => [rule.limit?.rate, rule])).values()]
}

type VehicleEvidence = Exclude<Evidence, { type: 'accept-any' }>

function evidenceOf(
  question: Question,
  answer: Answer,
): readonly { readonly said: Said; readonly evidence: VehicleEvidence }[] {
  const { value } = answer
  if (value?.type === 'choices' && (question.kind === 'one-of' || question.kind === 'any-of'))
    return combineOptions(question.options.filter((option) => value.codes.includes(option.code))).map(
      ({ evidence, because, label }) => ({
        said: { ...saidBy(answer), because, amount: null, label },
        evidence,
      }),
    )
  if (value?.type === 'number' && question.kind === 'number' && question.rule !== null) {
    const { attribute, factor } = question.rule
    const said: Said = {
      ...saidBy(answer),
      because: question.because ? withNumber(question.because, value.number) : null,
      amount: null,
      label: { en: `${value.number} ${question.unit.en}`, ur: `${value.number} ${question.unit.ur}` },
    }
    return [{ said, evidence: { type: 'require', attribute, atLeast: value.number * factor, strength: 1 } }]
  }
  return []
}

function budgetOf(question: Question, answer: Answer): Budget | null {
  if (question.kind !== 'money-range' || answer.value?.type !== 'money-range') return null
  return {
    ...saidBy(answer),
    because: null,
    amount: answer.value.atMost,
    label: null,
    atMost: answer.value.atMost,
    flexibility: question.flexibility,
    flexibilitySaid: null,
  }
}

function saidBy(answer: Answer): Pick<Said, 'answerId' | 'questionId' | 'ownWords'> {
  return { answerId: answer.id, questionId: answer.questionId, ownWords: answer.ownWords }
}

/**
 * The words of an answer argue its rules and tastes, but a priority often only follows from them ("first salary"
 * for fuel economy). They argue a priority when everything that the answer says is about its attribute.
 */
function withArguedWords(
  priorities: readonly Priority[],
  others: readonly { readonly answerId: AnswerId; readonly attribute: Attribute }[],
): readonly Priority[] {
  const all = [...priorities, ...others]
  return priorities.map((priority) => {
    const isAboutOneThing = all.every(
      ({ answerId, attribute }) => answerId !== priority.answerId || attribute === priority.attribute,
    )
    return isAboutOneThing || priority.because === null ? priority : { ...priority, ownWords: '' }
  })
}

function withNumber(wording: Wording, number: number): Wording {
  return { en: wording.en.replace('{n}', `${number}`), ur: wording.ur.replace('{n}', `${number}`) }
}

export function ruleTest(
  evidence: Extract<Evidence, { type: 'require' | 'require-codes' | 'exclude-codes' }>,
): RuleTest {
  switch (evidence.type) {
    case 'require':
      return { type: 'number', atLeast: evidence.atLeast ?? null, atMost: evidence.atMost ?? null }
    case 'require-codes':
      return { type: 'one-of', codes: evidence.oneOf }
    case 'exclude-codes':
      return { type: 'none-of', codes: evidence.noneOf }
    default:
      return assertNever(evidence)
  }
}

/** In the order of the attribute list, without those that weigh nothing. */
function totalWeights(bank: QuestionBank, priorities: readonly Priority[]): ReadonlyMap<Attribute, number> {
  const weights = new Map<Attribute, number>()
  for (const attribute of attributeNames) {
    const asked = priorities.filter((priority) => priority.attribute === attribute)
    const weight = asked.reduce(
      (sum, priority) => sum + priority.weight,
      bank.baseWeights.byAttribute[attribute] ?? 0,
    )
    if (weight !== 0) weights.set(attribute, weight)
  }
  return weights
}
