import type { BusinessDay } from '../market/business-day.ts'
import { dateLocale } from '../market/date-locale.ts'

/**
 * A business day as a person reads it, e.g. `Sunday 22 November 2026`.
 * @param said a market's BCP 47 tag for the language, or the language where no market is known
 */
export function dayText(businessDay: BusinessDay, said: string): string {
  return new Intl.DateTimeFormat(dateLocale(said), {
    timeZone: 'UTC',
    calendar: 'gregory',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(`${businessDay}T00:00:00Z`))
}

/**
 * An instant on the store's clock, e.g. `2026-11-22 14:05`, the same in every language.
 * @param instantMs UTC milliseconds
 */
export function instantText(instantMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA-u-nu-latn', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instantMs)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}
