import { z } from 'zod'
import { languageSchema, wordingSchema } from './language.ts'

/**
 * The data of one country, read from `packs/<market>/market.json`. Nothing about a market is written in code.
 * `numberWords.step` is how many units one word stands for (a lakh is 100,000), longest first;
 * `spellings` are all folded to lower case and matched whole.
 */
export const marketPackSchema = z.object({
  id: z.string().regex(/^[a-z]{2}$/),
  name: wordingSchema,
  languages: z.array(languageSchema).min(1),
  timeZone: z.string().min(1),
  phoneCountry: z.string().regex(/^[A-Z]{2}$/),
  currency: z.object({
    code: z.string().regex(/^[A-Z]{3}$/),
    symbol: wordingSchema,
    minorDigits: z.int().min(0).max(4),
    grouping: z.enum(['thousands', 'indian']),
  }),
  numberWords: z.array(
    z.object({ step: z.int().positive(), name: wordingSchema, spellings: z.array(z.string()) }),
  ),
  consents: z.array(
    z.object({
      id: z.string(),
      purpose: z.enum(['follow-up', 'marketing', 'share-with-maker']),
      wording: wordingSchema,
    }),
  ),
  lostReasons: z.array(z.object({ code: z.string().regex(/^[a-z-]+$/), name: wordingSchema })),
  paymentModes: z.array(z.object({ code: z.string().regex(/^[a-z-]+$/), name: wordingSchema })),
})
export type MarketPack = Readonly<z.infer<typeof marketPackSchema>>
