import { z } from 'zod'
import { attributeSchema } from '../catalogue/attribute.ts'
import { sourceSchema } from '../catalogue/catalogue.ts'
import { ownershipTermsFaults, ownershipTermsSchema, resaleSchema } from '../ownership/ownership-terms.ts'
import { priceTermsFaults, priceTermsSchema } from '../pricing/price-terms.ts'
import { languageSchema, wordingSchema } from './language.ts'
import { marketUnitsSchema } from './market-units.ts'
import { rateFactSchema, rateKindSchema, rateSchema } from './rate.ts'
import { rateFault } from './read-rates-csv.ts'

const coded = z.object({ code: z.string().regex(/^[a-z-]+$/), name: wordingSchema })

/**
 * `pattern` says where the currency's name stands beside `{amount}`; `spellings` are all the ways that people
 * write the currency before or after an amount.
 */
const currencySchema = z.object({
  code: z.string().regex(/^[A-Z]{3}$/),
  symbol: wordingSchema,
  pattern: z.object({ en: z.string().includes('{amount}'), ur: z.string().includes('{amount}') }),
  spellings: z.array(z.string().min(1)),
  minorDigits: z.int().min(0).max(4),
  grouping: z.enum(['thousands', 'indian']),
})

/**
 * `step` is how many units one word stands for (a lakh is 100,000), always a power of ten so that an amount in
 * words is exact; `shown` words are used to say an amount, the others only to read one. Spellings match whole
 * words, whatever their case and script variant.
 */
const numberWordSchema = z.object({
  step: z
    .int()
    .positive()
    .refine((step) => /^10+$/.test(String(step)), 'A number word stands for a power of ten'),
  name: wordingSchema,
  shown: z.boolean(),
  spellings: z.array(z.string().min(1)),
})

/**
 * The data of one country, read from `packs/<market>/`. Nothing about a market is written in code. Its rates come from
 * files of their own; a pack that head office publishes without rates leaves those of the application in force.
 */
const marketPackFields = z.object({
  id: z.string().regex(/^[a-z]{2}$/),
  name: wordingSchema,
  languages: z.array(languageSchema).min(1),
  /** Of a store that has chosen no other. */
  timeZone: z.string().min(1),
  /** Every zone that a store can be in, where the country has several. */
  timeZones: z.array(z.string().min(1)).default([]),
  /** By which dates are said, the day or the month first: a BCP 47 tag for each language. */
  locales: z.object({ en: z.string(), ur: z.string() }).default({ en: 'en-GB', ur: 'ur-PK' }),
  /** What a page is printed on. */
  paper: z.enum(['A4', 'Letter']).default('A4'),
  phoneCountry: z.string().regex(/^[A-Z]{2}$/),
  currency: currencySchema,
  units: marketUnitsSchema.prefault({}),
  /** What this country calls otherwise than the application does: attributes, and codes such as a fuel or a body. */
  words: z
    .object({
      attributes: z.partialRecord(attributeSchema, wordingSchema).default({}),
      codes: z.record(z.string(), wordingSchema).default({}),
      /** After an amount, that everything is in it with which the vehicle may be driven: 'on the road'. */
      onRoad: wordingSchema.optional(),
    })
    .prefault({}),
  /** What stands as an example where something is to be typed; the two amounts are as people say and as they write one. */
  examples: z
    .object({ storeName: wordingSchema, storeCode: z.string(), said: wordingSchema, written: wordingSchema })
    .default({
      storeName: { en: 'Northstar Motors', ur: 'نارتھ اسٹار موٹرز' },
      storeCode: 'NS-01',
      said: { en: '1,500,000', ur: '1,500,000' },
      written: { en: '1,500,000', ur: '1,500,000' },
    }),
  /** The longest step first. */
  numberWords: z
    .array(numberWordSchema)
    .refine(
      (words) => words.every(({ step }, i) => i === 0 || step < (words[i - 1]?.step ?? 0)),
      'Number words stand with the longest step first, each step once',
    ),
  /** A price outside is taken for a slip of the pen. */
  plausiblePriceMinor: z.object({ atLeast: z.int().positive(), atMost: z.int().positive() }),
  consents: z.array(
    z.object({
      id: z.string(),
      purpose: z.enum(['follow-up', 'marketing', 'share-with-maker']),
      wording: wordingSchema,
      /** For whoever looks after the pack, such as who still has to look at the wording; nobody is shown it. */
      note: z.string().min(1).optional(),
    }),
  ),
  /**
   * Of the page that a customer takes home: the consent that their name on it takes, `null` for never, and the rate that
   * says in how many days of a booking a vehicle has to be delivered, `null` where there is no such rule.
   */
  takeHome: z
    .object({
      nameConsent: z.enum(['follow-up', 'marketing', 'share-with-maker']).nullable(),
      deliveryRate: z.string().min(1).nullable(),
    })
    .default({ nameConsent: null, deliveryRate: null }),
  lostReasons: z.array(coded),
  paymentModes: z.array(coded),
  /**
   * How long a customer is kept after they were last seen, and why, for the people who are asked. `bookingsMonths` is
   * for a market whose law wants to know longer who booked; `null` for one whose law does not.
   */
  retention: z.object({
    customerMonths: z.int().positive(),
    bookingsMonths: z.int().positive().nullable(),
    why: wordingSchema,
  }),
  /** The rates that there are, in the order in which a person reads them, and what they can depend on. */
  rateKinds: z.array(rateKindSchema).default([]),
  rateFacts: z.array(rateFactSchema).default([]),
  rates: z.array(rateSchema).default([]),
  rateSources: z.array(sourceSchema).default([]),
  /** What a price on the road is made of; without it there is only the vehicle's own. */
  pricing: priceTermsSchema.optional(),
  /** How the cost of owning is reckoned; without it only what the catalogue says can be. */
  ownership: ownershipTermsSchema.optional(),
  /** What models lose in value of which the catalogue does not say. */
  resale: z.array(resaleSchema).default([]),
})

export const marketPackSchema = marketPackFields.superRefine((pack, context) => {
  for (const [index, rate] of pack.rates.entries()) {
    const fault = rateFault(rate, pack)
    if (fault) context.addIssue({ code: 'custom', path: ['rates', index], message: JSON.stringify(fault) })
  }
  for (const message of pack.pricing ? priceTermsFaults(pack.pricing, pack) : [])
    context.addIssue({ code: 'custom', path: ['pricing'], message })
  for (const message of pack.ownership ? ownershipTermsFaults(pack.ownership, pack) : [])
    context.addIssue({ code: 'custom', path: ['ownership'], message })
})
export type MarketPack = Readonly<z.infer<typeof marketPackSchema>>

const ratesOfPack = {
  rateKinds: true,
  rateFacts: true,
  rates: true,
  rateSources: true,
  resale: true,
  pricing: true,
  ownership: true,
} as const
/** A market without its rates, which are a list of their own. */
export const marketSchema = marketPackFields.omit(ratesOfPack)
export type Market = Readonly<z.infer<typeof marketSchema>>

/** A pack with its rates, or with those of the application where it brings none. */
export function withRatesOf(own: MarketPack, pack: MarketPack): MarketPack {
  const { rateKinds, rateFacts, rates, rateSources } = own
  const resale = pack.resale.length > 0 ? pack.resale : own.resale
  const ownership = pack.ownership ?? own.ownership
  const pricing = pack.pricing ?? own.pricing
  const owned = { ...pack, resale, ...(ownership && { ownership }), ...(pricing && { pricing }) }
  return pack.rates.length > 0 ? owned : { ...owned, rateKinds, rateFacts, rates, rateSources }
}
