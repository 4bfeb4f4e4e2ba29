import type { MarketPack } from './market-pack.ts'

/** The zones that a store of the market can be in, as IANA names, the usual one first. */
export function timeZonesOf({
  timeZone,
  timeZones,
}: Pick<MarketPack, 'timeZone' | 'timeZones'>): readonly string[] {
  return [timeZone, ...timeZones.filter((zone) => zone !== timeZone)]
}
