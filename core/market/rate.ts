import { z } from 'zod'
import { asOfSchema } from '../catalogue/attribute.ts'
import { businessDaySchema } from './business-day.ts'
import { wordingSchema } from './language.ts'

/** What a rate is about, in the order in which a person reads them. */
export const rateGroups = ['buying', 'registering', 'owning', 'running', 'paying', 'rules'] as const

const codeSchema = z.string().regex(/^[a-z][a-z0-9-]*$/)

/** A rate that a market has: its rows say how much it is, for what, and since when. */
export const rateKindSchema = z.object({
  code: codeSchema,
  group: z.enum(rateGroups),
  name: wordingSchema,
  /** In what a first row of it is said, as a rate row writes it. */
  unit: z.string().min(1).optional(),
})
export type RateKind = Readonly<z.infer<typeof rateKindSchema>>

/**
 * What rates of a market depend on beside the vehicle itself: who buys, where, at what price. `unit` of a number is
 * as in a rate row.
 */
export const rateFactSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('code'),
    code: codeSchema,
    name: wordingSchema,
    values: z.array(z.object({ code: z.string().regex(/^[a-z0-9][a-z0-9-]*$/), name: wordingSchema })).min(1),
  }),
  z.object({ kind: z.literal('number'), code: codeSchema, name: wordingSchema, unit: z.string().min(1) }),
])
export type RateFact = Readonly<z.infer<typeof rateFactSchema>>

/**
 * One figure of one rate. `applies` is as `readConditions` reads it, empty for everything; `value` is in whole units
 * of `unit`, which `isRateUnit` knows. In force from the day `from` up to and with `until`, `null` while no end is known.
 */
export const rateSchema = z.object({
  rate: codeSchema,
  applies: z.string(),
  value: z.number(),
  unit: z.string().min(1),
  from: businessDaySchema,
  until: businessDaySchema.nullable(),
  source: z.string().min(1),
  asOf: asOfSchema,
})
export type Rate = Readonly<z.infer<typeof rateSchema>>
