import { z } from 'zod'
import { wordingSchema } from '../market/language.ts'
import { figureSourceSchema, priceRuleSchema } from './on-road-price.ts'

/**
 * How the monthly amount comes about. `cash`: paid at once. `level`: the same each month, the charge on what is still
 * owed inside it. `share`: the same part of the financier's share is bought each month, and the charge on what is left
 * of it is paid beside, so that the months grow cheaper.
 */
export const financeArithmeticSchema = z.enum(['cash', 'level', 'share'])

/** All that an offer follows from: `financeOfferOf` makes the same of it at any time. */
export const financeGroundSchema = z.object({
  mode: z.string().min(1),
  name: wordingSchema,
  /** What the charge is called in this mode: markup, rent, profit. */
  word: wordingSchema,
  arithmetic: financeArithmeticSchema,
  interestFree: z.boolean(),
  /** What is paid for: the vehicle's own price. */
  priceMinor: z.int().nonnegative(),
  downPaymentMinor: z.int().nonnegative(),
  months: z.int().nonnegative(),
  /** `null` while the financier's figure is not known. */
  ratePercentPerYear: z.number().min(0).max(100).nullable(),
  /** Where that figure is from. */
  rateSource: figureSourceSchema.nullable(),
  rateRule: priceRuleSchema.nullable(),
  /** What this mode goes by: the least down payment, the longest term and the like. */
  limits: z.array(
    z.object({
      type: z.enum(['down-payment', 'term', 'cap', 'note']),
      name: wordingSchema,
      rule: priceRuleSchema,
      /** What is shown is outside. */
      isBroken: z.boolean(),
      /** What was asked for is outside, and what is shown was held within. */
      isHeld: z.boolean().default(false),
    }),
  ),
})
export type FinanceGround = Readonly<z.infer<typeof financeGroundSchema>>

/** One month: what is owed falls by `principalMinor`, and `payMinor` is that and the charge together. */
export const instalmentSchema = z.object({
  month: z.int().positive(),
  openingMinor: z.int(),
  payMinor: z.int(),
  chargeMinor: z.int(),
  principalMinor: z.int(),
  closingMinor: z.int(),
})
export type Instalment = Readonly<z.infer<typeof instalmentSchema>>

export const financeOfferSchema = z.object({
  mode: z.string(),
  downPaymentMinor: z.int(),
  financedMinor: z.int(),
  months: z.int(),
  ratePercentPerYear: z.number().nullable(),
  /** Of the first month; `null` while the financier's figure is not known, and for cash. */
  monthlyMinor: z.int().nullable(),
  /** Of the last month, which takes what rounding left. */
  lastMinor: z.int().nullable(),
  /** What the vehicle costs with everything that is paid for the time; `null` while that is not known. */
  totalMinor: z.int().nullable(),
  chargeMinor: z.int().nullable(),
  schedule: z.array(instalmentSchema),
})
export type FinanceOffer = Readonly<z.infer<typeof financeOfferSchema>>
