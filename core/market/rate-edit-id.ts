import { type RateEditId, rateEditIdSchema } from '../ids.ts'
import { hashedId } from '../sync/hashed-id.ts'
import type { Rate } from './rate.ts'
import { rateKey } from './read-rates-csv.ts'

/**
 * The row id of a rate that a store sets: the same on every laptop for the same rate, conditions and first day, so that
 * two laptops that set it write one row.
 * @param sha256 of UTF-8 text, in lower-case hexadecimal
 */
export function rateEditId(
  of: Pick<Rate, 'rate' | 'applies' | 'from'>,
  sha256: (text: string) => string,
): RateEditId {
  return rateEditIdSchema.parse(hashedId(`northstar rate\n${rateKey(of)}`, sha256))
}
