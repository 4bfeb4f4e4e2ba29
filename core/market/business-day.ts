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
