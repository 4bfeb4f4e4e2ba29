import { z } from 'zod'
import { wordingSchema } from '../market/language.ts'
import type { RateFact, RateKind } from '../market/rate.ts'
import { conditionsFault, isAttribute, readConditions } from '../market/rate-conditions.ts'
import { financeArithmeticSchema } from './finance-offer.ts'
import { priceBasisSchema, priceOfSchema } from './on-road-price.ts'

const codeSchema = z.string().regex(/^[a-z][a-z0-9-]*$/)
/** As a rate row writes what it applies to; empty for always. */
const whenSchema = z.string().default('')

/** Which question of the bank says it, and what each of its options says: `null` that it is open. */
const saidSchema = z.object({
  question: z.string().min(1),
  codes: z.record(z.string(), z.string().nullable()),
})

const lineSchema = z.object({
  code: codeSchema,
  name: wordingSchema,
  payee: wordingSchema,
  basis: priceBasisSchema,
  /** The first of these rates that has a row in force counts; none at all: it is typed in where there is one. */
  rates: z.array(codeSchema),
  of: priceOfSchema.default('once'),
  /** The rate above which `value-above` is taken. */
  limit: codeSchema.optional(),
  isCredit: z.boolean().default(false),
  when: whenSchema,
})

const factSchema = z.object({
  fact: codeSchema,
  /** What it is where nobody said otherwise; `null` leaves it open. */
  usual: z.string().nullable(),
  /** What was chosen last is kept on the laptop. */
  isKept: z.boolean().default(false),
  said: saidSchema.nullable(),
  /** While it is open a price is shown for each of its values. */
  showsSides: z.boolean().default(false),
  /** It is asked only then. */
  when: whenSchema,
})

const noteSchema = z.object({
  rate: codeSchema,
  when: whenSchema,
  /** Said only of a vehicle whose price is above the rate's amount. */
  ifAbove: z.boolean().default(false),
  /** `{value}` is the rate with its unit, `{amount}` that share of the vehicle's price. */
  sentence: wordingSchema,
})

const financeModeSchema = z.object({
  code: codeSchema,
  name: wordingSchema,
  word: wordingSchema,
  arithmetic: financeArithmeticSchema,
  interestFree: z.boolean(),
  /** What follows of paying so for the lines of the price. */
  facts: z.record(z.string(), z.string()).default({}),
  /** The rates that say how much is paid for the time, and what it goes by. */
  rate: codeSchema.nullable().default(null),
  downPayment: codeSchema.nullable().default(null),
  term: codeSchema.nullable().default(null),
  cap: codeSchema.nullable().default(null),
  notes: z.array(codeSchema).default([]),
  /** In months, where no rate says a longest term. */
  usualMonths: z.int().positive().default(36),
})

/** What one financier offers. Its least down payment, longest term and the rest are rates that its facts tell apart. */
const financeProductSchema = z.object({
  code: codeSchema,
  mode: codeSchema,
  name: wordingSchema,
  facts: z.record(z.string(), z.string()),
})

/**
 * What a price on the road is made of in a market. Rates say how much; this says which of them a buyer pays, to whom,
 * and what must be known.
 */
export const priceTermsSchema = z.object({
  vehicle: z.object({
    name: wordingSchema,
    payee: wordingSchema,
    basis: priceBasisSchema,
    /** The number among the facts of the market that is the vehicle's price, in whole units of the currency. */
    fact: codeSchema.nullable(),
  }),
  lines: z.array(lineSchema),
  facts: z.array(factSchema),
  notes: z.array(noteSchema).default([]),
  finance: z
    .object({
      modes: z.array(financeModeSchema).min(1),
      products: z.array(financeProductSchema).default([]),
      /** Which answers want no interest. */
      interestFree: z.object({ question: z.string().min(1), codes: z.array(z.string()) }).nullable(),
    })
    .nullable(),
})
export type PriceTerms = Readonly<z.infer<typeof priceTermsSchema>>
export type PriceLineTerms = PriceTerms['lines'][number]
export type FinanceMode = NonNullable<PriceTerms['finance']>['modes'][number]

/** Why these terms cannot be a market's, for whoever looks after the pack: names of rates or facts it has not. */
export function priceTermsFaults(
  terms: PriceTerms,
  market: { readonly rateKinds: readonly RateKind[]; readonly rateFacts: readonly RateFact[] },
): readonly string[] {
  const kinds = new Set(market.rateKinds.map(({ code }) => code))
  const factByCode = new Map(market.rateFacts.map((fact) => [fact.code, fact]))
  const faults: string[] = []
  const ofRate = (code: string | null | undefined) => {
    if (code && !kinds.has(code)) faults.push(`No rate is called ${code}`)
  }
  const ofWhen = (text: string) => {
    const read = readConditions(text)
    const fault = read.type === 'refused' ? read.why : conditionsFault(read.conditions, market.rateFacts)
    if (fault) faults.push(`${text}: ${fault.type}`)
  }
  const ofCode = (fact: string, code: string) => {
    const known = factByCode.get(fact)
    const isCode = known?.kind === 'code' && known.values.some((value) => value.code === code)
    if (!isCode) faults.push(`${fact} is never ${code}`)
  }
  const { fact: priceFact } = terms.vehicle
  if (priceFact !== null && factByCode.get(priceFact)?.kind !== 'number')
    faults.push(`${priceFact} is no number of the market`)
  for (const line of terms.lines) {
    for (const rate of line.rates) ofRate(rate)
    ofRate(line.limit)
    ofWhen(line.when)
    if ((line.of === 'value-above') !== (line.limit !== undefined)) faults.push(`${line.code}: no limit`)
  }
  for (const { fact, usual, said, when } of terms.facts) {
    if (isAttribute(fact) || factByCode.get(fact)?.kind !== 'code')
      faults.push(`${fact} is no fact to choose`)
    for (const code of [usual, ...Object.values(said?.codes ?? {})]) if (code !== null) ofCode(fact, code)
    ofWhen(when)
  }
  for (const { rate, when } of terms.notes) {
    ofRate(rate)
    ofWhen(when)
  }
  for (const mode of terms.finance?.modes ?? []) {
    for (const rate of [mode.rate, mode.downPayment, mode.term, mode.cap, ...mode.notes]) ofRate(rate)
    for (const [fact, code] of Object.entries(mode.facts)) ofCode(fact, code)
  }
  const { modes = [], products = [] } = terms.finance ?? {}
  for (const { code, mode, facts } of products) {
    if (!modes.some((one) => one.code === mode)) faults.push(`${code} is of no way to pay: ${mode}`)
    for (const [fact, value] of Object.entries(facts)) ofCode(fact, value)
  }
  const codes = [...modes, ...products].map(({ code }) => code)
  for (const code of codes.filter((one, at) => codes.indexOf(one) !== at))
    faults.push(`Two are called ${code}`)
  return faults
}

/** Of a market that says nothing of prices: the vehicle's own is all there is. */
export const plainPriceTerms: PriceTerms = {
  vehicle: {
    name: { en: 'Price of the vehicle', ur: 'گاڑی کی قیمت' },
    payee: { en: 'The showroom', ur: 'شوروم' },
    basis: 'estimate',
    fact: null,
  },
  lines: [],
  facts: [],
  notes: [],
  finance: null,
}
