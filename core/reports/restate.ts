import { canonicalJson } from '../canonical-json.ts'
import { needKey } from '../discovery/unmet-need-changes.ts'
import type { BusinessDay } from '../market/business-day.ts'
import type { DailyFigures, DayCounts, Difference } from './daily-summary.ts'

/** A figure's key: of the whole store, of a reason, of a vehicle, or of a consultant. */
const figureKey = {
  store: (count: keyof DayCounts) => `store/${count}`,
  lost: (reasonCode: string) => `lost/${reasonCode}`,
  booked: (vehicleName: string) => `booked/${vehicleName}`,
  discovery: (name: DiscoveryCount) => `discovery/${name}`,
  unmet: (need: string) => `unmet/${need}`,
  consultant: (consultantId: string, count: keyof DayCounts) => `consultant/${consultantId}/${count}`,
} as const

/** What a mean of the day's conversations is made of: whole numbers, so that a difference is one of counts. */
export type DiscoveryCount = 'topicsCovered' | 'topicsCases' | 'feltHeard' | 'feltHeardCases'

/** What a figure's key says, read back; `null` for a key this version does not know. */
export function readFigureKey(figure: string): {
  readonly group: 'store' | 'lost' | 'booked' | 'discovery' | 'unmet' | 'consultant'
  readonly rest: string
} | null {
  const match = /^(store|lost|booked|discovery|unmet|consultant)\/(.+)$/su.exec(figure)
  const group = match?.[1]
  const rest = match?.[2]
  if (rest === undefined) return null
  if (group === 'consultant') return { group, rest: rest.slice(rest.indexOf('/') + 1) }
  switch (group) {
    case 'store':
    case 'lost':
    case 'booked':
    case 'discovery':
    case 'unmet':
      return { group, rest }
    default:
      return null
  }
}

/**
 * Every count that differs, from the figures told before to those told after; empty when the day has not changed. What
 * was not counted yet when a day was told has not changed.
 */
export function restate(before: DailyFigures, after: DailyFigures): readonly Difference[] {
  const isCounted = before.discovery !== null && after.discovery !== null
  const told = (figures: DailyFigures) => flatten(isCounted ? figures : { ...figures, discovery: null })
  const countsBefore = told(before)
  const countsAfter = told(after)
  return [...new Set([...countsBefore.keys(), ...countsAfter.keys()])].flatMap((figure) => {
    const was = countsBefore.get(figure)
    const is = countsAfter.get(figure)
    if ((was?.count ?? 0) === (is?.count ?? 0)) return []
    return [{ figure, about: (is ?? was)?.about ?? null, before: was?.count ?? 0, after: is?.count ?? 0 }]
  })
}

/**
 * The text that a day's hash is taken of: store, day and every count that is not zero, by key. Names and their order
 * stand outside, so that a language or a corrected name is not a restatement.
 */
export function figuresText(of: {
  readonly storeCode: string
  readonly businessDay: BusinessDay
  readonly figures: DailyFigures
}): string {
  const counts = Object.fromEntries([...flatten(of.figures)].map(([figure, { count }]) => [figure, count]))
  return canonicalJson({ storeCode: of.storeCode, businessDay: of.businessDay, counts })
}

interface Counted {
  readonly about: string | null
  readonly count: number
}

function flatten(figures: DailyFigures): ReadonlyMap<string, Counted> {
  const flat = new Map<string, Counted>()
  const add = (figure: string, about: string | null, count: number) => {
    if (count !== 0) flat.set(figure, { about, count })
  }
  for (const name of countNames) add(figureKey.store(name), null, figures.store[name])
  for (const { code, name, count } of figures.lostByReason) add(figureKey.lost(code), name, count)
  for (const { name, count } of figures.bookedByVehicle) add(figureKey.booked(name), name, count)
  if (figures.discovery) {
    const { topicsCovered, feltHeard, unmetNeeds } = figures.discovery
    add(figureKey.discovery('topicsCovered'), null, topicsCovered.sum)
    add(figureKey.discovery('topicsCases'), null, topicsCovered.cases)
    add(figureKey.discovery('feltHeard'), null, feltHeard.sum)
    add(figureKey.discovery('feltHeardCases'), null, feltHeard.cases)
    for (const need of unmetNeeds) add(figureKey.unmet(needKey(need)), need.name, need.count)
  }
  for (const { consultantId, name, counts } of figures.byConsultant)
    for (const countName of countNames)
      add(figureKey.consultant(consultantId, countName), name, counts[countName])
  return flat
}

/** Every count of a day, in the order in which a person reads them. */
export const countNames = [
  'visits',
  'firstTime',
  'beBack',
  'leftBeforeContact',
  'openNow',
  'enteredLate',
  'withContact',
  'discoveriesBegun',
  'readBacksAgreed',
  'shortlists',
  'bookings',
  'lost',
] as const satisfies readonly (keyof DayCounts)[]
