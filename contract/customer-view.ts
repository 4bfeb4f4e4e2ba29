import { z } from 'zod'
import { opportunityIdSchema, variantIdSchema, vehiclePhotoIdSchema, visitIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { availabilityTextSchema } from './showroom-views.ts'

/** What the customer can be shown on the screen that is turned to them. */
export const customerPageSchema = z.enum(['felt-heard', 'shortlist', 'compare', 'price'])
export type CustomerPage = z.infer<typeof customerPageSchema>

/**
 * The vehicles that a comparison holds side by side, and the one first whose price is shown; none: those of the
 * shortlist.
 */
export const shownVariantIdsSchema = z.array(variantIdSchema).max(4)

/** What the screen shows to the customer: one page, of one visit, in the language of the talk. */
export const customerViewSchema = z.object({
  visitId: visitIdSchema,
  opportunityId: opportunityIdSchema,
  page: customerPageSchema,
  language: languageSchema,
  variantIds: shownVariantIdsSchema,
})

const vehicleSchema = z.object({
  variantId: variantIdSchema,
  brand: z.string(),
  model: z.string(),
  name: z.string(),
  body: z.string().nullable(),
  /** A photo that is whole on this laptop. */
  photoId: vehiclePhotoIdSchema.nullable(),
  price: z.object({ text: z.string(), asOf: z.string() }).nullable(),
})
export type CustomerVehicle = Readonly<z.infer<typeof vehicleSchema>>

/** A page as the customer reads it. It has a place for nothing that is the staff's. */
export const customerContentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('felt-heard') }),
  z.object({
    type: z.literal('shortlist'),
    picks: z.array(
      vehicleSchema.extend({
        reasons: z.array(z.string()),
        catch: z.string(),
        notCertain: z.array(z.string()),
        availability: availabilityTextSchema.nullable(),
      }),
    ),
    /** How sure the answers make us; `null` where that is not known. */
    sure: z.string().nullable(),
    /** What would have to give, where no vehicle is left. */
    nothingLeft: z.array(z.string()),
  }),
  z.object({
    type: z.literal('compare'),
    vehicles: z.array(vehicleSchema),
    rows: z.array(
      z.object({
        attribute: z.string(),
        label: z.string(),
        type: z.enum(['differs', 'same', 'not-known']),
        /** One a vehicle, in their order; `null` for what is not known. */
        cells: z.array(z.object({ text: z.string().nullable(), isBest: z.boolean() })),
      }),
    ),
  }),
  z.object({
    type: z.literal('price'),
    /** Those whose price can be looked at, the one that is shown among them. */
    vehicles: z.array(vehicleSchema),
    variantId: variantIdSchema.nullable(),
    sides: z.array(
      z.object({
        label: z.string().nullable(),
        lines: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            payee: z.string(),
            amount: z.string(),
            basis: z.string().nullable(),
            asOf: z.string().nullable(),
            note: z.string().nullable(),
          }),
        ),
        total: z.string(),
        notKnown: z.string().nullable(),
        rounding: z.string(),
        notes: z.array(z.string()),
      }),
    ),
  }),
])
export type CustomerContent = Readonly<z.infer<typeof customerContentSchema>>
