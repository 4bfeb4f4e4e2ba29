import { dateLocale } from './market/date-locale.ts'
import type { Language } from './market/language.ts'

/** The clock on the wall, which anyone can set, and how long the machine has been up, both in milliseconds. */
export interface ClockReading {
  readonly clockAt: number
  readonly upMs: number
}

/** Head office's time as last learned: what to add to this laptop's clock for it, and when that was. */
export interface HeadofficeTime extends ClockReading {
  readonly offsetMs: number
}

/** What a person said of the date. */
export interface SaidDay extends ClockReading {
  /** What to add to the clock for the day that they said. */
  readonly offsetMs: number
  /** The latest time that anything had been recorded with until then, `null` when nothing had. */
  readonly newestEventAt: number | null
  /** What head office's offset was then, `null` when it was not known: they were told of it, and said this. */
  readonly headofficeOffsetMs: number | null
}

/** Everything that a clock is judged by. Instants are UTC milliseconds. */
export interface ClockFacts {
  readonly reading: ClockReading
  /** When this program began, or the person spoke: from there on the clock may only go as fast as time. */
  readonly base: ClockReading
  /** The latest time of anything recorded on this laptop, `null` when nothing was. */
  readonly newestEventAt: number | null
  /** When this version was built, `null` when it was not: no clock is right that is before that. */
  readonly builtAt: number | null
  readonly headoffice: HeadofficeTime | null
  readonly said: SaidDay | null
  /** They spoke before this program began, of a clock that may have been stopped or set since. */
  readonly hasSaidLapsed: boolean
  readonly hasOpenVisit: () => boolean
}

type ClockDoubtType =
  | 'before-built'
  | 'before-recorded'
  | 'jumped'
  | 'apart-from-headoffice'
  | 'after-open-visit'

export interface ClockJudgement {
  /** The time to go by: the clock's, moved to the day that a person said. */
  readonly now: number
  /** Head office's time by what was last learned of it, `null` where that does not hold any more. */
  readonly headofficeNow: number | null
  /** What speaks against it, `null` when nothing does or a person has answered it. */
  readonly doubt: ClockDoubtType | null
  /** Nothing speaks against it, and it rests on no person's word alone. */
  readonly isTrusted: boolean
  /** The latest instant that must be past. */
  readonly notBefore: number | null
}

/** A clock is set right by moments all the time. */
const toleratedMs = 2 * 60_000
const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** Judges a laptop's clock. It can be wrong and not be doubted: nothing here decides the order of anything. */
export function judgeClock(facts: ClockFacts): ClockJudgement {
  const { reading, said, builtAt, newestEventAt } = facts
  const saidOffsetMs = said?.offsetMs ?? 0
  const now = reading.clockAt + saidOffsetMs
  const headofficeOffsetMs = headofficeOffsetNow(facts)
  const apartMs = headofficeOffsetMs === null ? null : Math.abs(headofficeOffsetMs - saidOffsetMs)
  const isAgreed = apartMs !== null && apartMs <= hourMs
  // What was recorded by a clock that had run ahead would be doubted for years: the person's word stands above it.
  const notBefore =
    said !== null && (newestEventAt ?? 0) <= (said.newestEventAt ?? 0)
      ? said.clockAt + said.offsetMs
      : newestEventAt

  const find = (): ClockDoubtType | null => {
    if (builtAt !== null && now < builtAt - toleratedMs) return 'before-built'
    if (notBefore !== null && now < notBefore - toleratedMs) return 'before-recorded'
    if (facts.hasSaidLapsed || Math.abs(driftMs(facts.base, reading)) > hourMs) return 'jumped'
    if (apartMs !== null && !isAgreed && !wasAnswered(said, headofficeOffsetMs))
      return 'apart-from-headoffice'
    if (notBefore !== null && now > notBefore + dayMs && facts.hasOpenVisit()) return 'after-open-visit'
    return null
  }
  const doubt = find()
  return {
    now,
    headofficeNow: headofficeOffsetMs === null ? null : reading.clockAt + headofficeOffsetMs,
    doubt,
    isTrusted: doubt === null && (isAgreed || (said === null && apartMs === null)),
    notBefore,
  }
}

/** How much further the clock went than time did: it was set. Time goes on while a laptop sleeps. */
function driftMs(from: ClockReading, to: ClockReading): number {
  return to.clockAt - from.clockAt - (to.upMs - from.upMs)
}

/** What to add to the clock for head office's time, with what the clock was set by since; `null` after a restart. */
export function headofficeOffsetNow({
  headoffice,
  reading,
}: Pick<ClockFacts, 'headoffice' | 'reading'>): number | null {
  if (headoffice === null || reading.upMs < headoffice.upMs) return null
  return headoffice.offsetMs - driftMs(headoffice, reading)
}

/** They were told of head office's time, and said otherwise; it says the same still. */
function wasAnswered(said: SaidDay | null, headofficeOffsetMs: number | null): boolean {
  if (said?.headofficeOffsetMs === null || said === null || headofficeOffsetMs === null) return false
  return Math.abs(said.headofficeOffsetMs - headofficeOffsetMs) <= hourMs
}

/**
 * The doubt as a sentence for whoever is to say which day it is.
 * @param said how a date is said in that language, as a market pack has it
 */
export function clockDoubtSentence(
  { doubt, now, headofficeNow, notBefore }: ClockJudgement,
  timeZone: string,
  language: Language,
  said: string = language,
): string | null {
  const date = (ms: number) => dateOf(ms, timeZone, said)
  const isSameDay = notBefore !== null && date(now) === date(notBefore)
  const withTime = `${date(now)}${timeOf(now, timeZone, language)}`
  switch (doubt) {
    case null:
      return null
    case 'before-built':
      return sentences[language].beforeBuilt(date(now))
    case 'before-recorded':
      return sentences[language].before(isSameDay ? withTime : date(now))
    case 'jumped':
      return sentences[language].jumped(withTime)
    case 'apart-from-headoffice':
      return sentences[language].apart(
        withTime,
        headofficeNow === null ? '' : `${date(headofficeNow)}${timeOf(headofficeNow, timeZone, language)}`,
      )
    case 'after-open-visit':
      return sentences[language].after(date(now))
  }
}

function dateOf(ms: number, timeZone: string, said: string): string {
  return new Intl.DateTimeFormat(dateLocale(said), {
    timeZone,
    calendar: 'gregory',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(ms)
}

function timeOf(ms: number, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return language === 'ur' ? `، \u2066${format.format(ms)}\u2069` : `, ${format.format(ms)}`
}

const sentences = {
  en: {
    before: (date: string) =>
      `This laptop’s clock says ${date}, before what is already recorded. Northstar asks for the date before the next visit.`,
    beforeBuilt: (date: string) =>
      `This laptop’s clock says ${date}, before this version of Northstar was made. Northstar asks for the date before the next visit.`,
    jumped: (date: string) =>
      `This laptop’s clock was moved and says ${date} now. Northstar asks for the date before the next visit.`,
    apart: (date: string, headoffice: string) =>
      `This laptop’s clock says ${date}, and head office’s says ${headoffice}. Northstar asks for the date before the next visit.`,
    after: (date: string) =>
      `This laptop’s clock says ${date}, more than a day after anything recorded on it, and a visit is still open. If the date is right, end that visit. Northstar asks for the date before the next one.`,
  },
  ur: {
    before: (date: string) =>
      `اس لیپ ٹاپ کی گھڑی ${date} بتاتی ہے، جو پہلے سے درج باتوں سے پہلے ہے۔ اگلی ملاقات سے پہلے نارتھ اسٹار تاریخ پوچھے گا۔`,
    beforeBuilt: (date: string) =>
      `اس لیپ ٹاپ کی گھڑی ${date} بتاتی ہے، جو نارتھ اسٹار کے اس ورژن کے بننے سے پہلے ہے۔ اگلی ملاقات سے پہلے نارتھ اسٹار تاریخ پوچھے گا۔`,
    jumped: (date: string) =>
      `اس لیپ ٹاپ کی گھڑی بدلی گئی ہے اور اب ${date} بتاتی ہے۔ اگلی ملاقات سے پہلے نارتھ اسٹار تاریخ پوچھے گا۔`,
    apart: (date: string, headoffice: string) =>
      `اس لیپ ٹاپ کی گھڑی ${date} بتاتی ہے اور ہیڈ آفس کی ${headoffice}۔ اگلی ملاقات سے پہلے نارتھ اسٹار تاریخ پوچھے گا۔`,
    after: (date: string) =>
      `اس لیپ ٹاپ کی گھڑی ${date} بتاتی ہے، جو یہاں کے آخری اندراج سے ایک دن سے بھی زیادہ بعد ہے، اور ایک ملاقات ابھی جاری ہے۔ تاریخ درست ہو تو وہ ملاقات ختم کریں۔ اگلی سے پہلے نارتھ اسٹار تاریخ پوچھے گا۔`,
  },
} as const
