import { z } from 'zod'
import { attributeSchema } from '../core/catalogue/attribute.ts'
import {
  opportunityIdSchema,
  shortlistChoiceIdSchema,
  shortlistIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { shortlistSchema } from '../core/shortlist/shortlist.ts'
import { overrulingSchema, ruleKeySchema } from '../core/shortlist/shortlist-choice.ts'
import { whatIfSchema } from '../core/shortlist/what-if.ts'
import { call } from './call.ts'
import { availabilityTextSchema } from './showroom-views.ts'

const asked = z.object({ opportunityId: opportunityIdSchema, language: languageSchema })
const chosen = z.object({ choiceId: shortlistChoiceIdSchema, visitId: visitIdSchema })
const savedSchema = z.object({ savedAt: z.int() })

/** What the shortlist would be. Places count from 1; `placeBefore` is `null` for a vehicle that is not shown as it is. */
export const whatIfViewSchema = z.object({
  picks: z.array(
    z.object({
      variantId: variantIdSchema,
      name: z.string(),
      brand: z.string(),
      model: z.string(),
      place: z.int().min(1).max(3),
      placeBefore: z.int().min(1).max(3).nullable(),
      price: z.string().nullable(),
    }),
  ),
  /** Between which amounts a budget is tried, in steps that are round in the market; `nowMinor` is what was named. */
  budget: z.object({
    minMinor: z.int(),
    maxMinor: z.int(),
    stepMinor: z.int().positive(),
    nowMinor: z.int().nullable(),
  }),
  /** What matters most as it is, before the what-if: 0..100 of 100, the first the most. */
  emphasis: z.array(
    z.object({ attribute: attributeSchema, name: z.string(), share: z.int().min(0).max(100) }),
  ),
})

export type WhatIfView = Readonly<z.infer<typeof whatIfViewSchema>>

/** What matters to this customer beside what each vehicle gives of it. */
export const fitViewSchema = z.object({
  rows: z.array(
    z.object({
      attribute: attributeSchema,
      name: z.string(),
      /** Of what everything matters together. */
      share: z.number().min(0).max(1),
      byVehicle: z.array(
        z.object({
          variantId: variantIdSchema,
          /** 0 is as little as the catalogue gives of it, 1 as much; `null` where it is not known. */
          scaled: z.number().min(0).max(1).nullable(),
          text: z.string(),
        }),
      ),
    }),
  ),
})

export type FitView = Readonly<z.infer<typeof fitViewSchema>>

export const shortlistContract = {
  shortlist: {
    get: call.input(asked).output(
      shortlistSchema.extend({
        /** What the store can deliver of each pick; empty while it has no stock written down. */
        availability: z.record(variantIdSchema, availabilityTextSchema),
        /** Vehicles or attributes were held against one another: that speaks for the three without a reason in words. */
        isCompared: z.boolean(),
      }),
    ),
    /** Keeps the shortlist as it was shown to the customer: an immutable document. */
    record: call
      .input(z.object({ shortlistId: shortlistIdSchema, visitId: visitIdSchema, language: languageSchema }))
      .output(z.object({ shortlistId: shortlistIdSchema, recordedAt: z.int(), shortlist: shortlistSchema })),
    /** What another budget or other priorities would make of it. Nothing is kept. */
    whatIf: call.input(asked.extend({ whatIf: whatIfSchema })).output(whatIfViewSchema),
    /** Relaxes a hard rule, or has it hold again. */
    relax: call.input(chosen.extend({ ruleKey: ruleKeySchema, relaxed: z.boolean() })).output(savedSchema),
    /** Puts an order in place of the belief's. */
    overrule: call.input(chosen.extend(overrulingSchema.shape)).output(savedSchema),
    /** Takes that back. */
    followBelief: call.input(chosen).output(savedSchema),
    fit: call
      .input(asked.extend({ variantIds: z.array(variantIdSchema).min(1).max(4) }))
      .output(fitViewSchema),
  },
}
