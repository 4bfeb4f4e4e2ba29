import { z } from 'zod'
import { opportunityIdSchema, variantIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { costPartCodes } from '../core/ownership/cost-part.ts'
import { call } from './call.ts'

/** In minor units, rounded as `rounding` says; `least` equals `most` where nothing it rests on is a range. */
const spanSchema = z.object({ least: z.int(), most: z.int() })

/** What a figure was worked out from. */
const inputSchema = z.object({
  name: z.string(),
  text: z.string(),
  /** Where it comes from and how sure that is, `null` for what the customer said. */
  source: z.string().nullable(),
  /** A year, a month or a day, `null` where it has no date. */
  asOf: z.string().nullable(),
  /** The day until which it was published is over, and no later one is known. */
  isOld: z.boolean(),
  /** Nobody said it: it stands for what is usual, and `source` says why. */
  isAssumed: z.boolean(),
})

const partSchema = z.object({
  code: z.enum(costPartCodes),
  name: z.string(),
  /** `null` where it is not known. */
  amountMinor: spanSchema.nullable(),
  /** The amount as people say it, or that it is not known. */
  text: z.string(),
  /** How it is worked out with the numbers in it, or what is missing to do so. */
  formula: z.string(),
  inputs: z.array(inputSchema),
})

/** A figure that is worked out and not looked up. */
const derivedSchema = z.object({
  code: z.string(),
  name: z.string(),
  better: z.enum(['more', 'less']).nullable(),
  /** The figure with its unit, or that it is not known. */
  text: z.string(),
  isKnown: z.boolean(),
  formula: z.string(),
  inputs: z.array(inputSchema),
})

/** What a vehicle costs whoever owns it, in the customer's own week. */
export const ownershipContract = {
  ownership: {
    /** In the order asked for; a vehicle that the catalogue has not any more is left out. */
    fiveYears: call
      .input(
        z.object({
          opportunityId: opportunityIdSchema,
          variantIds: z.array(variantIdSchema).min(1).max(4),
          language: languageSchema,
        }),
      )
      .output(
        z.object({
          vehicles: z.array(
            z.object({
              variantId: variantIdSchema,
              name: z.string(),
              parts: z.array(partSchema),
              /** Of the parts that are known; `null` where none is. */
              totalMinor: spanSchema.nullable(),
              /** The total as people say it: with parts missing, it says that it is not the whole. */
              totalText: z.string(),
              /** The total alone; with parts missing, that it is more than that. */
              amountText: z.string(),
              /** The names of the parts that are not in the total. */
              missing: z.array(z.string()),
              /** All of it in one sentence, for whoever does not see the picture. */
              sentence: z.string(),
              derived: z.array(derivedSchema),
            }),
          ),
          week: z.object({
            text: z.string(),
            /** Whether any of it is assumed, because it was not said. */
            isAssumed: z.boolean(),
            lines: z.array(inputSchema),
          }),
          years: z.int().positive(),
          /** To what amounts are rounded, said to people. */
          rounding: z.string(),
        }),
      ),
  },
}
