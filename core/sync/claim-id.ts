import type { StockUnitId } from '../ids.ts'

/** What can be had once: a stock unit, or an hour of a demo car. */
export interface Claimed {
  readonly stockUnitId: StockUnitId
  /** As `2026-11-22T15`, `null` for the unit itself. */
  readonly hour: string | null
}

/**
 * The row id of a claim: the same on every laptop for the same thing. Version 8 of RFC 9562, from a hash of the name.
 * @param sha256 of UTF-8 text, in lower-case hexadecimal
 */
export function claimId({ stockUnitId, hour }: Claimed, sha256: (text: string) => string): string {
  const digits = sha256(`northstar claim\n${stockUnitId}\n${hour ?? ''}`)
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
