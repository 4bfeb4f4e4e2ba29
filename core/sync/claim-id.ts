import type { StockUnitId } from '../ids.ts'
import { hashedId } from './hashed-id.ts'

/** What can be had once: a stock unit, or an hour of a demo car. */
export interface Claimed {
  readonly stockUnitId: StockUnitId
  /** As `2026-11-22T15`, `null` for the unit itself. */
  readonly hour: string | null
}

/**
 * The row id of a claim: the same on every laptop for the same thing.
 * @param sha256 of UTF-8 text, in lower-case hexadecimal
 */
export function claimId({ stockUnitId, hour }: Claimed, sha256: (text: string) => string): string {
  return hashedId(`northstar claim\n${stockUnitId}\n${hour ?? ''}`, sha256)
}
