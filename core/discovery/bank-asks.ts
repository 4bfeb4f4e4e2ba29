import { assertNever } from '../assert-never.ts'
import type { Attribute } from '../catalogue/attribute.ts'
import type { AnswerValue } from './answer.ts'
import { type AskScene, type BankAsk, coded, tastePlaces } from './bank-ask.ts'
import { askBudget, askMattersMore, askMostLeast, askThisOrThat, evidenceOf } from './belief/ask.ts'
import { askFirstAndLast, askInOrder, firstAndLastAnswer, orderEvidence } from './belief/ask-ranked.ts'
import { levelAsk } from './level-asks.ts'
import { anyOfAsk, oneOfAsk } from './option-asks.ts'
import type { Question } from './question-bank.ts'
import { questionRef } from './question-ref.ts'

/** What is asked about is not in this catalogue or prior, or says nothing about vehicles: then there is no such ask. */
export function bankAsk(question: Question, subjects: readonly string[], scene: AskScene): BankAsk | null {
  const key = questionRef(question.id, subjects)
  switch (question.kind) {
    case 'one-of':
      return oneOfAsk(key, question.options, scene)
    case 'any-of':
      return anyOfAsk(key, question.options, scene)
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
      return pickOne(key, question, subjects, scene)
    case 'most-least':
      return mostLeast(key, subjects, scene)
    case 'level':
      return levelAsk(key, question, subjects, scene)
    default:
      return assertNever(question)
  }
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

function mattersMore(key: string, subjects: readonly string[], scene: AskScene): BankAsk | null {
  const [one, other] = tastePlaces(subjects, scene) ?? []
  if (one === undefined || other === undefined) return null
  const { thisOrThatCuts, lapse } = scene.bank.noise
  return coded(
    askMattersMore(key, [one, other], { cuts: bothWays(thisOrThatCuts), noise: 1, lapse }),
    gradeOf(subjects),
  )
}

function pickOne(
  key: string,
  question: Extract<Question, { kind: 'pick-one' }>,
  subjects: readonly string[],
  { felt: { table, indexOf }, bank }: AskScene,
): BankAsk | null {
  const vehicles = subjects.map((subject) => indexOf(subject)).filter((index) => index !== undefined)
  if (vehicles.length !== subjects.length) return null
  const { lapse } = bank.noise
  const place = (subject: string) => subjects.indexOf(subject)
  const [a, b, c, d] = vehicles
  const both = askFirstAndLast(key, table, vehicles, { lapse })
  const isOrder = question.asks === 'order' && a !== undefined && b !== undefined && c !== undefined
  return {
    ask: isOrder && d !== undefined ? askInOrder(key, table, [a, b, c, d], { lapse }) : both,
    evidence(value) {
      if (value.type !== 'picked') return null
      const said = [value.most, ...(value.next ?? [])].map(place)
      if (said.includes(-1) || new Set(said).size !== said.length) return null
      const [first = -1, ...then] = said
      const last = value.least === null ? -1 : place(value.least)
      // Where only the first is named, any of the others may be the last.
      return last < 0 || then.length > 0
        ? orderEvidence(`${key} order`, table, vehicles, said, { lapse })
        : first === last
          ? null
          : evidenceOf(both, firstAndLastAnswer(first, last, subjects.length))
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
    return firstAndLastAnswer(most, least, size)
  })
}
