import { Refusal } from '../../contract/errors.ts'
import type { Clock } from '../../core/clock.ts'
import {
  type ClockJudgement,
  type ClockReading,
  clockDoubtSentence,
  type HeadofficeTime,
  headofficeOffsetNow,
  judgeClock,
  type SaidDay,
} from '../../core/clock-doubt.ts'
import type { BusinessDay } from '../../core/market/business-day.ts'
import type { Locales } from '../../core/market/date-locale.ts'
import type { Language } from '../../core/market/language.ts'
import type { ClockFactsTable } from '../../db/clock-facts.ts'

/** A day that today may be, and who says so. */
interface OfferedDay {
  readonly day: BusinessDay
  readonly by: 'headoffice' | 'clock' | 'recorded'
}

/**
 * What time it is, as far as this laptop can tell: the clock on the wall, moved to the day that a person said while
 * the clock was in doubt. Head office's time is never gone by, it is only compared with.
 */
export interface ClockKeeper {
  /** UTC milliseconds, to be recorded with and shown. */
  readonly now: Clock
  /**
   * What a change set and the screen say of the clock: what to add to it now for head office's, with what it was set by
   * since that was learned, `null` where that cannot be told; and whether the time is trusted.
   */
  readonly clockOffset: () => { readonly offsetMs: number | null; readonly trusted: boolean }
  /** Head office said its time, UTC milliseconds, just now. */
  readonly learned: (headofficeNow: number) => void
  readonly isInDoubt: () => boolean
  /** What speaks against the clock, `null` when nothing does. */
  readonly sentence: (language: Language) => string | null
  /** The days to choose from while the clock is in doubt, the likeliest first; `null` when it is not. */
  readonly question: () => readonly OfferedDay[] | null
  /**
   * A person said which day it is: the time of day stays the clock's, or is head office's where that is its day.
   * @throws Refusal DAY_BEFORE_BUILT
   */
  readonly confirm: (day: BusinessDay) => void
}

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
/** A clock is set right by moments all the time. */
const settledMs = 2 * 60_000

export function createClockKeeper(deps: {
  /** The clock on the wall. */
  readonly clock: Clock
  /** How long the machine has been up, sleep included, in milliseconds. */
  readonly upMs: () => number
  readonly builtAt: number | null
  readonly table: ClockFactsTable
  readonly newestEventAt: () => number | null
  readonly hasOpenVisit: (businessDay: BusinessDay) => boolean
  readonly businessDayOf: (instantMs: number) => BusinessDay
  readonly timeZone: string
  /** How days are said, as a market pack has it. */
  readonly locales: Locales
}): ClockKeeper {
  const { clock, upMs, builtAt, table, newestEventAt, businessDayOf, timeZone, locales } = deps
  // Whole milliseconds, as they are kept.
  const read = (): ClockReading => ({ clockAt: Math.round(clock()), upMs: Math.round(upMs()) })

  const begun = read()
  const kept = table.said()
  let headoffice: HeadofficeTime | null = table.headoffice()
  let hasLearned = false
  // A clock without a battery comes up with the same time each morning, as if no day had passed: nothing here can tell.
  let hasSaidLapsed = kept !== null && kept.offsetMs !== 0
  let said: SaidDay | null = hasSaidLapsed ? asFarAsItFits(kept, begun) : kept
  let base: ClockReading = begun

  const judge = (instead: { readonly said: null } | null = null): ClockJudgement => {
    const reading = read()
    return judgeClock({
      reading,
      base,
      newestEventAt: newestEventAt(),
      builtAt,
      headoffice,
      said,
      ...instead,
      hasSaidLapsed,
      hasOpenVisit: () => deps.hasOpenVisit(businessDayOf(reading.clockAt + (said?.offsetMs ?? 0))),
    })
  }
  const offsetMs = (): number | null => {
    const offset = headofficeOffsetNow({ headoffice, reading: read() })
    if (offset === null || headoffice === null) return null
    // Before this program began the machine may have been off for a while, which looks like a clock that was set.
    return hasLearned || Math.abs(offset - headoffice.offsetMs) <= settledMs ? offset : null
  }
  const offered = (): readonly OfferedDay[] => {
    const { headofficeNow, notBefore } = judge()
    const clockDay = businessDayOf(clock())
    const days: readonly OfferedDay[] = [
      ...(headofficeNow === null ? [] : [{ day: businessDayOf(headofficeNow), by: 'headoffice' as const }]),
      { day: clockDay, by: 'clock' },
      ...(notBefore === null || businessDayOf(notBefore) <= clockDay
        ? []
        : [{ day: businessDayOf(notBefore), by: 'recorded' as const }]),
    ]
    return days.filter(
      ({ day }, index) =>
        days.findIndex((other) => other.day === day) === index &&
        (builtAt === null || day >= businessDayOf(builtAt)),
    )
  }

  return {
    now: () => clock() + (said?.offsetMs ?? 0),
    clockOffset: () => ({ offsetMs: offsetMs(), trusted: judge().isTrusted }),
    learned(headofficeNow) {
      const reading = read()
      headoffice = { ...reading, offsetMs: Math.round(headofficeNow) - reading.clockAt }
      hasLearned = true
      table.keepHeadoffice(headoffice)
      const isRight = Math.abs(headoffice.offsetMs - (said?.offsetMs ?? 0)) <= hourMs
      if (!isRight) return
      base = reading
      hasSaidLapsed = false
      // Once nothing speaks against the clock itself, nothing needs to be said for it.
      if (said?.offsetMs === 0 && judge({ said: null }).doubt === null) {
        said = null
        table.keepSaid(null)
      }
    },
    isInDoubt: () => judge().doubt !== null,
    sentence: (language) => clockDoubtSentence(judge(), timeZone, language, locales[language]),
    question: () => (judge().doubt === null ? null : offered()),
    confirm(day) {
      if (builtAt !== null && day < businessDayOf(builtAt)) throw new Refusal('DAY_BEFORE_BUILT', { day })
      const reading = read()
      const { headofficeNow } = judge()
      const headofficeOffsetMs = headofficeNow === null ? null : headofficeNow - reading.clockAt
      said = {
        ...reading,
        offsetMs: offsetTo(day, reading.clockAt, headofficeOffsetMs),
        newestEventAt: newestEventAt(),
        headofficeOffsetMs,
      }
      hasSaidLapsed = false
      base = reading
      table.keepSaid(said)
    },
  }

  function offsetTo(day: BusinessDay, clockAt: number, headofficeOffsetMs: number | null): number {
    const clockDay = businessDayOf(clockAt)
    const isHeadoffices = headofficeOffsetMs !== null && businessDayOf(clockAt + headofficeOffsetMs) === day
    if (isHeadoffices && Math.abs(headofficeOffsetMs) > hourMs) return headofficeOffsetMs
    if (day === clockDay) return 0
    return Math.round((Date.parse(day) - Date.parse(clockDay)) / dayMs) * dayMs
  }
}

/**
 * What was said of a clock before this program began. Where the clock has come nearer to what they said than to
 * what it said then, it was set right, and is not to be moved again.
 */
function asFarAsItFits(said: SaidDay | null, begun: ClockReading): SaidDay | null {
  if (said === null) return null
  const saidAt = said.clockAt + said.offsetMs
  const isSetRight = Math.abs(begun.clockAt - saidAt) < Math.abs(begun.clockAt - said.clockAt)
  return isSetRight ? { ...said, clockAt: saidAt, offsetMs: 0 } : said
}
