import { z } from 'zod'
import { storeIdSchema } from '../core/ids.ts'
import { languageSchema, wordingSchema } from '../core/market/language.ts'
import { marketPackSchema } from '../core/market/market-pack.ts'
import { roleSchema } from '../core/people/role.ts'
import { storeCodeSchema } from '../core/sync/identity.ts'
import { pinSchema } from './access.ts'
import { call } from './call.ts'

export const personNameSchema = z.string().trim().min(1).max(120)

/** The store as people call it, and the short code that stands on its reports. */
export const storeNamesSchema = z.object({
  storeName: personNameSchema,
  storeCode: z.string().trim().pipe(storeCodeSchema),
})

const marketSchema = marketPackSchema.shape

/** A market that this installation has a pack of, as far as it is chosen by. */
const marketOnOfferSchema = z.object({
  id: marketSchema.id,
  name: wordingSchema,
  languages: marketSchema.languages,
  /** The zones that a store of this market can be in, the usual one first. */
  timeZones: z.array(z.string()).min(1),
  /** Where its phones are, as ISO 3166 has it: a machine that is set to this country is likely here. */
  country: marketSchema.phoneCountry,
  /** A price as it reads there. */
  priceExample: wordingSchema,
  examples: z.object({ storeName: wordingSchema, storeCode: z.string() }),
  /** The catalogue that a store begins with; `from` and `to` are the dates of its oldest and newest figure. */
  catalogue: z.object({ models: z.int(), variants: z.int(), from: z.string(), to: z.string() }),
})

/** The first run of a laptop, from nothing to a showroom. */
export const setupContract = {
  setup: {
    /** Every market there is to choose. The first is the usual one, which counts where nothing tells another. */
    markets: call.output(z.object({ markets: z.array(marketOnOfferSchema).min(1) })),
    /** Makes a PIN that nobody chose, for a manager who chooses none. It is kept nowhere. */
    makePin: call.output(z.object({ pin: z.string() })),
    complete: call
      .input(
        storeNamesSchema.extend({
          /** The one that the laptop was opened with where left out. */
          market: marketSchema.id.optional(),
          /** One of the market’s, its usual one where left out. */
          timeZone: z.string().max(60).optional(),
          language: languageSchema,
          /**
           * The first is the one who sets up: a manager with a PIN, who is signed in at once. Another without a PIN gets
           * one later.
           */
          consultants: z
            .array(z.object({ name: personNameSchema, role: roleSchema, pin: pinSchema.optional() }))
            .min(1)
            .max(100),
          /** `none`: the store begins without a catalogue. */
          catalogue: z.enum(['base', 'none']).default('base'),
        }),
      )
      .output(z.object({ storeId: storeIdSchema })),
  },
}
