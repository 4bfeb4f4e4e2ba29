import { assertNever } from '../assert-never.ts'
import type { Attribute } from '../catalogue/attribute.ts'
import type { AnswerValue } from './answer.ts'
import {
  type Ask,
  askBudget,
  askMattersMore,
  askMostLeast,
  askPayMore,
  askPick,
  askRating,
  askThisOrThat,
  evidenceOf,
} from './belief/ask.ts'
import { askRanked, rankedAnswer } from './belief/ask-ranked.ts'
import { logistic, orderedShares } from './belief/choice-likelihood.ts'
import type { Person } from './belief/person.ts'
import type { Evidence } from './belief/posterior.ts'
import { utilityOf } from './belief/vehicle-table.ts'
import type { TastePlaces } from './market-prior.ts'
import { ruleTest } from './preferences.ts'
import type { Option, Evidence as OptionEvidence, Question, QuestionBank } from './question-bank.ts'
import { questionRef } from './question-ref.ts'
import type { FeltCatalogue } from './vehicles-as-felt.ts'

export interface AskScene {
  readonly bank: Pick<QuestionBank, 'noise'>
  readonly places: TastePlaces
  readonly felt: FeltCatalogue
}

/** A question of the bank as the belief sees it, and what an answer to it says; `null`: one that cannot be read. */
export interface BankAsk {
  readonly ask: Ask
  readonly evidence: (value: AnswerValue) => Evidence | null
}

const coded = (ask: Ask, answerOf: (value: AnswerValue) => number | null): BankAsk => ({
  ask,
  evidence(value) {
    const answer = answerOf(value)
    return answer === null ? null : evidenceOf(ask, answer)
  },
})

/** What is asked about is not in this catalogue or prior, or says nothing about vehicles: then there is no such ask. */
export function bankAsk(question: Question, subjects: readonly string[], scene: AskScene): BankAsk | null {
  const key = questionRef(question.id, subjects)
  switch (question.kind) {
    case 'one-of':
      return oneOf(key, question.options, scene)
    case 'any-of':
      return anyOf(key, question.options, scene)
    case 'number':
      return question.rule === null ? null : numberAsk(key, question.rule, scene)
    case 'money-range':
      return budgetAsk(key, question.quickAtMost, scene)
    case 'text':
      return null
    case 'this-or-that':
      return question.about === 'vehicles'
        ? thisOrThat(key, subjects, scene)
        : mattersMore(key, subjects, scene)
    case 'pick-one':
      return pickOne(key, subjects, scene)
    case 'most-least':
      return mostLeast(key, subjects, scene)
    case 'level':
      return level(key, question, subjects, scene)
    default:
      return assertNever(question)
  }
}

const isChosen = (value: AnswerValue, code: string) => value.type === 'choices' && value.codes.includes(code)

/** Bock's nominal response model (1972): how far an option speaks of each taste, and how much of that is expected anyway. */
function oneOf(key: string, options: readonly Option[], scene: AskScene): BankAsk | null {
  const leanings = options.map(({ evidence }) => leaningOf(evidence, scene))
  if (leanings.every((leaning) => leaning === null)) return null
  const { lapse } = scene.bank.noise
  return coded(
    {
      key,
      answers: options.length,
      shares(person, into) {
        let sum = 0
        leanings.forEach((leaning, at) => {
          const value = Math.exp(leaning === null ? 0 : leaning(person))
          into[at] = value
          sum += value
        })
        for (let at = 0; at < options.length; at++)
          into[at] = (1 - lapse) * ((into[at] ?? 0) / sum) + lapse / options.length
      },
    },
    (value) => {
      const at = options.findIndex(({ code }) => isChosen(value, code))
      return at < 0 ? null : at
    },
  )
}

/** The more is true of somebody, the more often it is said; also what is true is not always thought of. */
const saidOfTrue = 0.7
/** How rare it is that something is said, in standard deviations of taste, where it is said by one in three. */
const rarity = 0.7
/** So many options of one question are read; those that say least of vehicles are not. */
const readOptions = 6

function anyOf(key: string, options: readonly Option[], scene: AskScene): BankAsk | null {
  const telling = options
    .map((option) => ({ option, leaning: leaningOf(option.evidence, scene), weight: weightOf(option) }))
    .flatMap(({ option, leaning, weight }) => (leaning === null ? [] : [{ option, leaning, weight }]))
  if (telling.length === 0) return null
  const { lapse } = scene.bank.noise
  const saidShare = (leaning: number) => lapse / 2 + (1 - lapse) * saidOfTrue * logistic(2 * leaning - rarity)
  const read = telling.toSorted((a, b) => b.weight - a.weight).slice(0, readOptions)
  const said = new Float64Array(read.length)
  return {
    ask: {
      key,
      answers: 1 << read.length,
      shares(person, into) {
        read.forEach(({ leaning }, at) => {
          said[at] = saidShare(leaning(person))
        })
        into[0] = 1
        let filled = 1
        for (const share of said) {
          for (let at = 0; at < filled; at++) {
            const before = into[at] ?? 0
            into[filled + at] = before * share
            into[at] = before * (1 - share)
          }
          filled *= 2
        }
      },
    },
    evidence(value) {
      if (value.type !== 'choices') return null
      const chosen = options.filter(({ code }) => value.codes.includes(code))
      const anyWillDo = new Set(
        chosen.flatMap(({ evidence }) =>
          evidence.filter(({ type }) => type === 'accept-any').map(({ attribute }) => attribute),
        ),
      )
      const cleared = ({ evidence }: Option) => evidence.filter(({ attribute }) => !anyWillDo.has(attribute))
      const parts = options.flatMap((option) => {
        const leaning = leaningOf(cleared(option), scene)
        return leaning === null ? [] : [{ leaning, isSaid: chosen.includes(option) }]
      })
      if (parts.length === 0) return null
      return {
        key: `${key} ${[...value.codes].sort().join()}`,
        logLikelihood(person) {
          let log = 0
          for (const { leaning, isSaid } of parts) {
            const share = saidShare(leaning(person))
            log += Math.log(isSaid ? share : 1 - share)
          }
          return log
        },
      }
    },
  }
}

const weightOf = ({ evidence }: Option): number =>
  evidence.reduce((sum, one) => sum + ('strength' in one ? one.strength : 0), 0)

/** How far an option speaks for a person, in standard deviations; `null` where it says nothing about vehicles. */
function leaningOf(
  evidence: readonly OptionEvidence[],
  scene: AskScene,
): ((person: Person) => number) | null {
  const parts = evidence.flatMap((one) => {
    const part = leaningPart(one, scene)
    return part === null ? [] : [part]
  })
  if (parts.length === 0) return null
  return (person) => parts.reduce((sum, part) => sum + part(person), 0)
}

/** What naming a must says of it, beside not naming it. */
const mustLeaning = 4

function leaningPart(evidence: OptionEvidence, { places }: AskScene): ((person: Person) => number) | null {
  if (evidence.type === 'accept-any') return null
  const { strength, attribute } = evidence
  const tasteFor = (codes: readonly string[]) => {
    const at = codes.map((code) => places.placeOf(attribute, code)).filter((place) => place >= 0)
    const share = 1 / Math.sqrt(Math.max(1, at.length))
    return (person: Person) => at.reduce((sum, place) => sum + share * (person.standard[place] ?? 0), 0)
  }
  const along = (taste: (person: Person) => number, way: number) => (person: Person) =>
    strength * way * taste(person) - (strength * strength) / 2
  switch (evidence.type) {
    case 'priority': {
      const place = places.placeOf(attribute)
      return place < 0 ? null : along(({ standard }) => standard[place] ?? 0, Math.sign(evidence.weight))
    }
    case 'prefer-codes': {
      const wish = along(tasteFor(evidence.codes), Math.sign(evidence.weight))
      const against = evidence.weight > 0 ? mustsAgainst(places, attribute, evidence.codes) : 0
      return (person) => wish(person) - (person.musts & against ? mustLeaning : 0)
    }
    case 'require':
    case 'require-codes':
    case 'exclude-codes': {
      const must = places.mustOf(attribute, ruleTest(evidence))
      if (must >= 0) return ({ musts }) => ((musts >> must) & 1 ? mustLeaning : -mustLeaning)
      if (evidence.type === 'require') return null
      const codes = evidence.type === 'require-codes' ? evidence.oneOf : evidence.noneOf
      return along(tasteFor(codes), evidence.type === 'require-codes' ? 1 : -1)
    }
    default:
      return assertNever(evidence)
  }
}

/** The musts, a bit each, that none of these codes keeps: nobody wishes for what they rule out. */
function mustsAgainst({ musts }: TastePlaces, attribute: Attribute, codes: readonly string[]): number {
  return musts.reduce((bits, { attribute: of, test }, must) => {
    if (of !== attribute || test.type === 'number') return bits
    const isKept = (code: string) => test.codes.includes(code) === (test.type === 'one-of')
    return codes.some(isKept) ? bits : bits | (1 << must)
  }, 0)
}

/** A number that is a hard rule is told by the musts that it reaches up to. */
function numberAsk(
  key: string,
  { attribute, factor }: { readonly attribute: Attribute; readonly factor: number },
  { places, bank }: AskScene,
): BankAsk | null {
  const limits = places.musts
    .flatMap(({ attribute: of, test }, must) =>
      of === attribute && test.type === 'number' && test.atLeast !== null
        ? [{ must, atLeast: test.atLeast }]
        : [],
    )
    .toSorted((a, b) => a.atLeast - b.atLeast)
  if (limits.length === 0) return null
  const answers = limits.length + 1
  const { lapse } = bank.noise
  return coded(
    {
      key,
      answers,
      shares({ musts }, into) {
        const held = limits.findLastIndex(({ must }) => (musts >> must) & 1) + 1
        for (let at = 0; at < answers; at++) into[at] = lapse / answers + (at === held ? 1 - lapse : 0)
      },
    },
    (value) =>
      value.type === 'number'
        ? limits.filter(({ atLeast }) => value.number * factor >= atLeast).length
        : null,
  )
}

/** How near the upper end of the range named comes to the budget, as the standard deviation of its logarithm. */
const budgetNoiseSd = 0.12

function budgetAsk(key: string, quickAtMost: readonly number[], scene: AskScene): BankAsk | null {
  const { middlePriceMinor } = scene.felt
  if (quickAtMost.length === 0) return null
  const amounts = quickAtMost.toSorted((a, b) => a - b)
  const cuts = amounts.map((amount, at) => {
    const next = amounts[at + 1]
    return Math.log((next === undefined ? amount * 1.2 : Math.sqrt(amount * next)) / middlePriceMinor)
  })
  return coded(askBudget(key, { cuts, noiseSd: budgetNoiseSd, lapse: scene.bank.noise.lapse }), (value) => {
    if (value.type !== 'money-range') return null
    const said = Math.log(value.atMost.amountMinor / middlePriceMinor)
    return cuts.filter((cut) => said > cut).length
  })
}

const bothWays = ([better, byFar]: readonly number[]): readonly number[] => [
  -(byFar ?? 1.5),
  -(better ?? 0.5),
  better ?? 0.5,
  byFar ?? 1.5,
]

const gradeOf = (subjects: readonly string[]) => (value: AnswerValue) => {
  if (value.type !== 'graded') return null
  const isSameWay = value.of[0] === subjects[0]
  return (isSameWay ? value.grade : -value.grade) + 2
}

function thisOrThat(key: string, subjects: readonly string[], { felt, bank }: AskScene): BankAsk | null {
  const [one, other] = subjects.map((subject) => felt.indexOf(subject))
  if (one === undefined || other === undefined) return null
  const { thisOrThatCuts, lapse } = bank.noise
  return coded(
    askThisOrThat(key, felt.table, [one, other], { cuts: bothWays(thisOrThatCuts), lapse }),
    gradeOf(subjects),
  )
}

const tastePlaces = (subjects: readonly string[], { places }: AskScene): readonly number[] | null => {
  const found = subjects.map((subject) =>
    places.tastes.findIndex(({ attribute, code }) => code === null && attribute === subject),
  )
  return found.every((place) => place >= 0) ? found : null
}

function mattersMore(key: string, subjects: readonly string[], scene: AskScene): BankAsk | null {
  const [one, other] = tastePlaces(subjects, scene) ?? []
  if (one === undefined || other === undefined) return null
  const { thisOrThatCuts, lapse } = scene.bank.noise
  return coded(
    askMattersMore(key, [one, other], { cuts: bothWays(thisOrThatCuts), noise: 1, lapse }),
    gradeOf(subjects),
  )
}

function pickOne(key: string, subjects: readonly string[], { felt, bank }: AskScene): BankAsk | null {
  const vehicles = subjects.map((subject) => felt.indexOf(subject)).filter((index) => index !== undefined)
  if (vehicles.length !== subjects.length) return null
  const [a, b, c] = vehicles
  const { lapse } = bank.noise
  const place = (subject: string) => subjects.indexOf(subject)
  const picked = askPick(key, felt.table, vehicles, { lapse })
  const ranked =
    a !== undefined && b !== undefined && c !== undefined
      ? askRanked(key, felt.table, [a, b, c], { lapse })
      : null
  return {
    ask: ranked ?? picked,
    evidence(value) {
      if (value.type !== 'picked') return null
      const [first, last] = [place(value.most), value.least === null ? -1 : place(value.least)]
      if (first < 0 || first === last) return null
      // Where only the first is named, either of the others may be the last.
      if (last < 0 || ranked === null) return evidenceOf(picked, first)
      return evidenceOf(ranked, rankedAnswer(first, last))
    },
  }
}

function mostLeast(key: string, subjects: readonly string[], scene: AskScene): BankAsk | null {
  const tastes = tastePlaces(subjects, scene)
  if (tastes === null) return null
  const size = tastes.length
  return coded(askMostLeast(key, tastes, { noise: 1, lapse: scene.bank.noise.lapse }), (value) => {
    if (value.type !== 'picked' || value.least === null) return null
    const [most, least] = [subjects.indexOf(value.most), subjects.indexOf(value.least)]
    if (most < 0 || least < 0 || most === least) return null
    return most * (size - 1) + (least > most ? least - 1 : least)
  })
}

/** What somebody would pay more for is half the span: from a middling one to a good one. */
const halfSpan = 0.5
const payNoiseSd = 0.7
/** How far apart reactions to a vehicle lie, in units of choice noise; a drive tells more than a look. */
const reactionScale = { reaction: 2, 'test-drive': 1.4 }
/** A vehicle is liked or not beside so many of the catalogue, evenly spread. */
const besideVehicles = 24

function level(
  key: string,
  question: Extract<Question, { kind: 'level' }>,
  subjects: readonly string[],
  scene: AskScene,
): BankAsk | null {
  const { levels, reads, payShares = [] } = question
  const { noise } = scene.bank
  const { lapse } = noise
  const [subject = ''] = subjects
  const answerOf = (value: AnswerValue) =>
    value.type === 'levelled' && value.level < levels.length ? value.level : null
  const evenly = levels.slice(1).map((_, at) => at + 0.5 - (levels.length - 1) / 2)
  if (reads === 'reaction' || reads === 'test-drive') {
    const vehicle = scene.felt.indexOf(subject)
    if (vehicle === undefined) return null
    return coded(
      reactionAsk(key, vehicle, { cuts: evenly, scale: reactionScale[reads], lapse }, scene),
      answerOf,
    )
  }
  const [taste] = tastePlaces([subject], scene) ?? []
  if (taste === undefined) return null
  if (reads === 'importance')
    return coded(askRating(key, taste, { cuts: evenly, noiseSd: noise.ratingSd, lapse }), answerOf)
  const price = scene.places.placeOf('priceMinor')
  if (price < 0 || payShares.length !== levels.length) return null
  const cuts = payShares
    .slice(1)
    .map((share, at) => Math.log((share + (payShares[at] ?? 0)) / 2 / scene.felt.priceSpan / halfSpan))
  return coded(askPayMore(key, { taste, price }, { cuts, noiseSd: payNoiseSd, lapse }), answerOf)
}

function reactionAsk(
  key: string,
  vehicle: number,
  {
    cuts,
    scale,
    lapse,
  }: { readonly cuts: readonly number[]; readonly scale: number; readonly lapse: number },
  { felt: { table } }: AskScene,
): Ask {
  const step = Math.max(1, Math.floor(table.count / besideVehicles))
  const beside = Array.from({ length: Math.min(besideVehicles, table.count) }, (_, at) => at * step)
  return {
    key,
    answers: cuts.length + 1,
    shares(person, into) {
      const usual =
        beside.reduce((sum, at) => sum + utilityOf(table, person, at), 0) / Math.max(1, beside.length)
      orderedShares((utilityOf(table, person, vehicle) - usual) / scale, cuts, lapse, into)
    },
  }
}
