import { z } from 'zod'
import { asOfSchema } from '../catalogue/attribute.ts'
import { wordingSchema } from '../market/language.ts'
import type { Answer } from './answer.ts'

/**
 * What of a customer's week decides what a vehicle costs to run: kilometres a month, the share of them in town (0 to 1),
 * kilograms carried beside the driver, and whether it could charge at home (0 or 1).
 */
export const weekFacts = ['kmAMonth', 'cityShare', 'loadKg', 'homeCharging'] as const
export type WeekFact = (typeof weekFacts)[number]

/** Where an answer names several codes, or several questions give a fact. */
const combinations = ['mean', 'sum'] as const

const givenSchema = z.object({
  question: z.string().min(1),
  /** What each option says of the fact; one left out says nothing of it. */
  codes: z.record(z.string(), z.number().min(0)).optional(),
  /** Of a question answered by a number: the fact is the number times this. */
  times: z.number().positive().optional(),
})

const factSchema = z.object({
  /** What stands where nobody said it, and why that much. */
  assumed: z.object({ value: z.number().min(0), why: wordingSchema, asOf: asOfSchema }),
  combine: z.enum(combinations).default('mean'),
  gives: z.array(givenSchema).default([]),
})

/** Which answers say what of the customer's own week, as data of a question bank. */
export const ownWeekSchema = z.object({
  facts: z.record(z.enum(weekFacts), factSchema),
  /** How much more fuel is used for each kilogram carried, in percent. */
  load: z
    .object({ percentPerKg: z.number().min(0), source: z.string().min(1), asOf: asOfSchema })
    .nullable()
    .default(null),
})
export type OwnWeekRules = Readonly<z.infer<typeof ownWeekSchema>>

/** One fact of the week. `answers` are those that say it; none where it is assumed. */
interface WeekFigure {
  readonly value: number
  readonly answers: readonly Answer[]
}

export type OwnWeek = Readonly<Record<WeekFact, WeekFigure>> & { readonly rules: OwnWeekRules }

/**
 * The customer's own week, from what now stands of their answers; what was not said, or says nothing of a fact, is as the
 * bank assumes.
 * @returns `null` where the bank says nothing of weeks
 */
export function ownWeekOf(rules: OwnWeekRules | undefined, standing: readonly Answer[]): OwnWeek | null {
  if (rules === undefined) return null
  const figure = (fact: WeekFact) => figureOf(rules.facts[fact], standing)
  return {
    rules,
    kmAMonth: figure('kmAMonth'),
    cityShare: figure('cityShare'),
    loadKg: figure('loadKg'),
    homeCharging: figure('homeCharging'),
  }
}

function figureOf(
  { assumed, combine, gives }: OwnWeekRules['facts'][WeekFact],
  standing: readonly Answer[],
): WeekFigure {
  const said = gives.flatMap((given) =>
    standing
      .filter(({ state, questionId }) => state === 'answered' && questionId === given.question)
      .map((answer) => ({ answer, values: valuesOf(answer, given) }))
      .filter(({ values }) => values.length > 0),
  )
  const values = said.flatMap((one) => one.values)
  if (values.length === 0) return { value: assumed.value, answers: [] }
  const sum = values.reduce((total, value) => total + value, 0)
  return { value: combine === 'sum' ? sum : sum / values.length, answers: said.map(({ answer }) => answer) }
}

function valuesOf({ value }: Answer, { codes, times }: z.infer<typeof givenSchema>): readonly number[] {
  if (value?.type === 'number' && times !== undefined) return [value.number * times]
  if (value?.type !== 'choices' || codes === undefined) return []
  return value.codes.flatMap((code) => codes[code] ?? [])
}
