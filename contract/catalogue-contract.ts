import { z } from 'zod'
import { asOfSchema, attributeSchema } from '../core/catalogue/attribute.ts'
import { sourceSchema } from '../core/catalogue/catalogue.ts'
import { figureGroups } from '../core/catalogue/figure-groups.ts'
import { variantIdSchema, vehiclePhotoIdSchema } from '../core/ids.ts'
import { keysOf } from '../core/keys-of.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { languageSchema } from '../core/market/language.ts'
import { stockStates } from '../core/stock/stock-state.ts'
import { call } from './call.ts'
import { availabilityTextSchema } from './showroom-views.ts'

const codesSchema = z.array(z.string().max(40)).max(31)

const wishesSchema = z.object({
  language: languageSchema,
  words: z.string().max(200),
  /** Of several codes one is enough; none is no wish. */
  body: codesSchema.readonly(),
  fuel: codesSchema.readonly(),
  transmission: codesSchema.readonly(),
  drive: codesSchema.readonly(),
  seatsAtLeast: z.int().min(1).nullable(),
  priceAtMostMinor: z.int().min(0).nullable(),
  inStock: z.boolean(),
})

/** Those that fit, or those of which nobody can tell because a figure that a wish rests on is not known. */
const fitSchema = z.enum(['fitting', 'cannot-tell'])

/** How sure a source is; `null` where the catalogue says nothing about it. */
const statusSchema = sourceSchema.shape.status.nullable()

/** What names a model on every laptop: `honda/city`. */
const modelKeySchema = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)

const priceSchema = z.object({
  /** Of several vehicles the least. */
  text: z.string(),
  /** Whether others cost more. */
  isFrom: z.boolean(),
  /** The oldest and the newest date that the prices are of. */
  asOf: z.object({ from: asOfSchema, to: asOfSchema }),
  /** Of the least sure of them. */
  status: statusSchema,
})
export type PriceView = Readonly<z.infer<typeof priceSchema>>

const variantViewSchema = z.object({
  id: variantIdSchema,
  name: z.string(),
  price: priceSchema.nullable(),
  /** How many can be taken home now. */
  inStock: z.int(),
})
export type VariantView = Readonly<z.infer<typeof variantViewSchema>>

const modelViewSchema = z.object({
  key: modelKeySchema,
  brand: z.string(),
  model: z.string(),
  body: z.string().nullable(),
  /** A photo that is whole on this laptop. */
  photoId: vehiclePhotoIdSchema.nullable(),
  price: priceSchema.nullable(),
  /** How many variants there are of those that were asked for, and the first few of them. */
  count: z.int(),
  variants: z.array(variantViewSchema),
})
export type ModelView = Readonly<z.infer<typeof modelViewSchema>>

const nameSchema = z.object({
  id: variantIdSchema,
  brand: z.string(),
  model: z.string(),
  name: z.string(),
  body: z.string().nullable(),
})

const knownFigureSchema = z.object({
  text: z.string(),
  /** The source's title. */
  source: z.string(),
  asOf: asOfSchema,
  /** How old it is today, in words no more precise than its date. */
  age: z.string(),
  status: statusSchema,
})
export type KnownFigure = Readonly<z.infer<typeof knownFigureSchema>>

const figureLineSchema = z.object({
  attribute: attributeSchema,
  label: z.string(),
  /** `null` for what is not known. */
  figure: knownFigureSchema.nullable(),
})
export type FigureLine = Readonly<z.infer<typeof figureLineSchema>>

const stockedSchema = z.object({
  colour: z.string(),
  place: z.string(),
  state: z.enum(stockStates).exclude(['sold']),
  expectedOn: businessDaySchema.nullable(),
  /** For somebody. */
  isKept: z.boolean(),
})

/** The vehicles on this laptop. Each is refused with NO_CATALOGUE where there are none. */
export const catalogueCalls = {
  /** What the catalogue is, and what can be wished for in it. */
  overview: call.input(z.object({ language: languageSchema })).output(
    z.object({
      version: z.string(),
      origin: z.string(),
      importedAt: z.int(),
      variants: z.int(),
      models: z.int(),
      sources: z.array(sourceSchema),
      choices: z.object({
        body: codesSchema,
        fuel: codesSchema,
        transmission: codesSchema,
        drive: codesSchema,
      }),
      /** Whether the store has any car of it written down. */
      hasStock: z.boolean(),
    }),
  ),
  /** A page of models with their variants, and how many there are in all. */
  find: call
    .input(
      wishesSchema.extend({
        fit: fitSchema,
        order: z.enum(['name', 'price', 'newest']),
        offset: z.int().min(0),
        limit: z.int().min(1).max(60),
      }),
    )
    .output(
      z.object({
        version: z.string(),
        fitting: z.object({ variants: z.int(), models: z.int() }),
        cannotTell: z.object({
          variants: z.int(),
          models: z.int(),
          /** The figures that it would take, the one that most lack first. */
          because: z.array(z.object({ attribute: attributeSchema, label: z.string(), variants: z.int() })),
        }),
        /** No name holds the words as they are spelled; these sound like them. */
        isSpelledOtherwise: z.boolean(),
        models: z.array(modelViewSchema),
        nextOffset: z.int().nullable(),
      }),
    ),
  /** All variants of one model that fit the wishes, or of which nobody can tell. */
  variants: call
    .input(
      wishesSchema.extend({
        fit: fitSchema,
        model: modelKeySchema,
        offset: z.int().min(0),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.object({ variants: z.array(variantViewSchema), nextOffset: z.int().nullable() })),
  /** The vehicles that a few words may mean, the likeliest first, and those that are asked for by id. */
  search: call
    .input(
      z.object({
        language: languageSchema,
        words: z.string().max(200),
        ids: z.array(variantIdSchema).max(20).default([]),
        limit: z.int().min(1).max(20).default(20),
      }),
    )
    .output(
      z.object({
        vehicles: z.array(nameSchema.extend({ priceText: z.string().nullable(), inStock: z.int() })),
      }),
    ),
  /** One vehicle with all that is known of it. Refused with NOT_FOUND where the catalogue does not have it. */
  vehicle: call.input(z.object({ language: languageSchema, variantId: variantIdSchema })).output(
    nameSchema.extend({
      modelKey: modelKeySchema,
      groups: z.array(z.object({ group: z.enum(keysOf(figureGroups)), lines: z.array(figureLineSchema) })),
      /** The sources that its figures rest on. */
      sources: z.array(sourceSchema),
      photos: z.array(
        z.object({
          id: vehiclePhotoIdSchema,
          caption: z.string(),
          /** Of every variant of the model. */
          isOfModel: z.boolean(),
          authorName: z.string(),
          occurredAt: z.int(),
          /** Added on another laptop, it may still be on its way. */
          isHere: z.boolean(),
        }),
      ),
      /** What the store can deliver of it; `null` while it has no stock written down. */
      availability: availabilityTextSchema.nullable(),
      stock: z.array(stockedSchema),
      /** The model's other variants, a few of them, and how many there are. */
      others: z.object({ count: z.int(), variants: z.array(variantViewSchema) }),
    }),
  ),
  compare: call
    .input(z.object({ language: languageSchema, variantIds: z.array(variantIdSchema).min(2).max(4) }))
    .output(
      z.object({
        vehicles: z.array(
          nameSchema.extend({
            photoId: vehiclePhotoIdSchema.nullable(),
            availability: availabilityTextSchema.nullable(),
          }),
        ),
        /** Asked for, and not in the catalogue any more. */
        notFound: z.array(variantIdSchema),
        rows: z.array(
          z.object({
            attribute: attributeSchema,
            label: z.string(),
            type: z.enum(['differs', 'same', 'not-known']),
            /** How far apart the vehicles lie in it, across units. */
            apart: z.number().min(0).max(1),
            /** One a vehicle, in their order. */
            cells: z.array(z.object({ figure: knownFigureSchema.nullable(), isBest: z.boolean() })),
          }),
        ),
        sources: z.array(sourceSchema),
      }),
    ),
}
