import { z } from 'zod'
import { asOfSchema } from '../core/catalogue/attribute.ts'
import { sourceSchema } from '../core/catalogue/catalogue.ts'
import { changeIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { languageSchema } from '../core/market/language.ts'
import { rateGroups } from '../core/market/rate.ts'
import { call } from './call.ts'

/** What a rate is the rate of: no two rows have the same. */
const rateNameSchema = z.object({
  rate: z.string().max(60),
  applies: z.string().max(200),
  from: z.string().max(20),
})

/** For each field of a rate that the store set, the change whose value was seen; nothing of the market's own. */
const seenSchema = z.record(z.string(), changeIdSchema)

/** As a rate row writes it, and in words. */
const unitSchema = z.object({ code: z.string(), text: z.string() })

const rateViewSchema = z.object({
  value: z.number(),
  unit: unitSchema,
  /** "Rs 254.63 a litre". */
  valueText: z.string(),
  from: businessDaySchema,
  until: businessDaySchema.nullable(),
  source: z.string(),
  /** What else is known of the source, empty where nothing is. */
  note: z.string(),
  /** `set-here`: by the store. */
  status: z.enum([...sourceSchema.shape.status.options, 'set-here']),
  asOf: asOfSchema,
  /** How old it is today: "8 months old". */
  age: z.string(),
  setBy: z.string().nullable(),
  /** What the market says in its place, where the store set it. */
  replaced: z.object({ valueText: z.string(), source: z.string() }).nullable(),
  seen: seenSchema,
})

const lineSchema = z.object({
  applies: z.string(),
  appliesText: z.string(),
  current: rateViewSchema.nullable(),
  /** The next first. */
  toCome: z.array(rateViewSchema),
  /** The latest first. */
  ended: z.array(rateViewSchema),
})

const factSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('code'),
    code: z.string(),
    name: z.string(),
    values: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
  z.object({ kind: z.literal('number'), code: z.string(), name: z.string(), unitText: z.string() }),
])

const savedSchema = z.object({ savedAt: z.int() })

/** The rates that prices and costs are reckoned with. */
export const ratesContract = {
  rates: {
    /** Every rate with its source, its age and where it stands today, in the market's order. */
    list: call.input(z.object({ language: languageSchema })).output(
      z.object({
        groups: z.array(
          z.object({
            group: z.enum(rateGroups),
            kinds: z.array(
              z.object({
                code: z.string(),
                name: z.string(),
                /** In what a new row of it is said, `null` where nothing tells. */
                unit: unitSchema.nullable(),
                lines: z.array(lineSchema),
              }),
            ),
          }),
        ),
        /** What a rate can be made to depend on. */
        facts: z.array(factSchema),
      }),
    ),
    /**
     * Sets a rate from a day on; one of the same conditions and first day is replaced. Refused where a rate that the
     * store set was changed since it was seen.
     */
    change: call
      .input(
        rateNameSchema.extend({
          /** As it was typed. */
          value: z.string().max(40),
          unit: z.string().max(20),
          until: z.string().max(20).nullable(),
          source: z.string().trim().max(200),
          asOf: z.string().max(20),
          seen: seenSchema,
        }),
      )
      .output(savedSchema),
    /** Takes a rate back that the store set; where the market has one of its own, that counts again. */
    takeBack: call.input(rateNameSchema.extend({ seen: seenSchema })).output(savedSchema),
  },
}
