import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type AnswerValue, answerStateSchema } from '../../core/discovery/answer.ts'
import { checkAnswer } from '../../core/discovery/check-answer.ts'
import type { Question } from '../../core/discovery/question-bank.ts'
import { languageSchema, wordingSchema } from '../../core/market/language.ts'
import type { Market } from '../../core/market/market-pack.ts'
import { roleSchema } from '../../core/people/role.ts'

const scenarioAnswerSchema = z.object({
  question: z.string(),
  state: answerStateSchema.exclude(['withdrawn']),
  codes: z.array(z.string()).optional(),
  number: z.number().optional(),
  /** As the customer says an amount, e.g. `1.3 crore`. */
  atMost: z.string().optional(),
  words: z.string(),
})
export type ScenarioAnswer = Readonly<z.infer<typeof scenarioAnswerSchema>>

const scenarioVisitSchema = z.object({
  /** In English, and in the other languages of its market. */
  title: wordingSchema.partial({ ur: true }),
  consultant: z.string(),
  language: languageSchema,
  arrival: z.enum(['first-time', 'be-back', 'unknown']),
  /** The line to head office is cut when so many questions have been answered. */
  lineCutAfter: z.int().positive().optional(),
  answers: z.array(scenarioAnswerSchema).min(1),
  customer: z.object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    consents: z.array(z.enum(['follow-up', 'marketing', 'share-with-maker'])),
  }),
  ending: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('booked'),
      /** The place in the shortlist, from 1. */
      pick: z.int().min(1).max(3),
      paymentMode: z.string(),
      promisedInDays: z.int().positive(),
    }),
    z.object({ type: z.literal('lost'), reason: z.string(), note: z.string() }),
    z.object({ type: z.literal('thinking') }),
  ]),
})
export type ScenarioVisit = Readonly<z.infer<typeof scenarioVisitSchema>>

const scenarioSchema = z.object({
  store: z.object({ name: z.string(), code: z.string(), language: languageSchema }),
  /** The first is the manager who sets the laptop up. */
  consultants: z.array(z.object({ name: z.string(), role: roleSchema })).min(1),
  visits: z.array(scenarioVisitSchema).min(1),
})
export type Scenario = Readonly<z.infer<typeof scenarioSchema>>

/** Reads the day that is played. @throws ZodError, SyntaxError: the file is part of the installation */
export function readScenario(file: string): Scenario {
  return scenarioSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Everything in the day that this bank and this market do not know, in sentences; empty when it can be played. */
export function scenarioProblems(
  scenario: Scenario,
  known: { readonly questionById: ReadonlyMap<string, Question>; readonly market: Market },
): readonly string[] {
  const { market } = known
  return scenario.visits.flatMap((visit) => {
    const { ending } = visit
    const consents = visit.customer.consents.filter(
      (purpose) => !market.consents.some((consent) => consent.purpose === purpose),
    )
    return [
      ...visit.answers.flatMap((answer) => answerProblems(answer, known)),
      ...(scenario.consultants.some(({ name }) => name === visit.consultant)
        ? []
        : [`${visit.consultant} does not work here`]),
      ...consents.map((purpose) => `the market has no wording to consent to ${purpose}`),
      ...(ending.type === 'booked' && !market.paymentModes.some(({ code }) => code === ending.paymentMode)
        ? [`the market has no payment mode ${ending.paymentMode}`]
        : []),
      ...(ending.type === 'lost' && !market.lostReasons.some(({ code }) => code === ending.reason)
        ? [`the market has no reason ${ending.reason}`]
        : []),
    ].map((problem) => `${visit.title.en}: ${problem}`)
  })
}

function answerProblems(
  answer: ScenarioAnswer,
  { questionById, market }: Parameters<typeof scenarioProblems>[1],
): readonly string[] {
  const question = questionById.get(answer.question)
  if (!question) return [`the bank has no question ${answer.question}`]
  // The amount is read by the market's own rules when it is said; here any amount stands for it.
  const value = answerValue(answer, { amountMinor: 1, currency: market.currency.code })
  const check = checkAnswer(
    question,
    { questionId: question.id, state: answer.state, value, ownWords: answer.words },
    market.currency.code,
  )
  return check.type === 'ok' ? [] : [`the answer to ${answer.question} does not fit: ${check.fault}`]
}

/** The coded value of an answer; `atMost` is the amount that its words come to. */
export function answerValue(
  answer: ScenarioAnswer,
  atMost: { readonly amountMinor: number; readonly currency: string } | null,
): AnswerValue | null {
  if (answer.state !== 'answered') return null
  if (answer.codes) return { type: 'choices', codes: [...answer.codes] }
  if (answer.number !== undefined) return { type: 'number', number: answer.number }
  if (answer.atMost !== undefined && atMost) return { type: 'money-range', atLeast: null, atMost }
  return { type: 'text' }
}
