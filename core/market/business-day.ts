import { z } from 'zod'

/** A store's calendar day in the store's time zone, `YYYY-MM-DD`. */
export const businessDaySchema = z.iso.date().brand<'BusinessDay'>()
export type BusinessDay = z.infer<typeof businessDaySchema>

const quarterMs = 15 * 60_000

/**
 * Tells the business day of instants (UTC milliseconds) in one time zone. Made once and kept: making it costs more
 * than a write to the database.
 * @param timeZone IANA name, e.g. `Asia/Karachi`
 * @throws RangeError when the time zone is not known to the platform
 */
export function createBusinessDays(timeZone: string): (instantMs: number) => BusinessDay {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  // Offsets from UTC are whole quarters of an hour, so a day never ends inside one; a visit asks within a few.
  let quarter = Number.NaN
  let day: BusinessDay | null = null
  return (instantMs) => {
    const asked = Math.floor(instantMs / quarterMs)
    if (day === null || asked !== quarter) {
      day = dayOf(instantMs)
      quarter = asked
    }
    return day
  }

  function dayOf(instantMs: number): BusinessDay {
    const parts = format.formatToParts(instantMs)
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? ''
    return businessDaySchema.parse(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`)
  }
}

/**
 * The instant of a time of day on a business day, in UTC milliseconds; of a time that a change of the clocks skips, the
 * one an hour on, and of one that comes twice, the first.
 * @param time on the store's clock, as `14:05`
 * @param timeZone IANA name
 */
export function instantOnDay(day: BusinessDay, time: string, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const wanted = Date.parse(`${day}T${time}:00Z`)
  /** What a clock in the zone shows at an instant, read as if it were UTC. */
  const shownAt = (instantMs: number) => {
    const parts = format.formatToParts(instantMs)
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? ''
    return Date.parse(
      `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`,
    )
  }
  const dayMs = 24 * 60 * 60_000
  // The offsets before and after any change of that day: the earlier instant that shows the time is wanted.
  const offsets = [wanted - dayMs, wanted + dayMs].map((near) => shownAt(near) - near)
  const candidates = offsets.map((offset) => wanted - offset).toSorted((a, b) => a - b)
  return candidates.find((instant) => shownAt(instant) === wanted) ?? wanted - Math.min(...offsets)
}
