import { z } from 'zod'
import { variantIdSchema } from '../ids.ts'
import { languageSchema } from '../market/language.ts'

const titledSchema = z.object({ title: z.string().min(1), lines: z.array(z.string().min(1)) })

const vehicleSchema = z.object({
  variantId: variantIdSchema,
  /** Of the maker and the model, then of the variant. */
  name: z.string(),
  variant: z.string(),
  body: z.string().nullable(),
  /** What the catalogue says that it costs, and of when and from where that is. */
  price: z.string(),
  priceFrom: z.string().nullable(),
  reasons: z.array(z.string()).max(5),
  catch: z.string(),
  notCertain: z.string().nullable(),
  available: z.string().nullable(),
})

const priceRowSchema = z.object({
  /** The same in every language. */
  key: z.string(),
  name: z.string(),
  payee: z.string().nullable(),
  /** One a vehicle, in the order of `columns`. */
  cells: z.array(z.string()),
  /** The oldest date that the row's figures are of, `null` where it has none. */
  asOf: z.string().nullable(),
  isTotal: z.boolean(),
})

/**
 * The page that the customer takes home, in one language and in words that are ready to print. It has a place for
 * nothing else: what is not named here does not leave the showroom on it.
 */
export const takeHomePageSchema = z.object({
  language: languageSchema,
  title: z.string(),
  store: z.string(),
  day: z.string(),
  /** Whom it is for, `null` without their consent. */
  forName: z.string().nullable(),
  /** What was read back and agreed, in the language in which it was; `null` where nothing was. */
  readBack: titledSchema.extend({ language: languageSchema }).nullable(),
  labels: z.object({ because: z.string(), catch: z.string(), priceLine: z.string(), asOf: z.string() }),
  vehicles: z.array(vehicleSchema).max(3),
  price: z
    .object({
      title: z.string(),
      columns: z.array(z.object({ variantId: variantIdSchema, name: z.string() })),
      rows: z.array(priceRowSchema),
      /** What belongs to it and has no figure, by name; `null` where everything has one. */
      notKnown: z.string().nullable(),
      /** What the marks in the table say. */
      marks: z.array(z.string()),
      /** What is to be known of the figures. */
      notes: z.array(z.string()),
    })
    .nullable(),
  promised: titledSchema.nullable(),
  ask: titledSchema,
})
export type TakeHomePage = Readonly<z.infer<typeof takeHomePageSchema>>
export type PriceRow = Readonly<z.infer<typeof priceRowSchema>>
