import type { MarketOnOffer } from './wizard.ts'

/** What this machine tells of where it stands. */
export type Machine = {
  /** IANA name, e.g. `Asia/Karachi`. */
  readonly timeZone: string
  /** What it prefers, most wanted first, as `navigator.languages`. */
  readonly languages: readonly string[]
}

export type Guess = { readonly market: MarketOnOffer; readonly because: 'time-zone' | 'country' | 'usual' }

/** The market that this machine seems to stand in: by its clock, else by its country, else the usual one. */
export function guessMarket(markets: readonly MarketOnOffer[], machine: Machine): Guess | null {
  const ofZone = markets.find(({ timeZones }) => timeZones.includes(machine.timeZone))
  if (ofZone) return { market: ofZone, because: 'time-zone' }
  const countries = machine.languages.map((tag) => /-([A-Z]{2})\b/.exec(tag)?.[1])
  const ofCountry = markets.find(({ country }) => countries.includes(country))
  if (ofCountry) return { market: ofCountry, because: 'country' }
  const [usual] = markets
  return usual ? { market: usual, because: 'usual' } : null
}

/** Where this machine says that it stands. */
export function thisMachine(): Machine {
  return {
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    languages: navigator.languages,
  }
}
