import { z } from 'zod'
import { opportunityIdSchema, quoteIdSchema, variantIdSchema, visitIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { languageSchema } from '../core/market/language.ts'
import { instalmentSchema } from '../core/pricing/finance-offer.ts'
import { mostMonths } from '../core/pricing/month-choices.ts'
import { amountRangeSchema, priceBasisSchema, whyNotKnownSchema } from '../core/pricing/on-road-price.ts'
import { call } from './call.ts'

/** Of a fact of the market, the code chosen; `null` leaves it open, so that both sides are shown. */
const chosenFactsSchema = z.record(z.string().max(60), z.string().max(60).nullable())

/**
 * Amounts that were told and typed in for lines without a rate in force, in minor units, by the code of the line. What the
 * last quote of the vehicle was made with stands beside them; `null` takes one of those out.
 */
const toldSchema = z.record(z.string().max(60), z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable())

const priceLineViewSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** `null` while it is not known. */
  amountMinor: amountRangeSchema.nullable(),
  /** "Rs 94,740", "Rs 94,740 to Rs 142,110", "not known yet". */
  amountText: z.string(),
  payee: z.string(),
  basis: priceBasisSchema,
  basisText: z.string(),
  /** "2 % of the price · Engine over 1,300 cc, up to 1,600 cc · buyer on the active taxpayer list". */
  ruleText: z.string().nullable(),
  ruleIds: z.array(z.string()),
  /** "As of June 2024, 2 years old", with the age on the day of the price. */
  asOfText: z.string().nullable(),
  /** "The News 1199967 (reported, to be confirmed)". */
  sourceText: z.string().nullable(),
  isOld: z.boolean(),
  /** What is to be known of it: that it is old, or why it is not known. */
  note: z.string().nullable(),
  whyNotKnown: whyNotKnownSchema.nullable(),
  /** An amount can be typed in for it, as somebody told it. */
  canBeTold: z.boolean(),
  isTold: z.boolean(),
})

const onRoadPriceViewSchema = z.object({
  day: businessDaySchema,
  dayText: z.string(),
  variantId: variantIdSchema,
  name: z.string(),
  lines: z.array(priceLineViewSchema),
  totalMinor: amountRangeSchema.nullable(),
  totalText: z.string(),
  /** By name, what belongs to the price and is in no total. */
  notKnown: z.array(z.object({ code: z.string(), name: z.string() })),
  /** The same in words; `null` where everything is known. */
  notKnownText: z.string().nullable(),
  roundingText: z.string(),
  notes: z.array(z.object({ sentence: z.string(), sourceText: z.string() })),
})

const priceSideSchema = z.object({
  /** What this side takes to be so: "buyer on the active taxpayer list"; `null` where there is one side. */
  label: z.string().nullable(),
  facts: z.record(z.string(), z.string()),
  price: onRoadPriceViewSchema,
})

const priceFactViewSchema = z.object({
  code: z.string(),
  name: z.string(),
  values: z.array(z.object({ code: z.string(), name: z.string() })),
  /** `null` while it is open. */
  chosen: z.string().nullable(),
  /** "The customer said so", "Chosen last on this laptop", "Not sure: both prices are shown". */
  why: z.string(),
  /** What is chosen is kept on this laptop, by `keepFact`. */
  isKept: z.boolean(),
  /** While it is open a price is shown for each of its values. */
  showsSides: z.boolean(),
})

const financeOfferViewSchema = z.object({
  mode: z.string(),
  name: z.string(),
  /** "markup", "rent", "profit", "interest". */
  word: z.string(),
  isCash: z.boolean(),
  interestFree: z.boolean(),
  /** Why this one is set aside, where the customer wants no interest and it is one. */
  setAside: z.string().nullable(),
  downPaymentMinor: z.int(),
  downPaymentText: z.string(),
  financedMinor: z.int(),
  financedText: z.string(),
  months: z.int(),
  monthsText: z.string().nullable(),
  ratePercentPerYear: z.number().nullable(),
  /** "22 % a year", or that the bank is to be asked. */
  rateText: z.string().nullable(),
  rateSourceText: z.string().nullable(),
  monthlyMinor: z.int().nullable(),
  monthlyText: z.string().nullable(),
  chargeText: z.string().nullable(),
  /** The vehicle with everything that is paid for the time. */
  totalMinor: z.int().nullable(),
  totalText: z.string().nullable(),
  /** On the day: the down payment and every other line of the price that is known. */
  upFrontMinor: amountRangeSchema.nullable(),
  upFrontText: z.string().nullable(),
  schedule: z.array(
    instalmentSchema.extend({
      openingText: z.string(),
      payText: z.string(),
      chargeText: z.string(),
      principalText: z.string(),
      closingText: z.string(),
    }),
  ),
  /** `isBroken`: what was asked for goes past it. */
  notes: z.array(z.object({ sentence: z.string(), isBroken: z.boolean(), sourceText: z.string() })),
})

const ratePercentSchema = z.number().min(0).max(100)
const monthsSchema = z.int().min(1).max(mostMonths)
const downPaymentSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

const quoteViewSchema = z.object({
  quoteId: quoteIdSchema,
  recordedAt: z.int(),
  businessDay: businessDaySchema,
  by: z.string(),
  variantId: variantIdSchema,
  name: z.string(),
  totalText: z.string(),
  /** What it takes to be so where that was not sure: "buyer on the active taxpayer list"; `null` where all was. */
  label: z.string().nullable(),
  price: onRoadPriceViewSchema,
  finance: financeOfferViewSchema.nullable(),
})

const ofVehicle = {
  opportunityId: opportunityIdSchema,
  variantId: variantIdSchema,
  language: languageSchema,
  facts: chosenFactsSchema.default({}),
  told: toldSchema.default({}),
}

/** What a vehicle costs on the road, how it can be paid for, and quotes that keep all that they were made of. */
export const pricingContract = {
  pricing: {
    /** The price by today's rates: one, or one for each value of what is not sure. */
    onRoad: call.input(z.object(ofVehicle)).output(
      z.object({
        sides: z.array(priceSideSchema).min(1),
        facts: z.array(priceFactViewSchema),
        /** Lines of which an amount can be typed in though none belongs to it yet, such as accessories. */
        canAdd: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
    /** Keeps on this laptop what a fact is there from now on, such as where vehicles are registered. */
    keepFact: call
      .input(z.object({ fact: z.string().max(60), code: z.string().max(60) }))
      .output(z.object({})),
    /** The ways to pay, side by side, as far as they are known; empty while the vehicle has no price. */
    finance: call
      .input(
        z.object({
          ...ofVehicle,
          downPaymentMinor: downPaymentSchema.nullable(),
          months: monthsSchema.nullable(),
          /** What the financier said, by the code of the mode. */
          ratePercentPerYear: z.record(z.string().max(60), ratePercentSchema),
        }),
      )
      .output(
        z.object({
          offers: z.array(financeOfferViewSchema),
          /** What a down payment and a term can be, where the market's rules say. */
          downPaymentMinor: z.object({ least: z.int(), most: z.int(), chosen: z.int() }).nullable(),
          months: z.object({ choices: z.array(z.int()), chosen: z.int() }).nullable(),
        }),
      ),
    /** Writes a quote in the visit, by today's rates; refused while the vehicle has no price. */
    quote: call
      .input(
        z.object({
          quoteId: quoteIdSchema,
          visitId: visitIdSchema,
          variantId: variantIdSchema,
          language: languageSchema,
          facts: chosenFactsSchema.default({}),
          told: toldSchema.default({}),
          finance: z
            .object({
              mode: z.string().max(60),
              downPaymentMinor: downPaymentSchema.nullable(),
              months: monthsSchema.nullable(),
              ratePercentPerYear: ratePercentSchema.nullable(),
            })
            .nullable(),
        }),
      )
      .output(z.object({ quoteId: quoteIdSchema, recordedAt: z.int(), view: quoteViewSchema })),
    /** The quotes of an opportunity, the latest first, each made again from what it keeps. */
    quotes: call
      .input(z.object({ opportunityId: opportunityIdSchema, language: languageSchema }))
      .output(z.object({ quotes: z.array(quoteViewSchema) })),
  },
}
