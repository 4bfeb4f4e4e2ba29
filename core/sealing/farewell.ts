import { z } from 'zod'
import { deviceIdSchema } from '../ids.ts'
import { changeSetSchema } from '../sync/protocol.ts'
import type { Around } from './sealed.ts'

/*
 * The last word of a revoked laptop: what it had recorded and head office gave no receipt for, as gzipped JSON, sealed to
 * the escrow key for the purpose `farewell` with the device id around it. It comes in parts; the same change set may come
 * in more than one, and head office knows it by its id.
 */

export const farewellSchema = z.object({
  format: z.literal('northstar-farewell'),
  version: z.literal(1),
  deviceId: deviceIdSchema,
  /** Counts from 1. */
  part: z.int().min(1),
  of: z.int().min(1),
  /** In the laptop's own order of writing. */
  changeSets: z.array(changeSetSchema),
  /**
   * Written in another store that was once set up on the same laptop and is not this one's: nobody takes them in here,
   * and they are kept in the sealed farewell.
   */
  ofOtherStores: z.array(changeSetSchema),
  /** The bytes of pictures that head office was not given, base64; a laptop that has none says none. */
  pictures: z.array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), content: z.base64() })).default([]),
})
export type FarewellPart = Readonly<z.infer<typeof farewellSchema>>

/** What stands for a sealed part where there is nothing to seal, and no key to seal it to. */
export const nothingSealed = 'AA'

/** What is bound to a sealed part. */
export const aroundFarewell = (deviceId: string): Around => ({ deviceId })
