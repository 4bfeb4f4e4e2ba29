import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listMarkets } from '../../packs/read-packs.ts'

/** The files of the day that is played in a market. */
export interface Demo {
  readonly scenario: string
  /** Prices of the day, made up like its people. */
  readonly prices: string
}

/** The files of a market's demo, `<market>/demo/` in the packs folder. */
export function demoOf(resources: string, market: string): Demo {
  const folder = join(resources, 'packs', market, 'demo')
  return { scenario: join(folder, 'three-visits.json'), prices: join(folder, 'price-update.csv') }
}

/** The markets that have a demo, the usual one first. */
export function marketsWithDemo(resources: string): readonly string[] {
  return listMarkets(join(resources, 'packs')).filter((market) =>
    existsSync(demoOf(resources, market).scenario),
  )
}
