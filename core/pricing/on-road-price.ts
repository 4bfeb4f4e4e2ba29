import { z } from 'zod'
import { asOfSchema } from '../catalogue/attribute.ts'
import { sourceStatusSchema } from '../catalogue/catalogue.ts'
import { variantIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { wordingSchema } from '../market/language.ts'
import { rateSchema } from '../market/rate.ts'

/** In minor units of the market's currency; both ends are the same where the amount is certain. */
export const amountRangeSchema = z.object({ least: z.int(), most: z.int() })
export type AmountRange = Readonly<z.infer<typeof amountRangeSchema>>

/** Where a figure comes from. `set-here`: a rate that the store set; `told`: typed in as somebody said it. */
export const figureSourceSchema = z.object({
  title: z.string().min(1),
  status: z.enum([...sourceStatusSchema.options, 'set-here', 'told']),
})
export type FigureSource = Readonly<z.infer<typeof figureSourceSchema>>

/** A row of a rate that a line follows from. `isOld`: its last day is over and no other has followed. */
export const priceRuleSchema = rateSchema.omit({ source: true }).extend({
  ruleId: z.string().min(1),
  source: figureSourceSchema,
  isOld: z.boolean(),
})
export type PriceRule = Readonly<z.infer<typeof priceRuleSchema>>

/** `fixed`: by law or by the maker's list; `estimate`: whoever is paid may ask for more or less. */
export const priceBasisSchema = z.enum(['fixed', 'estimate'])

/** What a rule's figure is taken of: of the vehicle's price, once, or of what the price is above a limit. */
export const priceOfSchema = z.enum(['value', 'once', 'value-above'])

/** `rate`: the market has none in force for this vehicle and buyer; `figure`: the vehicle's price is not known. */
export const whyNotKnownSchema = z.enum(['rate', 'figure'])

const lineTermsSchema = z.object({
  code: z.string().min(1),
  name: wordingSchema,
  payee: wordingSchema,
  basis: priceBasisSchema,
})

/** The vehicle itself, as a line of its price. */
export const vehicleLineCode = 'vehicle'

/**
 * All that a price follows from, with nothing left to look up: `onRoadPriceOf` makes the same of it whatever the rates
 * say by then. A quote keeps one.
 */
export const priceGroundSchema = z.object({
  market: z.string(),
  currency: z.object({ code: z.string(), minorDigits: z.int().min(0) }),
  day: businessDaySchema,
  vehicle: z.object({ variantId: variantIdSchema, brand: z.string(), model: z.string(), name: z.string() }),
  /** `null` while nobody has said a price. */
  price: lineTermsSchema.extend({
    amountMinor: amountRangeSchema.nullable(),
    source: figureSourceSchema.nullable(),
    asOf: asOfSchema.nullable(),
  }),
  /** What the lines were found by, as far as it is known: a fact of the market and its code. */
  facts: z.record(z.string(), z.string()),
  lines: z.array(
    lineTermsSchema.extend({
      of: priceOfSchema,
      /** It is taken off the price. */
      isCredit: z.boolean(),
      /** Several where what is known leaves open which of them counts. */
      rules: z.array(priceRuleSchema),
      limits: z.array(priceRuleSchema),
      /** Typed in where no rate is in force. */
      toldMinor: z.int().nonnegative().nullable(),
      /** When it was told; the day of the price where that is not kept. */
      toldOn: businessDaySchema.nullable().default(null),
    }),
  ),
  /** What is to be said beside the price, each of one rule. */
  notes: z.array(z.object({ sentence: wordingSchema, rule: priceRuleSchema })),
})
export type PriceGround = Readonly<z.infer<typeof priceGroundSchema>>
export type GroundLine = PriceGround['lines'][number]

const priceLineSchema = lineTermsSchema.extend({
  /** Below zero for what is taken off; `null` while it is not known. */
  amountMinor: amountRangeSchema.nullable(),
  rules: z.array(priceRuleSchema),
  /** The limits that the amount is above, where it goes by one. */
  limits: z.array(priceRuleSchema),
  asOf: asOfSchema.nullable(),
  source: figureSourceSchema.nullable(),
  isOld: z.boolean(),
  whyNotKnown: whyNotKnownSchema.nullable(),
})
export type PriceLine = Readonly<z.infer<typeof priceLineSchema>>

/** The vehicle first, then every line that belongs to it, those whose amount is not known too. */
export const onRoadPriceSchema = z.object({
  day: businessDaySchema,
  vehicle: priceGroundSchema.shape.vehicle,
  facts: z.record(z.string(), z.string()),
  lines: z.array(priceLineSchema).min(1),
  /** The sum of the lines that are known; `null` while the vehicle's own price is not. */
  totalMinor: amountRangeSchema.nullable(),
  /** The codes of the lines that belong to it and are in no total. */
  notKnown: z.array(z.string()),
  notes: priceGroundSchema.shape.notes,
})
export type OnRoadPrice = Readonly<z.infer<typeof onRoadPriceSchema>>
