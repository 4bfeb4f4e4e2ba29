import type { BusinessDay } from '../market/business-day.ts'
import type { Language } from '../market/language.ts'
import { dayText } from '../reports/day-text.ts'
import type { StockState } from './stock-state.ts'

/** A stock unit of one variant, with whose it is. */
export interface AvailableUnit {
  readonly state: StockState
  /** As it was written down, `''` where nobody wrote it. */
  readonly colour: string
  readonly expectedOn: BusinessDay | null
  /** `ours`: kept for the opportunity that is asked about; `others`: kept for somebody else. */
  readonly keptFor: 'nobody' | 'ours' | 'others'
}

/** What the store can deliver of a variant. */
export interface Availability {
  /** In stock and free, or kept for whoever asks: the colours, one an entry. */
  readonly now: readonly string[]
  readonly isKeptForOurs: boolean
  /** Free and on its way, the soonest first; a day that nobody knows comes last. */
  readonly coming: readonly { readonly expectedOn: BusinessDay | null; readonly colour: string }[]
  /** To be driven before buying. */
  readonly demos: number
  /** Here or on their way, and promised to others. */
  readonly promisedToOthers: number
}

/** @param units the store's stock units of the variant, sold ones left out or not */
export function availabilityOf(units: readonly AvailableUnit[]): Availability {
  const isFree = ({ keptFor, state }: AvailableUnit) =>
    keptFor === 'ours' || (keptFor === 'nobody' && state !== 'allocated')
  const here = units.filter(({ state }) => state === 'in-stock' || state === 'allocated')
  const onTheWay = units.filter(({ state }) => state === 'in-transit')
  return {
    now: here.filter(isFree).map(({ colour }) => colour),
    isKeptForOurs: [...here, ...onTheWay].some(({ keptFor }) => keptFor === 'ours'),
    coming: onTheWay
      .filter(isFree)
      .map(({ expectedOn, colour }) => ({ expectedOn, colour }))
      .sort((a, b) => compareDays(a.expectedOn, b.expectedOn)),
    demos: units.filter(({ state }) => state === 'demo').length,
    promisedToOthers: [...here, ...onTheWay].filter((unit) => !isFree(unit)).length,
  }
}

/** When the store can deliver, as a word to choose a sign by. */
export type DeliverableWhen = 'now' | 'later' | 'not-known'

export function deliverableWhen({ now, coming }: Availability): DeliverableWhen {
  if (now.length > 0) return 'now'
  return coming.length > 0 ? 'later' : 'not-known'
}

/**
 * The same for a person: "2 in stock: white, silver.", or when otherwise.
 * @param today the store's business day: a day that has gone by is said to have gone by
 * @param said how a day is said, as `dayText` takes it
 */
export function availabilitySentence(
  { now, isKeptForOurs, coming, demos, promisedToOthers }: Availability,
  today: BusinessDay,
  language: Language,
  said: string = language,
): string {
  const say = sentences[language]
  const [next] = coming
  const parts = [
    now.length > 0 ? say.inStock(now.length, counted(now, language)) : null,
    now.length === 0 && next !== undefined
      ? say.next(next.colour, whenText(next.expectedOn, today, say, said))
      : null,
    now.length === 0 && next === undefined ? say.none : null,
    isKeptForOurs ? say.kept : null,
    now.length === 0 && promisedToOthers > 0 ? say.promised(promisedToOthers) : null,
    demos > 0 ? say.demo : null,
  ]
  return parts.filter((part) => part !== null).join(' ')
}

/** The colours with how many of each: "white, 2 silver". One that nobody wrote is not said. */
function counted(colours: readonly string[], language: Language): string {
  const named = colours.map((colour) => colour.trim()).filter((colour) => colour !== '')
  return [...Map.groupBy(named, (colour) => colour.toLowerCase())]
    .map(([colour, of]) => (of.length > 1 ? `${of.length} ${colour}` : colour))
    .join(language === 'ur' ? '، ' : ', ')
}

function whenText(
  expectedOn: BusinessDay | null,
  today: BusinessDay,
  say: Pick<(typeof sentences)[Language], 'dayNotKnown' | 'overdue' | 'expected'>,
  said: string,
): string {
  if (expectedOn === null) return say.dayNotKnown
  const day = dayText(expectedOn, said)
  return expectedOn < today ? say.overdue(day) : say.expected(day)
}

function compareDays(a: BusinessDay | null, b: BusinessDay | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}

const inBrackets = (text: string) => (text.trim() === '' ? '' : ` (${text.trim()})`)

const sentences = {
  en: {
    inStock: (count: number, colours: string) => `${count} in stock${colours === '' ? '' : `: ${colours}`}.`,
    next: (colour: string, when: string) => `None in stock. One is on its way${inBrackets(colour)}: ${when}.`,
    expected: (day: string) => `expected on ${day}`,
    overdue: (day: string) => `it was expected on ${day} and has not come`,
    dayNotKnown: 'its day is not known',
    none: 'None in stock or on its way.',
    kept: 'One is kept for this customer.',
    promised: (count: number) =>
      count === 1 ? '1 is promised to somebody else.' : `${count} are promised to others.`,
    demo: 'There is a demo car to drive.',
  },
  ur: {
    inStock: (count: number, colours: string) => `${count} اسٹاک میں${colours === '' ? '' : `: ${colours}`}۔`,
    next: (colour: string, when: string) => `اسٹاک میں نہیں۔ ایک راستے میں ہے${inBrackets(colour)}: ${when}۔`,
    expected: (day: string) => `متوقع ${day}`,
    overdue: (day: string) => `${day} کو متوقع تھی، ابھی نہیں آئی`,
    dayNotKnown: 'آنے کا دن معلوم نہیں',
    none: 'نہ اسٹاک میں ہے نہ راستے میں۔',
    kept: 'ایک اس گاہک کے لیے رکھی ہے۔',
    promised: (count: number) =>
      count === 1 ? '1 کسی اور سے وعدہ شدہ ہے۔' : `${count} دوسروں سے وعدہ شدہ ہیں۔`,
    demo: 'چلا کر دیکھنے کے لیے ڈیمو گاڑی ہے۔',
  },
} as const
