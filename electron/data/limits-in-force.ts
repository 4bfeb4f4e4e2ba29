import { type RateLimit, rateLimits } from '../../core/discovery/rate-limit.ts'
import { ratesWithEdits } from '../../core/market/rate-edits.ts'
import type { Showroom } from './showroom.ts'

/** The limits that the rates of this store, as they are today, set to what an answer of the bank rules out. */
export const limitsInForce = ({
  bank,
  pack,
  db,
  today,
}: Pick<Showroom, 'bank' | 'pack' | 'db' | 'today'>): readonly RateLimit[] =>
  rateLimits(bank, pack, ratesWithEdits(pack.rates, db.rateEdits.all()), today())
