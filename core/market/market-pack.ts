import { z } from 'zod'
import { languageSchema, wordingSchema } from './language.ts'

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

/** The data of one country, read from `packs/<market>/market.json`. Nothing about a market is written in code. */
export const marketPackSchema = z.object({
  id: z.string().regex(/^[a-z]{2}$/),
  name: wordingSchema,
  languages: z.array(languageSchema).min(1),
  timeZone: z.string().min(1),
  phoneCountry: z.string().regex(/^[A-Z]{2}$/),
  currency: currencySchema,
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
    }),
  ),
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
})
export type MarketPack = Readonly<z.infer<typeof marketPackSchema>>
