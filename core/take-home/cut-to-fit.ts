import type { TakeHomePage } from './take-home-page.ts'
import { sayTakeHome } from './take-home-words.ts'

interface Cut {
  readonly reasons: number
  readonly readBackLines: number
  /** Of a sentence, in letters; it ends in “…” where it was longer. */
  readonly letters: number
  /** Of a catch, which gives way after everything else. */
  readonly catchLetters: number
  readonly notes: number
}

/** From everything to what a sheet holds whatever was said: the agreed words give way last and say that they do. */
const cuts: readonly Cut[] = [
  { reasons: 5, readBackLines: 30, letters: 1000, catchLetters: 1000, notes: 12 },
  { reasons: 4, readBackLines: 20, letters: 400, catchLetters: 600, notes: 8 },
  { reasons: 3, readBackLines: 14, letters: 260, catchLetters: 400, notes: 6 },
  { reasons: 3, readBackLines: 10, letters: 200, catchLetters: 300, notes: 4 },
  { reasons: 2, readBackLines: 8, letters: 160, catchLetters: 260, notes: 4 },
  { reasons: 2, readBackLines: 6, letters: 120, catchLetters: 220, notes: 3 },
  { reasons: 1, readBackLines: 4, letters: 90, catchLetters: 180, notes: 2 },
]

/** How often a page can be cut: 0 leaves it whole. */
export const mostCuts = cuts.length - 1

/** The page with as much of it as a sheet holds after so many cuts. Vehicles, their catch, prices and promises stay. */
export function cutToFit(page: TakeHomePage, times: number): TakeHomePage {
  const cut = cuts[Math.min(times, mostCuts)]
  if (cut === undefined || times <= 0) return page
  const short = (text: string) => shortened(text, cut.letters)
  const { readBack } = page
  const left = (readBack?.lines.length ?? 0) - cut.readBackLines
  return {
    ...page,
    readBack: readBack && {
      ...readBack,
      lines: [
        ...readBack.lines.slice(0, cut.readBackLines).map(short),
        ...(left > 0 ? [sayTakeHome('readBackMore', readBack.language, { count: String(left) })] : []),
      ],
    },
    vehicles: page.vehicles.map((vehicle) => ({
      ...vehicle,
      reasons: vehicle.reasons.slice(0, cut.reasons).map(short),
      catch: shortened(vehicle.catch, cut.catchLetters),
      notCertain: vehicle.notCertain && short(vehicle.notCertain),
      available: vehicle.available && short(vehicle.available),
      priceFrom: vehicle.priceFrom && short(vehicle.priceFrom),
    })),
    price: page.price && { ...page.price, notes: firstAndLast(page.price.notes, cut.notes).map(short) },
  }
}

/** So many of them, the last one always: it says of when everything is. */
function firstAndLast(notes: readonly string[], most: number): readonly string[] {
  return notes.length <= most ? notes : [...notes.slice(0, most - 1), ...notes.slice(-1)]
}

const openers = /[\u2066-\u2068]/g
const closers = /\u2069/g

/** Cut between words where there is one near; every isolate that is still open is closed (UAX 9). */
function shortened(text: string, letters: number): string {
  if (text.length <= letters) return text
  const head = text.slice(0, letters)
  const space = head.lastIndexOf(' ')
  const kept = (space > letters / 2 ? head.slice(0, space) : head).replace(/[\uD800-\uDBFF]$/, '')
  const open = (kept.match(openers)?.length ?? 0) - (kept.match(closers)?.length ?? 0)
  return `${kept}…${'\u2069'.repeat(Math.max(0, open))}`
}
